import type { TargetIdentity } from './cloud-port.js';

const IDENTITY_MEMBERS = [
  'providerSubscriptionId',
  'region',
  'domain',
  'identitySystem',
  'homeTenantId',
] as const satisfies readonly (keyof TargetIdentity)[];

/** In what two clouds are not one. Whoever signs in, and by which address, makes no other cloud. */
export function listOtherMembers(left: TargetIdentity, right: TargetIdentity): readonly string[] {
  return IDENTITY_MEMBERS.filter((member) => left[member] !== right[member]);
}

export function isSameTarget(left: TargetIdentity, right: TargetIdentity): boolean {
  return listOtherMembers(left, right).length === 0;
}
