import { describe, expect, it } from 'vitest';
import { isPlainWord } from '../../../../src/core/errors/plain-word.js';

describe('isPlainWord', () => {
  it.each(['offer', 'compute-quota', 'NO_BACKUP_SETS', 'computeQuota', 'a'])('takes %j', (text) => {
    expect(isPlainWord(text)).toBe(true);
  });

  it.each(['', 'pass1', 'two words', '-x', 'x-', 'a--b', 'x\n', 'ä', 'a'.repeat(25)])(
    'takes no %j',
    (text) => {
      expect(isPlainWord(text)).toBe(false);
    },
  );

  it('takes no word that is longer than it may be', () => {
    expect(isPlainWord('commands', 8)).toBe(true);
    expect(isPlainWord('commands', 7)).toBe(false);
  });
});
