import { describe, expect, it } from 'vitest';
import {
  assertIterations,
  MAX_ITERATIONS,
} from '../../../../../src/crypto/certificate/password/iteration-limit.js';
import { catchRestackError } from '../../../../fixtures/thrown.js';

describe('assertIterations', () => {
  it.each([[[]], [[1]], [[MAX_ITERATIONS]], [[1_000_000, 999_999, 1]]])('takes %j', (counts) => {
    expect(() => assertIterations(counts)).not.toThrow();
  });

  it.each([
    [[MAX_ITERATIONS + 1], 2_000_001],
    [[1_000_000, 1_000_000, 1], 2_000_001],
    [[0x7f_ff_ff_ff, 0x7f_ff_ff_ff], 4_294_967_294],
  ])('refuses %j with the number of all', (counts, iterations) => {
    const error = catchRestackError(() => assertIterations(counts));
    expect(error).toMatchObject({ code: 'UNSUPPORTED', details: { iterations, limit: 2_000_000 } });
    expect(error.message).toContain(String(iterations));
  });

  it.each([[[0]], [[2000, 0]]])('refuses %j, which derives nothing', (counts) => {
    expect(catchRestackError(() => assertIterations(counts)).code).toBe('UNSUPPORTED');
  });
});
