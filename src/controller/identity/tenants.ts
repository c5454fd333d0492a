import type { Cloud } from '../cloud/cloud.js';
import { loginLabel } from '../cloud/cloud-names.js';

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
