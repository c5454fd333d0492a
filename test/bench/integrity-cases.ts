import { GIB, MIB } from '../../src/core/sizes.js';
import {
  answer,
  type BenchCase,
  CERTIFICATE_FILE as certificateFile,
  KEY_FLAGS,
  locateRestack,
  ROOT,
} from './bench-case.js';
import type { Command } from './compare.js';
import { type LargeSet, writeLargeSet, writeLongChain } from './large-set.js';

/** Proves the set `backupId`, or all of the share. */
function verifyCommand(share: string, backupId?: string) {
  const selection = backupId === undefined ? [] : [backupId];
  const level = ['--level', 'integrity', '--json'];
  return (checkout: string): Command => ({
    argv: [
      process.execPath,
      locateRestack(checkout),
      'verify',
      ...selection,
      '--share',
      share,
      ...level,
      ...KEY_FLAGS,
    ],
  });
}

function opensslCommand(set: LargeSet): { readonly name: string; readonly command: Command } {
  const mac = ['-sha512', '-mac', 'HMAC', '-macopt', `hexkey:${set.macKeyHex}`];
  return { name: 'openssl', command: { argv: ['openssl', 'dgst', ...mac, ...set.dataFiles] } };
}

const oneStored: BenchCase = {
  name: 'integrity/one',
  async run(context) {
    const set = await writeLargeSet(context.folder, { files: 1, sizeBytes: GIB, certificateFile });
    await answer(
      {
        title: 'verify --level integrity, one stored file of 1 GiB; openssl dgst -sha512 -mac HMAC',
        restack: verifyCommand(set.share, set.backupId),
        reference: opensslCommand(set),
        goal: { ratio: 'restack/reference', text: '≤ 1.15' },
        memoryBelowMib: 200,
      },
      context,
    );
  },
};

const manyStored: BenchCase = {
  name: 'integrity/many',
  async run(context) {
    const set = await writeLargeSet(context.folder, { files: 32, sizeBytes: GIB / 32, certificateFile });
    await answer(
      {
        title: 'verify --level integrity, 32 stored files of 32 MiB; openssl dgst -sha512 -mac HMAC',
        restack: verifyCommand(set.share, set.backupId),
        reference: opensslCommand(set),
        goal: { ratio: 'reference/restack', text: '≥ 1.1' },
        memoryBelowMib: 200,
      },
      context,
    );
  },
};

const deflated: BenchCase = {
  name: 'integrity/deflated',
  async run(context) {
    const content = { files: 16, sizeBytes: GIB / 16, method: 'deflated' as const };
    const set = await writeLargeSet(context.folder, { ...content, certificateFile });
    await answer(
      {
        title: 'verify --level integrity, 16 deflated files of 64 MiB of content',
        restack: verifyCommand(set.share, set.backupId),
        goal: { ratio: 'restack/against', text: '≤ 0.9 of the code before' },
        memoryBelowMib: 200,
      },
      context,
    );
  },
};

const oneDeflated: BenchCase = {
  name: 'integrity/one-deflated',
  async run(context) {
    const content = { files: 1, sizeBytes: GIB, method: 'deflated' as const, entries: 16 };
    const set = await writeLargeSet(context.folder, { ...content, certificateFile });
    await answer(
      {
        title: 'verify --level integrity, one file with 16 deflated entries of 64 MiB of content',
        restack: verifyCommand(set.share, set.backupId),
        goal: { ratio: 'restack/against', text: '< 1 of the code before' },
        memoryBelowMib: 200,
      },
      context,
    );
  },
};

const sets: BenchCase = {
  name: 'integrity/sets',
  async run(context) {
    const chain = await writeLongChain(context.folder, {
      sets: 100,
      fullBytes: 32 * MIB,
      progressiveBytes: MIB / 4,
      certificateFile,
    });
    const title = 'verify --level integrity, 100 sets of one chain (57 MiB); its newest set alone';
    const one = verifyCommand(chain.share, chain.backupId)(ROOT);
    await answer(
      {
        title,
        restack: verifyCommand(chain.share),
        reference: { name: 'one set', command: one },
        goal: { ratio: 'restack/reference', text: '≤ 2' },
        memoryBelowMib: 200,
      },
      context,
    );
  },
};

/** The cases that prove every byte authentic and every archive whole. */
export const integrityCases: readonly BenchCase[] = [oneStored, manyStored, deflated, oneDeflated, sets];
