import { concatenate, u16, u32 } from './little-endian.js';

/** A place in the log: virtual log file, block, record. */
export type WrittenLsn = readonly [file: number, block: number, record: number];

/** The header of a page to write. Pages are those of file 1. */
export interface PageHeader {
  readonly type: number;
  readonly lsn: WrittenLsn;
  readonly objectId?: number;
  readonly indexId?: number;
  /** Above 0 for a page that leads to others. */
  readonly level?: number;
  readonly previous?: number | undefined;
  readonly next?: number | undefined;
}

export const PAGE_BYTES = 8192;
/** The bytes of a page that records and their slots may fill. */
export const ROOM_OF_PAGE = PAGE_BYTES - 96;
const SECTORS = 16;
const HAS_CHECKSUM = 0x200;

/** Writes one page of file 1, with its checksum. @throws RangeError when the records do not fit. */
export function writePage(page: number, header: PageHeader, records: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(PAGE_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set([1, header.type, 0, header.level ?? 0], 0);
  view.setUint16(4, HAS_CHECKSUM, true);
  view.setUint16(6, header.indexId ?? 0, true);
  if (header.previous !== undefined) bytes.set(writePageId(header.previous), 8);
  if (header.next !== undefined) bytes.set(writePageId(header.next), 16);
  view.setUint16(22, records.length, true);
  view.setUint32(24, header.objectId ?? 0, true);
  bytes.set(writePageId(page), 32);
  view.setUint32(40, header.lsn[0], true);
  view.setUint32(44, header.lsn[1], true);
  view.setUint16(48, header.lsn[2], true);
  let at = 96;
  for (const [slot, record] of records.entries()) {
    if (at + record.length > PAGE_BYTES - 2 * records.length)
      throw new RangeError(`page ${page} is too full`);
    bytes.set(record, at);
    view.setUint16(PAGE_BYTES - 2 * (slot + 1), at, true);
    at += record.length;
  }
  return sealPage(bytes);
}

/** Puts the sum of a page's words into its header, where the sum itself counts as 0. */
export function sealPage(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, PAGE_BYTES);
  view.setUint32(60, 0, true);
  let sum = 0;
  for (let sector = 0; sector < SECTORS; sector += 1) {
    let part = 0;
    for (let at = sector * 512; at < (sector + 1) * 512; at += 4) part ^= view.getUint32(at, true);
    for (let turn = SECTORS - 1 - sector; turn > 0; turn -= 1) part = (part << 1) | (part >>> 31);
    sum ^= part;
  }
  view.setUint32(60, sum, true);
  return bytes;
}

/** The six bytes that name a page. */
export function writePageId(page: number): Uint8Array {
  return concatenate([u32(page), u16(1)]);
}
