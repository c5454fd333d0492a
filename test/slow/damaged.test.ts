import { describe, it } from 'vitest';
import { expectJsonFailure, expectPlainFailure } from '../cli/damaged-runs.js';
import { readCountedCases } from '../vectors/damaged-cases.js';

describe.concurrent('verify of every damaged sample', () => {
  it.each(readCountedCases())('$case', expectPlainFailure);
  it.each(readCountedCases())('$case, with --json', expectJsonFailure);
});
