import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createMemoryAccess } from '../../../../src/backup-set/data-file/random-access.js';
import { assertParsable, openArchive } from '../../../../src/backup-set/zip/zip-archive.js';
import { buildZip, type ZipInput } from '../../../../src/backup-set/zip/write-zip.js';
import { modifiedAt, patternBytes } from '../../../fixtures/sealed-snapshot.js';
import { thrownFinding } from '../../../fixtures/thrown.js';

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;

/** Offset of the n-th record with this signature. */
function find(bytes: Buffer, signature: number, nth = 0): number {
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(signature);
  let at = -1;
  for (let count = 0; count <= nth; count += 1) {
    at = bytes.indexOf(wanted, at + 1);
    if (at < 0) throw new Error('the test archive has no such record');
  }
  return at;
}

async function build(...inputs: readonly ZipInput[]): Promise<Buffer> {
  return Buffer.from(await buildZip(inputs, { modifiedAt }));
}

const text = Buffer.from('restack '.repeat(500));
const two = (): Promise<Buffer> =>
  build({ name: 'first', content: text }, { name: 'second', content: text, method: 'stored' });

async function prove(bytes: Uint8Array): Promise<void> {
  await (await openArchive(createMemoryAccess(bytes))).proveAll();
}

/** Changes one field of the n-th record, in 2 or 4 bytes. */
function patch(
  bytes: Buffer,
  field: { signature: number; nth?: number; at: number; value: number; wide?: boolean },
): Buffer {
  const offset = find(bytes, field.signature, field.nth) + field.at;
  if (field.wide === true) bytes.writeUInt32LE(field.value, offset);
  else bytes.writeUInt16LE(field.value, offset);
  return bytes;
}

