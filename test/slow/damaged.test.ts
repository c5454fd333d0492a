import { describe, it } from 'vitest';
import { expectJsonFailure, expectPlainFailure } from '../cli/damaged-runs.js';
import { readDamagedSamples } from '../vectors/damaged-cases.js';

describe.concurrent('verify of every damaged sample', () => {
  it.each(readDamagedSamples())('$case', expectPlainFailure);
  it.each(readDamagedSamples())('$case, with --json', expectJsonFailure);
});
