import type { CloudIdentity, ResourceAddress } from '../../../cloud/cloud-port.js';
import type { JsonObject } from '../../../cloud/json-value.js';
import {
  formatGroupedAddress,
  formatQuotaAddress,
  formatSubscriptionsAdminAddress,
} from '../../../cloud/operator-address.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { Reading } from '../capture-source.js';
import { listAlways } from './required-reads.js';

/** Kinds that are one list of operator ARM. Source: REST reference, sections 3 to 6. */
const LISTS = {
  directoryTenant: (identity) =>
    formatGroupedAddress(identity, `system.${identity.region}`, ['directoryTenants']),
  computeQuota: (identity) => formatQuotaAddress(identity, 'Microsoft.Compute.Admin'),
  networkQuota: (identity) => formatQuotaAddress(identity, 'Microsoft.Network.Admin'),
  storageQuota: (identity) => formatQuotaAddress(identity, 'Microsoft.Storage.Admin'),
  plan: (identity) => formatSubscriptionsAdminAddress(identity, ['plans']),
  offer: (identity) => formatSubscriptionsAdminAddress(identity, ['offers']),
  subscription: (identity) => formatSubscriptionsAdminAddress(identity, ['subscriptions']),
} as const satisfies Partial<Record<PayloadKind, (identity: CloudIdentity) => ResourceAddress>>;

/** A kind that is one list of operator ARM. */
export type OperatorKind = keyof typeof LISTS;

/** All records of a kind, as the cloud returns them. */
export async function readOperatorList(
  kind: OperatorKind,
  { source, omissions }: Reading,
): Promise<readonly JsonObject[]> {
  const address = LISTS[kind](source.identity);
  const about = { kind, id: decodeURIComponent(address.path), whole: true } as const;
  return (await omissions.attempt(about, () => listAlways(source, address))) ?? [];
}
