import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultSchema } from '../fixtures/result-schemas.js';
import { MIB } from '../../src/core/sizes.js';
import { type LargeSet, writeLargeSet, writeLongChain } from '../bench/large-set.js';
import { runHere } from './run-here.js';
import { CERTIFICATE_2023, PASSWORD, readEnvelope } from './run-restack.js';

const verify = resultSchema('verify');

const certificateFile = fileURLToPath(
  new URL('../../samples/keys/TEST-ONLY-backup-2023.cer', import.meta.url),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-large-test-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function verifySet(set: LargeSet) {
  const run = await runHere([
    'verify',
    set.backupId,
    '--share',
    set.share,
    '--level',
    'integrity',
    '--json',
    ...CERTIFICATE_2023,
    ...PASSWORD,
  ]);
  const { result } = readEnvelope(run.stdout);
  if (!verify.validate(result)) throw new Error('no result of verify');
  return { run, backup: result.backups[0] };
}

async function flipBit(file: string, position: number): Promise<void> {
  const handle = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, position);
  byte[0] = (byte[0] ?? 0) ^ 1;
  await handle.write(byte, 0, 1, position);
  await handle.close();
}

/**
 * Sizes beyond which files are proved without copies: one alone by two threads, several side by side, in memory as long as
 * there is enough of it. 20 MiB go more than twice around the ring that threads share.
 */
describe.each([
  { name: 'one large file', files: 1, sizeBytes: 20 * MIB + 7 },
  {
    name: 'one large file of deflated entries',
    files: 1,
    sizeBytes: 20 * MIB,
    entries: 5,
    method: 'deflated' as const,
  },
  { name: 'several large files', files: 3, sizeBytes: 6 * MIB + 7 },
  { name: 'several deflated files', files: 3, sizeBytes: 5 * MIB + 7, method: 'deflated' as const },
  { name: 'files that memory does not hold together', files: 3, sizeBytes: 50 * MIB },
])('a set of $name', ({ name, ...options }) => {
  let set: LargeSet;
  beforeAll(async () => {
    set = await writeLargeSet(path.join(folder, name), { ...options, incompressible: true, certificateFile });
  });

  it('is proved without a trace on the disk', async () => {
    const { run, backup } = await verifySet(set);
    const files = [...set.dataFiles, ...set.smallFiles];
    const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
    expect(run.exitCode).toBe(0);
    expect(run.leftBehind).toEqual([]);
    expect(backup?.checked.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });

  it.each([
    { what: 'the IV', position: 12, code: 'ZIP_DAMAGED' },
    { what: 'the tag', position: 40, code: 'TAG_MISMATCH' },
    { what: 'its middle', position: 3 * MIB, code: 'TAG_MISMATCH' },
  ])('shows a bit that changed in $what', async ({ position, code }) => {
    const file = set.dataFiles.at(-1) ?? '';
    await flipBit(file, position);
    const { run, backup } = await verifySet(set);
    await flipBit(file, position);
    const errors = backup?.findings.filter(({ severity }) => severity === 'error');
    expect(run.exitCode).toBe(22);
    expect(errors?.map((finding) => finding.code)).toEqual([code]);
    expect(run.leftBehind).toEqual([]);
  });
});

describe('sets of one chain', () => {
  let chain: LargeSet;
  beforeAll(async () => {
    const sizes = { sets: 5, fullBytes: 5 * MIB, progressiveBytes: 1000 };
    chain = await writeLongChain(path.join(folder, 'chain'), { ...sizes, certificateFile });
  });

  async function verifyAll(flags: readonly string[]) {
    const share = ['--share', chain.share, '--level', 'integrity'];
    return runHere(['verify', '--all', ...share, ...flags, ...CERTIFICATE_2023, ...PASSWORD]);
  }

  it('are proved with one proof for each snapshot, newest first in the result', async () => {
    const run = await verifyAll(['--json']);
    const { result } = readEnvelope(run.stdout);
    if (!verify.validate(result)) throw new Error('no result of verify');
    expect(run.exitCode).toBe(0);
    expect(result.proofs).toEqual({ made: 25, shared: 10 });
    expect(result.backups.map(({ checked }) => checked.snapshots)).toEqual([9, 8, 7, 6, 5]);
    expect(result.backups[0]?.backupId).toBe(chain.backupId);
  });

  it('say in words how many proofs they share', async () => {
    const run = await verifyAll([]);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/25 data files proved once.* 10 proofs shared/s);
  });

  it('all fail when a snapshot that they rest on is damaged, each with the finding', async () => {
    const full = chain.dataFiles[0] ?? '';
    await flipBit(full, 2 * MIB);
    const run = await verifyAll(['--json']);
    await flipBit(full, 2 * MIB);
    const { result } = readEnvelope(run.stdout);
    if (!verify.validate(result)) throw new Error('no result of verify');
    expect(run.exitCode).toBe(22);
    expect(result.proofs).toEqual({ made: 25, shared: 10 });
    for (const { verdict, findings } of result.backups) {
      const errors = findings.filter(({ severity }) => severity === 'error');
      expect(verdict).toBe('failed');
      expect(errors.map(({ code }) => code)).toEqual(['TAG_MISMATCH']);
    }
  });
});
