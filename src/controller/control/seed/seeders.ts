import { selectLastSegment } from '../../../cloud/arm-id.js';
import { isSystemGroup } from '../../../cloud/shipped-resources.js';
import type { Cloud } from '../../cloud/cloud.js';
import { grantOwner } from '../../identity/directory.js';
import { readComputeQuota } from '../../providers/quotas/compute-quotas.js';
import { createEtag, readNetworkQuota } from '../../providers/quotas/network-quotas.js';
import { OFFER_STATES, readOffer } from '../../providers/offers/offers.js';
import { readPlan } from '../../providers/offers/plans.js';
import { readRoleAssignment } from '../../providers/access/role-assignments.js';
import { readRoleDefinition } from '../../providers/access/role-definitions.js';
import { readStorageQuota } from '../../providers/quotas/storage-quotas.js';
import { readSubscription } from '../../providers/subscriptions/user-subscriptions.js';
import { readVault } from '../../providers/vaults/vault-resource.js';
import { integerAt, stringAt, tagsAt, valueAt } from '../../wire/request-fields.js';
import { keyOf } from '../../cloud/state/cloud-state.js';
import type { StoredSecret, StoredVersion } from '../../cloud/state/stored-objects.js';
import { secretKey } from '../../providers/vaults/secret-bundle.js';
import type { PayloadKind } from '../../../schema/payloads.js';

/** Puts one record into the cloud. False when it is passed over. */
type Seeder = (record: unknown, cloud: Cloud) => boolean;

function idOf(record: unknown): string {
  return stringAt(record, 'id') ?? '';
}

function nameOf(record: unknown): string {
  return selectLastSegment(stringAt(record, 'id') ?? stringAt(record, 'name') ?? '');
}

/** The segment of a record's id that follows another one, such as the name after `resourceGroups`. */
function segmentAfter(record: unknown, type: string): string {
  const segments = idOf(record).split('/');
  const index = segments.findIndex((segment) => segment.toLowerCase() === type.toLowerCase());
  return index === -1 ? '' : (segments[index + 1] ?? '');
}

function groupAndName(record: unknown): { readonly resourceGroup: string; readonly name: string } {
  return { resourceGroup: segmentAfter(record, 'resourceGroups'), name: nameOf(record) };
}

const seedDirectoryTenant: Seeder = (record, cloud) => {
  const { resourceGroup, name } = groupAndName(record);
  const tenantId = stringAt(record, 'properties.tenantId') ?? '';
  cloud.state.directoryTenants.set(name, {
    name,
    resourceGroup: resourceGroup || `system.${cloud.names.region}`,
    tenantId,
  });
  return true;
};

const seedResourceGroup: Seeder = (record, cloud) => {
  const name = nameOf(record);
  if (isSystemGroup(name)) return false;
  const subscriptionId = segmentAfter(record, 'subscriptions');
  const managedBy = stringAt(record, 'managedBy');
  const group = {
    subscriptionId,
    name,
    location: cloud.names.region,
    tags: tagsAt(record, 'tags'),
    managedBy,
  };
  cloud.state.resourceGroups.set(keyOf(subscriptionId, name), group);
  return true;
};

const seedSubscription: Seeder = (record, cloud) => {
  const subscriptionId = stringAt(record, 'subscriptionId') ?? nameOf(record);
  const isProviders = subscriptionId.toLowerCase() === cloud.ids.providerSubscriptionId.toLowerCase();
  if (isProviders || stringAt(record, 'routingResourceManagerType') === 'Admin') return false;
  const subscription = readSubscription(subscriptionId, record, cloud);
  cloud.state.subscriptions.set(subscriptionId, subscription);
  grantOwner(cloud, subscription);
  return true;
};

const seedOfferDelegation: Seeder = (record, cloud) => {
  const { resourceGroup, name } = groupAndName(record);
  const offer = segmentAfter(record, 'offers');
  const subscriptionId = stringAt(record, 'properties.subscriptionId') ?? '';
  cloud.state.offerDelegations.set(keyOf(offer, name), { name, resourceGroup, offer, subscriptionId });
  return true;
};

const seedResellerOffer: Seeder = (record, cloud) => {
  const name = nameOf(record);
  const providerSubscriptionId = segmentAfter(record, 'delegatedProviders');
  const state = stringAt(record, 'properties.accessibilityState');
  cloud.state.resellerOffers.set(keyOf(providerSubscriptionId, name), {
    name,
    providerSubscriptionId,
    offerDelegationName: selectLastSegment(stringAt(record, 'properties.delegatedOfferId') ?? ''),
    displayName: stringAt(record, 'properties.displayName') ?? name,
    description: stringAt(record, 'properties.description'),
    externalReferenceId: stringAt(record, 'properties.externalReferenceId'),
    accessibilityState: OFFER_STATES.find((known) => known === state) ?? 'Private',
  });
  return true;
};

