import { normalizeArmId } from '../core/arm-id.js';
import type { PayloadKind } from '../schema/payloads.js';
import type { DescribedRecord } from './describe-records.js';
import { type JsonObject, readText } from './json-value.js';
import type { KindRegistry } from './kinds/index.js';
import type { RestoreTarget } from './ports.js';
import type { KindContext, Replay } from './resource-kind.js';

/** Looks up what the target already has at a lower-case id. */
export type FindExisting = (id: string, replay: Replay) => Promise<JsonObject | undefined>;

/**
 * Prepares the look-up for one kind: one list, where the kind has one, otherwise one read for each object.
 * A kind of which nothing is replayed costs no call.
 */
export async function indexExisting(
  kind: PayloadKind,
  kinds: KindRegistry,
  world: {
    readonly target: RestoreTarget;
    readonly context: KindContext;
    readonly described: readonly DescribedRecord[];
  },
): Promise<FindExisting> {
  const { target, context, described } = world;
  const addresses = kinds[kind]?.listAddresses?.(context);
  if (addresses === undefined) return (_id, replay) => target.read(replay.address);
  const index = new Map<string, JsonObject>();
  if (described.some((record) => record.kind === kind && record.disposition.action === 'replay')) {
    for (const address of addresses) {
      for (const found of (await target.list(address)) ?? [])
        index.set(normalizeArmId(readText(found, 'id') ?? ''), found);
    }
  }
  return (id) => Promise.resolve(index.get(id));
}
