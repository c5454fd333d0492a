import { expect, it } from 'vitest';
import { createHashSet } from '../../../../src/backup-set/zip/zip-name-index.js';

it('remembers each of many texts once, whatever it had to grow to', () => {
  const set = createHashSet();
  const texts = Array.from({ length: 20_000 }, (_, index) => `text ${index}`);
  expect(texts.filter((text) => set.has(text))).toEqual([]);
  expect(texts.filter((text) => !set.add(text))).toEqual([]);
  expect(texts.filter((text) => set.add(text))).toEqual([]);
  expect(texts.filter((text) => !set.has(text))).toEqual([]);
  expect(set.has('another')).toBe(false);
});
