import type { PayloadKind } from '../../../schema/payloads.js';
import type { Finding, FindingPlace } from '../../../core/errors/finding.js';
import { formatCount } from '../../../core/sizes.js';
import { showName } from '../../database/database-fault.js';
import { chooseLocation } from './provider.js';
import type { UntoldRecord } from '../records.js';
import { keyOf, RowIndex } from './row-index.js';
import type { UsedRow, UsedTable, UsedTables } from './used-tables.js';

/** A record made of a row, not validated yet. */
export interface MappedRecord {
  readonly kind: Extract<PayloadKind, 'resourceGroup' | 'plan' | 'offer' | 'subscription'>;
  readonly value: Readonly<Record<string, unknown>>;
  /** Table and row, as a pointer. */
  readonly pointer: string;
}

/** The records that rows make, and what is wrong with rows, or left out. */
export interface MappedRecords {
  readonly records: readonly MappedRecord[];
  readonly findings: readonly Finding[];
  /** The records that rows tell too little of. */
  readonly untold: readonly UntoldRecord[];
}

/**
 * Makes records out of the rows of the subscriptions database, in the form in which the REST API shows them. Nothing is
 * invented: a member that no column tells is absent.
 *
 * @param place The place of the database, for findings.
 * @throws UNSUPPORTED when the rows do not tell which subscription is the provider's.
 * Source: format specification, section 5; REST reference, sections 2.1, 4.1, 4.2 and 5.
 */
export function mapRecords(tables: UsedTables, place: FindingPlace): MappedRecords {
  const index = new RowIndex(tables, place);
  const plans = selectKept('Plans', tables.Plans, index);
  const offers = selectKept('Offers', tables.Offers, index);
  const location = chooseLocation(tables);
  const ground: MappingGround = { tables, index, plans, offers, location };
  const records = [
    ...mapGroups(ground),
    ...mapPlans(ground),
    ...mapOffers(ground),
    ...mapSubscriptions(ground),
  ];
  return { records, findings: index.findings, untold: listUntold(ground) };
}

type NamedRow = UsedRow<'Plans'> | UsedRow<'Offers'>;

/** A plan or an offer that comes back. */
interface Kept<T extends 'Plans' | 'Offers'> {
  readonly row: UsedRow<T>;
  readonly id: string;
  readonly pointer: string;
}

interface MappingGround {
  readonly tables: UsedTables;
  readonly index: RowIndex;
  /** By their keys, in the order of their rows. */
  readonly plans: ReadonlyMap<string, Kept<'Plans'>>;
  readonly offers: ReadonlyMap<string, Kept<'Offers'>>;
  readonly location: string | undefined;
}

/** Selects the plans or offers of the operator; those of the provider itself and of resellers are left out, and counted. */
function selectKept<T extends 'Plans' | 'Offers'>(
  table: T,
  rows: readonly UsedRow<T>[],
  index: RowIndex,
): ReadonlyMap<string, Kept<T>> {
  const kept = new Map<string, Kept<T>>();
  const leftOut = { own: 0, resellers: 0 };
  for (const [position, row] of rows.entries()) {
    const named: NamedRow = row;
    const pointer = pointerOf(table, position);
    const reseller = index.resellerOf(named, pointer);
    index.judgeState(named, pointer);
    index.managerTypeOf(named, pointer);
    if (index.isOwn(named)) leftOut.own += 1;
    else if (reseller !== undefined && !index.isProvider(reseller)) leftOut.resellers += 1;
    else kept.set(keyOf(named.Id), { row, pointer, id: formatId(table, named, index) });
  }
  const what = table === 'Plans' ? 'plan' : 'offer';
  if (leftOut.own > 0)
    index.add(
      'DATABASE_LEFT_OUT',
      `${formatCount(leftOut.own, what)} of the provider itself: left out, because every deployment makes them`,
    );
  if (leftOut.resellers > 0)
    index.add(
      'DATABASE_LEFT_OUT',
      `${formatCount(leftOut.resellers, what)} of resellers, which nobody else can make again: have them do that in the user portal once they are back`,
    );
  return kept;
}

