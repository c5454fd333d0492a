import { normalizeArmId } from '../../../cloud/arm-id.js';
import { type JsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import type { DescribedRecord } from './describe-records.js';
import type { KindRegistry } from '../kinds/kind-registry.js';
import type { Found, KindAccess, KindContext, NotYet, Replay, Unseen } from '../kinds/resource-kind.js';
import pLimit from 'p-limit';
import type { RestoreTarget } from '../../../cloud/cloud-port.js';

/** Looks up the object that the target already has for a record that is to be replayed. */
export type FindExisting = (
  record: DescribedRecord,
  replay: Replay,
) => Promise<Found | Unseen | NotYet | undefined>;

/**
 * Prepares the look-up: in the kind's own way, in its lists (read once, and only when somebody asks), or with one read
 * for each object.
 */
export function createExistingLookup(
  kinds: KindRegistry,
  context: KindContext,
  access: KindAccess,
): FindExisting {
  const listed = (record: DescribedRecord) => {
    const addresses = kinds[record.kind]?.listAddresses?.(context);
    if (addresses === undefined) return undefined;
    return access.once(`lists of ${record.kind}`, async () => {
      const index = new Map<string, JsonObject>();
      for (const address of addresses) {
        for (const item of (await access.target.list(address)) ?? []) {
          index.set(normalizeArmId(readTextOrEmpty(item, 'id')), item);
        }
      }
      return index;
    });
  };
  return async (record, replay) => {
    if (replay.find !== undefined) return replay.find(access);
    const index = await listed(record);
    const value = index === undefined ? await access.target.read(replay.address) : index.get(record.id);
    return value === undefined ? undefined : { value };
  };
}

/** Limits a target to so many reads at a time. */
export function limitReads(target: RestoreTarget, concurrency: number): RestoreTarget {
  const limit = pLimit(concurrency);
  return {
    ...target,
    read: (address) => limit(() => target.read(address)),
    list: (address) => limit(() => target.list(address)),
  };
}
