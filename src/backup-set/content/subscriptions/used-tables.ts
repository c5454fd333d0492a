import { type DatabaseTable, nameOfTable } from '../../database/catalogue/table-schema.js';
import { databaseUnsupported, showName } from '../../database/database-fault.js';
import type { BackedUpDatabase } from '../../database/open-database.js';
import type { ColumnValue } from '../../database/rows/column-values.js';

/** The schema that all tables of plans, offers and subscriptions lie in. */
export const SUBSCRIPTIONS_SCHEMA = 'subscriptions.internal';

/** The columns of the database that records are made of, by table. Source: format specification, section 5. */
export const USED_COLUMNS = {
  ResellerSubscriptions: ['Id', 'SubscriptionId'],
  ProvisioningStates: ['ProvisioningState', 'ProvisioningStateName'],
  ResourceManagerTypes: ['ResourceManagerType', 'ResourceManagerTypeName'],
  SubscriptionStates: ['SubscriptionState', 'SubscriptionStateName'],
  PlanLinkTypes: ['PlanLinkType', 'PlanLinkTypeName'],
  Plans: [
    'Id',
    'ResellerSubscriptionId',
    'ResourceGroupName',
    'Tags',
    'Name',
    'DisplayName',
    'Description',
    'ProvisioningState',
    'RoutingResourceManagerType',
  ],
  Quotas: ['PlanId', 'ResourceId'],
  Offers: [
    'Id',
    'ResellerSubscriptionId',
    'ResourceGroupName',
    'ResourceLocation',
    'Tags',
    'Name',
    'DisplayName',
    'Description',
    'MaxSubscriptionsPerAccount',
    'ProvisioningState',
    'RoutingResourceManagerType',
  ],
  PlanLinks: ['OfferId', 'PlanId', 'PlanLinkType'],
  Subscriptions: [
    'Id',
    'ResellerSubscriptionId',
    'SubscriptionId',
    'DisplayName',
    'OfferId',
    'Owner',
    'TenantId',
    'RoutingResourceManagerType',
    'State',
    'Tags',
  ],
} as const;

/** A table that records are made of. */
export type UsedTable = keyof typeof USED_COLUMNS;

type UsedColumn<T extends UsedTable> = (typeof USED_COLUMNS)[T][number];

/** A row as text by column: numbers in decimal, GUIDs in lower case; undefined for null. */
export type UsedRow<T extends UsedTable> = Readonly<Record<UsedColumn<T>, string | undefined>>;

/** The rows of all used tables. */
export type UsedTables = { readonly [T in UsedTable]: readonly UsedRow<T>[] };

/** The table of this name, in any case; undefined for any that is not used. */
export function findUsedTable(table: Pick<DatabaseTable, 'schema' | 'name'>): UsedTable | undefined {
  if (!isSame(table.schema, SUBSCRIPTIONS_SCHEMA)) return undefined;
  return listUsedTables().find((name) => isSame(name, table.name));
}

function listUsedTables(): readonly UsedTable[] {
  return Object.keys(USED_COLUMNS).filter((name): name is UsedTable => Object.hasOwn(USED_COLUMNS, name));
}

/** True for a column of a used table that records are made of. */
export function isUsedColumn(table: UsedTable, column: string): boolean {
  return USED_COLUMNS[table].some((name) => isSame(name, column));
}

/**
 * Reads all used tables.
 *
 * @throws UNSUPPORTED when the database lacks one of them, or a column, or holds a value that is not text or a number;
 * UNSUPPORTED and INTEGRITY as reading rows.
 */
export async function readUsedTables(database: BackedUpDatabase): Promise<UsedTables> {
  const read = async <T extends UsedTable>(name: T) => readTable(database, name);
  return {
    ResellerSubscriptions: await read('ResellerSubscriptions'),
    ProvisioningStates: await read('ProvisioningStates'),
    ResourceManagerTypes: await read('ResourceManagerTypes'),
    SubscriptionStates: await read('SubscriptionStates'),
    PlanLinkTypes: await read('PlanLinkTypes'),
    Plans: await read('Plans'),
    Quotas: await read('Quotas'),
    Offers: await read('Offers'),
    PlanLinks: await read('PlanLinks'),
    Subscriptions: await read('Subscriptions'),
  };
}

async function readTable<T extends UsedTable>(
  database: BackedUpDatabase,
  name: T,
): Promise<readonly UsedRow<T>[]> {
  const table = database.tables.find((candidate) => findUsedTable(candidate) === name);
  if (table === undefined)
    throw databaseUnsupported(
      `the database has no table ${SUBSCRIPTIONS_SCHEMA}.${name}: plans, offers and subscriptions are kept in a way that is not known`,
    );
  const columns: readonly UsedColumn<T>[] = USED_COLUMNS[name];
  const places = columns.map((column) => {
    const at = table.columns.findIndex((candidate) => isSame(candidate.name, column));
    if (at < 0)
      throw databaseUnsupported(
        `${nameOfTable(table)} has no column ${column}: it is kept in a way that is not known`,
      );
    return { column, at };
  });
  const found: UsedRow<T>[] = [];
  for await (const rows of database.readRows(table)) {
    for (const row of rows) {
      const values = places.map(
        ({ column, at }) => [column, renderValue(row[at] ?? null, table, column)] as const,
      );
      const named: Readonly<Record<string, string | undefined>> = Object.fromEntries(values);
      if (isUsedRow(named, name)) found.push(named);
    }
  }
  return found;
}

function isUsedRow<T extends UsedTable>(
  row: Readonly<Record<string, string | undefined>>,
  table: T,
): row is UsedRow<T> {
  return USED_COLUMNS[table].every((column) => Object.hasOwn(row, column));
}

function renderValue(value: ColumnValue, table: DatabaseTable, column: string): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'object') return String(value);
  throw databaseUnsupported(
    `${showName(nameOfTable(table))}.${column} holds a value of type ${value.undecoded}, which is not read`,
  );
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
