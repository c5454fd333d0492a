import { compressTape } from '../../../samples/generator/database/compress-tape.js';
import { PAGE_BYTES, sealPage } from '../../../src/backup-set/write/database/page-bytes.js';
import { readBackup, writeSmallBackup } from '../../fixtures/sql-server/small-backup.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';

const UNIT = 512;
const BLOCKS: ReadonlySet<string> = new Set(['TAPE', 'SFMB', 'SSET', 'VOLB', 'MSDA', 'MSTL', 'MSLS', 'ESET']);
const STREAMS = ['RAID', 'MQDA', 'MQTL', 'MQCI', 'SPAD'] as const;
const STREAM_HEADER_BYTES = 22;
/** Bytes between the header of a stream and its first page. */
const LEADING_BYTES = 2;

/** Makes the sums of a plain backup right: of blocks, of streams, and of the pages behind each stream of data. */
function repairSums(input: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(input);
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
    const plain = writeSmallBackup();
    return [compressTape(plain), plain];
  },
  repair: repairSums,
  read: readBackup,
  async confirm(accepted, input) {
    assertLaw((await readBackup(input)) === accepted, 'the same bytes give the same rows');
  },
});
