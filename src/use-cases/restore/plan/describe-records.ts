import { normalizeArmId } from '../../../cloud/arm-id.js';
import type { SetRecords } from '../../../backup-set/content/records.js';
import { isJsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { KindRegistry } from '../kinds/kind-registry.js';
import type { Disposition, KindContext } from '../kinds/resource-kind.js';
import { type IdMap, rewriteRecord } from '../ids/rewrite-ids.js';

/** A record, and the disposition of its kind. */
export interface DescribedRecord {
  readonly kind: PayloadKind;
  readonly recordIndex: number;
  readonly id: string;
  readonly disposition: Disposition;
}

/** The kinds of a set, in the order in which they stand there. */
export function listKinds(records: SetRecords): readonly PayloadKind[] {
  return Object.keys(records).filter((key): key is PayloadKind => Object.hasOwn(records, key));
}

/** Rewrites all records to the ids of the target. */
export function rewriteRecords(records: SetRecords, map: IdMap): SetRecords {
  const rewrite = <T extends object>(list: readonly T[]) => list.map((record) => rewriteRecord(record, map));
  return {
    directoryTenant: rewrite(records.directoryTenant),
    resourceGroup: rewrite(records.resourceGroup),
    computeQuota: rewrite(records.computeQuota),
    networkQuota: rewrite(records.networkQuota),
    storageQuota: rewrite(records.storageQuota),
    plan: rewrite(records.plan),
    offer: rewrite(records.offer),
    subscription: rewrite(records.subscription),
    offerDelegation: rewrite(records.offerDelegation),
    acquiredPlan: rewrite(records.acquiredPlan),
    roleDefinition: rewrite(records.roleDefinition),
    roleAssignment: rewrite(records.roleAssignment),
    vault: rewrite(records.vault),
    secret: rewrite(records.secret),
  };
}

/** Asks each kind for the disposition of its records. A kind without a file of its own is out of scope. */
export function describeRecords(kinds: KindRegistry, context: KindContext): readonly DescribedRecord[] {
  return listKinds(context.records).flatMap((kind) => describeKind(kind, kinds[kind], context));
}

function describeKind<K extends PayloadKind>(
  kind: K,
  definition: KindRegistry[K],
  context: KindContext,
): readonly DescribedRecord[] {
  const seen = new Set<string>();
  return context.records[kind].map((record, recordIndex) => {
    const disposition: Disposition = definition?.describe(record, context) ?? {
      action: 'outOfScope',
      reason: `records of this kind are not replayed yet`,
    };
    const id = selectId(record, disposition);
    const duplicate = disposition.action === 'replay' && seen.has(id);
    seen.add(id);
    return {
      kind,
      recordIndex,
      id,
      disposition: duplicate
        ? { action: 'skip', reason: 'another record of the set has the same id' }
        : disposition,
    };
  });
}

function selectId(record: unknown, disposition: Disposition): string {
  if (disposition.action === 'replay') {
    const { id, address } = disposition.replay;
    return id ?? normalizeArmId(decodeURIComponent(address.path));
  }
  return isJsonObject(record) ? normalizeArmId(readTextOrEmpty(record, 'id')) : '';
}
