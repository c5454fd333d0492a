import type { PayloadKind } from '../../schema/payloads.js';

/** One stage: none of its writes starts before the stage above has ended. */
export interface Stage {
  readonly name: string;
  readonly kind: PayloadKind;
  /** The objects of the stage, for people. */
  readonly title: string;
  /** The reason for its place in the order. */
  readonly reason: string;
}

/** All stages, in the order of REST reference, section 11 (its letter leads each reason). */
export const STAGES = [
  {
    name: 'directoryTenants',
    kind: 'directoryTenant',
    title: 'Guest directories',
    reason: 'A: subscriptions of guests need their directory',
  },
  {
    name: 'providerGroups',
    kind: 'resourceGroup',
    title: 'Resource groups of the provider subscription',
    reason: 'B: plans and offers are created inside them',
  },
  {
    name: 'computeQuotas',
    kind: 'computeQuota',
    title: 'Compute quotas',
    reason: 'C: plans refer to them',
  },
  {
    name: 'networkQuotas',
    kind: 'networkQuota',
    title: 'Network quotas',
    reason: 'C: plans refer to them',
  },
  {
    name: 'storageQuotas',
    kind: 'storageQuota',
    title: 'Storage quotas',
    reason: 'C: plans refer to them',
  },
  {
    name: 'plans',
    kind: 'plan',
    title: 'Plans',
    reason: 'D: they need groups and quotas; offers refer to them',
  },
  {
    name: 'offers',
    kind: 'offer',
    title: 'Offers, all private',
    reason:
      'E: they need groups and plans; a decommissioned one would take no subscriptions, so the state waits',
  },
  {
    name: 'subscriptions',
    kind: 'subscription',
    title: 'Subscriptions of the provider',
    reason: 'F: they need offers; resellers are among them',
  },
  {
    name: 'offerDelegations',
    kind: 'offerDelegation',
    title: 'Offers delegated to resellers',
    reason: 'G: they need the offer and the reseller’s subscription',
  },
  {
    name: 'resellerSubscriptions',
    kind: 'subscription',
    title: 'Subscriptions of resellers',
    reason: 'H: they need the subscription of their reseller',
  },
  {
    name: 'acquiredPlans',
    kind: 'acquiredPlan',
    title: 'Add-on plans of subscriptions',
    reason: 'I: they need the subscription, and the plan as an add-on of its offer',
  },
  {
    name: 'offerStates',
    kind: 'offer',
    title: 'States of offers',
    reason: 'J: a decommissioned offer takes no new subscriptions, so all of them come first',
  },
  {
    name: 'roleDefinitions',
    kind: 'roleDefinition',
    title: 'Custom roles',
    reason: 'K: they need every subscription in their assignable scopes',
  },
  {
    name: 'userGroups',
    kind: 'resourceGroup',
    title: 'Resource groups of subscriptions',
    reason: 'L: vaults are created inside them',
  },
  {
    name: 'vaultProviders',
    kind: 'vault',
    title: 'Registration of the vault provider',
    reason: 'L: a subscription takes no vault before the provider is registered in it',
  },
  {
    name: 'vaults',
    kind: 'vault',
    title: 'Vaults',
    reason: 'L: they need group and provider; secrets are written into them',
  },
  {
    name: 'secrets',
    kind: 'secret',
    title: 'Secrets',
    reason: 'L: they need their vault, and within a secret the older version comes first',
  },
  {
    name: 'roleAssignments',
    kind: 'roleAssignment',
    title: 'Role assignments',
    reason: 'M: they need the role, and the scope itself: subscription, group or vault',
  },
  {
    name: 'disabledSubscriptions',
    kind: 'subscription',
    title: 'Subscriptions that were disabled',
    reason: 'N: a disabled subscription takes no writes, so this is the last one on it',
  },
] as const satisfies readonly Stage[];

/** Name of a stage. */
export type StageName = (typeof STAGES)[number]['name'];
