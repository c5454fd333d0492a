import { normalizeArmId, selectLastSegment, selectResourceGroup } from '../../../../cloud/arm-id.js';
import { formatGroupedAddress } from '../../../../cloud/operator-address.js';
import { selectOwnMembers } from '../../comparison.js';
import type { KindContext, ResourceKind } from '../resource-kind.js';
import { formatSubscriptionId } from '../subscriptions/subscription.js';

/**
 * Offer delegations. Their names are kept: the resellers' own offers point at them. Source: REST reference, section
 * 4.5.
 */
export const offerDelegation: ResourceKind<'offerDelegation'> = {
  kind: 'offerDelegation',
  rules: {
    serverOwned: ['id', 'name', 'type', 'tags', 'properties.provisioningState'],
    anyCase: ['location', 'properties.subscriptionId'],
  },
  listAddresses(context) {
    const offers = new Set(context.records.offerDelegation.map(({ id }) => selectOfferId(id)));
    return [...offers].map((offer) => formatDelegationAddress(offer, [], context));
  },
  describe(record, context) {
    const offer = selectOfferId(record.id);
    const body = { location: context.target.region, ...selectOwnMembers(record, offerDelegation.rules) };
    return {
      action: 'replay',
      replay: {
        address: formatDelegationAddress(offer, [selectLastSegment(record.id)], context),
        steps: [{ stage: 'offerDelegations', body }],
        references: [normalizeArmId(offer), formatSubscriptionId(record.properties.subscriptionId, context)],
        inside: normalizeArmId(offer),
      },
    };
  },
};

function selectOfferId(id: string): string {
  return id.replace(/\/offerDelegations\/[^/]*$/i, '');
}

function formatDelegationAddress(offer: string, segments: readonly string[], { target }: KindContext) {
  const group = selectResourceGroup(offer) ?? '';
  const path = ['offers', selectLastSegment(offer), 'offerDelegations'];
  return formatGroupedAddress(target, group, [...path, ...segments]);
}
