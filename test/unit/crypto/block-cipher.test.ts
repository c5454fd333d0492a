import { describe, expect, it } from 'vitest';
import { createEncryptor, decryptRange, readPaddingLength } from '../../../src/crypto/block-cipher.js';
import { catchFindingCode, catchRestackError } from '../../fixtures/thrown.js';

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
