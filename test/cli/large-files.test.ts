import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultSchema } from '../fixtures/result-schemas.js';
import { MIB } from '../../src/core/sizes.js';
import { type LargeSet, writeLargeSet } from '../bench/large-set.js';
import { readEnvelope } from './read-envelope.js';
import { runRestack } from './run-restack.js';
import { CERTIFICATE_2023, PASSWORD } from './sample-share.js';

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
  const run = await runRestack([
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

/** Sizes beyond which files are proved where they lie: one alone in two threads, several side by side. */
describe.each([
  { name: 'one large file', files: 1 },
  { name: 'several large files', files: 3 },
])('a set of $name', ({ name, files }) => {
  let set: LargeSet;
  beforeAll(async () => {
    set = await writeLargeSet(path.join(folder, name), { files, sizeBytes: 6 * MIB + 7, certificateFile });
  });

  it('is proved without a trace on the disk', async () => {
    const { run, backup } = await verifySet(set);
    const sizes = await Promise.all(set.dataFiles.map(async (file) => (await stat(file)).size));
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
