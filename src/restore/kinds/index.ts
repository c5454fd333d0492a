import type { PayloadKind } from '../../schema/payloads.js';
import type { ResourceKind } from '../resource-kind.js';
import { acquiredPlan } from './acquired-plan.js';
import { computeQuota } from './compute-quota.js';
import { directoryTenant } from './directory-tenant.js';
import { networkQuota } from './network-quota.js';
import { offer } from './offer.js';
import { offerDelegation } from './offer-delegation.js';
import { plan } from './plan.js';
import { resourceGroup } from './resource-group.js';
import { roleAssignment } from './role-assignment.js';
import { roleDefinition } from './role-definition.js';
import { secret } from './secret.js';
import { storageQuota } from './storage-quota.js';
import { subscription } from './subscription.js';
import { vault } from './vault.js';

/** The kinds that are replayed. A kind that does not stand here is out of scope. */
export type KindRegistry = { readonly [K in PayloadKind]?: ResourceKind<K> };

export const KINDS: KindRegistry = {
  directoryTenant,
  resourceGroup,
  computeQuota,
  networkQuota,
  storageQuota,
  plan,
  offer,
  subscription,
  offerDelegation,
  acquiredPlan,
  roleDefinition,
  roleAssignment,
  vault,
  secret,
};
