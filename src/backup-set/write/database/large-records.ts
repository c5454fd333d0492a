import { concatenate, u16, u32 } from './little-endian.js';
import { ROOM_OF_PAGE, writePageId } from './page-bytes.js';

/** The kinds of parts that values have which lie on pages of their own. */
export const PARTS = { small: 0, inner: 2, data: 3, root: 5 } as const;

const PART_HEADER_BYTES = 14;
const SLOT_BYTES = 2;
/** The bytes of a value that one page of its own holds. */
const BYTES_OF_PART = ROOM_OF_PAGE - PART_HEADER_BYTES - SLOT_BYTES;

/** Writes a part of a large value: a record of a page of such values. */
export function writeLargeRecord(kind: number, content: Uint8Array): Uint8Array {
  return concatenate([
    Uint8Array.of(0x08, 0),
    u16(PART_HEADER_BYTES + content.length),
    new Uint8Array(8),
    u16(kind),
    content,
  ]);
}

/** The eight bytes that name a part. */
export function writePartId(page: number, slot: number): Uint8Array {
  return concatenate([writePageId(page), u16(slot)]);
}

/** Values that lie outside of their rows, one part on each page. */
export class LargeValues {
  readonly pages: (readonly Uint8Array[])[] = [];

  /** Adds a value. @returns what makes the bytes of its row, once the numbers of the pages are known. */
  add(value: Uint8Array): (pages: readonly number[]) => Uint8Array {
    const first = this.pages.length;
    for (let at = 0; at < value.length; at += BYTES_OF_PART)
      this.pages.push([writeLargeRecord(PARTS.data, value.subarray(at, at + BYTES_OF_PART))]);
    const count = this.pages.length - first;
    return (pages) => {
      const links = Array.from({ length: count }, (_, index) =>
        concatenate([
          u32(Math.min(value.length, (index + 1) * BYTES_OF_PART)),
          writePartId(pages[first + index] ?? 0, 0),
        ]),
      );
      return concatenate([Uint8Array.of(4, 0), new Uint8Array(10), ...links]);
    };
  }
}
