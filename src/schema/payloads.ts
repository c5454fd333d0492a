import type * as generated from './generated/types.js';

/** The record type of each kind of resource that a portable repository holds. */
export interface PayloadTypes {
  directoryTenant: generated.DirectoryTenant;
  resourceGroup: generated.ResourceGroup;
  computeQuota: generated.ComputeQuota;
  networkQuota: generated.NetworkQuota;
  storageQuota: generated.StorageQuota;
  plan: generated.Plan;
  offer: generated.Offer;
  subscription: generated.Subscription;
  offerDelegation: generated.OfferDelegation;
  acquiredPlan: generated.AcquiredPlan;
  roleDefinition: generated.RoleDefinition;
  roleAssignment: generated.RoleAssignment;
  vault: generated.Vault;
  secret: generated.Secret;
}

/** A kind of resource that restack reads out of a backup. */
export type PayloadKind = keyof PayloadTypes;