describe('a damaged archive', () => {
  it.each([
    { name: 'nothing at all', make: async () => Buffer.alloc(0) },
    { name: 'no end record', make: async () => (await two()).subarray(0, -22) },
    {
      name: 'a cut comment length',
      make: async () => patch(await two(), { signature: END, at: 20, value: 1 }),
    },
    { name: 'bytes behind the end', make: async () => Buffer.concat([await two(), Buffer.from('x')]) },
    {
      name: 'bytes before the first entry',
      make: async () => Buffer.concat([Buffer.from('MZ'), await two()]),
    },
    { name: 'another number of entries', make: async () => setCount(await two(), 1) },
    { name: 'more entries than there are', make: async () => setCount(await two(), 3) },
    {
      name: 'a directory elsewhere',
      make: async () => patch(await two(), { signature: END, at: 16, value: 1, wide: true }),
    },
    {
      name: 'a damaged directory signature',
      make: async () => patch(await two(), { signature: DIRECTORY, nth: 1, at: 2, value: 0 }),
    },
    {
      name: 'a name that reaches beyond',
      make: async () => patch(await two(), { signature: DIRECTORY, nth: 1, at: 28, value: 9999 }),
    },
    { name: 'bytes between entries', make: gapBetweenEntries },
    {
      name: 'changed local flags',
      make: async () => patch(await two(), { signature: LOCAL, at: 6, value: 2 }),
    },
    {
      name: 'a changed local method',
      make: async () => patch(await two(), { signature: LOCAL, at: 8, value: 0 }),
    },
    {
      name: 'a changed local time',
      make: async () => patch(await two(), { signature: LOCAL, at: 10, value: 7 }),
    },
    {
      name: 'a changed local date',
      make: async () => patch(await two(), { signature: LOCAL, at: 12, value: 7 }),
    },
    {
      name: 'a changed local CRC',
      make: async () => patch(await two(), { signature: LOCAL, at: 14, value: 7, wide: true }),
    },
    {
      name: 'a changed local compressed size',
      make: async () => patch(await two(), { signature: LOCAL, at: 18, value: 7, wide: true }),
    },
    {
      name: 'a changed local size',
      make: async () => patch(await two(), { signature: LOCAL, at: 22, value: 7, wide: true }),
    },
    {
      name: 'a changed local name',
      make: async () => patch(await two(), { signature: LOCAL, at: 30, value: 0x4141 }),
    },
    {
      name: 'a wrong CRC, in both headers',
      make: async () => patchBoth(await two(), { local: 14, directory: 16, value: 7 }),
    },
    {
      name: 'a size too large, in both headers',
      make: async () => patchBoth(await two(), { local: 22, directory: 24, value: 4001 }),
    },
    {
      name: 'a size too small, in both headers',
      make: async () => patchBoth(await two(), { local: 22, directory: 24, value: 3999 }),
    },
    { name: 'data that is not deflated', make: async () => damageData(await two()) },
    {
      name: 'bytes behind the deflated data',
      make: async () => withDeflated(Buffer.concat([deflateRawSync(text), Buffer.alloc(5)])),
    },
    { name: 'deflated data cut short', make: async () => withDeflated(deflateRawSync(text).subarray(0, -3)) },
    {
      name: 'large deflated data cut short',
      make: async () => withDeflated(deflateRawSync(patternBytes(2e6)).subarray(0, -3), patternBytes(2e6)),
    },
    {
      name: 'bytes behind large deflated data',
      make: async () =>
        withDeflated(Buffer.concat([deflateRawSync(patternBytes(2e6)), Buffer.alloc(5)]), patternBytes(2e6)),
    },
    {
      name: 'large content longer than declared',
      make: async () => withDeflated(deflateRawSync(patternBytes(2e6)), patternBytes(2e6 - 1)),
    },
    { name: 'a wrong descriptor', make: async () => wrongDescriptor() },
    { name: 'a name that is not UTF-8', make: async () => invalidUtf8() },
  ])('is refused: $name', async ({ make }) => {
    const bytes = await make();
    expect(await thrownFinding(() => prove(bytes))).toBe('ZIP_DAMAGED');
  });

  it.each([
    '../escape',
    'a/../../b',
    '/etc/passwd',
    '\\\\server\\share',
    'C:\\windows',
    'c:x',
    'a\0b',
    '',
    '..',
    'a/...',
    'a/.. /b',
    'x/.',
  ])('is unsafe with the name %j', async (name) => {
    const bytes = await build({ name, content: text });
    expect(await thrownFinding(() => prove(bytes))).toBe('ZIP_UNSAFE');
  });

  it.each([
    ['same', 'same'],
    ['Case', 'cASE'],
    ['a/b', 'a\\b'],
    ['\u00e9', 'e\u0301'],
    ['K', '\u212a'],
    ['a', 'a.'],
    ['a', './a'],
    ['a', 'a/b'],
    ['a/b', 'A'],
    ['a/', 'A'],
    ['a/b/c', 'a/B'],
  ])('is unsafe with the names %j and %j', async (first, second) => {
    const content = (name: string): Buffer => (name.endsWith('/') ? Buffer.alloc(0) : text);
    const bytes = await build(
      { name: first, content: content(first) },
      { name: 'between/x', content: text },
      { name: second, content: content(second) },
    );
    expect(await thrownFinding(() => prove(bytes))).toBe('ZIP_UNSAFE');
  });

  it('takes names that only look alike', async () => {
    await prove(
      await build(
        { name: 'a/b', content: text },
        { name: 'a/c', content: text },
        { name: 'A/d', content: text },
        { name: 'ab', content: text },
        { name: './e', content: text },
        { name: '..a', content: text },
        { name: 'a\\f', content: text },
      ),
    );
  });

  it.each([
    {
      name: 'a symbolic link',
      make: async () =>
        patch(await two(), { signature: DIRECTORY, at: 38, value: 0o120777 * 65536, wide: true }),
    },
    {
      name: 'a device',
      make: async () =>
        patch(await two(), { signature: DIRECTORY, at: 38, value: 0o060644 * 65536, wide: true }),
    },
    { name: 'two entries at one place', make: async () => overlap(await two(), 0) },
    { name: 'overlapping entries', make: overlappingEntries },
    { name: 'an entry behind the directory, and one that reaches there', make: entryBehindDirectory },
    { name: 'a folder with content', make: async () => build({ name: 'a/', content: text }) },
    { name: 'two ends', make: twoEnds },
  ])('is unsafe: $name', async ({ make }) => {
    const bytes = await make();
    expect(await thrownFinding(() => prove(bytes))).toBe('ZIP_UNSAFE');
  });

  it.each([
    { name: 'an encrypted entry', make: async () => patchBothFlags(await two(), 1) },
    { name: 'strong encryption', make: async () => patchBothFlags(await two(), 0x40) },
    { name: 'method 9', make: async () => patch(await two(), { signature: DIRECTORY, at: 10, value: 9 }) },
    { name: 'method 99', make: async () => patch(await two(), { signature: DIRECTORY, at: 10, value: 99 }) },
    {
      name: 'another disk',
      make: async () => patch(await two(), { signature: DIRECTORY, at: 34, value: 1 }),
    },
    { name: 'several disks', make: async () => patch(await two(), { signature: END, at: 4, value: 1 }) },
  ])('is not supported: $name', async ({ make }) => {
    const bytes = await make();
    expect(await thrownFinding(() => prove(bytes))).toBe('ZIP_UNSUPPORTED');
  });

  it.each([
    {
      name: 'a pipe, as Info-ZIP writes it',
      make: async () =>
        patch(await two(), { signature: DIRECTORY, at: 38, value: 0o010600 * 65536, wide: true }),
    },
    {
      name: 'attributes of all ones',
      make: async () => patch(await two(), { signature: DIRECTORY, at: 38, value: 0xffffffff, wide: true }),
    },
    { name: 'a descriptor, with the size known before', make: async () => sizeKnownBefore() },
  ])('takes what honest writers do: $name', async ({ make }) => {
    await prove(await make());
  });

  const VERSIONS = [10, 11, 20, 21, 25, 27, 45, 46, 50, 51, 52, 61, 62, 63];

  it.each(VERSIONS)('needs a version as the directory says, %i, but for no single bit', async (version) => {
    const bytes = patch(await two(), { signature: DIRECTORY, at: 6, value: version });
    const proveLocal = (local: number) => prove(patch(bytes, { signature: LOCAL, at: 4, value: local }));
    for (let bit = 0; bit < 16; bit += 1) {
      const changed = version ^ (1 << bit);
      expect(await thrownFinding(() => proveLocal(changed)), `${version}, ${changed}`).toBe('ZIP_DAMAGED');
    }
    const others = VERSIONS.filter((other) => countBits(other ^ version) !== 1);
    for (const other of others) await proveLocal(other);
    for (const unknown of [0, 40, 0xffff]) {
      expect(await thrownFinding(() => proveLocal(unknown))).toBe('ZIP_DAMAGED');
    }
  });

  it('takes a comment at its end', async () => {
    const bytes = patch(await two(), { signature: END, at: 20, value: 5 });
    await prove(Buffer.concat([bytes, Buffer.from('hello')]));
  });

  it('takes a directory in another order than its entries', async () => {
    const bytes = await two();
    const [first, second, end] = [find(bytes, DIRECTORY), find(bytes, DIRECTORY, 1), find(bytes, END)];
    await prove(
      Buffer.concat([
        bytes.subarray(0, first),
        bytes.subarray(second, end),
        bytes.subarray(first, second),
        bytes.subarray(end),
      ]),
    );
  });
});

