import type { TargetIdentity } from './cloud-port.js';

const IDENTITY_MEMBERS = [
  'providerSubscriptionId',
  'region',
  'domain',
  'identitySystem',
  'homeTenantId',
] as const satisfies readonly (keyof TargetIdentity)[];

/** The members in which two identities are not one cloud. The address and the signed-in principal may differ. */
export function listOtherMembers(left: TargetIdentity, right: TargetIdentity): readonly string[] {
  return IDENTITY_MEMBERS.filter((member) => left[member] !== right[member]);
}

export function isSameTarget(left: TargetIdentity, right: TargetIdentity): boolean {
  return listOtherMembers(left, right).length === 0;
}
