import { compressTape } from '../../../samples/generator/database/compress-tape.js';
import { PAGE_BYTES, sealPage } from '../../../src/backup-set/write/database/page-bytes.js';
import { writeExtents } from '../../../src/backup-set/write/database/write-extents.js';
import { readBackup, SMALL_TABLES, writeSmallBackup } from '../../fixtures/sql-server/small-backup.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';

const UNIT = 512;
const BLOCKS: ReadonlySet<string> = new Set(['TAPE', 'SFMB', 'SSET', 'VOLB', 'MSDA', 'MSTL', 'MSLS', 'ESET']);
const STREAMS = ['RAID', 'MQDA', 'MQTL', 'MQCI', 'SPAD'] as const;
const STREAM_HEADER_BYTES = 22;
/** Bytes between the header of a stream and its first page. */
const LEADING_BYTES = 2;

/** What a plain backup begins with whose runs are squeezed: as a whole it is larger than what a search changes. */
const SQUEEZED = 'SQUEEZED';
const MOST_BYTES = 1_048_576;

/** The bytes that runs are made of: they are followed by the length of the run. */
const isRun = (byte: number): boolean => byte === 0 || byte === 0xff;

function squeeze(bytes: Uint8Array): Uint8Array {
  const out = [...Buffer.from(SQUEEZED)];
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    let end = at + 1;
    while (isRun(byte) && end - at < 255 && bytes[end] === byte) end += 1;
    out.push(...(isRun(byte) ? [byte, end - at] : [byte]));
    at = end;
  }
  return Uint8Array.from(out);
}

/** Puts runs back, as far as a backup of {@link MOST_BYTES} has room for them. */
function unsqueeze(input: Buffer): Buffer {
  const out = Buffer.alloc(MOST_BYTES);
  let length = 0;
  for (let at = SQUEEZED.length; at < input.length && length < MOST_BYTES; at += 1) {
    const byte = input[at] ?? 0;
    if (isRun(byte)) at += 1;
    const end = length + (isRun(byte) ? (input[at] ?? 0) : 1);
    out.fill(byte, length, Math.min(end, MOST_BYTES));
    length = Math.min(end, MOST_BYTES);
  }
  return out.subarray(0, length);
}

/** Makes the sums of a plain backup right: of blocks, of streams, and of the pages behind each stream of data. */
function repairSums(input: Uint8Array): Uint8Array | undefined {
  const given = Buffer.from(input);
  const bytes = given.toString('latin1', 0, SQUEEZED.length) === SQUEEZED ? unsqueeze(given) : given;
  const nameAt = (at: number) => bytes.toString('latin1', at, at + 4);
  if (nameAt(0) !== 'TAPE') return undefined;
  for (let at = 0; at + UNIT <= bytes.length; at += UNIT)
    if (BLOCKS.has(nameAt(at))) sealHeader(bytes, at, 50);
  for (const name of STREAMS) {
    for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 4)) {
      if (at + STREAM_HEADER_BYTES > bytes.length) break;
      sealHeader(bytes, at, 20);
      if (name === 'MQDA') sealPages(bytes.subarray(at + STREAM_HEADER_BYTES + LEADING_BYTES));
    }
  }
  return bytes;
}

function sealHeader(bytes: Buffer, at: number, sumAt: number): void {
  let sum = 0;
  for (let word = at; word < at + sumAt; word += 2) sum ^= bytes.readUInt16LE(word);
  bytes.writeUInt16LE(sum, at + sumAt);
}

/** Seals what looks like pages, up to what does not: a page, or one that was never written. */
function sealPages(bytes: Buffer): void {
  for (let at = 0; at + PAGE_BYTES <= bytes.length && (bytes[at] ?? 0) <= 1; at += PAGE_BYTES)
    if (bytes[at] === 1) bytes.set(sealPage(Uint8Array.from(bytes.subarray(at, at + PAGE_BYTES))), at);
}

/** A SQL Server backup, plain or compressed: container, pages, catalogue, rows, log. */
export const databaseTarget = defineTarget<string>({
  name: 'database',
  dictionary: [
    'TAPE ¦ SSET ¦ MSDA ¦ MSTL ¦ MSLS ¦ ESET ¦ SFMB ¦ MQDA ¦ MQTL ¦ MQCI ¦ SCIN ¦ SPAD ¦ MSSQLBAK',
    '\x00\x02 ¦ \x01\x0a ¦ \x01\x0b ¦ \x01\x01 ¦ \x40 ¦ \x00\x80 ¦ \xff\xff ¦ \xff\xff\xff\xff ¦ \x00\x04',
  ],
  refusals: ['INTEGRITY', 'INCOMPLETE', 'UNSUPPORTED'],
  readSeeds: async () => {
    // Without the table whose large value nothing makes small.
    const extents = writeExtents(SMALL_TABLES.slice(1), { lsn: [30, 20, 2] });
    return [compressTape(writeSmallBackup()), squeeze(writeSmallBackup({ extents }))];
  },
  repair: repairSums,
  read: readBackup,
  async confirm(accepted, input) {
    assertLaw((await readBackup(input)) === accepted, 'the same bytes give the same rows');
  },
});