describe('every single bit', () => {
  it.each([
    { name: 'deflated', input: { name: 'a', content: text } as ZipInput },
    { name: 'stored', input: { name: 'a', content: Buffer.from('hello'), method: 'stored' } as ZipInput },
    { name: 'empty', input: { name: 'a', content: Buffer.alloc(0) } as ZipInput },
    { name: 'no entry', input: undefined },
    { name: 'streamed', input: 'streamed' as const },
  ])('of the first block counts: $name', async ({ input }) => {
    const streamed: ZipInput = {
      name: 'a',
      content: (async function* () {
        yield text;
      })(),
    };
    const bytes = await build(...(input === undefined ? [] : [input === 'streamed' ? streamed : input]));
    for (let bit = 0; bit < 128; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(['ZIP_DAMAGED', 'ZIP_UNSAFE', 'ZIP_UNSUPPORTED'], `bit ${bit}`).toContain(
        await thrownFinding(() => prove(changed)),
      );
    }
  });
});

describe('assertParsable', () => {
  const MIB = 1024 * 1024;
  const entryOf = async (compressedBytes: number, sizeBytes: number): Promise<void> => {
    const archive = await openArchive(createMemoryAccess(await two()));
    for await (const entry of archive.entries()) assertParsable({ ...entry, compressedBytes, sizeBytes });
  };
  it.each([
    [1, 64 * MIB],
    [2 * MIB, 200 * MIB],
    [256 * MIB, 256 * MIB],
  ])('takes %i bytes that inflate to %i', async (compressed, size) => {
    await entryOf(compressed, size);
  });
  it.each([
    [1, 64 * MIB + 1],
    [2 * MIB, 200 * MIB + 1],
    [256 * MIB + 1, 256 * MIB + 1],
  ])('refuses %i bytes that inflate to %i', async (compressed, size) => {
    expect(await thrownFinding(() => entryOf(compressed, size))).toBe('ZIP_UNSAFE');
  });
});