const seedAcquiredPlan: Seeder = (record, cloud) => {
  const acquisitionId = stringAt(record, 'acquisitionId') ?? nameOf(record);
  const subscriptionId = idOf(record).split('/').at(-3) ?? '';
  cloud.state.acquiredPlans.set(keyOf(subscriptionId, acquisitionId), {
    subscriptionId,
    acquisitionId,
    planName: selectLastSegment(stringAt(record, 'planId') ?? ''),
    externalReferenceId: stringAt(record, 'externalReferenceId'),
    acquisitionTime: stringAt(record, 'acquisitionTime') ?? cloud.clock.now().toISOString(),
  });
  return true;
};

const seedRoleAssignment: Seeder = (record, cloud) => {
  const id = idOf(record);
  const split = id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/');
  const scope = stringAt(record, 'properties.scope') ?? (split > 0 ? id.slice(0, split) : '/');
  const name = nameOf(record);
  cloud.state.roleAssignments.set(name, readRoleAssignment({ scope, name }, record));
  return true;
};

const seedVault: Seeder = (record, cloud) => {
  const subscriptionId = segmentAfter(record, 'subscriptions');
  const vault = readVault({ ...groupAndName(record), subscriptionId }, record);
  cloud.state.vaults.set(vault.name, vault);
  const namespace = 'Microsoft.KeyVault';
  const registeredAtMs = cloud.clock.nowMs();
  const registration = { subscriptionId, namespace, registeredAtMs };
  cloud.state.providerRegistrations.set(keyOf(subscriptionId, namespace), registration);
  return true;
};

const SECRET_ID = /^https:\/\/([^.]+)\.[^/]*\/secrets\/([^/]+)\/([^/]+)$/i;

/** One version; versions of a secret follow each other, oldest first. */
const seedSecret: Seeder = (record, cloud) => {
  const [, vault, name, version] = SECRET_ID.exec(idOf(record)) ?? [];
  if (vault === undefined || name === undefined || version === undefined) return false;
  const key = secretKey(vault, name);
  const known: StoredSecret = cloud.state.secrets.get(key) ?? {
    vault: vault.toLowerCase(),
    name,
    versions: [],
  };
  const created = integerAt(record, 'attributes.created') ?? Math.floor(cloud.clock.nowMs() / 1000);
  const added: StoredVersion = {
    version: version.toLowerCase(),
    value: stringAt(record, 'value') ?? '',
    contentType: stringAt(record, 'contentType'),
    tags: tagsAt(record, 'tags'),
    enabled: valueAt(record, 'attributes.enabled') !== false,
    nbf: integerAt(record, 'attributes.nbf'),
    exp: integerAt(record, 'attributes.exp'),
    created,
    updated: integerAt(record, 'attributes.updated') ?? created,
  };
  const others = known.versions.filter((other) => other.version !== added.version);
  cloud.state.secrets.set(key, { ...known, versions: [...others, added] });
  return true;
};

/** Puts a record into the cloud, by its kind. */
export const SEEDERS: Readonly<Record<SeedKind, Seeder>> = {
  directoryTenant: seedDirectoryTenant,
  resourceGroup: seedResourceGroup,
  computeQuota: (record, { state }) => {
    state.computeQuotas.set(nameOf(record), readComputeQuota(nameOf(record), record));
    return true;
  },
  networkQuota: (record, { state, random }) => {
    state.networkQuotas.set(
      nameOf(record),
      readNetworkQuota(nameOf(record), record, createEtag(random.guid())),
    );
    return true;
  },
  storageQuota: (record, { state }) => {
    state.storageQuotas.set(nameOf(record), readStorageQuota(nameOf(record), record));
    return true;
  },
  plan: (record, { state }) => {
    state.plans.set(nameOf(record), readPlan(groupAndName(record), record));
    return true;
  },
  offer: (record, { state }) => {
    state.offers.set(nameOf(record), readOffer(groupAndName(record), record));
    return true;
  },
  subscription: seedSubscription,
  offerDelegation: seedOfferDelegation,
  resellerOffer: seedResellerOffer,
  acquiredPlan: seedAcquiredPlan,
  roleDefinition: (record, { state }) => {
    if (stringAt(record, 'properties.type') === 'BuiltInRole') return false;
    state.roleDefinitions.set(nameOf(record), readRoleDefinition(nameOf(record).toLowerCase(), record));
    return true;
  },
  roleAssignment: seedRoleAssignment,
  vault: seedVault,
  secret: seedSecret,
};

/** Kinds that can be put into a cloud: those of a backup, and what delegated providers make themselves. */
export type SeedKind = PayloadKind | 'resellerOffer';
