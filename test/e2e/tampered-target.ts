import type { JsonObject } from '../../src/cloud/json-value.js';
import type { DrillCloud } from '../../src/use-cases/drill/drill-report.js';
import type { RestoreTarget } from '../../src/cloud/cloud-port.js';

/** Counts the calls that change something for good: the access policy that comes and goes is none. */
export function countWrites(target: RestoreTarget): {
  readonly target: RestoreTarget;
  readonly writes: () => number;
} {
  let writes = 0;
  return {
    writes: () => writes,
    target: {
      ...target,
      write(address, body) {
        if (!address.path.includes('/accessPolicies/')) writes += 1;
        return target.write(address, body);
      },
      append(address, body) {
        writes += 1;
        return target.append(address, body);
      },
      invoke(address, body) {
        writes += 1;
        return target.invoke(address, body);
      },
    },
  };
}

/** Changes a body on its way to the cloud; undefined says that it arrived and drops it. */
export type Tamper = (path: string, body: JsonObject) => JsonObject | undefined;

/** The same cloud, which does not get what it is sent. */
export function tamperTarget(target: RestoreTarget, change: Tamper): RestoreTarget {
  const send = (call: 'write' | 'append'): RestoreTarget['write'] => {
    return (address, body) => {
      const changed = change(address.path, body);
      return changed === undefined ? Promise.resolve({ status: 200, body }) : target[call](address, changed);
    };
  };
  return { ...target, write: send('write'), append: send('append') };
}

/** The same for a drill's cloud. */
export async function tamperWith(starting: Promise<DrillCloud>, change: Tamper): Promise<DrillCloud> {
  const cloud = await starting;
  return { ...cloud, target: tamperTarget(cloud.target, change) };
}
