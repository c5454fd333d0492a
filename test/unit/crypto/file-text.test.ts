import { describe, expect, it } from 'vitest';
import { decodeFileText } from '../../../src/crypto/file-text.js';

const decode = (...bytes: readonly number[]): string => decodeFileText(Uint8Array.from(bytes));

describe('decodeFileText', () => {
  it.each([
    { what: 'UTF-8', bytes: [0x61, 0xc3, 0xbc], text: 'aü' },
    { what: 'UTF-8 with its mark', bytes: [0xef, 0xbb, 0xbf, 0x61], text: 'a' },
    { what: 'UTF-16, low byte first', bytes: [0xff, 0xfe, 0x61, 0, 0xfc, 0], text: 'aü' },
    { what: 'UTF-16, high byte first', bytes: [0xfe, 0xff, 0, 0x61, 0, 0xfc], text: 'aü' },
    { what: 'nothing', bytes: [], text: '' },
  ])('reads $what', ({ bytes, text }) => {
    expect(decode(...bytes)).toBe(text);
  });

  /** Half a mark is none: what follows is UTF-8, with what does not belong there replaced. */
  it.each([
    { bytes: [0xff, 0x61], text: '\ufffda' },
    { bytes: [0xfe, 0x61], text: '\ufffda' },
    { bytes: [0x61, 0xfe, 0x62], text: 'a\ufffdb' },
    { bytes: [0x61, 0xff, 0x62], text: 'a\ufffdb' },
    { bytes: [0xff, 0xff, 0x61], text: '\ufffd\ufffda' },
    { bytes: [0xfe, 0xfe, 0x61], text: '\ufffd\ufffda' },
  ])('takes $bytes for UTF-8', ({ bytes, text }) => {
    expect(decode(...bytes)).toBe(text);
  });
});
