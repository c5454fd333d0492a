import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { createCrcCombiner } from '../../../../src/backup-set/data-file/span-crcs.js';
import { patternBytes } from '../../../fixtures/sealed-snapshot.js';

it.each([0, 1, 2, 3, 15, 16, 63, 256, 1000, 65_536])('puts together sums of pieces of %i bytes', (length) => {
  const combine = createCrcCombiner(length);
  for (const lengthBefore of [0, 1, 5, 1000]) {
    const [before, piece] = [patternBytes(lengthBefore, 'before'), patternBytes(length, 'piece')];
    const whole = crc32(Buffer.concat([before, piece]));
    expect(combine(crc32(before), crc32(piece))).toBe(whole);
  }
});
