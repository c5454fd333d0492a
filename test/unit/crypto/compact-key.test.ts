import { describe, expect, it } from 'vitest';
import { splitCompactKey } from '../../../src/crypto/compact-key.js';
import { catchFindingCode } from '../../fixtures/thrown.js';

const ascending = (length: number) => Uint8Array.from({ length }, (_, index) => index);

describe('splitCompactKey', () => {
  it.each([
    { length: 33, unusualLength: true },
    { length: 63, unusualLength: true },
    { length: 64, unusualLength: false },
    { length: 65, unusualLength: true },
    { length: 96, unusualLength: true },
  ])('splits $length bytes', ({ length, unusualLength }) => {
    const key = splitCompactKey(ascending(length));
    expect([...key.aesKey]).toEqual([...ascending(length)].slice(0, 32));
    expect([...key.macKey]).toEqual([...ascending(length)].slice(32));
    expect(key.unusualLength).toBe(unusualLength);
  });

  it.each([0, 1, 31, 32])('refuses %i bytes', (length) => {
    expect(catchFindingCode(() => splitCompactKey(ascending(length)))).toBe('WRAPPED_KEY_DAMAGED');
  });
});
