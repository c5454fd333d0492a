import type { Fault } from '../../src/controller/index.js';
import type { FaultyCloud, FaultyRun, FaultyRunEnd } from './faulty-run.js';

/** The faults of one call of a run, by the name of the test. */
export const FAULTS = [
  ['the connection is cut before it arrives', { kind: 'reset' }],
  ['the connection is cut after it was applied', { kind: 'lost-reply' }],
  ['it is answered with 500', { kind: 'reply', status: 500 }],
  ['it is answered with 503 and Retry-After', { kind: 'reply', status: 503, retryAfterSeconds: 1 }],
  ['it is answered with 429', { kind: 'reply', status: 429, retryAfterSeconds: 1 }],
] as const satisfies readonly (readonly [string, Fault])[];

/** The retries of the client: its own, or none, so that whoever takes the run up tries again. */
export const RETRIES = [
  ['with retries', 5],
  ['without retries', 0],
] as const;

/** A run of which some calls went wrong, and how many did. */
export interface DisturbedRun extends FaultyRunEnd {
  readonly hits: number;
}

/** Runs once, with a fault for every call that `isHit` names by its position among all calls of the run. */
export async function runDisturbed(
  cloud: FaultyCloud,
  {
    fault,
    isHit,
    ...run
  }: Omit<FaultyRun, 'faults'> & { readonly fault: Fault; readonly isHit: (index: number) => boolean },
): Promise<DisturbedRun> {
  let hits = 0;
  const end = await cloud.run({
    ...run,
    faults: ({ index }) => {
      if (!isHit(index)) return undefined;
      hits += 1;
      return fault;
    },
  });
  return { ...end, hits };
}
