import type { SetRecords } from '../../backup-set/content/records.js';
import { formatResourceKey, parseResourcePath, selectLastSegment } from '../../cloud/arm-id.js';
import type { PayloadKind } from '../../schema/payloads.js';

/** The kinds of quota that a set holds, by the provider they belong to. */
export const QUOTA_KINDS: ReadonlyMap<string, 'computeQuota' | 'networkQuota' | 'storageQuota'> = new Map([
  ['microsoft.compute.admin', 'computeQuota'],
  ['microsoft.network.admin', 'networkQuota'],
  ['microsoft.storage.admin', 'storageQuota'],
]);

/** The names of a set's records, by which references are resolved; all in lower case. */
export interface RecordIndex {
  readonly presentKinds: ReadonlySet<PayloadKind>;
  /** The subscriptions that plans, offers and the other records of the operator lie in. */
  readonly providerSubscriptions: ReadonlySet<string>;
  /** Names by kind. */
  readonly quotas: ReadonlyMap<PayloadKind, ReadonlySet<string>>;
  readonly plans: NamedResources;
  readonly offers: NamedResources;
  readonly subscriptions: ReadonlySet<string>;
  readonly tenants: ReadonlySet<string>;
  /** GUIDs. */
  readonly roles: ReadonlySet<string>;
  /** Subscription and name, as {@link formatResourceKey} joins them. */
  readonly resourceGroups: ReadonlySet<string>;
  readonly vaults: NamedResources;
}

/** Resources that are referred to by their whole id, or by their name alone. */
export interface NamedResources {
  readonly keys: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** Indexes the records of a set in one pass over each kind. */
export function indexRecords(records: SetRecords, presentKinds: ReadonlySet<PayloadKind>): RecordIndex {
  return {
    presentKinds,
    providerSubscriptions: collectProviderSubscriptions(records),
    quotas: new Map([...QUOTA_KINDS.values()].map((kind) => [kind, lastSegments(records[kind])])),
    plans: indexResources(records.plan),
    offers: indexResources(records.offer),
    subscriptions: new Set(records.subscription.map(({ subscriptionId }) => subscriptionId.toLowerCase())),
    tenants: new Set(records.directoryTenant.map(({ properties }) => properties.tenantId.toLowerCase())),
    roles: lastSegments(records.roleDefinition),
    resourceGroups: new Set(
      records.resourceGroup.map(({ id }) => formatResourceKey(parseResourcePath(id), '')),
    ),
    vaults: indexResources(records.vault),
  };
}

/** Finds the provider subscription, which never stands in a set: it is the one in the ids of the operator's records. */
function collectProviderSubscriptions(records: SetRecords): ReadonlySet<string> {
  const operatorRecords: readonly { readonly id: string }[] = [
    ...records.plan,
    ...records.offer,
    ...records.computeQuota,
    ...records.networkQuota,
    ...records.storageQuota,
    ...records.directoryTenant,
    ...records.subscription,
  ];
  const found = new Set<string>();
  for (const { id } of operatorRecords) {
    const { subscription } = parseResourcePath(id);
    if (subscription !== undefined) found.add(subscription);
  }
  return found;
}

function lastSegments(records: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(records.map(({ id }) => selectLastSegment(id).toLowerCase()));
}

function indexResources(records: readonly { readonly id: string }[]): NamedResources {
  const names = lastSegments(records);
  const keys = new Set(
    records.map(({ id }) => formatResourceKey(parseResourcePath(id), selectLastSegment(id).toLowerCase())),
  );
  return { keys, names };
}
