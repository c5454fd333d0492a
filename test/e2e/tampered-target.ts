import type { DrillCloud } from '../../src/drill/ports.js';
import type { JsonObject } from '../../src/restore/json-value.js';
import type { RestoreTarget } from '../../src/restore/ports.js';

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

/** Changes bodies on their way to the cloud; undefined says that they arrived and drops them. */
export async function tamperWith(
  starting: Promise<DrillCloud>,
  change: (path: string, body: JsonObject) => JsonObject | undefined,
): Promise<DrillCloud> {
  const cloud = await starting;
  const { target } = cloud;
  return {
    ...cloud,
    target: {
      ...target,
      write(address, body) {
        const changed = change(address.path, body);
        return changed === undefined
          ? Promise.resolve({ status: 200, body })
          : target.write(address, changed);
      },
    },
  };
}
