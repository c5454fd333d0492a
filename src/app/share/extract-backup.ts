import { resolve } from 'node:path';
import type { ExtractResult } from '../../schema/results.js';
import type { ExtractBackup } from '../app.js';
import { writeNewFolder } from '../../adapters/disk/new/new-folder.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { withOpenSets } from './open-sets.js';

/**
 * Writes the decrypted files of a set to a folder that is empty or absent: `<repository>/<snapshot>/<entry>`, for every
 * snapshot of each chain. The folder appears whole, when all of it is proved and written, or not at all.
 *
 * @throws USAGE when the folder is not empty; NO_KEY when no key was given; NOT_FOUND for an unknown set or
 * repository; the code of the first finding when a data file is damaged.
 */
export const extractBackup: ExtractBackup = (options, context) =>
  withOpenSets(options, context, async (sets): Promise<ExtractResult> => {
    const [{ selectRepositories }, { extractChain }, { chooseSet }] = await Promise.all([
      import('../../backup-set/catalog/select-set.js'),
      import('../../backup-set/content/extract-chain.js'),
      import('./choose-set.js'),
    ]);
    const { set } = await chooseSet(sets, options, context);
    assertKeyGiven(options, set.encryption);
    const chains = selectRepositories(set, options.repositories);
    const out = resolve(options.out);
    context.warn(`${out} will hold plaintext, with every secret of the backup: delete it when you are done`);
    const open = sets.contextOf(set);
    const { progress, signal } = context;
    const warn = (message: string) => context.warn(message);
    const repositories = await writeNewFolder(out, async (sink) => {
      const written: ExtractResult['repositories'][number][] = [];
      for (const chain of chains) {
        const files = [...(await extractChain(chain, { open, sink, progress, signal, warn }))];
        written.push({ repository: chain.repositoryName, files });
      }
      return written;
    });
    return { backupId: set.backupId, out, repositories };
  });
