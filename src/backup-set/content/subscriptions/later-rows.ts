import { formatCount } from '../../../core/sizes.js';
import { nameOfTable } from '../../database/catalogue/table-schema.js';
import { showName } from '../../database/database-fault.js';
import type { BackedUpDatabase } from '../../database/open-database.js';
import type { UntoldRecord } from '../records.js';
import { findUsedTable, type UsedTable } from './used-tables.js';

/** Each row that the log adds is named up to here; the others are counted. */
const MAX_NAMED = 20;

const KINDS = {
  Plans: { kind: 'plan', columns: ['Name', 'DisplayName'] },
  Offers: { kind: 'offer', columns: ['Name', 'DisplayName'] },
  Subscriptions: { kind: 'subscription', columns: ['DisplayName', 'SubscriptionId', 'Owner'] },
} as const;

/** Names the plans, offers and subscriptions that the log behind a backup adds: nobody applies it. */
export function listLaterRecords({ after, tables }: BackedUpDatabase): readonly UntoldRecord[] {
  return tables.flatMap((table) => {
    const used = findUsedTable(table);
    if (used === undefined || !isNamed(used)) return [];
    const { kind, columns } = KINDS[used];
    const changes = after.find((one) => one.table === nameOfTable(table));
    if (changes === undefined) return [];
    const places = columns.map((column) =>
      table.columns.findIndex(({ name }) => name.toLowerCase() === column.toLowerCase()),
    );
    const named = changes.insertedRows.slice(0, MAX_NAMED).map((row) => {
      const texts = places.flatMap((place) => {
        const value = row[place];
        return typeof value === 'string' ? [showName(value)] : [];
      });
      return describe(kind, `the ${kind} ${texts.join(', ')}`);
    });
    const others = changes.inserts - named.length;
    if (others === 0) return named;
    return [...named, describe(kind, formatCount(others, `more ${kind}`))];
  });
}

function isNamed(table: UsedTable): table is keyof typeof KINDS {
  return Object.hasOwn(KINDS, table);
}

function describe(kind: UntoldRecord['kind'], named: string): UntoldRecord {
  return {
    kind,
    what: `${named}, which the log made after the backup of the data`,
    consequence: 'not applied, so that it does not come back',
    task: 'Make it again',
    note: 'or restore a later set that holds it',
  };
}
