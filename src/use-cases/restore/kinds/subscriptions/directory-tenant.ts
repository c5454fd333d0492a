import { selectLastSegment, selectResourceGroup } from '../../../../cloud/arm-id.js';
import { formatGroupedAddress } from '../../../../cloud/operator-address.js';
import { selectOwnMembers } from '../../comparison.js';
import type { TargetIdentity } from '../../../../cloud/cloud-port.js';
import type { ResourceKind } from '../resource-kind.js';

/** Directory tenants. Source: REST reference, section 6. */
export const directoryTenant: ResourceKind<'directoryTenant'> = {
  kind: 'directoryTenant',
  rules: {
    serverOwned: ['id', 'name', 'type', 'tags', 'properties.provisioningState'],
    anyCase: ['location', 'properties.tenantId'],
  },
  describe(record, { target }) {
    const { tenantId } = record.properties;
    if (tenantId.toLowerCase() === target.homeTenantId) {
      return {
        action: 'skip',
        shipped: true,
        reason: 'the home directory, made by the deployment of the cloud',
      };
    }
    const name = selectLastSegment(record.id);
    if (target.identitySystem === 'adfs') {
      const reason = `a cloud with AD FS has one directory; map ${name} to it to bring back its subscriptions`;
      return { action: 'manual', reason, replacedId: tenantId };
    }
    const group = selectResourceGroup(record.id) ?? `system.${target.region}`;
    const body = { location: target.region, ...selectOwnMembers(record, directoryTenant.rules) };
    return {
      action: 'replay',
      replay: {
        address: formatGroupedAddress(target, group, ['directoryTenants', name]),
        steps: [{ stage: 'directoryTenants', body }],
        references: [],
        followUp: describeConsent(name, target),
      },
    };
  },
};

/**
 * Describes the consent that is left to a person. Only an administrator of the guest directory can give it, and has to
 * once more: the cloud's applications are new.
 */
function describeConsent(name: string, { userEndpoint }: TargetIdentity): string {
  return (
    `registered; an administrator of ${name} must still consent: ` +
    `Register-AzSWithMyDirectoryTenant -TenantResourceManagerEndpoint ${userEndpoint} -DirectoryTenantName ${name}`
  );
}
