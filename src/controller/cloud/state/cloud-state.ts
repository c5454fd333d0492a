import { normalizeArmId } from '../../../cloud/arm-id.js';
import type {
  DeletedSecret,
  DeletedVault,
  ProviderRegistration,
  Quota,
  StoredAcquiredPlan,
  StoredDirectoryTenant,
  StoredOffer,
  StoredOfferDelegation,
  StoredPlan,
  StoredResellerOffer,
  StoredResourceGroup,
  StoredRoleAssignment,
  StoredRoleDefinition,
  StoredSecret,
  StoredVault,
  UserSubscription,
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

/**
 * Objects by a name or id that compares without regard to case. Iterates in the order of creation; an update keeps
 * its place. The casing of ids is kept by the objects themselves. Source: REST reference, section 10.5.
 */
export class ObjectMap<T> {
  readonly #entries = new Map<string, T>();
  readonly #groupOf: ((value: T) => string) | undefined;
  readonly #groups = new Map<string, Map<string, T>>();

  /** @param groupOf the group of an object, in lower case, by which `listGroup` finds it */
  constructor(groupOf?: (value: T) => string) {
    this.#groupOf = groupOf;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): T | undefined {
    return this.#entries.get(key.toLowerCase());
  }

  has(key: string): boolean {
    return this.#entries.has(key.toLowerCase());
  }

  /** @returns true when nothing had the key before. */
  set(key: string, value: T): boolean {
    const normalized = key.toLowerCase();
    const isNew = !this.#entries.has(normalized);
    const group = this.#groupOf?.(value);
    if (group !== undefined) {
      if (this.#groupNameOf(normalized) !== group) this.#leaveGroup(normalized);
      const members = this.#groups.get(group) ?? new Map<string, T>();
      this.#groups.set(group, members.set(normalized, value));
    }
    this.#entries.set(normalized, value);
    return isNew;
  }

  delete(key: string): boolean {
    this.#leaveGroup(key.toLowerCase());
    return this.#entries.delete(key.toLowerCase());
  }

  #groupNameOf(key: string): string | undefined {
    const value = this.#entries.get(key);
    return value === undefined ? undefined : this.#groupOf?.(value);
  }

  #leaveGroup(key: string): void {
    const name = this.#groupNameOf(key);
    const members = name === undefined ? undefined : this.#groups.get(name);
    if (name === undefined || members === undefined) return;
    members.delete(key);
    if (members.size === 0) this.#groups.delete(name);
  }

  /** Removes every object for which the test is true. */
  deleteWhere(test: (value: T) => boolean): void {
    for (const [key, value] of this.#entries) if (test(value)) this.delete(key);
  }

  /** The objects of one group, without a look at all others. Empty when the map has no groups. */
  listGroup(name: string): T[] {
    return [...(this.#groups.get(name)?.values() ?? [])];
  }

  list(): T[] {
    return [...this.#entries.values()];
  }

  find(test: (value: T) => boolean): T | undefined {
    for (const value of this.#entries.values()) if (test(value)) return value;
    return undefined;
  }

  count(test: (value: T) => boolean): number {
    let count = 0;
    for (const value of this.#entries.values()) if (test(value)) count += 1;
    return count;
  }

  entries(): [string, T][] {
    return [...this.#entries];
  }
}
