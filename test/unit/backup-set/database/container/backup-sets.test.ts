import { describe, expect, it } from 'vitest';
import { createMemoryAccess } from '../../../../../src/backup-set/data-file/random-access.js';
import { openBackupMedia } from '../../../../../src/backup-set/database/container/backup-sets.js';
import {
  readBlockText,
  readTapeBlocks,
  type TapeBlock,
} from '../../../../../src/backup-set/database/container/tape-blocks.js';
import {
  ascii,
  concatenate,
  u16,
  u32,
  utf16,
} from '../../../../../src/backup-set/write/database/little-endian.js';
import {
  block,
  mark,
  raid,
  sealWords,
  stream,
  streamHeader,
} from '../../../../fixtures/sql-server/tape-blocks.js';
import { catchRejection } from '../../../../fixtures/thrown.js';

async function read(...parts: readonly Uint8Array[]): Promise<readonly TapeBlock[]> {
  const blocks: TapeBlock[] = [];
  for await (const found of readTapeBlocks(createMemoryAccess(concatenate(parts)))) blocks.push(found);
  return blocks;
}

const media = async (...parts: readonly Uint8Array[]) =>
  openBackupMedia(createMemoryAccess(concatenate(parts)));
const filled = (length: number) => new Uint8Array(length).fill(9);

describe('readTapeBlocks', () => {
  it('reads blocks, their streams and marks in their order', async () => {
    const blocks = await read(
      block('TAPE', [stream('RAID', filled(5)), stream('NONE', filled(0)), stream('MORE', filled(512))]),
      mark(1024),
      new Uint8Array(1024),
      block('ESET'),
    );
    expect(blocks.map(({ type, offset, streams }) => [type, offset, streams])).toEqual([
      [
        'TAPE',
        0,
        [
          { id: 'RAID', data: { offset: 82, length: 5 } },
          { id: 'MORE', data: { offset: 134, length: 512 } },
        ],
      ],
      ['SFMB', 1024, []],
      ['ESET', 3072, []],
    ]);
    expect(blocks.map(({ header }) => header.byteLength)).toEqual([60, 512, 60]);
  });

  it.each<readonly [string, (bytes: Uint8Array<ArrayBuffer>) => void, RegExp]>([
    [
      'a block whose sum is wrong',
      (bytes) => bytes.fill(1, 30, 31),
      /^the header sum of the block at byte 0 is wrong/,
    ],
    [
      'a stream whose sum is wrong',
      (bytes) => bytes.fill(1, 64, 65),
      /^the header sum of the stream at byte 60 is wrong/,
    ],
  ])('refuses %s', async (_, harm, message) => {
    const bytes = Uint8Array.from(block('ESET', [stream('DATA', filled(4))]));
    harm(bytes);
    expect(await catchRejection(read(bytes))).toMatchObject({ code: 'INTEGRITY' });
    await expect(read(bytes)).rejects.toThrow(message);
  });

  it.each([
    [50, /^the block at byte 0 claims 50 bytes/],
    [51, /^the block at byte 0 claims 51 bytes/],
    [513, /^the block at byte 0 claims 513 bytes/],
  ])('refuses a block that claims %i bytes', async (claimed, message) => {
    await expect(read(block('ESET', [], { claimed }))).rejects.toThrow(message);
  });

  it('takes the shortest block, and one up to the last byte of the file', async () => {
    expect(await read(block('ESET', [], { tail: new Uint8Array(0) }))).toHaveLength(1);
    await expect(read(block('ESET', [], { claimed: 512 }))).rejects.toThrow(
      /^the backup is cut short at byte 512, where a stream should begin/,
    );
  });

  it('takes the longest block that is written, and none that is longer', async () => {
    const withTail = (length: number) => block('ESET', [], { tail: new Uint8Array(length - 52) });
    await expect(read(withTail(65_532))).resolves.toHaveLength(1);
  });

  it.each<readonly [string, Uint8Array, RegExp]>([
    [
      'a stream that is longer than the file',
      streamHeader('DATA', 1000),
      /^the backup is cut short: stream DATA at byte 60 holds 1000 bytes/,
    ],
    [
      'a stream of more than 4 GiB',
      streamHeader('DATA', 5n * 2n ** 32n),
      /^the backup is cut short: stream DATA at byte 60 holds 21474836480 bytes/,
    ],
  ])('refuses %s', async (_, streams, message) => {
    await expect(read(block('ESET', [streams]))).rejects.toThrow(message);
  });

  it('refuses a block whose streams have no end', async () => {
    const header = sealWords(concatenate([ascii('ESET'), u32(0), u16(60), new Uint8Array(50)]), 50);
    await expect(
      read(header, stream('DATA', filled(512 - 60 - 22 - 20)), new Uint8Array(20)),
    ).rejects.toThrow(/^the backup is cut short at byte 492, where a stream should begin/);
  });

  it('takes zeros at the end, and nothing else', async () => {
    await expect(read(block('ESET'), new Uint8Array(300))).resolves.toHaveLength(1);
    for (const at of [3, 296]) {
      const rest = new Uint8Array(300);
      rest[at] = 1;
      await expect(read(block('ESET'), rest)).rejects.toThrow(/^300 bytes at the end belong to no block/);
    }
  });

  it('sees bytes in the last word of a unit', async () => {
    const unit = new Uint8Array(512);
    unit[511] = 1;
    await expect(read(unit)).rejects.toThrow(/^the block at byte 0 claims 0 bytes/);
  });
});

