import { expect, it, describe } from 'vitest';
import { createHashSet } from '../../../src/backup-set/zip/zip-name-index.js';
import { Open } from 'unzipper';
import { createMemoryAccess, type RandomAccess } from '../../../src/backup-set/data-file/random-access.js';
import { type Archive, openArchive, type PlacedEntry } from '../../../src/backup-set/zip/zip-archive.js';
import { buildZip, type ZipInput } from '../../../src/backup-set/zip/write-zip.js';
import { writeRawZip } from '../../../samples/generator/raw-zip.js';
import { modifiedAt, patternBytes } from '../../fixtures/sealed-snapshot.js';
import * as fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { streamEntryData } from '../../../src/backup-set/zip/zip-entry-data.js';
import { proveEntryData } from '../../../src/backup-set/zip/zip-entry-proof.js';
import { flipBit } from '../../fixtures/changing-file.js';

it('remembers each of many texts once, whatever it had to grow to', () => {
  const set = createHashSet();
  const texts = Array.from({ length: 20_000 }, (_, index) => `text ${index}`);
  expect(texts.filter((text) => set.has(text))).toEqual([]);
  expect(texts.filter((text) => !set.add(text))).toEqual([]);
  expect(texts.filter((text) => set.add(text))).toEqual([]);
  expect(texts.filter((text) => !set.has(text))).toEqual([]);
  expect(set.has('another')).toBe(false);
});

async function* streamOf(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

const text = Buffer.from('restack '.repeat(100_000));
const noise = patternBytes(3_000_000);

const inputs: readonly ZipInput[] = [
  { name: 'folder/', content: new Uint8Array(0) },
  { name: 'folder/small.json', content: Buffer.from('[{"id":1}]') },
  { name: 'folder/empty', content: new Uint8Array(0) },
  { name: 'stored.bin', content: noise, method: 'stored' },
  { name: 'deflated.bin', content: noise },
  { name: 'text.txt', content: text },
  { name: 'Übergröße/naïve.json', content: Buffer.from('[]') },
  { name: 'streamed-stored', content: streamOf(noise, 70_000), method: 'stored' },
  { name: 'streamed-deflated', content: streamOf(text, 9_999) },
  { name: 'streamed-empty', content: streamOf(new Uint8Array(0), 1) },
];
const expected: readonly (readonly [string, Uint8Array])[] = inputs.map(({ name, content }) => {
  if (content instanceof Uint8Array) return [name, content];
  const streams: Record<string, Uint8Array> = { 'streamed-stored': noise, 'streamed-deflated': text };
  return [name, streams[name] ?? new Uint8Array(0)];
});
const bytes = await buildZip(inputs, { modifiedAt });

async function readAll(archive: Archive): Promise<readonly (readonly [string, Uint8Array])[]> {
  const found: (readonly [string, Uint8Array])[] = [];
  for await (const entry of archive.entries()) {
    const pieces: Uint8Array[] = [];
    for await (const piece of archive.streamEntry(entry)) pieces.push(piece);
    found.push([entry.name, new Uint8Array(Buffer.concat(pieces))]);
  }
  return found;
}

describe('openArchive', () => {
  it('reads back what writeZip wrote', async () => {
    const archive = await openArchive(createMemoryAccess(bytes));
    let proved = 0;
    await archive.proveAll((count) => (proved += count));
    expect(proved).toBeLessThan(bytes.length);
    const found = await readAll(archive);
    expect(found.map(([name]) => name)).toEqual(expected.map(([name]) => name));
    for (const [index, [, content]] of found.entries()) {
      expect(Buffer.from(content).equals(expected[index]?.[1] ?? Buffer.from('missing'))).toBe(true);
    }
  });

  it('agrees with a second reader', async () => {
    const directory = await Open.buffer(Buffer.from(bytes));
    expect(directory.files.map(({ path }) => path)).toEqual(expected.map(([name]) => name));
    for (const [index, file] of directory.files.entries()) {
      if (file.type === 'Directory') continue;
      expect((await file.buffer()).equals(expected[index]?.[1] ?? Buffer.from('missing'))).toBe(true);
    }
  });

  it('takes the last end record for the end, whatever a header in front spells', async () => {
    const entry = { name: 'a', content: Buffer.from('abc'), externalAttributes: 0x06054b50 };
    const archive = await openArchive(createMemoryAccess(writeRawZip([entry])));
    await archive.proveAll();
    expect(await readAll(archive)).toEqual([['a', Uint8Array.from(entry.content)]]);
  });

  it('opens an empty archive', async () => {
    const archive = await openArchive(createMemoryAccess(await buildZip([], { modifiedAt })));
    await archive.proveAll();
    expect(archive.entryCount).toBe(0);
  });

  it('writes the same bytes for the same input', async () => {
    const again = await buildZip(
      inputs.filter(({ content }) => content instanceof Uint8Array),
      { modifiedAt },
    );
    const once = await buildZip(
      inputs.filter(({ content }) => content instanceof Uint8Array),
      { modifiedAt },
    );
    expect(Buffer.from(again).equals(once)).toBe(true);
  });

  it('reads more entries than 16 bits count', async () => {
    const many = Array.from({ length: 66_000 }, (_, index): ZipInput => ({
      name: `f/${index}`,
      content: Buffer.from([index & 255]),
      method: 'stored',
    }));
    const archive = await openArchive(createMemoryAccess(await buildZip(many, { modifiedAt })));
    expect(archive.entryCount).toBe(66_000);
    await archive.proveAll();
  });
});

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
