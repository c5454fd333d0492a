import { crc32 } from 'node:zlib';
import { expect, it, describe } from 'vitest';
import { createCrcCombiner } from '../../../src/backup-set/data-file/span-crcs.js';
import {
  patternBytes,
  compactKey,
  createSealedSnapshot,
  iv,
  modifiedAt,
} from '../../fixtures/sealed-snapshot.js';
import { createDecipheriv } from 'node:crypto';
import { freeMemory } from '../../../src/backup-set/data-file/free-memory.js';
import { MIB, GIB } from '../../../src/core/sizes.js';
import { hashInPlace } from '../../../src/backup-set/data-file/hash-in-place.js';
import { createLocalHasher, SEGMENT_SIZE } from '../../../src/backup-set/data-file/segment-hasher.js';
import { openSharedPlaintext } from '../../../src/backup-set/data-file/plaintext.js';
import { chooseSpanBytes } from '../../../src/backup-set/data-file/span-digests.js';
import { buildZip } from '../../../src/backup-set/zip/write-zip.js';
import { type Archive, openArchive } from '../../../src/backup-set/zip/zip-archive.js';
import { createChangingFile, flipBit } from '../../fixtures/changing-file.js';

it.each([0, 1, 2, 3, 15, 16, 63, 256, 1000, 65_536])('puts together sums of pieces of %i bytes', (length) => {
  const combine = createCrcCombiner(length);
  for (const lengthBefore of [0, 1, 5, 1000]) {
    const [before, piece] = [patternBytes(lengthBefore, 'before'), patternBytes(length, 'piece')];
    const whole = crc32(Buffer.concat([before, piece]));
    expect(combine(crc32(before), crc32(piece))).toBe(whole);
  }
});

describe('freeMemory', () => {
  it('takes the memory of a whole buffer', () => {
    const bytes = new Uint8Array(MIB);
    freeMemory(bytes);
    expect([bytes.length, bytes.buffer.byteLength]).toEqual([0, 0]);
  });

  it('frees what a cipher gives out, without waiting for the garbage collector', () => {
    const decipher = createDecipheriv('aes-256-cbc', Buffer.alloc(32), Buffer.alloc(16)).setAutoPadding(
      false,
    );
    const ciphertext = Buffer.alloc(MIB);
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 64; round += 1) {
      const plaintext = decipher.update(ciphertext);
      expect(plaintext.length).toBe(MIB);
      freeMemory(plaintext);
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * MIB);
  });

  it('leaves a part of a larger buffer alone', () => {
    const pooled = Buffer.from('in the pool');
    freeMemory(pooled);
    expect(pooled.toString()).toBe('in the pool');
    const whole = new Uint8Array(8);
    freeMemory(whole.subarray(0, 4));
    expect(whole.length).toBe(8);
  });

  it('leaves memory that threads share alone', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(8));
    freeMemory(shared);
    expect(shared.length).toBe(8);
  });

  it('takes an empty buffer', () => {
    freeMemory(Buffer.alloc(0));
    freeMemory(new Uint8Array(0));
  });
});

async function readAll(archive: Archive): Promise<void> {
  for await (const entry of archive.entries()) {
    for await (const _piece of archive.streamEntry(entry)) {
      // Only the failure counts.
    }
  }
}

describe('spans of a large file', () => {
  const key = { aesKey: compactKey.subarray(0, 32), macKey: compactKey.subarray(32), findings: [] };

  it('are as long as a segment up to 64 GiB, and then so long that there are not more of them', () => {
    for (const sizeBytes of [0, 1, GIB, 64 * GIB]) expect(chooseSpanBytes(sizeBytes)).toBe(SEGMENT_SIZE);
    for (const sizeBytes of [64 * GIB + 1, 1024 * GIB, 5000 * GIB]) {
      const spanBytes = chooseSpanBytes(sizeBytes);
      expect(spanBytes % SEGMENT_SIZE).toBe(0);
      expect(sizeBytes / spanBytes).toBeLessThanOrEqual(65_536);
    }
  });

  it.each(['stored', 'deflated'] as const)(
    'know the bytes of %s entries again, and their sums',
    async (method) => {
      const content = patternBytes(5 * SEGMENT_SIZE + 77);
      const plaintext = await buildZip([{ name: 'a', content, method }], { modifiedAt });
      const { dataFile } = await createSealedSnapshot({ plaintext });
      const file = createChangingFile(dataFile);
      const open = async () => {
        const reader = await file.store.openReader?.('any');
        if (reader === undefined) throw new Error('no reader');
        return reader;
      };
      const options = { createHasher: createLocalHasher, sizeBytes: dataFile.length };
      const { known } = await hashInPlace(await open(), key, { ...options, spanBytes: 2 * SEGMENT_SIZE });
      if (known === undefined) throw new Error('no digests');
      expect(known.digests.macs.length).toBe(3 * 16);
      expect(known.digests.crcs?.length).toBe(method === 'stored' ? 3 : undefined);
      const shared = { aesKey: key.aesKey, iv, known };
      const archive = await openArchive(await openSharedPlaintext(await open(), shared));
      await archive.proveAll();
      file.bytes = flipBit(file.bytes, 90 + 3 * SEGMENT_SIZE);
      const changed = await openArchive(await openSharedPlaintext(await open(), shared));
      await expect(readAll(changed)).rejects.toMatchObject({
        code: 'INTEGRITY',
        details: { finding: { code: 'TAG_MISMATCH' } },
      });
    },
  );

  it('are given out right to readers that overlap, and refused to all once they have changed', async () => {
    const { dataFile } = await createSealedSnapshot({ plaintext: patternBytes(4 * SEGMENT_SIZE + 5) });
    const file = createChangingFile(dataFile);
    const reader = await file.store.openReader?.('any');
    if (reader === undefined) throw new Error('no reader');
    const options = { createHasher: createLocalHasher, sizeBytes: dataFile.length };
    const { ciphertext } = await hashInPlace(reader, key, options);
    const offsets = [3, 1, 0, 2, 3, 0.5, 1.5, 0].map((spans) => spans * SEGMENT_SIZE);
    const readAll = async () =>
      Promise.allSettled(
        offsets.map(async (offset) => {
          const target = new Uint8Array(SEGMENT_SIZE);
          await ciphertext.read(target, offset);
          return Buffer.from(target).equals(dataFile.subarray(90 + offset, 90 + offset + SEGMENT_SIZE));
        }),
      );
    const isRight = (await readAll()).map((outcome) => outcome.status === 'fulfilled' && outcome.value);
    expect(isRight).toEqual(offsets.map(() => true));
    file.bytes = flipBit(file.bytes, 90 + 2 * SEGMENT_SIZE + 1);
    const changed = (await readAll()).map(({ status }) => status);
    const reached = ['fulfilled', 'fulfilled', 'fulfilled', 'rejected'];
    expect(changed).toEqual([...reached, 'fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });
});
