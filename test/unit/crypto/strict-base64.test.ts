import { describe, expect, it } from 'vitest';
import { parseStrictBase64 } from '../../../src/crypto/strict-base64.js';

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
