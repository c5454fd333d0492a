import type { SetRecords } from '../../../src/backup-set/content/records.js';

/** Fills the read-only `subscriptionCount` of offers and plans, as the server counts. */
export function countSubscriptions(records: SetRecords): SetRecords {
  const byOffer = (offerId: string) => records.subscription.filter((item) => item.offerId === offerId).length;
  const byPlan = (planId: string) =>
    records.offer
      .filter((item) => item.properties.basePlanIds.includes(planId))
      .reduce((sum, item) => sum + byOffer(item.id), 0);
  return {
    ...records,
    plan: records.plan.map((item) => ({
      ...item,
      properties: { ...item.properties, subscriptionCount: byPlan(item.id) },
    })),
    offer: records.offer.map((item) => ({
      ...item,
      properties: { ...item.properties, subscriptionCount: byOffer(item.id) },
    })),
  };
}
