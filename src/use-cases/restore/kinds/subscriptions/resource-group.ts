import { RESOURCE_GROUP_VERSION } from '../../../../cloud/api-versions.js';
import {
  formatArmPath,
  normalizeArmId,
  selectLastSegment,
  selectSubscription,
} from '../../../../cloud/arm-id.js';
import { isSystemGroup } from '../../../../cloud/shipped-resources.js';
import { selectOwnMembers } from '../../comparison.js';
import type { ResourceKind } from '../resource-kind.js';
import { formatSubscriptionId } from './subscription.js';

/** Resource groups. Source: REST reference, section 2.1. */
export const resourceGroup: ResourceKind<'resourceGroup'> = {
  kind: 'resourceGroup',
  rules: {
    serverOwned: ['id', 'name', 'type', 'properties'],
    optional: ['tags.*', 'managedBy'],
    defaults: { tags: {} },
    anyCase: ['location', 'managedBy'],
  },
  fixed: ['location'],
  describe(record, context) {
    const name = selectLastSegment(record.id);
    if (isSystemGroup(name)) {
      return { action: 'skip', shipped: true, reason: 'made by the deployment of the cloud' };
    }
    const subscription = selectSubscription(record.id) ?? '';
    const body = selectOwnMembers(record, resourceGroup.rules);
    const path = formatArmPath(['subscriptions', subscription, 'resourcegroups', name]);
    if (subscription === normalizeArmId(context.target.providerSubscriptionId)) {
      const address = { host: 'admin', path, apiVersion: RESOURCE_GROUP_VERSION } as const;
      return {
        action: 'replay',
        replay: { address, steps: [{ stage: 'providerGroups', body }], references: [] },
      };
    }
    const inside = formatSubscriptionId(subscription, context);
    const address = { host: 'user', path, apiVersion: RESOURCE_GROUP_VERSION } as const;
    return {
      action: 'replay',
      replay: { address, steps: [{ stage: 'userGroups', body }], references: [inside], inside },
    };
  },
};
