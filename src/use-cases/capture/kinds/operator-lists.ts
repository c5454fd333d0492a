import type { JsonObject } from '../../../cloud/json-value.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import { groupedAddress, operatorAddress, subscriptionsAdminAddress } from '../addresses.js';
import { listAlways } from '../list-always.js';
import type { SourceAddress, SourceIdentity } from '../ports.js';
import type { Reading } from '../reading.js';

/** Kinds that are one list of operator ARM. Source: REST reference, sections 3 to 6. */
const LISTS = {
  directoryTenant: (identity) => groupedAddress(identity, `system.${identity.region}`, ['directoryTenants']),
  computeQuota: (identity) => quotaAddress(identity, 'Microsoft.Compute.Admin', '2021-01-01'),
  networkQuota: (identity) => quotaAddress(identity, 'Microsoft.Network.Admin', '2015-06-15'),
  storageQuota: (identity) => quotaAddress(identity, 'Microsoft.Storage.Admin', '2019-08-08-preview'),
  plan: (identity) => subscriptionsAdminAddress(identity, ['plans']),
  offer: (identity) => subscriptionsAdminAddress(identity, ['offers']),
  subscription: (identity) => subscriptionsAdminAddress(identity, ['subscriptions']),
} as const satisfies Partial<Record<PayloadKind, (identity: SourceIdentity) => SourceAddress>>;

/** A kind that is one list of operator ARM. */
export type OperatorKind = keyof typeof LISTS;

/** Older api-versions silently leave out the newer fields. Source: REST reference, section 3.1. */
function quotaAddress(identity: SourceIdentity, namespace: string, apiVersion: string): SourceAddress {
  return operatorAddress(
    identity,
    ['providers', namespace, 'locations', identity.region, 'quotas'],
    apiVersion,
  );
}

/** All records of a kind, as the cloud returns them. */
export async function readOperatorList(
  kind: OperatorKind,
  { source, omissions }: Reading,
): Promise<readonly JsonObject[]> {
  const address = LISTS[kind](source.identity);
  const about = { kind, id: decodeURIComponent(address.path), whole: true } as const;
  return (await omissions.attempt(about, () => listAlways(source, address))) ?? [];
}
