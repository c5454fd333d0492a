import { hash } from 'node:crypto';
import type { Cloud } from '../cloud/cloud.js';
import type { UserSubscription } from '../cloud/state/stored-objects.js';
import { OWNER_ROLE } from './built-in-roles.js';
import { loginLabel } from '../cloud/cloud-names.js';

/** A GUID that is always the same for the same text. */
export function guidOf(text: string): string {
  const digits = hash('sha256', text.toLowerCase());
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

/** Object id of a user of the simulated directory. */
export function principalIdOfUser(userName: string): string {
  return guidOf(`user ${userName}`);
}

/** True unless the cloud was told which principals there are, and this is none of them. */
export function isKnownPrincipal(cloud: Cloud, principalId: string): boolean {
  if (cloud.knownPrincipals === undefined) return true;
  const wanted = principalId.toLowerCase();
  return (
    cloud.knownPrincipals.has(wanted) ||
    cloud.principals.list().some((principal) => principal.principalId.toLowerCase() === wanted) ||
    cloud.state.subscriptions.find((subscription) => principalIdOfUser(subscription.owner) === wanted) !==
      undefined
  );
}

/** Object id of an owner: a user, or an application that subscribed by itself. */
function principalIdOfOwner(cloud: Cloud, owner: string): string {
  const wanted = owner.toLowerCase();
  const application = cloud.principals
    .list()
    .find((principal) => principal.principalId.toLowerCase() === wanted);
  return application?.principalId ?? principalIdOfUser(owner);
}

/** Makes the owner of a subscription its administrator, and nobody who owned it before. Source: REST reference, section 5. */
export function grantOwner(cloud: Cloud, subscription: UserSubscription): void {
  const { subscriptionId, owner } = subscription;
  const name = guidOf(`owner of ${subscriptionId}`);
  cloud.state.roleAssignments.set(name, {
    name,
    scope: `/subscriptions/${subscriptionId}`,
    roleName: OWNER_ROLE,
    principalId: principalIdOfOwner(cloud, owner),
  });
}

/** Issuer of the tokens of a directory. On AD FS its last segment is the tenant. */
export function issuerOf(cloud: Cloud, tenantId: string): string {
  const base = cloud.names.url(loginLabel(cloud.names.identity));
  return cloud.names.identity === 'adfs' ? `${base}/adfs/${tenantId}` : `${base}/${tenantId}/`;
}

/** The address of the login service, as a challenge names it. */
export function authorityOf(cloud: Cloud): string {
  const base = cloud.names.url(loginLabel(cloud.names.identity));
  return cloud.names.identity === 'adfs' ? `${base}/adfs` : `${base}/${cloud.ids.tenantId}`;
}

/** The tenant id that a path segment names: an id, a domain of an onboarded directory, or `common`. */
export function resolveTenant(cloud: Cloud, segment: string): string {
  const byDomain = cloud.state.directoryTenants.find(
    (tenant) => tenant.name.toLowerCase() === segment.toLowerCase(),
  );
  if (byDomain !== undefined) return byDomain.tenantId;
  return /^(common|organizations|adfs)$/i.test(segment) ? cloud.ids.tenantId : segment;
}
