import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BackupSet, RepositoryChain } from '../../backup-set/catalog.js';
import type { OpenContext } from '../../backup-set/data-file/open-data-file.js';
import type { ProvedDataFile } from '../../backup-set/content/prove-snapshot.js';
import type { Finding } from '../../core/errors/finding.js';
import { FINDING_CODES } from '../../core/errors/finding-codes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { ExtractResult } from '../../schema/results.js';
import type { AppContext, ExtractBackup } from '../app.js';
import { type NewFolder, writeNewFolder } from '../../adapters/disk/new/new-folder.js';
import { withOpenSets } from './open-sets.js';

type ExtractedRepository = ExtractResult['repositories'][number];
type ExtractedFile = ExtractedRepository['files'][number];

/**
 * Writes the decrypted files of a set to a folder that is empty or absent: `<repository>/<snapshot>/<entry>`, for every
 * snapshot of each chain. The folder appears whole, when all of it is proved and written, or not at all.
 *
 * @throws USAGE when the folder is not empty; NOT_FOUND for an unknown set or repository; the code of the first
 * finding when a data file is damaged.
 */
export const extractBackup: ExtractBackup = (options, context) =>
  withOpenSets(options, context, async (sets): Promise<ExtractResult> => {
    const { selectBackupSet } = await import('../../backup-set/catalog/select-set.js');
    const set = selectBackupSet(sets.catalog, options.backup, { deploymentId: options.deployment });
    const chains = selectChains(set, options.repositories);
    const out = resolve(options.out);
    context.warn(`${out} will hold plaintext, with every secret of the backup: delete it when you are done`);
    const repositories = await writeNewFolder(out, async (folder) => {
      const written: ExtractedRepository[] = [];
      for (const chain of chains) {
        written.push(await extractChain(chain, { folder, open: sets.contextOf(set), context }));
      }
      return written;
    });
    return { backupId: set.backupId, out, repositories };
  });

function selectChains(set: BackupSet, names: readonly string[]): readonly RepositoryChain[] {
  if (names.length === 0) return set.chains;
  return names.map((name) => {
    const chain = set.chains.find(
      ({ repositoryName }) => repositoryName.toLowerCase() === name.toLowerCase(),
    );
    if (chain !== undefined) return chain;
    throw new RestackError('NOT_FOUND', `set ${set.backupId} has no repository ${name}`, {
      hints: [`see its repositories: restack show ${set.backupId}`],
    });
  });
}

interface Extraction {
  readonly folder: NewFolder;
  readonly open: OpenContext;
  readonly context: AppContext;
}

async function extractChain(chain: RepositoryChain, extraction: Extraction): Promise<ExtractedRepository> {
  const { proveSnapshot } = await import('../../backup-set/content/prove-snapshot.js');
  const { repositoryName } = chain;
  const step = extraction.context.progress.begin(`Extracting ${repositoryName}`, {
    unit: 'objects',
    total: chain.snapshots.length,
  });
  const files: ExtractedFile[] = [];
  for (const [index, snapshot] of chain.snapshots.entries()) {
    extraction.context.signal.throwIfAborted();
    const { dataFile, findings } = await proveSnapshot(snapshot, extraction.open);
    if (dataFile === undefined) {
      step.end('failed');
      throw describeDamage(findings);
    }
    try {
      files.push(...(await extractFiles(dataFile, extraction)));
    } finally {
      await dataFile.dispose();
    }
    step.advance(index + 1);
  }
  step.end('done');
  return { repository: repositoryName, files };
}

function describeDamage(findings: readonly Finding[]): RestackError {
  const fault = findings.find(({ severity }) => severity === 'error');
  if (fault === undefined)
    return new RestackError('INTERNAL', 'a data file failed its proof without a finding');
  const where = fault.file === null ? '' : `${fault.file}: `;
  return new RestackError(FINDING_CODES[fault.code].outcome ?? 'INTERNAL', `${where}${fault.message}`, {
    details: { finding: fault },
    hints: ['see everything that is wrong: restack verify'],
  });
}

async function extractFiles(
  dataFile: ProvedDataFile,
  { folder, context }: Extraction,
): Promise<ExtractedFile[]> {
  const { snapshot, archive } = dataFile;
  const base =
    snapshot.dataFile
      .split('/')
      .at(-1)
      ?.replace(/\.zip$/i, '') ?? snapshot.backupId;
  const files: ExtractedFile[] = [];
  for await (const entry of archive.entries()) {
    if (entry.folder) continue;
    const path = [snapshot.repositoryName, base, ...entry.name.split('/')].join('/');
    const target = await folder.createFile(path);
    const handle = await open(target, 'wx', 0o600);
    let sizeBytes = 0;
    try {
      for await (const chunk of archive.streamEntry(entry)) {
        context.signal.throwIfAborted();
        await handle.writeFile(chunk);
        sizeBytes += chunk.length;
      }
    } finally {
      await handle.close();
    }
    files.push({ path, sizeBytes });
  }
  return files;
}
