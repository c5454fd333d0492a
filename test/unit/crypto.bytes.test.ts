import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTagCalculator, equalTags } from '../../src/crypto/authentication-tag.js';
import { createEncryptor, decryptRange, readPaddingLength } from '../../src/crypto/block-cipher.js';
import { catchFindingCode, catchRestackError } from '../fixtures/thrown.js';
import {
  DATA_FILE_HEADER_SIZE,
  formatDataFileHeader,
  parseDataFileHeader,
} from '../../src/crypto/data-file-header.js';
import { decodeFileText, isUtf16 } from '../../src/crypto/file-text.js';
import { parseStrictBase64 } from '../../src/crypto/strict-base64.js';

describe('createTagCalculator', () => {
  it('gives the tag of RFC 4231, test case 2', () => {
    const calculator = createTagCalculator(Buffer.from('Jefe'));
    calculator.update(Buffer.from('what do ya want '));
    calculator.update(Buffer.from('for nothing?'));
    expect(Buffer.from(calculator.digest()).toString('hex')).toBe(
      '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554' +
        '9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    );
  });

  it('gives the tag of nothing', () => {
    const key = Buffer.alloc(32, 7);
    expect(Buffer.from(createTagCalculator(key).digest())).toEqual(createHmac('sha512', key).digest());
  });
});

describe('equalTags', () => {
  const tag = Buffer.alloc(64, 9);

  it('knows equal tags', () => {
    expect(equalTags(tag, Uint8Array.from(tag))).toBe(true);
  });

  it.each(Array.from({ length: 64 }, (_, index) => index))('knows tags that differ in byte %i', (index) => {
    const other = Uint8Array.from(tag);
    other[index] = 8;
    expect(equalTags(tag, other)).toBe(false);
  });

  it.each([0, 63, 65])('knows that a tag of %i bytes is another', (length) => {
    expect(equalTags(tag, Buffer.alloc(length, 9))).toBe(false);
  });
});

const hex = (text: string) => Buffer.from(text, 'hex');

// NIST SP 800-38A, F.2.5: CBC-AES256.Encrypt.
const key = hex('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4');
const iv = hex('000102030405060708090a0b0c0d0e0f');
const plaintext = hex(
  '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51' +
    '30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
);
const ciphertext = hex(
  'f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d' +
    '39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b',
);

describe('decryptRange', () => {
  it('decrypts the vector of NIST SP 800-38A, F.2.5', () => {
    expect(Buffer.from(decryptRange({ key, previousBlock: iv, ciphertext }))).toEqual(plaintext);
  });

  it('decrypts one block in the middle', () => {
    const range = {
      key,
      previousBlock: ciphertext.subarray(16, 32),
      ciphertext: ciphertext.subarray(32, 48),
    };
    expect(Buffer.from(decryptRange(range))).toEqual(plaintext.subarray(32, 48));
  });

  it('decrypts an empty range to nothing', () => {
    expect(decryptRange({ key, previousBlock: iv, ciphertext: new Uint8Array() })).toHaveLength(0);
  });

  it.each([1, 15, 17, 63])('refuses %i bytes', (size) => {
    const range = { key, previousBlock: iv, ciphertext: ciphertext.subarray(0, size) };
    expect(catchFindingCode(() => decryptRange(range))).toBe('CIPHERTEXT_TRUNCATED');
  });

  it.each([
    { name: 'a short key', range: { key: key.subarray(16), previousBlock: iv, ciphertext } },
    { name: 'a short previous block', range: { key, previousBlock: iv.subarray(1), ciphertext } },
  ])('refuses $name', ({ range }) => {
    expect(catchRestackError(() => decryptRange(range)).code).toBe('INTERNAL');
  });
});

describe('readPaddingLength', () => {
  it.each(Array.from({ length: 16 }, (_, index) => index + 1))('reads %i', (length) => {
    const block = Buffer.alloc(16, 0xee).fill(length, 16 - length);
    expect(readPaddingLength(block)).toBe(length);
  });

  it.each([
    { name: 'zero', block: Buffer.alloc(16, 0) },
    { name: 'seventeen', block: Buffer.alloc(16, 17) },
    { name: 'one byte of it changed', block: Buffer.alloc(16, 4).fill(5, 13, 14) },
    { name: 'the first byte of a whole block of it changed', block: Buffer.alloc(16, 16).fill(15, 0, 1) },
  ])('refuses $name', ({ block }) => {
    expect(catchFindingCode(() => readPaddingLength(block))).toBe('PADDING_INVALID');
  });

  it('refuses what is no block', () => {
    expect(catchRestackError(() => readPaddingLength(Buffer.alloc(15, 1))).code).toBe('INTERNAL');
  });
});

describe('createEncryptor', () => {
  it('encrypts the vector of NIST SP 800-38A, F.2.5, in pieces, and pads', () => {
    const encryptor = createEncryptor(key, iv);
    const pieces = [0, 5, 37].map((start, index, starts) =>
      encryptor.update(plaintext.subarray(start, starts[index + 1])),
    );
    const sealed = Buffer.concat([...pieces, encryptor.final()]);
    expect(sealed.subarray(0, 64)).toEqual(ciphertext);
    expect(sealed).toHaveLength(80);
    const last = decryptRange({
      key,
      previousBlock: sealed.subarray(48, 64),
      ciphertext: sealed.subarray(64),
    });
    expect(readPaddingLength(last)).toBe(16);
  });

  it.each([
    { name: 'a short key', key: key.subarray(1), iv },
    { name: 'a long IV', key, iv: Buffer.alloc(17) },
  ])('refuses $name', (given) => {
    expect(catchRestackError(() => createEncryptor(given.key, given.iv)).code).toBe('INTERNAL');
  });
});

describe('header of a data file', () => {
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
});

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

  it.each([
    ['a certificate', Buffer.from([0x30, 0x82, 0x0a, 0x01, 0x02, 0x01, 0xff])],
    ['an archive', Buffer.from('PK\u0003\u0004\0\0')],
    ['a first control character', Buffer.from([0x01, 0xff])],
    ['the last before TAB', Buffer.from([0x08, 0xff])],
    ['the first behind CR', Buffer.from([0x0e, 0xff])],
    ['the last before ESC', Buffer.from([0x1a, 0xff])],
  ])('tells %s from text in another encoding', (_, bytes) => {
    const error = catchRestackError(() => decodeFileText(bytes));
    expect(error).toMatchObject({ code: 'UNSUPPORTED', hints: [] });
  });

  it('reads a replacement character that the file itself holds', () => {
    expect(decodeFileText(Buffer.from('\uFFFD'))).toBe('\uFFFD');
  });

  it.each([
    ['Windows-1252', Buffer.from('secret\njörg', 'latin1'), 'line 2'],
    ['a cut character', Buffer.from('secret ö').subarray(0, -1), 'line 1'],
    ['an overlong character', Buffer.from('secret\n\n').fill(0xc0, 7), 'line 2'],
    ['a surrogate in UTF-8', Buffer.from('736563726574eda080', 'hex'), 'line 1'],
    ['Windows-1252 between other lines', Buffer.from('secret\njörg\nsecret\n', 'latin1'), 'line 2 '],
    ['control characters that texts hold', Buffer.from('\t\n\f\r\u001bsecretö', 'latin1'), 'line 2 '],
    ['UTF-16 of an odd length', Buffer.from('\uFEFFsecret', 'utf16le').subarray(0, -1), 'begins as UTF-16'],
    ['half a mark of the little end', Buffer.from([0xff, 0x61]), 'line 1'],
    ['half a mark of the big end', Buffer.from([0xfe, 0x61]), 'line 1'],
    ['the second half of a mark', Buffer.from([0x61, 0xfe, 0x62]), 'line 1'],
    ['twice the first half of a mark', Buffer.from([0xff, 0xff, 0x61]), 'line 1'],
    ['half a pair in UTF-16', Buffer.from('\uFEFFsecret\uD83D', 'utf16le'), 'begins as UTF-16'],
    ['UTF-16 without a mark', Buffer.from('secret', 'utf16le'), 'zero bytes'],
    ['UTF-32', Buffer.from('fffe000073000000', 'hex'), 'zero bytes'],
    ['zeros behind the text', Buffer.from('secret\0\0'), 'zero bytes'],
  ])('refuses %s, says where, and repeats nothing of it', (_, bytes, where) => {
    const error = catchRestackError(() => decodeFileText(bytes));
    expect(error.code).toBe('UNSUPPORTED');
    expect(error.message).toContain(where);
    expect(error.hints.join()).toContain('iconv');
    expect(JSON.stringify([error.message, error.hints, error.details, String(error.cause)])).not.toMatch(
      /secret|rg/,
    );
  });

  it('takes zeros behind a text for padding where that is allowed, and nowhere else in it', () => {
    expect(decodeFileText(Buffer.from('text\0\0'), { zeroPadded: true })).toBe('text');
    for (const text of ['a\0b', 'a\0b\0']) {
      const decode = () => decodeFileText(Buffer.from(text), { zeroPadded: true });
      expect(catchRestackError(decode).code).toBe('UNSUPPORTED');
    }
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

describe('parseStrictBase64', () => {
  it.each([
    { text: 'AA==', bytes: [0] },
    { text: 'AAE=', bytes: [0, 1] },
    { text: '+/+/', bytes: [251, 255, 191] },
  ])('decodes $text', ({ text, bytes }) => {
    expect([...(parseStrictBase64(text) ?? [])]).toEqual(bytes);
  });

  it.each([
    { name: 'nothing', text: '' },
    { name: 'no padding', text: 'AA' },
    { name: 'too much padding', text: 'AAE==' },
    { name: 'unused bits that are set', text: 'AB==' },
    { name: 'the URL alphabet', text: '-_-_' },
    { name: 'a line end', text: 'AAAA\n' },
    { name: 'a blank inside', text: 'AA AA' },
    { name: 'a foreign character', text: 'AA!A' },
    { name: 'two texts in one', text: 'AA==AA==' },
  ])('refuses $name', ({ text }) => {
    expect(parseStrictBase64(text)).toBeUndefined();
  });
});
