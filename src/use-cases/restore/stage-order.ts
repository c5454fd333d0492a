import type { PayloadKind } from '../../schema/payloads.js';

/**
 * One stage. None of its writes starts before the stages that it is tied to have ended, read-back included; while
 * something settles slowly there, none before all that its record needs in them stands.
 */
export interface Stage {
  readonly name: string;
  readonly kind: PayloadKind;
  /** The objects of the stage, for people. */
  readonly title: string;
  /** The stages that it is tied to directly; all of them stand above it. Stages that nothing ties run side by side. */
  readonly after: readonly string[];
  /** The reason for its ties. */
  readonly reason: string;
}

/** All stages, in the order of REST reference, section 11 (its letter leads each reason). */
export const STAGES = [
  {
    name: 'directoryTenants',
    kind: 'directoryTenant',
    title: 'Guest directories',
    after: [],
    reason: 'A: subscriptions of guests need their directory',
  },
  {
    name: 'providerGroups',
    kind: 'resourceGroup',
    title: 'Resource groups of the provider subscription',
    after: [],
    reason: 'B: plans and offers are created inside them',
  },
  {
    name: 'computeQuotas',
    kind: 'computeQuota',
    title: 'Compute quotas',
    after: [],
    reason: 'C: plans refer to them',
  },
  {
    name: 'networkQuotas',
    kind: 'networkQuota',
    title: 'Network quotas',
    after: [],
    reason: 'C: plans refer to them',
  },
  {
    name: 'storageQuotas',
    kind: 'storageQuota',
    title: 'Storage quotas',
    after: [],
    reason: 'C: plans refer to them',
  },
  {
    name: 'plans',
    kind: 'plan',
    title: 'Plans',
    after: ['providerGroups', 'computeQuotas', 'networkQuotas', 'storageQuotas'],
    reason: 'D: they need groups and quotas; offers refer to them',
  },
  {
    name: 'offers',
    kind: 'offer',
    title: 'Offers, all private',
    after: ['plans'],
    reason:
      'E: they need groups and plans; a decommissioned one would take no subscriptions, so the state waits',
  },
  {
    name: 'subscriptions',
    kind: 'subscription',
    title: 'Subscriptions of the provider',
    after: ['directoryTenants', 'offers'],
    reason: 'F: they need offers; resellers are among them',
  },
  {
    name: 'offerDelegations',
    kind: 'offerDelegation',
    title: 'Offers delegated to resellers',
    after: ['subscriptions'],
    reason: 'G: they need the offer and the reseller’s subscription',
  },
  {
    name: 'resellerSubscriptions',
    kind: 'subscription',
    title: 'Subscriptions of resellers',
    after: ['offerDelegations'],
    reason: 'H: they need the subscription of their reseller',
  },
  {
    name: 'acquiredPlans',
    kind: 'acquiredPlan',
    title: 'Add-on plans of subscriptions',
    after: ['resellerSubscriptions'],
    reason: 'I: they need the subscription, and the plan as an add-on of its offer',
  },
  {
    name: 'offerStates',
    kind: 'offer',
    title: 'States of offers',
    after: ['acquiredPlans'],
    reason: 'J: a decommissioned offer takes no new subscriptions, so all of them come first',
  },
  {
    name: 'roleDefinitions',
    kind: 'roleDefinition',
    title: 'Custom roles',
    after: ['resellerSubscriptions'],
    reason: 'K: they need every subscription in their assignable scopes',
  },
  {
    name: 'userGroups',
    kind: 'resourceGroup',
    title: 'Resource groups of subscriptions',
    after: ['resellerSubscriptions'],
    reason: 'L: vaults are created inside them',
  },
  {
    name: 'vaultProviders',
    kind: 'vault',
    title: 'Registration of the vault provider',
    after: ['userGroups'],
    reason: 'L: a subscription takes no vault before the provider is registered in it',
  },
  {
    name: 'vaults',
    kind: 'vault',
    title: 'Vaults',
    after: ['vaultProviders'],
    reason: 'L: they need group and provider; secrets are written into them',
  },
  {
    name: 'secrets',
    kind: 'secret',
    title: 'Secrets',
    after: ['vaults'],
    reason: 'L: they need their vault, and within a secret the older version comes first',
  },
  {
    name: 'roleAssignments',
    kind: 'roleAssignment',
    title: 'Role assignments',
    after: ['roleDefinitions', 'vaults'],
    reason: 'M: they need the role, and the scope itself: subscription, group or vault',
  },
  {
    name: 'disabledSubscriptions',
    kind: 'subscription',
    title: 'Subscriptions that were disabled',
    after: ['offerStates', 'secrets', 'roleAssignments'],
    reason: 'N: a disabled subscription takes no writes, so this is the last one on it',
  },
] as const satisfies readonly Stage[];

/** Name of a stage. */
export type StageName = (typeof STAGES)[number]['name'];

const EARLIER = new Map<string, ReadonlySet<string>>();
for (const { name, after } of STAGES) {
  EARLIER.set(name, new Set(after.flatMap((direct) => [direct, ...(EARLIER.get(direct) ?? [])])));
}

/**
 * True when ties see to it that what a stage does for a record is done before another one begins with what needs it, be
 * it through others between them. Whatever is needed must stand in such a stage: the place in the list alone promises
 * nothing.
 */
export function endsBefore(earlier: string, later: string): boolean {
  return EARLIER.get(later)?.has(earlier) === true;
}
