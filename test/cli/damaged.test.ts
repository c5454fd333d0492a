import { describe, expect, it } from 'vitest';
import { readCountedCases } from '../vectors/damaged-cases.js';
import { expectJsonFailure, expectPlainFailure } from './damaged-runs.js';

const WAYS_TO_FAIL = 30;

/** One sample of each way to fail; test/slow runs them all. */
const samples = [
  ...new Map(
    readCountedCases().map((sample) => [`${sample.exitCode} ${String(sample.findingCode)}`, sample]),
  ).values(),
];

describe('the damaged samples', () => {
  it('fail in many ways', () => {
    expect(samples).toHaveLength(WAYS_TO_FAIL);
  });
});

describe.concurrent('verify of a damaged sample', () => {
  it.each(samples)(
    '$findingCode ends with exit $exitCode, says why once, and leaves nothing',
    expectPlainFailure,
  );
  it.each(samples)('$findingCode ends with exit $exitCode under --json', expectJsonFailure);
});
