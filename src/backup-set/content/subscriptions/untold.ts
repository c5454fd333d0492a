import type { BackedUpDatabase } from '../../database/open-database.js';
import { countDeclaredRows, type DatabaseTable, nameOfTable } from '../../database/catalogue/table-schema.js';
import { renderType } from '../../database/catalogue/type-names.js';
import { showName } from '../../database/database-fault.js';
import { formatCount } from '../../../core/sizes.js';
import { createFinding, type Finding, type FindingPlace } from '../../../core/errors/finding.js';
import type { SetRecords } from '../records.js';
import { findUsedTable, isUsedColumn, SUBSCRIPTIONS_SCHEMA } from './used-tables.js';

/**
 * Says once per kind what the database does not tell, what follows from that, and what to do.
 *
 * @param records The records that were made of it.
 */
export function describeUntold(
  records: Pick<SetRecords, 'plan' | 'offer' | 'subscription'>,
  place: FindingPlace,
): readonly Finding[] {
  const { plan, offer, subscription } = records;
  const withAddons = offer.filter(({ properties }) => (properties.addonPlans ?? []).length > 0);
  const customers = subscription.filter(
    ({ id, delegatedProviderSubscriptionId: reseller }) =>
      typeof reseller === 'string' &&
      !id.toLowerCase().startsWith(`/subscriptions/${reseller.toLowerCase()}/`),
  );
  const tenants = new Set(subscription.map(({ tenantId }) => tenantId.toLowerCase()));
  const messages = [
    offer.length > 0 &&
      'states of offers: each comes back as Private, which tenants do not see; set those that were public or decommissioned in the portal',
    withAddons.length > 0 &&
      `how many of an add-on plan may be acquired: it comes back as 1; check the offers ${listNames(withAddons)}`,
    withAddons.length > 0 &&
      `add-on plans that subscriptions have acquired: acquire them again for subscriptions of ${listNames(withAddons)}`,
    customers.length > 0 &&
      `offers that were delegated to resellers: delegate them again, for ${formatCount(customers.length, 'subscription')} of their customers`,
    plan.length + offer.length + subscription.length > 0 &&
      'external references of plans, offers and subscriptions, SKUs of plans, and tags of resource groups: they do not come back',
    tenants.size > 1 &&
      `domains of the ${tenants.size} directories that subscriptions belong to: register those of guests before the restore, unless the set holds the portable directory tenants`,
  ];
  return messages.flatMap((message) =>
    message === false ? [] : createFinding('DATABASE_UNTOLD', `not told: ${message}`, place),
  );
}

const MAX_NAMES = 5;

function listNames(offers: SetRecords['offer']): string {
  const names = offers.slice(0, MAX_NAMES).map(({ properties }) => showName(properties.name));
  return `${names.join(', ')}${offers.length > MAX_NAMES ? `, and ${offers.length - MAX_NAMES} more` : ''}`;
}

/**
 * Names every table and column that no record is made of: names, types and numbers of rows, never values. Tables of other
 * schemas are counted.
 */
export function listUnmapped({ tables }: BackedUpDatabase, place: FindingPlace): readonly Finding[] {
  const messages: string[] = [];
  const others = new Map<string, { tables: number; rows: number }>();
  for (const table of tables) {
    if (table.schema.toLowerCase() === SUBSCRIPTIONS_SCHEMA) messages.push(...describeTable(table));
    else count(others, table);
  }
  for (const [schema, counted] of others)
    messages.push(
      `of schema ${showName(schema)} nothing is read: ${counted.tables} tables with ${counted.rows} rows`,
    );
  return messages.map((message) => createFinding('DATABASE_UNMAPPED', message, place));
}

function describeTable(table: DatabaseTable): readonly string[] {
  const used = findUsedTable(table);
  const columns = table.columns.filter(({ name }) => used === undefined || !isUsedColumn(used, name));
  const listed = columns.map(({ name, type }) => `${showName(name)} ${renderType(type)}`).join(', ');
  const name = showName(nameOfTable(table));
  const rows = countDeclaredRows(table);
  if (used === undefined) return [`nothing is made of ${name}, ${rows} rows: ${listed}`];
  return columns.length === 0 ? [] : [`nothing is made of these columns of ${name}, ${rows} rows: ${listed}`];
}

function count(others: Map<string, { tables: number; rows: number }>, table: DatabaseTable): void {
  const counted = others.get(table.schema) ?? { tables: 0, rows: 0 };
  counted.tables += 1;
  counted.rows += countDeclaredRows(table);
  others.set(table.schema, counted);
}
