import * as fc from 'fast-check';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { WatchedTarget } from '../doubles/memory-target.js';

/** The fault of a call. `lost`: it takes effect, and its answer does not arrive. */
export type FaultKind = 'refused' | 'forbidden' | 'unreachable' | 'lost' | 'signedOut';

/** The faults of a target, by the number of the call that they hit. */
export type FaultSchedule = ReadonlyMap<number, FaultKind>;

export const faultSchedules: fc.Arbitrary<FaultSchedule> = fc
  .array(
    fc.tuple(
      fc.nat(250),
      fc.constantFrom<FaultKind>('refused', 'refused', 'forbidden', 'unreachable', 'lost', 'signedOut'),
    ),
    { maxLength: 8 },
  )
  .map((faults) => new Map(faults));

const ERRORS = {
  refused: 'PARTIAL',
  forbidden: 'PERMISSION_MISSING',
  unreachable: 'TARGET_UNREACHABLE',
  lost: 'TARGET_UNREACHABLE',
  signedOut: 'TARGET_AUTH',
} as const;

/** A target that fails as a schedule says, reads and writes alike. */
export class FaultyTarget extends WatchedTarget {
  /** None to begin with. Calls are counted from when it is set. */
  #schedule: FaultSchedule = new Map();
  #calls = 0;

  setFaults(schedule: FaultSchedule): void {
    this.#schedule = schedule;
    this.#calls = 0;
  }

  protected override async pass<R>(call: () => Promise<R>): Promise<R> {
    const fault = this.#schedule.get(this.#calls);
    this.#calls += 1;
    if (fault === undefined) return call();
    if (fault === 'lost') await call();
    throw new RestackError(ERRORS[fault], `the call is ${fault}`);
  }
}
