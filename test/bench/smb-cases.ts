import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GIB } from '../../src/core/sizes.js';
import { findSmbd, SMB_PASSWORD, SMB_USER, startSmbServer } from '../fixtures/smb-server.js';
import { answer, type BenchCase, CERTIFICATE_FILE, KEY_FLAGS, locateRestack, ROOT } from './bench-case.js';
import type { Command } from './compare.js';
import { writeLargeSet } from './large-set.js';

/** Proves one set of 1 GiB over a server on the loopback, and in the folder that it shares. */
function createSmbCase(name: string, settings: Readonly<Record<string, string>>): BenchCase {
  return {
    name: `smb/${name}`,
    async run(context) {
      const smbd = await findSmbd();
      if ('missing' in smbd) {
        console.log(`smb/${name} was not run: ${smbd.missing}`);
        return;
      }
      const [folder, password] = [join(context.folder, 'share'), join(context.folder, 'password')];
      await mkdir(folder);
      await writeFile(password, SMB_PASSWORD, { mode: 0o600 });
      const set = await writeLargeSet(folder, {
        files: 8,
        sizeBytes: GIB / 8,
        certificateFile: CERTIFICATE_FILE,
      });
      const server = await startSmbServer(smbd.path, {
        folder: join(context.folder, 'server'),
        shares: { backup: { path: folder, ...settings } },
      });
      const verify = (checkout: string, share: readonly string[]): Command => {
        const argv = [
          'verify',
          set.backupId,
          '--level',
          'integrity',
          '--json',
          '--share',
          ...share,
          ...KEY_FLAGS,
        ];
        return { argv: [process.execPath, locateRestack(checkout), ...argv] };
      };
      const remote = [server.url('backup'), '--share-user', SMB_USER, '--share-password-file', password];
      try {
        await answer(
          {
            title: `verify --level integrity of 1 GiB over SMB on the loopback, ${name}; the same folder`,
            restack: (checkout) => verify(checkout, remote),
            reference: { name: 'folder', command: verify(ROOT, [folder]) },
            goal: { ratio: 'restack/reference', text: '≤ 1.6' },
            memoryBelowMib: 250,
          },
          context,
        );
      } finally {
        await server.close();
      }
    },
  };
}

/** The cases that read a share of a file server. */
export const smbCases: readonly BenchCase[] = [
  createSmbCase('signed', { 'smb encrypt': 'off' }),
  createSmbCase('encrypted', { 'smb encrypt': 'required' }),
];
