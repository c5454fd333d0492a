import { normalizeArmId } from '../../../cloud/arm-id.js';
import { ObjectMap } from './object-map.js';
import type {
  StoredAcquiredPlan,
  DeletedSecret,
  DeletedVault,
  StoredDirectoryTenant,
  StoredOffer,
  StoredOfferDelegation,
  StoredPlan,
  ProviderRegistration,
  Quota,
  StoredResellerOffer,
  StoredResourceGroup,
  StoredRoleAssignment,
  StoredRoleDefinition,
  StoredSecret,
  UserSubscription,
  StoredVault,
} from './stored-objects.js';

/** The type of object in each collection of the cloud. */
export interface CollectionTypes {
  resourceGroups: StoredResourceGroup;
  computeQuotas: Quota;
  networkQuotas: Quota;
  storageQuotas: Quota;
  registryQuotas: Quota;
  plans: StoredPlan;
  offers: StoredOffer;
  offerDelegations: StoredOfferDelegation;
  resellerOffers: StoredResellerOffer;
  subscriptions: UserSubscription;
  acquiredPlans: StoredAcquiredPlan;
  directoryTenants: StoredDirectoryTenant;
  providerRegistrations: ProviderRegistration;
  roleDefinitions: StoredRoleDefinition;
  roleAssignments: StoredRoleAssignment;
  vaults: StoredVault;
  deletedVaults: DeletedVault;
  secrets: StoredSecret;
  deletedSecrets: DeletedSecret;
}

export type CollectionName = keyof CollectionTypes;

/** Everything that is in the cloud now. */
export type CloudState = { readonly [C in CollectionName]: ObjectMap<CollectionTypes[C]> };

/** The collections, in the order in which references point. */
export const COLLECTION_NAMES: readonly CollectionName[] = [
  'directoryTenants',
  'resourceGroups',
  'computeQuotas',
  'networkQuotas',
  'storageQuotas',
  'registryQuotas',
  'plans',
  'offers',
  'subscriptions',
  'offerDelegations',
  'resellerOffers',
  'acquiredPlans',
  'providerRegistrations',
  'roleDefinitions',
  'roleAssignments',
  'vaults',
  'deletedVaults',
  'secrets',
  'deletedSecrets',
];

/** A cloud without any object. */
export function createEmptyState(): CloudState {
  return {
    resourceGroups: new ObjectMap(),
    computeQuotas: new ObjectMap(),
    networkQuotas: new ObjectMap(),
    storageQuotas: new ObjectMap(),
    registryQuotas: new ObjectMap(),
    plans: new ObjectMap(),
    offers: new ObjectMap(),
    offerDelegations: new ObjectMap(),
    resellerOffers: new ObjectMap(),
    subscriptions: new ObjectMap(),
    acquiredPlans: new ObjectMap(),
    directoryTenants: new ObjectMap(),
    providerRegistrations: new ObjectMap(),
    roleDefinitions: new ObjectMap(),
    roleAssignments: new ObjectMap(({ scope }) => normalizeArmId(scope)),
    vaults: new ObjectMap(),
    deletedVaults: new ObjectMap(),
    secrets: new ObjectMap(),
    deletedSecrets: new ObjectMap(),
  };
}

/** Key of an object that belongs to another: the parent's name, then its own. */
export function keyOf(...names: readonly string[]): string {
  return names.join('/');
}
