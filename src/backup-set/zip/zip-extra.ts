import { zipDamaged } from './zip-fault.js';
import { readUint64, viewOf } from './zip-end.js';

const ZIP64_FIELD = 0x0001;

/** Sizes and offset of an entry in its 32-bit fields: all ones mean "see the ZIP64 field". */
export interface EntrySizes {
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly localOffset: number;
}

/** The value of a 32-bit field whose real value stands in the ZIP64 field. */
export const DEFERRED = 0xffffffff;

/**
 * Replaces deferred values by those of the ZIP64 extended information field, in the field's order.
 *
 * @throws INTEGRITY (finding ZIP_DAMAGED) when a value is deferred and the field lacks it, and when any field reaches
 * beyond the header, whoever would read it.
 * Source: APPNOTE 6.3.10, section 4.5.3.
 */
export function resolveZip64(sizes: EntrySizes, extra: Uint8Array): EntrySizes {
  const field = findExtraField(extra, ZIP64_FIELD);
  if (field === undefined || !Object.values(sizes).includes(DEFERRED)) return sizes;
  const view = viewOf(field);
  let at = 0;
  const resolve = (value: number): number => {
    if (value !== DEFERRED) return value;
    if (at + 8 > view.byteLength) throw zipDamaged('a ZIP64 field lacks a size or offset that refers to it');
    at += 8;
    return readUint64(view, at - 8);
  };
  return {
    // 8 bytes each, present only when deferred
    sizeBytes: resolve(sizes.sizeBytes),
    compressedBytes: resolve(sizes.compressedBytes),
    localOffset: resolve(sizes.localOffset),
  };
}

/** The first field with this id. All of them are walked through: another reader may look for a later one. */
function findExtraField(extra: Uint8Array, wanted: number): Uint8Array | undefined {
  const view = viewOf(extra);
  let found: Uint8Array | undefined;
  let at = 0;
  while (at + 4 <= extra.length) {
    // 0, 2 bytes: id; 2, 2 bytes: size of the data behind
    const id = view.getUint16(at, true);
    const size = view.getUint16(at + 2, true);
    if (at + 4 + size > extra.length) throw zipDamaged('an extra field reaches beyond its header');
    if (id === wanted) found ??= extra.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
  return found;
}
