import { selectLastSegment } from '../../../cloud/arm-id.js';
import type { Cloud } from '../../cloud/cloud.js';

function add(counts: Map<string, number>, name: string): void {
  const key = name.toLowerCase();
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The number of user subscriptions of each offer, by the offer's name in lower case. */
export function countOfferSubscriptions(cloud: Cloud): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const subscription of cloud.state.subscriptions.list()) {
    if (subscription.routingResourceManagerType === 'Default')
      add(counts, selectLastSegment(subscription.offerId));
  }
  return counts;
}

/**
 * The number of user subscriptions that each plan serves, as base plan or acquired, by the plan's name in lower case.
 */
export function countPlanSubscriptions(cloud: Cloud): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const byOffer = countOfferSubscriptions(cloud);
  for (const offer of cloud.state.offers.list()) {
    const subscribers = byOffer.get(offer.name.toLowerCase()) ?? 0;
    for (const id of offer.basePlanIds) {
      const name = selectLastSegment(id).toLowerCase();
      counts.set(name, (counts.get(name) ?? 0) + subscribers);
    }
  }
  for (const { planName } of cloud.state.acquiredPlans.list()) add(counts, planName);
  return counts;
}