describe('readBlockText', () => {
  const named = (length: number, offset: number) =>
    new DataView(concatenate([u16(length), u16(offset), utf16('Größe €')]).buffer);

  it('reads a text up to the end of its block, and none beyond', () => {
    expect(readBlockText(named(14, 4), 0)).toBe('Größe €');
    expect(readBlockText(named(4, 6), 0)).toBe('rö');
    expect(readBlockText(named(5, 6), 0)).toBe('rö');
    expect(readBlockText(named(15, 4), 0)).toBe('');
    expect(readBlockText(named(2, 18), 0)).toBe('');
    expect(readBlockText(named(2, 16), 0)).toBe('€');
  });
});

const FULL = { tail: concatenate([u32(4), u32(0)]) };
const DIFFERENTIAL = { tail: concatenate([u32(8), u32(0)]) };

interface Record {
  readonly id?: string;
  readonly size?: number;
  readonly name?: string;
}

/** A record of a set's configuration. */
function record({ id = 'SCIN', name = 'Shop', size = 112 + 2 * name.length }: Record = {}): Uint8Array {
  const bytes = new Uint8Array(Math.max(8, size));
  bytes.set(ascii(id));
  bytes.set(u32(size), 4);
  if (size < 112) return bytes;
  const text = utf16(name);
  for (const [index, at] of [32, 42, 52, 62].entries())
    bytes.set(concatenate([u32(30 + index), u32(16), u16(1)]), at);
  bytes.set(u16(904), 94);
  bytes.set(u16(text.length), 104);
  bytes.set(u16(112), 106);
  bytes.set(text, 112);
  return bytes;
}

const tape = block('TAPE', [stream('OTHR', filled(40)), stream('RAID', raid(3, 2))]);
const data = (length: number) => block('MSDA', [stream('MQDA', filled(length)), stream('MQTL', filled(10))]);
const end = (...records: readonly Uint8Array[]) => block('MSLS', [stream('MQCI', concatenate(records))]);

