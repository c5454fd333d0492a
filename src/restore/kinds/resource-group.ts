import { normalizeArmId, selectLastSegment } from '../../core/arm-id.js';
import { selectOwnMembers } from '../comparison.js';
import type { ResourceKind } from '../resource-kind.js';
import { formatOperatorAddress, isSystemGroup, selectSubscription } from './operator-address.js';

const API_VERSION = '2018-05-01';

/** Source: REST reference, section 2.1. */
export const resourceGroup: ResourceKind<'resourceGroup'> = {
  kind: 'resourceGroup',
  rules: {
    serverOwned: ['id', 'name', 'type', 'properties'],
    defaults: { tags: {} },
    anyCase: ['location', 'managedBy'],
  },
  listAddresses: ({ target }) => [formatOperatorAddress(target, ['resourcegroups'], API_VERSION)],
  describe(record, { target }) {
    const name = selectLastSegment(record.id);
    if (isSystemGroup(name)) return { action: 'skip', reason: 'made by the deployment of the cloud' };
    if (selectSubscription(record.id) !== normalizeArmId(target.providerSubscriptionId)) {
      return { action: 'outOfScope', reason: 'resource groups of user subscriptions are not replayed yet' };
    }
    return {
      action: 'replay',
      replay: {
        address: formatOperatorAddress(target, ['resourcegroups', name], API_VERSION),
        steps: [{ stage: 'providerGroups', body: selectOwnMembers(record, resourceGroup.rules) }],
        references: [],
      },
    };
  },
};
