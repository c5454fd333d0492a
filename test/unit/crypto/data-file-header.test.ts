import { describe, expect, it } from 'vitest';
import {
  DATA_FILE_HEADER_SIZE,
  formatDataFileHeader,
  parseDataFileHeader,
} from '../../../src/crypto/data-file-header.js';
import { catchFindingCode, catchRestackError } from '../../fixtures/thrown.js';

const iv = Uint8Array.from({ length: 16 }, (_, index) => index + 1);
const tag = Uint8Array.from({ length: 64 }, (_, index) => 255 - index);

/** A valid header with one int16 changed. */
function headerWith(offset: number, value: number): Uint8Array {
  const bytes = formatDataFileHeader({ iv, tag });
  new DataView(bytes.buffer).setInt16(offset, value, true);
  return bytes;
}

describe('parseDataFileHeader', () => {
  it('reads IV and tag from the bytes that the specification shows', () => {
    const hex = `010000000000 1000 4000 ${'ab'.repeat(16)} ${'cd'.repeat(64)}`.replaceAll(' ', '');
    expect(parseDataFileHeader(Buffer.from(hex, 'hex'))).toEqual({
      iv: Buffer.alloc(16, 0xab),
      tag: Buffer.alloc(64, 0xcd),
      ciphertextOffset: 90,
    });
  });

  it('reads a view that does not begin at its buffer, and copies', () => {
    const buffer = new Uint8Array(200);
    buffer.set(formatDataFileHeader({ iv, tag }), 7);
    const header = parseDataFileHeader(buffer.subarray(7));
    buffer.fill(0);
    expect([...header.iv]).toEqual([...iv]);
    expect([...header.tag]).toEqual([...tag]);
  });

  it('ignores what follows the header', () => {
    const bytes = Buffer.concat([formatDataFileHeader({ iv, tag }), Buffer.alloc(32, 1)]);
    expect([...parseDataFileHeader(bytes).iv]).toEqual([...iv]);
  });

  it.each(Array.from({ length: DATA_FILE_HEADER_SIZE }, (_, size) => size))('refuses %i bytes', (size) => {
    const bytes = formatDataFileHeader({ iv, tag }).subarray(0, size);
    expect(catchFindingCode(() => parseDataFileHeader(bytes))).toBe('HEADER_INVALID');
    expect(catchRestackError(() => parseDataFileHeader(bytes)).code).toBe('INTEGRITY');
  });

  it.each([
    { field: 'header tag', offset: 0, values: [0, 2, -1, 256], code: 'HEADER_INVALID' },
    { field: 'encryption algorithm', offset: 2, values: [1, -1, 256], code: 'HEADER_UNSUPPORTED' },
    { field: 'authentication algorithm', offset: 4, values: [1, -32768], code: 'HEADER_UNSUPPORTED' },
    { field: 'IV length', offset: 6, values: [0, 15, 17, -1, 32767], code: 'HEADER_INVALID' },
    { field: 'tag length', offset: 8, values: [0, 32, 63, 65, -1, 32767], code: 'HEADER_INVALID' },
  ])('refuses a wrong $field', ({ offset, values, code }) => {
    for (const value of values) {
      expect(catchFindingCode(() => parseDataFileHeader(headerWith(offset, value)))).toBe(code);
    }
  });
});

describe('formatDataFileHeader', () => {
  it.each([
    { name: 'a short IV', header: { iv: iv.subarray(1), tag } },
    { name: 'a long IV', header: { iv: new Uint8Array(17), tag } },
    { name: 'a short tag', header: { iv, tag: tag.subarray(1) } },
  ])('refuses $name', ({ header }) => {
    expect(catchRestackError(() => formatDataFileHeader(header)).code).toBe('INTERNAL');
  });
});