function formatId(table: 'Plans' | 'Offers', row: NamedRow, { provider }: RowIndex): string {
  const group = `/subscriptions/${provider}/resourceGroups/${row.ResourceGroupName ?? ''}`;
  return `${group}/providers/Microsoft.Subscriptions.Admin/${table.toLowerCase()}/${row.Name ?? ''}`;
}

/** The groups that plans and offers lie in; those of the system come with every deployment. */
function mapGroups({ index, plans, offers, location }: MappingGround): readonly MappedRecord[] {
  const groups = new Map<string, MappedRecord>();
  for (const { row, pointer } of [...plans.values(), ...offers.values()]) {
    const name = row.ResourceGroupName ?? '';
    const key = name.toLowerCase();
    if (groups.has(key) || key.startsWith('system.')) continue;
    const id = `/subscriptions/${index.provider}/resourceGroups/${name}`;
    const value = { id, name, type: 'Microsoft.Resources/resourceGroups', location };
    groups.set(key, { kind: 'resourceGroup', value: dropUndefined(value), pointer });
  }
  return [...groups.values()];
}

function mapPlans({ tables, index, plans, location }: MappingGround): readonly MappedRecord[] {
  const quotas = new Map<string, string[]>();
  for (const [position, { PlanId, ResourceId }] of tables.Quotas.entries()) {
    const pointer = pointerOf('Quotas', position);
    if (!index.hasPlan(PlanId)) index.dangle('plan', PlanId, pointer);
    addTo(quotas, keyOf(PlanId), ResourceId ?? '');
  }
  return [...plans].map(([key, { row, id, pointer }]) => ({
    kind: 'plan',
    pointer,
    value: dropUndefined({
      id,
      name: row.Name,
      type: 'Microsoft.Subscriptions.Admin/plans',
      location,
      tags: parseTags(row, { index, pointer }),
      properties: { ...describeNames(row), quotaIds: quotas.get(key) ?? [] },
    }),
  }));
}

function mapOffers(ground: MappingGround): readonly MappedRecord[] {
  const links = linkPlans(ground);
  return [...ground.offers].map(([key, { row, id, pointer }]) => ({
    kind: 'offer',
    pointer,
    value: dropUndefined({
      id,
      name: row.Name,
      type: 'Microsoft.Subscriptions.Admin/offers',
      location: row.ResourceLocation ?? ground.location,
      tags: parseTags(row, { index: ground.index, pointer }),
      properties: {
        ...describeNames(row),
        maxSubscriptionsPerAccount: Number(row.MaxSubscriptionsPerAccount ?? 0),
        basePlanIds: links.base.get(key) ?? [],
        addonPlans: (links.addon.get(key) ?? []).map((planId) => ({ planId })),
      },
    }),
  }));
}

/** The ids of plans by the key of their offer, for each kind of link that is known. */
interface PlanLinks {
  readonly base: Map<string, string[]>;
  readonly addon: Map<string, string[]>;
}

function linkPlans({ tables, index, plans }: MappingGround): PlanLinks {
  const links: PlanLinks = { base: new Map(), addon: new Map() };
  for (const [position, { OfferId, PlanId, PlanLinkType }] of tables.PlanLinks.entries()) {
    const pointer = pointerOf('PlanLinks', position);
    const type = index.linkTypeOf(PlanLinkType, pointer);
    const plan = plans.get(keyOf(PlanId));
    if (index.findOffer(OfferId) === undefined) index.dangle('offer', OfferId, pointer);
    if (!index.hasPlan(PlanId)) index.dangle('plan', PlanId, pointer);
    if (plan === undefined || type === undefined) continue;
    if (type !== 'base' && type !== 'addon') {
      index.add(
        'DATABASE_LEFT_OUT',
        `a link of type ${showName(type)} between an offer and a plan has no meaning that is known: it is not restored`,
        pointer,
      );
      continue;
    }
    addTo(links[type], keyOf(OfferId), plan.id);
  }
  return links;
}

