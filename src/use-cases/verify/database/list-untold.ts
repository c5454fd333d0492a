import type { LocatedRecord, SetRecord, Untold, UntoldRecord } from '../../../backup-set/content/records.js';
import { isSubscriptionsDatabase } from '../../../backup-set/names/portable-repositories.js';
import { createFinding, type Finding, type FindingPlace } from '../../../core/errors/finding.js';
import { cutText } from '../../../core/redaction/cut-text.js';
import { formatCount } from '../../../core/sizes.js';
import type { PayloadKind, PayloadTypes } from '../../../schema/payloads.js';

/** The facts by which the gaps of a database are told. */
export interface UntoldGround {
  /** The records that count, those of portable repositories among them. */
  readonly located: readonly LocatedRecord[];
  /** The kinds whose portable repository the set holds: they tell all. */
  readonly portableKinds: ReadonlySet<PayloadKind>;
  /** The records that the database lacks a part of, and that were left out. */
  readonly records: readonly UntoldRecord[];
}

/**
 * Lists what the subscriptions database does not tell about the records that were made of it, each kind of thing once.
 * Empty for a set whose records come from elsewhere.
 */
export function listUntold({ located, portableKinds, records }: UntoldGround): readonly Untold[] {
  const own = located
    .map(({ record }) => record)
    .filter(({ repositoryName }) => isSubscriptionsDatabase(repositoryName));
  const made = { plan: ofKind(own, 'plan'), offer: ofKind(own, 'offer') };
  const subscription = ofKind(own, 'subscription');
  const groups = ofKind(own, 'resourceGroup');
  const isTold = (kind: PayloadKind) => portableKinds.has(kind);
  return [
    ...describeOffers(made.offer),
    ...(subscription.length === 0 || isTold('acquiredPlan') ? [] : describeAcquired(made.offer)),
    ...(made.offer.length === 0 || isTold('offerDelegation') ? [] : describeDelegations(subscription)),
    ...describeReferences([...made.plan, ...made.offer, ...subscription].length, own),
    ...(groups.length === 0 ? [] : [describeTags(groups.length)]),
    ...(isTold('directoryTenant') ? [] : describeDirectories(subscription)),
    ...records
      .filter(({ kind }) => !isTold(kind))
      .map((record): Untold => ({ ...record, members: {}, isPerRecord: false })),
  ];
}

/** Says what is not told, what follows, and what to do. */
export function describeUntold(untold: readonly Untold[], place: FindingPlace): readonly Finding[] {
  return untold.map(({ what, consequence, task }) =>
    createFinding(
      'DATABASE_UNTOLD',
      `not told: ${what}: ${consequence}; ${task.slice(0, 1).toLowerCase()}${task.slice(1)}`,
      place,
    ),
  );
}

function ofKind<K extends PayloadKind>(records: readonly SetRecord[], kind: K): readonly PayloadTypes[K][] {
  const isOfKind = (record: SetRecord): record is SetRecord<K> => record.kind === kind;
  return records.filter(isOfKind).map(({ value }) => value);
}

const IN_OFFERS = 'in the administrator portal: Offers, the offer';

type Offers = readonly PayloadTypes['offer'][];
type Subscriptions = readonly PayloadTypes['subscription'][];

function describeOffers(offers: Offers): readonly Untold[] {
  const withAddons = selectWithAddons(offers);
  const states: Untold = {
    kind: 'offer',
    members: { offer: ['properties.state'] },
    what: 'states of offers',
    consequence: 'each comes back as Private, which tenants do not see',
    task: 'Set those that were public or decommissioned',
    note: `${IN_OFFERS}, Change state`,
    isPerRecord: true,
  };
  const counts: Untold = {
    kind: 'offer',
    members: { offer: ['properties.addonPlans[].maxAcquisitionCount'] },
    what: 'how many of an add-on plan may be acquired',
    consequence: 'it comes back as 1',
    task: `Check the offers ${listNames(withAddons)}`,
    note: `${IN_OFFERS}, Add-on plans`,
    isPerRecord: true,
  };
  return [...(offers.length === 0 ? [] : [states]), ...(withAddons.length === 0 ? [] : [counts])];
}

function selectWithAddons(offers: Offers): Offers {
  return offers.filter(({ properties }) => (properties.addonPlans ?? []).length > 0);
}

function describeAcquired(offers: Offers): readonly Untold[] {
  const withAddons = selectWithAddons(offers);
  if (withAddons.length === 0) return [];
  return [
    {
      kind: 'acquiredPlan',
      members: {},
      what: 'add-on plans that subscriptions have acquired',
      consequence: 'none is acquired, and its quotas are not there',
      task: `Acquire them again for subscriptions of ${listNames(withAddons)}`,
      note: 'in the administrator portal: User subscriptions, the subscription, Add-on plans, Add',
      isPerRecord: false,
    },
  ];
}

function describeDelegations(subscriptions: Subscriptions): readonly Untold[] {
  const customers = subscriptions.filter(
    ({ id, delegatedProviderSubscriptionId: reseller }) =>
      typeof reseller === 'string' &&
      !id.toLowerCase().startsWith(`/subscriptions/${reseller.toLowerCase()}/`),
  );
  if (customers.length === 0) return [];
  return [
    {
      kind: 'offerDelegation',
      members: {},
      what: 'offers that were delegated to resellers',
      consequence: 'no offer is delegated, and resellers cannot make theirs',
      task: `Delegate them again, for ${formatCount(customers.length, 'subscription')} of resellers' customers`,
      note: `${IN_OFFERS}, Delegated providers, Add`,
      isPerRecord: false,
    },
  ];
}

function describeReferences(count: number, own: readonly SetRecord[]): readonly Untold[] {
  const [first] = own;
  if (count === 0 || first === undefined) return [];
  return [
    {
      kind: 'plan',
      members: {
        plan: ['properties.externalReferenceId', 'properties.skuIds'],
        offer: ['properties.externalReferenceId'],
        subscription: ['externalReferenceId'],
      },
      what: 'external references of plans, offers and subscriptions, and SKUs of plans',
      consequence: 'they do not come back',
      task: 'Enter them again, where a billing system needs them',
      note: null,
      isPerRecord: false,
    },
  ];
}

function describeTags(groups: number): Untold {
  return {
    kind: 'resourceGroup',
    members: { resourceGroup: ['tags'] },
    what: 'tags of resource groups',
    consequence: `${formatCount(groups, 'group')} of plans and offers come back without them`,
    task: 'Tag them again, where somebody needs that',
    note: 'in the administrator portal: Resource groups, the group, Tags',
    isPerRecord: false,
  };
}

function describeDirectories(subscriptions: Subscriptions): readonly Untold[] {
  const tenants = new Set(subscriptions.map(({ tenantId }) => tenantId.toLowerCase()));
  if (tenants.size < 2) return [];
  return [
    {
      kind: 'directoryTenant',
      members: {},
      what: `domains of the ${tenants.size} directories that subscriptions belong to`,
      consequence: 'subscriptions of a directory that the cloud does not have are left to you',
      task: 'Register those of guests before the restore; a cloud with AD FS has none',
      note: 'in the administrator portal: Directory tenants, Add',
      isPerRecord: true,
    },
  ];
}

const MAX_NAMES = 5;
const MAX_NAME_LENGTH = 120;

function listNames(offers: Offers): string {
  const names = offers.slice(0, MAX_NAMES).map(({ properties }) => cutText(properties.name, MAX_NAME_LENGTH));
  return `${names.join(', ')}${offers.length > MAX_NAMES ? `, and ${offers.length - MAX_NAMES} more` : ''}`;
}
