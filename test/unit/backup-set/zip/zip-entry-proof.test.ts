import * as fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createMemoryAccess, type RandomAccess } from '../../../../src/backup-set/data-file/random-access.js';
import { buildZip } from '../../../../src/backup-set/zip/write-zip.js';
import { openArchive, type PlacedEntry } from '../../../../src/backup-set/zip/zip-archive.js';
import { streamEntryData } from '../../../../src/backup-set/zip/zip-entry-data.js';
import { proveEntryData } from '../../../../src/backup-set/zip/zip-entry-proof.js';
import { flipBit } from '../../../fixtures/changing-file.js';
import { modifiedAt, patternBytes } from '../../../fixtures/sealed-snapshot.js';

const MIB = 1024 * 1024;
const contents = {
  incompressible: patternBytes(2 * MIB),
  text: Buffer.alloc(2 * MIB, 'restack proves every byte. '),
  mixed: Buffer.concat([patternBytes(MIB), Buffer.alloc(MIB)]),
};

async function openEntry(
  content: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly placed: PlacedEntry }> {
  const bytes = await buildZip([{ name: 'a', content }], { modifiedAt });
  const archive = await openArchive(createMemoryAccess(bytes));
  for await (const placed of archive.placedEntries()) return { bytes, placed };
  throw new Error('no entry');
}

/** Gives the bytes in pieces of their own, as a plaintext does. */
function inPieces(source: RandomAccess, bytes: Uint8Array, underWay: { count: number }): RandomAccess {
  return {
    ...source,
    async *pieces({ offset, length }, pieceBytes) {
      underWay.count += 1;
      try {
        for (let at = offset; at < offset + length; at += pieceBytes) {
          await Promise.resolve();
          yield Uint8Array.from(bytes.subarray(at, Math.min(at + pieceBytes, offset + length)));
        }
      } finally {
        underWay.count -= 1;
      }
    },
  };
}

async function outcomeOf(work: () => Promise<void>): Promise<string> {
  return work().then(
    () => 'sound',
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  );
}

describe('the proof of an entry', () => {
  it.each(Object.entries(contents))('finds %s content sound', async (_name, content) => {
    const { bytes, placed } = await openEntry(content);
    const { entry, end } = placed;
    const data = { offset: end - entry.compressedBytes, length: entry.compressedBytes };
    const source = createMemoryAccess(bytes);
    await proveEntryData(source, entry, data);
    await proveEntryData(inPieces(source, bytes, { count: 0 }), entry, data);
  });

  it('finds in what is damaged the fault that reading it finds', async () => {
    const prepared = await Promise.all(Object.values(contents).map(openEntry));
    const fault = fc.record({
      which: fc.nat(prepared.length - 1),
      kind: fc.constantFrom('flip', 'cut', 'size', 'crc', 'behind'),
      place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    });
    await fc.assert(
      fc.asyncProperty(fault, async ({ which, kind, place }) => {
        const { bytes, placed } = prepared[which] ?? (await openEntry(contents.text));
        const { compressedBytes } = placed.entry;
        const offset = placed.end - compressedBytes;
        const at = Math.floor(place * compressedBytes);
        const changed = kind === 'flip' ? flipBit(bytes, offset + at) : bytes;
        const entry = {
          ...placed.entry,
          crc32: kind === 'crc' ? placed.entry.crc32 ^ 1 : placed.entry.crc32,
          sizeBytes: kind === 'size' ? Math.floor(place * placed.entry.sizeBytes) : placed.entry.sizeBytes,
          compressedBytes: kind === 'cut' ? at : compressedBytes + (kind === 'behind' ? 20 : 0),
        };
        const data = { offset, length: entry.compressedBytes };
        const source = createMemoryAccess(changed);
        const expected = await outcomeOf(async () => {
          for await (const _piece of streamEntryData(source, entry, data)) {
            // Only the fault counts.
          }
        });
        expect(expected).not.toBe('sound');
        const underWay = { count: 0 };
        expect(await outcomeOf(async () => proveEntryData(source, entry, data))).toBe(expected);
        const pieces = inPieces(source, changed, underWay);
        expect(await outcomeOf(async () => proveEntryData(pieces, entry, data))).toBe(expected);
        expect(underWay.count).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('stops inflating what grows beyond its size', async () => {
    const { placed } = await openEntry(contents.text);
    const bomb = deflateRawSync(Buffer.alloc(80 * MIB));
    const entry = { ...placed.entry, compressedBytes: bomb.length, sizeBytes: 2 * MIB };
    const before = process.memoryUsage().arrayBuffers;
    const proving = proveEntryData(createMemoryAccess(bomb), entry, { offset: 0, length: bomb.length });
    await expect(proving).rejects.toMatchObject({ details: { finding: { code: 'ZIP_DAMAGED' } } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30 * MIB);
  });

  it('throws what the source throws, while a piece is being inflated', async () => {
    const { bytes, placed } = await openEntry(contents.incompressible);
    const data = { offset: placed.end - placed.entry.compressedBytes, length: placed.entry.compressedBytes };
    const source: RandomAccess = {
      ...createMemoryAccess(bytes),
      async *pieces(range, pieceBytes) {
        yield bytes.slice(range.offset, range.offset + pieceBytes);
        await Promise.resolve();
        throw new Error('the share failed');
      },
    };
    await expect(proveEntryData(source, placed.entry, data)).rejects.toThrow('the share failed');
  });
});
