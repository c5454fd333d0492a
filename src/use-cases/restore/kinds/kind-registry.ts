import type { PayloadKind } from '../../../schema/payloads.js';
import type { Untold } from '../../../backup-set/content/records.js';
import { type ComparisonRules, leaveOutMembers } from '../comparison.js';
import type { ResourceKind } from './resource-kind.js';
import { acquiredPlan } from './offers/acquired-plan.js';
import { computeQuota } from './offers/compute-quota.js';
import { directoryTenant } from './subscriptions/directory-tenant.js';
import { networkQuota } from './offers/network-quota.js';
import { offer } from './offers/offer.js';
import { offerDelegation } from './offers/offer-delegation.js';
import { plan } from './offers/plan.js';
import { resourceGroup } from './subscriptions/resource-group.js';
import { roleAssignment } from './access/role-assignment.js';
import { roleDefinition } from './access/role-definition.js';
import { secret } from './vaults/secret.js';
import { storageQuota } from './offers/storage-quota.js';
import { subscription } from './subscriptions/subscription.js';
import { vault } from './vaults/vault.js';

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

/** Selects the rules of each kind once, for all who ask. */
export function createRuleSelector(untold?: readonly Untold[]): (kind: PayloadKind) => ComparisonRules {
  const selected = new Map<PayloadKind, ComparisonRules>();
  return (kind) => {
    const rules = selected.get(kind) ?? selectRules(kind, untold);
    selected.set(kind, rules);
    return rules;
  };
}

/** The rules by which records of a kind compare, where a set does not tell all of them. */
export function selectRules(kind: PayloadKind, untold: readonly Untold[] = []): ComparisonRules {
  const rules = KINDS[kind]?.rules ?? { serverOwned: [] };
  return leaveOutMembers(
    rules,
    untold.flatMap(({ members }) => members[kind] ?? []),
  );
}
