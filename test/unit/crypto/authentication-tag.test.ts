import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTagCalculator, equalTags } from '../../../src/crypto/authentication-tag.js';

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