/**
 * All subscriptions. Those of the provider itself come with every deployment: they tell its directory, and one whose offer
 * is not told is left out.
 */
function mapSubscriptions({ tables, index, offers }: MappingGround): readonly MappedRecord[] {
  const records: MappedRecord[] = [];
  for (const [position, row] of tables.Subscriptions.entries()) {
    if (index.isOwn(row) && index.findOffer(row.OfferId) === undefined) continue;
    const pointer = pointerOf('Subscriptions', position);
    const id = `/subscriptions/${index.provider}/providers/Microsoft.Subscriptions.Admin/subscriptions/${row.SubscriptionId ?? ''}`;
    const value = {
      id,
      subscriptionId: row.SubscriptionId,
      displayName: row.DisplayName ?? '',
      owner: row.Owner,
      offerId: offers.get(keyOf(row.OfferId))?.id ?? formatForeignOffer(row, index, pointer),
      tenantId: row.TenantId,
      delegatedProviderSubscriptionId: index.resellerOf(row, pointer),
      routingResourceManagerType: index.managerTypeOf(row, pointer),
      state: index.subscriptionStateOf(row, pointer),
    };
    if (!isWithoutDirectory(row))
      records.push({ kind: 'subscription', value: dropUndefined(value), pointer });
  }
  return records;
}

/** Nobody but a person knows the directory of a subscription that names none: the cloud would take its own. */
function isWithoutDirectory({ TenantId }: UsedRow<'Subscriptions'>): boolean {
  return (TenantId ?? '').trim() === '';
}

function listUntold({ tables, index }: MappingGround): readonly UntoldRecord[] {
  const rows = tables.Subscriptions.filter((row) => isWithoutDirectory(row) && !index.isOwn(row));
  return rows.map(({ DisplayName, SubscriptionId = '', Owner = 'nobody' }) => ({
    kind: 'subscription',
    what: `the directory of subscription ${showName(DisplayName ?? SubscriptionId)} (${showName(SubscriptionId)})`,
    consequence: 'it does not come back',
    task: `Create it again in the directory of its owner ${showName(Owner)}`,
    note: 'in the administrator portal: User subscriptions, Add',
  }));
}

/** The id of an offer that does not come back itself: of the provider, or made by a reseller. */
function formatForeignOffer(
  { OfferId }: UsedRow<'Subscriptions'>,
  index: RowIndex,
  pointer: string,
): string | undefined {
  const offer = index.findOffer(OfferId);
  if (offer === undefined) {
    index.dangle('offer', OfferId, pointer);
    return undefined;
  }
  if (index.isOwn(offer)) return formatId('Offers', offer, index);
  const reseller = index.resellerOf(offer, pointer) ?? '';
  return `/subscriptions/${index.provider}/providers/Microsoft.Subscriptions.Admin/delegatedProviders/${reseller}/offers/${offer.Name ?? ''}`;
}

function describeNames({ Name, DisplayName, Description }: NamedRow): Readonly<Record<string, unknown>> {
  return dropUndefined({ name: Name, displayName: DisplayName ?? Name, description: Description });
}

/** Parses tags, which are kept where they are an object of texts. */
function parseTags(
  { Tags: text = '' }: NamedRow,
  { index, pointer }: { readonly index: RowIndex; readonly pointer: string },
): unknown {
  if (text.trim() === '') return undefined;
  try {
    const tags: unknown = JSON.parse(text);
    const isKept = typeof tags === 'object' && tags !== null && !Array.isArray(tags);
    if (isKept && Object.values(tags).every((value) => typeof value === 'string')) return tags;
  } catch {
    // It is of another form, as one that parses to something else is.
  }
  index.add('DATABASE_LEFT_OUT', 'its tags are of a form that is not known, and are left out', pointer);
  return undefined;
}

function addTo(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function pointerOf(table: UsedTable, position: number): string {
  return `/${table}/${position}`;
}

function dropUndefined(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
