import type { SetRecords } from '../../backup-set/content/records.js';
import { selectLastSegment } from '../../cloud/arm-id.js';
import type { PayloadKind, PayloadTypes } from '../../schema/payloads.js';

/** The number of user subscriptions that cannot be brought back when one record cannot. */
export type UnusableCount = (kind: PayloadKind, index: number) => number;

/**
 * Prepares the count along plans → offers → subscriptions. An offer cannot be made without all of its plans, base
 * and add-on, nor a subscription without its offer; names of plans and offers are unique in a cloud.
 */
export function createUnusableCount(records: SetRecords): UnusableCount {
  const subscriptionsByOffer = countByName(
    records.subscription.filter((record) => !isTerminalSubscription(record)).map(({ offerId }) => offerId),
  );
  const offersByPlan = groupOffersByPlan(records);
  const countOfOffer = (name: string): number => subscriptionsByOffer.get(name) ?? 0;
  const countOfPlan = memoize((name: string): number => {
    let count = 0;
    for (const offer of offersByPlan.get(name) ?? []) count += countOfOffer(offer);
    return count;
  });
  return (kind, index) => {
    if (kind === 'subscription') return 1;
    if (kind === 'offer') return countOfOffer(nameOf(records.offer[index]?.id ?? ''));
    if (kind === 'plan') return countOfPlan(nameOf(records.plan[index]?.id ?? ''));
    return 0;
  };
}

function groupOffersByPlan(records: SetRecords): ReadonlyMap<string, ReadonlySet<string>> {
  const offersByPlan = new Map<string, Set<string>>();
  for (const { id, properties } of records.offer) {
    const planIds = [...properties.basePlanIds, ...(properties.addonPlans ?? []).map(({ planId }) => planId)];
    for (const plan of planIds.map(nameOf)) {
      const offers = offersByPlan.get(plan) ?? new Set();
      offersByPlan.set(plan, offers.add(nameOf(id)));
    }
  }
  return offersByPlan;
}

function countByName(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of ids.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function memoize(compute: (key: string) => number): (key: string) => number {
  const known = new Map<string, number>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

function nameOf(id: string): string {
  return selectLastSegment(id).toLowerCase();
}

const TERMINAL_STATES: ReadonlySet<string> = new Set(['Deleted', 'Deleting', 'PartiallyDeleted']);

/** True for a subscription that is gone or going. It is not replayed, so its references need not resolve. */
export function isTerminalSubscription({ state }: PayloadTypes['subscription']): boolean {
  return TERMINAL_STATES.has(state);
}
