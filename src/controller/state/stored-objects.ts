/** A JSON object whose members are not known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** String tags of a resource. */
export type Tags = Readonly<Record<string, string>>;

/** A resource group of the provider subscription or of a user subscription. */
export interface ResourceGroup {
  readonly subscriptionId: string;
  readonly name: string;
  readonly location: string;
  readonly tags?: Tags | undefined;
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
export interface Plan {
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
export interface Offer {
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
export interface OfferDelegation {
  readonly name: string;
  readonly resourceGroup: string;
  readonly offer: string;
  readonly subscriptionId: string;
}

/** An offer that a delegated provider made of a delegation. */
export interface ResellerOffer {
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
export interface AcquiredPlan {
  readonly subscriptionId: string;
  readonly acquisitionId: string;
  readonly planName: string;
  readonly externalReferenceId?: string | undefined;
  /** ISO 8601. */
  readonly acquisitionTime: string;
}

/** A directory whose users may sign in. */
export interface DirectoryTenant {
  readonly name: string;
  readonly resourceGroup: string;
  readonly tenantId: string;
}
