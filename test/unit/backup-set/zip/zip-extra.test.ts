import { describe, expect, it } from 'vitest';
import { DEFERRED, resolveZip64 } from '../../../../src/backup-set/zip/zip-extra.js';
import { catchFindingCode } from '../../../fixtures/thrown.js';

const PLAIN = { sizeBytes: 1, compressedBytes: 2, localOffset: 3 };
const LARGE = { ...PLAIN, sizeBytes: DEFERRED };

/** An extra field that says it holds `size` bytes, and holds `length`. */
function field(id: number, size: number, length = size): Buffer {
  const bytes = Buffer.alloc(4 + length);
  bytes.writeUInt16LE(id, 0);
  bytes.writeUInt16LE(size, 2);
  return bytes;
}

const zip64 = field(1, 8);
zip64.writeUInt32LE(77, 4);

describe('extra fields', () => {
  it.each([Buffer.alloc(0), field(0x5455, 5), Buffer.concat([field(0x7875, 11), field(0xcafe, 0)])])(
    'are passed over where nobody needs them: %#',
    (extra) => {
      expect(resolveZip64(PLAIN, extra)).toEqual(PLAIN);
      expect(resolveZip64(LARGE, Buffer.concat([zip64, extra]))).toEqual({ ...LARGE, sizeBytes: 77 });
      expect(resolveZip64(LARGE, Buffer.concat([extra, zip64]))).toEqual({ ...LARGE, sizeBytes: 77 });
    },
  );

  it.each([field(0x5455, 6, 5), field(1, 8, 0), Buffer.concat([field(0xcafe, 0), field(0x7875, 2, 1)])])(
    'end in their header, needed or not, behind another one or not: %#',
    (broken) => {
      for (const sizes of [PLAIN, LARGE]) {
        for (const extra of [broken, Buffer.concat([zip64, broken])]) {
          expect(catchFindingCode(() => resolveZip64(sizes, extra))).toBe('ZIP_DAMAGED');
        }
      }
    },
  );
});
