import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createFileMemory } from '../../../../src/adapters/proof/worker/file-memory.js';
import type { FileMemory } from '../../../../src/backup-set/data-file/hash-in-memory.js';
import type { Archive } from '../../../../src/backup-set/zip/zip-archive.js';
import type { InPlaceProof, OpenContext } from '../../../../src/backup-set/data-file/open-data-file.js';
import { proveSnapshot } from '../../../../src/backup-set/content/prove-snapshot.js';
import { createLocalHasher, SEGMENT_SIZE } from '../../../../src/backup-set/data-file/segment-hasher.js';
import { buildZip, type ZipInput } from '../../../../src/backup-set/zip/write-zip.js';
import type { StagingArea } from '../../../../src/backup-set/data-file/staged-bytes.js';
import { type ChangingFile, createChangingFile, flipBit } from '../../../fixtures/changing-file.js';
import {
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
  type SealedSnapshotOptions,
} from '../../../fixtures/sealed-snapshot.js';

const noStaging: StagingArea = {
  stage: () => Promise.reject(new Error('nothing may be staged')),
  dispose: async () => {},
};

async function prepare(
  options: SealedSnapshotOptions,
  inPlace: InPlaceProof,
): Promise<{
  readonly prove: () => ReturnType<typeof proveSnapshot>;
  readonly file: ChangingFile;
}> {
  const { snapshot, context, dataFile } = await createSealedSnapshot(options);
  const file = createChangingFile(dataFile);
  const keyed: OpenContext = { ...context, store: file.store, staging: noStaging, inPlace };
  return { prove: () => proveSnapshot(snapshot, keyed), file };
}

const SIZES = [
  0,
  1,
  SEGMENT_SIZE - 200,
  SEGMENT_SIZE - 60,
  SEGMENT_SIZE,
  2 * SEGMENT_SIZE - 133,
  5 * SEGMENT_SIZE + 7,
];

async function archiveOf(...contents: readonly Uint8Array[]): Promise<Buffer> {
  const inputs = contents.map((content, index): ZipInput => ({
    name: `${index}`,
    content,
    method: 'stored',
  }));
  return Buffer.from(await buildZip(inputs, { modifiedAt }));
}

const WAYS: readonly {
  readonly way: string;
  readonly inPlace: () => InPlaceProof;
  readonly rereads: boolean;
}[] = [
  { way: 'where it lies', inPlace: () => ({ createHasher: createLocalHasher }), rereads: true },
  {
    way: 'in memory, read ahead',
    inPlace: () => ({ createHasher: createLocalHasher, memory: createMemory(false) }),
    rereads: false,
  },
  {
    way: 'in memory, read as it is needed',
    inPlace: () => ({ createHasher: createLocalHasher, memory: createMemory(true) }),
    rereads: false,
  },
];

function createMemory(blocking: boolean): FileMemory {
  return createFileMemory({ limitBytes: 16 * SEGMENT_SIZE, blocking });
}

