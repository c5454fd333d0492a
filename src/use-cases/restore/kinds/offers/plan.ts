import { normalizeArmId } from '../../../../cloud/arm-id.js';
import { selectOwnMembers } from '../../comparison.js';
import type { ResourceKind } from '../resource-kind.js';
import { describeGrouped, listGroupedAddresses } from './grouped-resource.js';

/** Plans. Source: REST reference, section 4.1. */
export const plan: ResourceKind<'plan'> = {
  kind: 'plan',
  rules: {
    serverOwned: [
      'id',
      'name',
      'type',
      'tags',
      'properties.subscriptionCount',
      'properties.provisioningState',
    ],
    anyCase: ['location', 'properties.quotaIds[]'],
    anyOrder: ['properties.quotaIds', 'properties.skuIds'],
    defaults: {
      'properties.description': '',
      'properties.externalReferenceId': '',
      'properties.skuIds': [],
    },
  },
  listAddresses: (context) => listGroupedAddresses('plans', context),
  describe: (record, context) =>
    describeGrouped({ type: 'plans', id: record.id }, context, () => ({
      steps: [{ stage: 'plans', body: selectOwnMembers(record, plan.rules) }],
      references: record.properties.quotaIds.map(normalizeArmId),
    })),
};
