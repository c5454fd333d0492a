import { concatenate, u16, u32, u64 } from '../../../src/backup-set/write/database/little-endian.js';
import { writePageId, type WrittenLsn } from '../../../src/backup-set/write/database/page-bytes.js';

/** The numbers of the operations that are written. */
export const OPERATIONS = {
  insert: 2,
  remove: 3,
  modify: 4,
  begin: 0x80,
  commit: 0x81,
  abort: 0x82,
} as const;

/** A record of a log to write. */
export interface WrittenLogRecord {
  readonly operation: number;
  readonly transaction: number;
  /** The change of a page; absent for what changes none. */
  readonly change?: {
    readonly page: number;
    readonly slot?: number;
    /** The place in the log that the page had come to before. */
    readonly previous: WrittenLsn;
    readonly rowset: bigint;
    /** The row, then what belongs to it. */
    readonly elements?: readonly Uint8Array[];
  };
}

const UNIT = 512;
const FIRST_RECORD = 72;

/** Writes a block of a log. Its records have the numbers from 1 on. */
export function writeLogBlock(
  records: readonly WrittenLogRecord[],
  [file, block]: readonly [file: number, block: number],
): Uint8Array {
  const images = records.map(writeLogRecord);
  let at = FIRST_RECORD;
  const places = images.map((image) => {
    at += image.length;
    return at - image.length;
  });
  const slotsEnd = at + 2 * records.length;
  // The last bytes take the first one of each sector.
  const sectors = Math.ceil((slotsEnd + 1) / (UNIT - 1));
  const bytes = new Uint8Array(sectors * UNIT);
  bytes.set(concatenate([u16(records.length), u16(slotsEnd), u16(bytes.length)]), 2);
  bytes.set(concatenate([u32(file), u32(block)]), 12);
  for (const [index, image] of images.entries()) {
    bytes.set(image, places[index]);
    bytes.set(u16(places[index] ?? 0), slotsEnd - 2 * (index + 1));
  }
  return markSectors(bytes);
}

/** Puts a mark at the start of each sector but the first, and what was there at the end of the block. */
function markSectors(bytes: Uint8Array): Uint8Array {
  const MARK = 0x48;
  for (let sector = 1; sector * UNIT < bytes.length; sector += 1) {
    bytes[bytes.length - 1 - sector] = bytes[sector * UNIT] ?? 0;
    bytes[sector * UNIT] = MARK;
  }
  return bytes;
}

function writeLogRecord({ operation, transaction, change }: WrittenLogRecord): Uint8Array {
  const head = new Uint8Array(64);
  head.set(u32(transaction), 16);
  head[22] = operation;
  if (change === undefined) return head;
  head.set(concatenate([writePageId(change.page), u16(change.slot ?? 0)]), 24);
  head.set(concatenate([u32(change.previous[0]), u32(change.previous[1]), u16(change.previous[2])]), 36);
  head.set(u64(change.rowset), 48);
  const elements = change.elements ?? [];
  if (elements.length === 0) return head;
  head.set(u16(elements.length), 62);
  const lengths = concatenate(elements.map(({ length }) => u16(length)));
  return align(concatenate([head, align(lengths), ...elements.map(align)]));
}

function align(bytes: Uint8Array): Uint8Array {
  return concatenate([bytes, new Uint8Array((4 - (bytes.length % 4)) % 4)]);
}