describe.each(WAYS)('a data file that is proved $way', ({ inPlace, rereads }) => {
  it.each(SIZES)('proves with stored entries of %i bytes', async (size) => {
    const plaintext = await archiveOf(patternBytes(size), patternBytes(10), patternBytes(size, 'second'));
    const { prove, file } = await prepare({ plaintext }, inPlace());
    const proof = await prove();
    expect(proof.findings).toEqual([]);
    expect(proof.bytes).toBeGreaterThan(plaintext.length);
    await proof.dataFile?.dispose();
    expect(file.counts.open).toBe(0);
  });

  it('proves deflated entries, too', async () => {
    const { prove, file } = await prepare({ plaintext: await deflatedArchive() }, inPlace());
    const proof = await prove();
    expect(proof.findings).toEqual([]);
    await proof.dataFile?.dispose();
    expect(file.counts.open).toBe(0);
  });

  it('finds a wrong CRC in each of its segments', async () => {
    const sound = await archiveOf(patternBytes(4 * SEGMENT_SIZE));
    for (const at of [
      100,
      SEGMENT_SIZE + 5,
      2 * SEGMENT_SIZE - 1,
      3 * SEGMENT_SIZE,
      4 * SEGMENT_SIZE - 100,
    ]) {
      const { prove, file } = await prepare({ plaintext: flipBit(sound, at) }, inPlace());
      expect((await prove()).findings.map(({ code }) => code)).toEqual(['ZIP_DAMAGED']);
      expect(file.counts.open).toBe(0);
    }
  });

  it.each([
    { name: 'header', at: 0, code: 'HEADER_INVALID' },
    { name: 'algorithm', at: 2, code: 'HEADER_UNSUPPORTED' },
    { name: 'IV', at: 12, code: 'ZIP_DAMAGED' },
    { name: 'tag', at: 30, code: 'TAG_MISMATCH' },
    { name: 'first block', at: 90, code: 'TAG_MISMATCH' },
    { name: 'first segment', at: 90 + SEGMENT_SIZE - 1, code: 'TAG_MISMATCH' },
    { name: 'second segment', at: 90 + SEGMENT_SIZE, code: 'TAG_MISMATCH' },
    { name: 'last block', at: -1, code: 'TAG_MISMATCH' },
  ])('finds a changed $name', async ({ at, code }) => {
    for (const mode of ['certificate', 'key'] as const) {
      const plaintext = await archiveOf(patternBytes(2 * SEGMENT_SIZE));
      const { prove, file } = await prepare({ plaintext, mode }, inPlace());
      file.bytes = flipBit(file.bytes, at < 0 ? file.bytes.length + at : at);
      const proof = await prove();
      expect(proof.findings.map((finding) => finding.code)).toEqual([code]);
      expect(proof).toMatchObject({ bytes: 0, dataFile: undefined });
      expect(file.counts.open).toBe(0);
    }
  });

  it('gives out nothing of a file that changed after it was read, but what was authenticated', async () => {
    const plaintext = await archiveOf(patternBytes(2 * SEGMENT_SIZE));
    const { prove, file } = await prepare({ plaintext }, inPlace());
    const { dataFile } = await prove();
    if (dataFile === undefined) throw new Error('the file should have been proved');
    file.bytes = flipBit(file.bytes, 90 + SEGMENT_SIZE + 3);
    if (rereads) await expect(readAll(dataFile.archive)).rejects.toMatchObject(TAMPERED);
    else expect((await readAll(dataFile.archive)).equals(patternBytes(2 * SEGMENT_SIZE))).toBe(true);
    await dataFile.dispose();
  });

  it('proves what it authenticated, when the file changes before its entries are inflated', async () => {
    const { prove, file } = await prepare({ plaintext: await deflatedArchive() }, inPlace());
    file.onEnd = () => {
      file.onEnd = () => {};
      file.bytes = flipBit(file.bytes, 90 + 1000);
    };
    const proof = await prove();
    expect(proof.findings.map(({ code }) => code)).toEqual(rereads ? ['TAG_MISMATCH'] : []);
    await proof.dataFile?.dispose();
    expect(file.counts.open).toBe(0);
  });

  it('is found cut short, and empty', async () => {
    const plaintext = await archiveOf(patternBytes(SEGMENT_SIZE));
    for (const [length, code] of [
      [0, 'HEADER_INVALID'],
      [89, 'HEADER_INVALID'],
      [90, 'CIPHERTEXT_TRUNCATED'],
      [90 + SEGMENT_SIZE - 1, 'CIPHERTEXT_TRUNCATED'],
      [90 + SEGMENT_SIZE, 'TAG_MISMATCH'],
    ] as const) {
      const { prove, file } = await prepare({ plaintext }, inPlace());
      file.bytes = file.bytes.subarray(0, length);
      expect((await prove()).findings.map((finding) => finding.code)).toEqual([code]);
      expect(file.counts.open).toBe(0);
    }
  });

  it('is read on when it has grown since it was listed, and does not match', async () => {
    const plaintext = await archiveOf(patternBytes(2 * SEGMENT_SIZE));
    for (const [more, code] of [
      [1, 'CIPHERTEXT_TRUNCATED'],
      [16, 'TAG_MISMATCH'],
      [2 * SEGMENT_SIZE, 'TAG_MISMATCH'],
    ] as const) {
      const { prove, file } = await prepare({ plaintext }, inPlace());
      file.bytes = Buffer.concat([file.bytes, new Uint8Array(more)]);
      expect((await prove()).findings.map((finding) => finding.code)).toEqual([code]);
      expect(file.counts.open).toBe(0);
    }
  });

  it('throws what the store throws, and leaves no reader open', async () => {
    const { prove, file } = await prepare({ plaintext: await deflatedArchive() }, inPlace());
    const reads = await countReads(await deflatedArchive(), inPlace());
    for (let failing = 1; failing <= reads; failing += 1) {
      file.counts.reads = 0;
      file.failAt = failing;
      await expect(prove()).rejects.toMatchObject({ message: 'the share failed' });
      expect(file.counts.open).toBe(0);
    }
    file.failAt = undefined;
    expect((await prove()).findings).toEqual([]);
  });
});

async function deflatedArchive(): Promise<Uint8Array> {
  const inputs = [{ name: 'a', content: patternBytes(3 * SEGMENT_SIZE) }];
  return buildZip(inputs, { modifiedAt });
}

async function countReads(plaintext: Uint8Array, inPlace: InPlaceProof): Promise<number> {
  const { prove, file } = await prepare({ plaintext }, inPlace);
  const { dataFile } = await prove();
  await dataFile?.dispose();
  return file.counts.reads;
}

const TAMPERED = { code: 'INTEGRITY', details: { finding: { code: 'TAG_MISMATCH' } } };

async function readAll(archive: Archive): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const entry of archive.entries()) {
    for await (const piece of archive.streamEntry(entry)) pieces.push(Uint8Array.from(piece));
  }
  return Buffer.concat(pieces);
}