function setCount(bytes: Buffer, count: number): Buffer {
  patch(bytes, { signature: END, at: 8, value: count });
  return patch(bytes, { signature: END, at: 10, value: count });
}

function countBits(value: number): number {
  return value.toString(2).replaceAll('0', '').length;
}

function patchBoth(bytes: Buffer, field: { local: number; directory: number; value: number }): Buffer {
  patch(bytes, { signature: LOCAL, at: field.local, value: field.value, wide: true });
  return patch(bytes, { signature: DIRECTORY, at: field.directory, value: field.value, wide: true });
}

function patchBothFlags(bytes: Buffer, value: number): Buffer {
  patch(bytes, { signature: LOCAL, at: 6, value });
  return patch(bytes, { signature: DIRECTORY, at: 8, value });
}

function damageData(bytes: Buffer): Buffer {
  bytes[40] = 0xff;
  return bytes;
}

/** Adds to the offset of the directory, which moves when something is put before it. */
function moveDirectory(bytes: Buffer, by: number): Buffer {
  const at = find(bytes, END) + 16;
  bytes.writeUInt32LE(bytes.readUInt32LE(at) + by, at);
  return bytes;
}

/** An archive whose one deflated entry holds `packed`, and says that it inflates to `content`. */
async function withDeflated(packed: Buffer, content: Uint8Array = text): Promise<Buffer> {
  const bytes = await build({ name: 'a', content });
  const dataStart = 31;
  const rest = Buffer.from(bytes.subarray(find(bytes, DIRECTORY)));
  const local = Buffer.from(bytes.subarray(0, dataStart));
  local.writeUInt32LE(packed.length, 18);
  rest.writeUInt32LE(packed.length, 20);
  rest.writeUInt32LE(dataStart + packed.length, rest.length - 22 + 16);
  return Buffer.concat([local, packed, rest]);
}

async function gapBetweenEntries(): Promise<Buffer> {
  const bytes = await two();
  const at = find(bytes, LOCAL, 1);
  const moved = Buffer.concat([bytes.subarray(0, at), Buffer.from('gap!'), bytes.subarray(at)]);
  patch(moved, { signature: DIRECTORY, nth: 1, at: 42, value: at + 4, wide: true });
  return moveDirectory(moved, 4);
}

function overlap(bytes: Buffer, offset: number): Buffer {
  return patch(bytes, { signature: DIRECTORY, nth: 1, at: 42, value: offset, wide: true });
}

/** The first entry is said to be long enough to hold the second. */
async function overlappingEntries(): Promise<Buffer> {
  const bytes = await build(
    { name: 'a', content: text, method: 'stored' },
    { name: 'b', content: text, method: 'stored' },
  );
  patchBoth(bytes, { local: 18, directory: 20, value: text.length + 100 });
  return patchBoth(bytes, { local: 22, directory: 24, value: text.length + 100 });
}

/** The second entry is said to lie beyond the end, so that the first seems to have room up to there. */
async function entryBehindDirectory(): Promise<Buffer> {
  const bytes = await build(
    { name: 'a', content: text, method: 'stored' },
    { name: 'b', content: text, method: 'stored' },
  );
  patchBoth(bytes, { local: 18, directory: 20, value: 10_000 });
  patchBoth(bytes, { local: 22, directory: 24, value: 10_000 });
  return overlap(bytes, 20_000);
}

async function twoEnds(): Promise<Buffer> {
  const inner = await build();
  return Buffer.concat([patch(await two(), { signature: END, at: 20, value: inner.length }), inner]);
}

async function wrongDescriptor(): Promise<Buffer> {
  const bytes = await build({
    name: 'a',
    content: (async function* () {
      yield text;
    })(),
  });
  return patch(bytes, { signature: 0x08074b50, at: 4, value: 7, wide: true });
}

async function invalidUtf8(): Promise<Buffer> {
  const bytes = await build({ name: '\u00e9', content: text });
  bytes[30] = 0xff;
  bytes[find(bytes, DIRECTORY) + 46] = 0xff;
  return bytes;
}

/** An archive as Info-ZIP writes it into a pipe: the size stands in the local header, the rest behind the data. */
async function sizeKnownBefore(): Promise<Buffer> {
  const bytes = await build({
    name: 'a',
    content: (async function* () {
      yield text;
    })(),
  });
  bytes.writeBigUInt64LE(BigInt(text.length), 30 + 1 + 4);
  return bytes;
}
