import { describe, expect, it } from 'vitest';
import { decodeFileText, isUtf16 } from '../../../src/crypto/file-text.js';
import { catchRestackError } from '../../fixtures/thrown.js';

const TEXT = 'jörg: Jörg\r\n密码 🔑\n';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('decodeFileText', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16, big end first', utf16be(`\uFEFF${TEXT}`)],
  ])('reads %s', (_, bytes) => {
    expect(decodeFileText(bytes)).toBe(TEXT);
  });

  it('reads a replacement character that the file itself holds', () => {
    expect(decodeFileText(Buffer.from('\uFFFD'))).toBe('\uFFFD');
  });

  it.each([
    ['Windows-1252', Buffer.from('secret\njörg', 'latin1'), 'line 2'],
    ['a cut character', Buffer.from('secret ö').subarray(0, -1), 'line 1'],
    ['an overlong character', Buffer.from('secret\n\n').fill(0xc0, 7), 'line 2'],
    ['a surrogate in UTF-8', Buffer.from('736563726574eda080', 'hex'), 'line 1'],
    ['UTF-16 of an odd length', Buffer.from('\uFEFFsecret', 'utf16le').subarray(0, -1), 'UTF-16'],
    ['half a mark of the little end', Buffer.from([0xff, 0x61]), 'line 1'],
    ['half a mark of the big end', Buffer.from([0xfe, 0x61]), 'line 1'],
    ['the second half of a mark', Buffer.from([0x61, 0xfe, 0x62]), 'line 1'],
    ['twice the first half of a mark', Buffer.from([0xff, 0xff, 0x61]), 'line 1'],
    ['half a pair in UTF-16', Buffer.from('\uFEFFsecret\uD83D', 'utf16le'), 'UTF-16'],
    ['UTF-16 without a mark', Buffer.from('secret', 'utf16le'), 'zero bytes'],
    ['UTF-32', Buffer.from('fffe000073000000', 'hex'), 'zero bytes'],
    ['zeros behind the text', Buffer.from('secret\0\0'), 'zero bytes'],
  ])('refuses %s, says where, and repeats nothing of it', (_, bytes, where) => {
    const error = catchRestackError(() => decodeFileText(bytes));
    expect(error.code).toBe('UNSUPPORTED');
    expect(error.message).toContain(where);
    expect(JSON.stringify([error.message, error.hints, error.details, String(error.cause)])).not.toMatch(
      /secret|rg/,
    );
  });

  it('takes zeros behind a text for padding where that is allowed, and nowhere else in it', () => {
    expect(decodeFileText(Buffer.from('text\0\0'), { zeroPadded: true })).toBe('text');
    expect(catchRestackError(() => decodeFileText(Buffer.from('a\0b\0'), { zeroPadded: true })).code).toBe(
      'UNSUPPORTED',
    );
  });
});

describe('isUtf16', () => {
  it.each([
    [Buffer.from('\uFEFFa', 'utf16le'), true],
    [utf16be('\uFEFFa'), true],
    [Buffer.from('\uFEFFa'), false],
    [Buffer.alloc(0), false],
  ])('looks at the mark of %o', (bytes, expected) => {
    expect(isUtf16(bytes)).toBe(expected);
  });
});
