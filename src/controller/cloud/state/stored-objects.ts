import type { JsonObject } from '../../../cloud/json-value.js';
import { integerAt, stringAt, tagsAt, valueAt } from '../../wire/request-fields.js';

/** String tags of a resource. */
export type StoredTags = Readonly<Record<string, string>>;

/** A resource group of the provider subscription or of a user subscription. */
export interface StoredResourceGroup {
  readonly subscriptionId: string;
  readonly name: string;
  readonly location: string;
  readonly tags?: StoredTags | undefined;
  readonly managedBy?: string | undefined;
}

/** A compute, network or storage quota: its numbers by wire name. */
export interface Quota {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
  /** Network quotas only. */
  readonly etag?: string | undefined;
}

/** A plan. Its name is unique in the provider subscription. */
export interface StoredPlan {
  readonly name: string;
  readonly resourceGroup: string;
  readonly displayName: string;
  readonly description?: string | undefined;
  readonly externalReferenceId?: string | undefined;
  readonly quotaIds: readonly string[];
  readonly skuIds?: readonly string[] | undefined;
}

/** An add-on plan of an offer. */
export interface AddonPlan {
  readonly planId: string;
  readonly maxAcquisitionCount: number;
}

export type OfferState = 'Private' | 'Public' | 'Decommissioned';

/** An offer. Its name is unique in the provider subscription. */
export interface StoredOffer {
  readonly name: string;
  readonly resourceGroup: string;
  readonly displayName: string;
  readonly description?: string | undefined;
  readonly externalReferenceId?: string | undefined;
  readonly state: OfferState;
  readonly maxSubscriptionsPerAccount: number;
  readonly basePlanIds: readonly string[];
  readonly addonPlans: readonly AddonPlan[];
}

/** An offer handed to a delegated provider. */
export interface StoredOfferDelegation {
  readonly name: string;
  readonly resourceGroup: string;
  readonly offer: string;
  readonly subscriptionId: string;
}

/** An offer that a delegated provider made of a delegation. */
export interface StoredResellerOffer {
  readonly name: string;
  readonly providerSubscriptionId: string;
  readonly offerDelegationName: string;
  readonly displayName: string;
  readonly description?: string | undefined;
  readonly externalReferenceId?: string | undefined;
  readonly accessibilityState: OfferState;
}

/** A user subscription as the operator sees it, or one of the operator's own. */
export interface UserSubscription {
  readonly subscriptionId: string;
  readonly displayName: string;
  readonly owner: string;
  readonly offerId: string;
  readonly tenantId: string;
  readonly delegatedProviderSubscriptionId: string;
  readonly routingResourceManagerType: 'Default' | 'Admin';
  readonly state: string;
  readonly externalReferenceId?: string | undefined;
}

/** An add-on plan that a subscription holds. */
export interface StoredAcquiredPlan {
  readonly subscriptionId: string;
  readonly acquisitionId: string;
  readonly planName: string;
  readonly externalReferenceId?: string | undefined;
  /** ISO 8601. */
  readonly acquisitionTime: string;
}

/** A directory whose users may sign in. */
export interface StoredDirectoryTenant {
  readonly name: string;
  readonly resourceGroup: string;
  readonly tenantId: string;
}

/** The registration of a provider in a subscription, without which its resources cannot be made there. */
export interface ProviderRegistration {
  readonly subscriptionId: string;
  readonly namespace: string;
  /** The time from which the state reads `Registered`, and no more `Registering`; milliseconds since 1970. */
  readonly registeredAtMs: number;
}

/** The actions that a role allows. */
export interface RolePermission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** A role of the directory. */
export interface StoredRoleDefinition {
  /** GUID. */
  readonly name: string;
  readonly roleName: string;
  readonly type: 'BuiltInRole' | 'CustomRole';
  readonly description?: string | undefined;
  readonly permissions: readonly RolePermission[];
  readonly assignableScopes: readonly string[];
}

/** A role given to a principal at a scope. */
export interface StoredRoleAssignment {
  readonly name: string;
  readonly scope: string;
  /** GUID of the role. */
  readonly roleName: string;
  readonly principalId: string;
}

/** The permissions of one principal on the content of a vault. */
export interface AccessPolicy {
  readonly tenantId: string;
  readonly objectId: string;
  readonly applicationId?: string | undefined;
  readonly permissions: Readonly<Partial<Record<PermissionKind, readonly string[]>>>;
}

export type PermissionKind = 'keys' | 'secrets' | 'certificates' | 'storage';

/** A vault. Its name is unique in the cloud. */
export interface StoredVault {
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly tags?: StoredTags | undefined;
  readonly tenantId: string;
  readonly sku: string;
  readonly accessPolicies: readonly AccessPolicy[];
  readonly enabledForDeployment?: boolean | undefined;
  readonly enabledForDiskEncryption?: boolean | undefined;
  readonly enabledForTemplateDeployment?: boolean | undefined;
  readonly enableSoftDelete?: boolean | undefined;
  readonly enablePurgeProtection?: boolean | undefined;
}

/** A vault that was deleted and can come back. */
export interface DeletedVault {
  readonly vault: StoredVault;
  /** ISO 8601. */
  readonly deletionDate: string;
  readonly scheduledPurgeDate: string;
}

/** One version of a secret. Times in seconds since 1970. */
export interface StoredVersion {
  /** 32 hexadecimal digits. */
  readonly version: string;
  readonly value: string;
  readonly contentType?: string | undefined;
  readonly tags?: StoredTags | undefined;
  readonly enabled: boolean;
  readonly nbf?: number | undefined;
  readonly exp?: number | undefined;
  readonly created: number;
  readonly updated: number;
}

/** A secret with all its versions, oldest first; the last is the current one. */
export interface StoredSecret {
  readonly vault: string;
  readonly name: string;
  readonly versions: readonly StoredVersion[];
}

/** A secret that was deleted from a vault with soft delete. Times in seconds since 1970. */
export interface DeletedSecret {
  readonly secret: StoredSecret;
  readonly deletedDate: number;
  readonly scheduledPurgeDate: number;
}

/** Parses the versions of a secret from the form in which they are stored. */
export function readVersions(values: readonly JsonObject[]): readonly StoredVersion[] {
  return values.map((value) => ({
    version: stringAt(value, 'version') ?? '',
    value: stringAt(value, 'value') ?? '',
    contentType: stringAt(value, 'contentType'),
    tags: tagsAt(value, 'tags'),
    enabled: valueAt(value, 'enabled') !== false,
    nbf: integerAt(value, 'nbf'),
    exp: integerAt(value, 'exp'),
    created: integerAt(value, 'created') ?? 0,
    updated: integerAt(value, 'updated') ?? 0,
  }));
}
