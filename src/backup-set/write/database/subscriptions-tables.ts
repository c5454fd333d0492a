import type { PayloadTypes } from '../../../schema/payloads.js';
import { LargeValues } from './large-records.js';
import { u32, utf16 } from './little-endian.js';
import { type WrittenField, writeRecord } from './row-bytes.js';
import { fillPages } from './write-extents.js';
import type { WrittenColumn, WrittenTable } from './written-table.js';

/** The schema of the tables that plans, offers and subscriptions lie in. */
export const SUBSCRIPTIONS_SCHEMA = 'subscriptions.internal';

/** A value of a table to write. */
export type WrittenValue = string | number | null;

/** A table by the names of its columns. A column is a number where one of its values is, else text. */
export interface NamedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly WrittenValue[])[];
}

/** All tables, by name. */
export type NamedTables = Readonly<Record<string, NamedTable>>;

/** The records that the database holds. */
export type DatabaseRecords = {
  readonly [K in 'plan' | 'offer' | 'subscription']: readonly PayloadTypes[K][];
};

/** The cloud whose records they are. */
export interface DatabaseOwner {
  /** The subscription that plans and offers of the operator lie in: a GUID, lower case. */
  readonly providerSubscriptionId: string;
  readonly homeTenantId: string;
}

/** Texts beyond do not lie in their rows, so that a row never fills a page. */
const MAX_IN_ROW_BYTES = 700;

/** Makes tables of named rows. */
export function tablesOf(named: NamedTables): readonly WrittenTable[] {
  return Object.entries(named).map(([name, { columns, rows }]) => {
    const isNumber = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
    const large = new LargeValues();
    const makers = rows.map((row) => row.map((value, at) => fieldOf(value, isNumber[at] === true, large)));
    const pages = (largePages: readonly number[]) =>
      fillPages(makers.map((fields) => writeRecord(fields.map((field) => field(largePages)))));
    return {
      schema: SUBSCRIPTIONS_SCHEMA,
      name,
      columns: columns.map((column, at) =>
        columnOf(
          column,
          isNumber[at] === true,
          rows.map((row) => row[at]),
        ),
      ),
      large: large.pages,
      pages,
    };
  });
}

function columnOf(
  name: string,
  isNumber: boolean,
  values: readonly (WrittenValue | undefined)[],
): WrittenColumn {
  if (isNumber) return { name, base: 56, length: 4 };
  const isLarge = values.some((value) => typeof value === 'string' && utf16(value).length > MAX_IN_ROW_BYTES);
  return { name, base: 231, length: isLarge ? -1 : 2000, variable: true };
}

function fieldOf(
  value: WrittenValue,
  isNumber: boolean,
  large: LargeValues,
): (largePages: readonly number[]) => WrittenField {
  if (isNumber) return () => ({ bytes: value === null ? null : u32(Number(value)), length: 4 });
  const bytes = value === null ? null : utf16(String(value));
  if (bytes === null || bytes.length <= MAX_IN_ROW_BYTES) return () => ({ bytes, variable: true });
  const pointer = large.add(bytes);
  return (largePages) => ({ bytes: pointer(largePages), variable: true, offRow: true });
}

/** The states of subscriptions, each at the number by which rows name it. */
const STATES: readonly string[] = ['NotDefined', 'Enabled', 'Disabled', 'Deleted'];
const LINKS: readonly string[] = ['None', 'Base', 'Addon'];
const BASE_LINK = 1;
const ADDON_LINK = 2;

function codes(column: string, names: readonly string[]): NamedTable {
  return { columns: [column, `${column}Name`], rows: names.map((name, code) => [code, name]) };
}

