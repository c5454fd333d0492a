import { describe, expect, it } from 'vitest';
import {
  formatRepositoryName,
  parseRepositoryName,
  readRepositoryParts,
} from '../../../src/core/repository-name.js';

describe('repository names', () => {
  it.each(['a;b;-;d', 'SRP;SRP;-;-', 'WAS;Microsoft.Subscriptions.Admin;-;Plans'])('keep %s', (name) => {
    const parsed = parseRepositoryName(name);
    expect(parsed && formatRepositoryName(parsed)).toBe(name);
  });

  it.each(['', 'a', 'a;b;c', 'a;b;c;d;e', 'a;;c;d', ';;;'])('refuse %o as a whole name', (name) => {
    expect(parseRepositoryName(name)).toBeUndefined();
  });

  it('read empty, null and absent parts as -', () => {
    expect(formatRepositoryName(readRepositoryParts({ role: 'SRP', component: '', partition: null }))).toBe(
      'SRP;-;-;-',
    );
  });
});
