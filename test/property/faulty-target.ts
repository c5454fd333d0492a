import * as fc from 'fast-check';
import type { JsonObject } from '../../src/cloud/json-value.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import type { ResourceAddress } from '../../src/cloud/cloud-port.js';
import { MemoryTarget } from '../doubles/memory-target.js';

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
export class FaultyTarget extends MemoryTarget {
  /** None to begin with. Calls are counted from when it is set. */
  #schedule: FaultSchedule = new Map();
  #calls = 0;

  setFaults(schedule: FaultSchedule): void {
    this.#schedule = schedule;
    this.#calls = 0;
  }

  override read(address: ResourceAddress) {
    return this.#call(() => super.read(address));
  }

  override list(address: ResourceAddress) {
    return this.#call(() => super.list(address));
  }

  override write(address: ResourceAddress, body: JsonObject) {
    return this.#call(() => super.write(address, body));
  }

  override append(address: ResourceAddress, body: JsonObject) {
    return this.#call(() => super.append(address, body));
  }

  override invoke(address: ResourceAddress) {
    return this.#call(() => super.invoke(address));
  }

  async #call<R>(call: () => Promise<R>): Promise<R> {
    const fault = this.#schedule.get(this.#calls);
    this.#calls += 1;
    if (fault === undefined) return call();
    if (fault === 'lost') await call();
    throw new RestackError(ERRORS[fault], `the call is ${fault}`);
  }
}