/** Makes a table of rows by column; what a row does not name is null. */
export function tableOf(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, WrittenValue>>[],
): NamedTable {
  return { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}

const COLUMNS = {
  Plans:
    'Id ResellerSubscriptionId ResourceGroupName Tags Name DisplayName Description ProvisioningState RoutingResourceManagerType',
  Offers:
    'Id ResellerSubscriptionId ResourceGroupName ResourceLocation Tags Name DisplayName Description MaxSubscriptionsPerAccount ProvisioningState RoutingResourceManagerType',
  Subscriptions:
    'Id ResellerSubscriptionId SubscriptionId DisplayName OfferId Owner TenantId RoutingResourceManagerType State Tags',
} as const;

const columnsOf = (table: keyof typeof COLUMNS) => COLUMNS[table].split(' ');

/**
 * Describes the tables that a cloud with these plans, offers and subscriptions has, as far as public material names them.
 * Source: format specification, section 5.
 */
export function describeTables(records: DatabaseRecords, owner: DatabaseOwner): NamedTables {
  const keys = new RowKeys(records, owner.providerSubscriptionId);
  return {
    ResellerSubscriptions: tableOf(
      ['Id', 'SubscriptionId'],
      keys.resellers.map((id, at) => ({ Id: at + 1, SubscriptionId: id })),
    ),
    ProvisioningStates: codes('ProvisioningState', ['NotSpecified', 'Succeeded']),
    ResourceManagerTypes: codes('ResourceManagerType', ['Default', 'Admin']),
    SubscriptionStates: codes('SubscriptionState', keys.states),
    PlanLinkTypes: codes('PlanLinkType', LINKS),
    Plans: tableOf(columnsOf('Plans'), [OWN_PLAN, ...records.plan.map((plan) => describePlan(plan, keys))]),
    Quotas: tableOf(
      ['PlanId', 'ResourceId'],
      records.plan.flatMap(({ id, properties }) =>
        properties.quotaIds.map((quota) => ({ PlanId: keys.planKey(id), ResourceId: quota })),
      ),
    ),
    Offers: tableOf(columnsOf('Offers'), [
      OWN_OFFER,
      ...records.offer.map((offer) => describeOffer(offer, keys)),
      ...keys.resellerOffers.map((offer) => describeResellerOffer(offer, keys)),
    ]),
    PlanLinks: tableOf(
      ['OfferId', 'PlanId', 'PlanLinkType'],
      records.offer.flatMap((offer) => listLinks(offer, keys)),
    ),
    Subscriptions: tableOf(columnsOf('Subscriptions'), [
      describeProvider(owner),
      ...records.subscription.map((subscription, at) => describeSubscription(subscription, at, keys)),
    ]),
  };
}

/** Keys begin behind those of what the provider has for itself, and each table has its own. */
const FIRST_KEYS = { plan: 10, offer: 50 } as const;

/** The keys by which rows refer to each other. */
class RowKeys {
  readonly resellers: readonly string[];
  /** Offers that resellers made, and somebody subscribed to. */
  readonly resellerOffers: readonly ResellerOffer[];
  readonly states: readonly string[];
  readonly #provider: string;
  readonly #plans: ReadonlyMap<string, number>;
  readonly #offers: ReadonlyMap<string, number>;

  constructor(records: DatabaseRecords, provider: string) {
    const keysOf = (found: readonly { readonly id: string }[], first: number) =>
      new Map(found.map(({ id }, at) => [id.toLowerCase(), at + first]));
    this.#provider = provider;
    this.resellerOffers = listResellerOffers(records.subscription);
    this.resellers = [
      ...new Set([
        provider,
        ...records.subscription.map((subscription) => this.resellerOf(subscription)),
        ...this.resellerOffers.map(({ reseller }) => reseller),
      ]),
    ];
    this.states = [...new Set([...STATES, ...records.subscription.map(({ state }) => state)])];
    this.#plans = keysOf(records.plan, FIRST_KEYS.plan);
    this.#offers = keysOf([...records.offer, ...this.resellerOffers], FIRST_KEYS.offer);
  }

  resellerOf({ delegatedProviderSubscriptionId: id }: PayloadTypes['subscription']): string {
    return (id ?? this.#provider).toLowerCase();
  }

  /** 0, which no row has, for an id that is none of a plan. */
  planKey(id: string): number {
    return this.#plans.get(id.toLowerCase()) ?? 0;
  }

  offerKey(id: string): number {
    return this.#offers.get(id.toLowerCase()) ?? 0;
  }
}

const MADE_BY_OPERATOR = { ResellerSubscriptionId: 1, ProvisioningState: 1, RoutingResourceManagerType: 0 };

function describePlan({ id, tags, properties }: PayloadTypes['plan'], keys: RowKeys) {
  return {
    ...MADE_BY_OPERATOR,
    Id: keys.planKey(id),
    ResourceGroupName: selectGroup(id),
    Tags: renderTags(tags),
    Name: properties.name,
    DisplayName: properties.displayName,
    Description: properties.description ?? null,
  };
}

function describeOffer({ id, location, tags, properties }: PayloadTypes['offer'], keys: RowKeys) {
  return {
    ...MADE_BY_OPERATOR,
    Id: keys.offerKey(id),
    ResourceGroupName: selectGroup(id),
    ResourceLocation: location,
    Tags: renderTags(tags),
    Name: properties.name,
    DisplayName: properties.displayName,
    Description: properties.description ?? null,
    MaxSubscriptionsPerAccount: properties.maxSubscriptionsPerAccount ?? null,
  };
}

interface ResellerOffer {
  readonly id: string;
  /** The reseller's subscription, lower case. */
  readonly reseller: string;
  readonly name: string;
}

/** The offers of resellers, as the ids of subscriptions name them: each once. */
function listResellerOffers(subscriptions: DatabaseRecords['subscription']): readonly ResellerOffer[] {
  const found = new Map<string, ResellerOffer>();
  for (const { offerId } of subscriptions) {
    const [, reseller, name] = /\/delegatedproviders\/([^/]+)\/offers\/([^/]+)$/i.exec(offerId) ?? [];
    if (reseller !== undefined && name !== undefined && !found.has(offerId.toLowerCase()))
      found.set(offerId.toLowerCase(), { id: offerId, reseller: reseller.toLowerCase(), name });
  }
  return [...found.values()];
}

function describeResellerOffer({ id, reseller, name }: ResellerOffer, keys: RowKeys) {
  return {
    ...MADE_BY_OPERATOR,
    Id: keys.offerKey(id),
    ResellerSubscriptionId: keys.resellers.indexOf(reseller) + 1,
    ResourceGroupName: '',
    Name: name,
    DisplayName: name,
  };
}

function listLinks({ id, properties: { basePlanIds, addonPlans } }: PayloadTypes['offer'], keys: RowKeys) {
  const link = (plan: string, type: number) => ({
    OfferId: keys.offerKey(id),
    PlanId: keys.planKey(plan),
    PlanLinkType: type,
  });
  return [
    ...basePlanIds.map((plan) => link(plan, BASE_LINK)),
    ...(addonPlans ?? []).map(({ planId }) => link(planId, ADDON_LINK)),
  ];
}

function describeSubscription(record: PayloadTypes['subscription'], at: number, keys: RowKeys) {
  return {
    Id: at + 2,
    ResellerSubscriptionId: keys.resellers.indexOf(keys.resellerOf(record)) + 1,
    SubscriptionId: record.subscriptionId,
    DisplayName: record.displayName,
    OfferId: keys.offerKey(record.offerId),
    Owner: record.owner,
    TenantId: record.tenantId ?? null,
    RoutingResourceManagerType: 0,
    State: keys.states.indexOf(record.state),
  };
}

function selectGroup(id: string): string {
  return /\/resourcegroups\/([^/]+)/i.exec(id)?.[1] ?? '';
}

function renderTags(tags: object | null | undefined): string | null {
  return tags === undefined || tags === null || Object.keys(tags).length === 0 ? null : JSON.stringify(tags);
}

/** The plan of the provider itself, which lies beside those for users. */
const OWN_PLAN = {
  Id: 1,
  ResellerSubscriptionId: 1,
  ResourceGroupName: 'system.local',
  Name: 'OwnPlan',
  ProvisioningState: 1,
  RoutingResourceManagerType: 1,
};
const OWN_OFFER = { ...OWN_PLAN, ResourceLocation: 'local', Name: 'OwnOffer' };

function describeProvider({ providerSubscriptionId, homeTenantId }: DatabaseOwner) {
  return {
    Id: 1,
    ResellerSubscriptionId: 1,
    SubscriptionId: providerSubscriptionId,
    DisplayName: 'Default Provider Subscription',
    OfferId: 1,
    Owner: 'operator',
    TenantId: homeTenantId,
    RoutingResourceManagerType: 1,
    State: 1,
  };
}