describe('openBackupMedia', () => {
  it('reads the media, the stripe, and each set with its pieces', async () => {
    const full = [block('SSET', [], FULL), data(66), data(2), data(1), end(record()), block('ESET')];
    const differential = [block('SSET', [], DIFFERENTIAL), data(10), end(record({ name: 'x' }))];
    const log = [block('SSET', [], FULL), block('MSTL', [stream('MQTL', filled(30))]), block('ESET')];
    const { mediaId, stripe, stripes, sets } = await media(tape, mark(), ...full, ...differential, ...log);
    expect({ mediaId, stripe, stripes }).toEqual({
      mediaId: '000f1e2d3c4b5a69788796a5b4c3d2e1',
      stripe: 2,
      stripes: 3,
    });
    expect(sets.map(({ number, kind, complete }) => [number, kind, complete])).toEqual([
      [1, 'full', true],
      [2, 'differential', false],
      [3, 'log', false],
    ]);
    expect(sets[0]?.data.map(({ length }) => length)).toEqual([64]);
    expect(sets[0]?.log.map(({ length }) => length)).toEqual([8, 8, 8]);
    expect(sets[2]).toMatchObject({ data: [], configuration: undefined });
    expect(sets[0]?.configuration).toEqual({
      databaseVersion: 904,
      databaseName: 'Shop',
      firstLsn: { file: 30, block: 16, record: 1 },
      lastLsn: { file: 31, block: 16, record: 1 },
      checkpointLsn: { file: 32, block: 16, record: 1 },
      baseLsn: { file: 33, block: 16, record: 1 },
    });
  });

  it('takes pages and configurations from their own blocks alone', async () => {
    const before = block('MSCI', [stream('MQCI', record({ name: 'old' })), stream('MQDA', filled(50))]);
    const beside = block('MSLS', [stream('OTHR', record({ name: 'no' })), stream('MQCI', record())]);
    const { sets } = await media(
      tape,
      block('VOLB', [stream('MQCI', record())]),
      block('SSET', [], FULL),
      before,
      beside,
    );
    expect(sets).toMatchObject([
      { kind: 'log', data: [], complete: false, configuration: { databaseName: 'Shop' } },
    ]);
  });

  it('finds the record of the set among others', async () => {
    const others = [
      record({ id: 'SCIX', name: 'no' }),
      record({ id: 'SCIN', size: 111 }),
      record({ id: 'SCIZ', size: 8 }),
    ];
    const { sets } = await media(
      tape,
      block('SSET', [], FULL),
      end(...others, record(), record({ name: 'late' })),
    );
    expect(sets[0]?.configuration?.databaseName).toBe('Shop');
    const least = await media(tape, block('SSET', [], FULL), end(record({ size: 112, name: '' })));
    expect(least.sets[0]?.configuration?.databaseName).toBe('');
  });

  it.each<readonly [string, Uint8Array]>([
    ['no record of a set', record({ id: 'SCIX' })],
    [
      'a record before it that is shorter than its header',
      concatenate([record({ id: 'SCIX', size: 7 }), record()]),
    ],
    ['a record that is longer than what is there', record().subarray(0, 118)],
    ['nothing whole', new Uint8Array(7)],
  ])('refuses a configuration with %s', async (_, content) => {
    const error = await catchRejection(media(tape, block('SSET', [], FULL), end(content)));
    expect(error).toMatchObject({
      code: 'INTEGRITY',
      message: 'the configuration of the set does not hold what it was made of',
    });
  });

  it('reads no configuration of more than 1 MiB', async () => {
    const padded = (size: number) => concatenate([record(), new Uint8Array(size - record().length)]);
    await expect(media(tape, block('SSET', [], FULL), end(padded(2 ** 20)))).resolves.toBeDefined();
    await expect(media(tape, block('SSET', [], FULL), end(padded(2 ** 20 + 1)))).rejects.toThrow(
      /^the configuration of the set is 1048577 bytes long/,
    );
  });

  it.each<readonly [string, readonly Uint8Array[], RegExp]>([
    ['an empty file', [], /^UNSUPPORTED the file is empty$/],
    ['a file of another kind', [filled(600)], /^UNSUPPORTED the file begins as no backup of SQL Server does/],
    [
      'a tape without stripes',
      [block('TAPE', [stream('OTHR', raid())])],
      /^INTEGRITY the tape does not name its/,
    ],
    [
      'a tape whose stripes are cut',
      [block('TAPE', [stream('RAID', raid().subarray(0, 25))])],
      /^INTEGRITY the tape does/,
    ],
    [
      'a set without its flags',
      [tape, block('SSET', [], { tail: new Uint8Array(3) })],
      /^INTEGRITY the set at byte 512 is cut short$/,
    ],
  ])('refuses %s', async (_, parts, told) => {
    const { code, message } = await catchRejection(media(...parts));
    expect(`${code} ${message}`).toMatch(told);
  });

  it('takes the shortest header of a set, and of stripes', async () => {
    const { sets } = await media(
      block('TAPE', [stream('RAID', raid())]),
      block('SSET', [], { tail: u32(8) }),
    );
    expect(sets).toMatchObject([{ kind: 'differential', complete: false }]);
  });
});
