import { DATABASE_KINDS } from '../../names/portable-repositories.js';
import { createFinding, type Finding, type FindingPlace } from '../../../core/errors/finding.js';
import { findingOf } from '../../../core/errors/finding-error.js';
import { formatCount } from '../../../core/sizes.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import { loadRecordValidator } from '../../../schema/validation.js';
import { nameOfTable } from '../../database/catalogue/table-schema.js';
import { databaseDamaged, databaseUnsupported, showName } from '../../database/database-fault.js';
import { PAGES_OF_FREE_SPACE } from '../../database/log/log-state.js';
import { renderLsn } from '../../database/lsn.js';
import { type BackedUpDatabase, openDatabase } from '../../database/open-database.js';
import { addPlace, placeOfDataFile } from '../../finding-place.js';
import { type DatabaseChain, withChainSources } from '../chain-database.js';
import type { LocatedRecord, SetRecord, UntoldRecord } from '../records.js';
import { listLaterRecords } from './later-rows.js';
import { type MappedRecord, mapRecords } from './map-records.js';
import { listUnmapped } from './unmapped.js';
import { findUsedTable, readUsedTables } from './used-tables.js';

/** The records of the subscriptions database. */
export interface SubscriptionsContent {
  readonly located: readonly LocatedRecord[];
  readonly findings: readonly Finding[];
  readonly recordCount: number;
  readonly kinds: readonly PayloadKind[];
  /** The records that the rows tell too little of. */
  readonly untold: readonly UntoldRecord[];
}

/**
 * Reads the records of the subscriptions database out of a chain whose data files are proved. A database that cannot be
 * read, is damaged, or would change by being restored, gives a finding and no record.
 *
 * @throws SHARE_UNREACHABLE, CONFIG and every other error that says nothing about the database.
 * Source: format specification, section 5.
 */
export async function readSubscriptions(chain: DatabaseChain): Promise<SubscriptionsContent> {
  const place = placeOfDataFile(chain.newest.snapshot);
  try {
    return await withChainSources(chain, async (sources) => {
      const file = sources.differential?.[0]?.name ?? sources.full[0]?.name ?? place.file ?? '';
      return readOpened(await openDatabase(sources), { ...place, file });
    });
  } catch (error) {
    const finding = findingOf(addPlace(error, place));
    if (finding === undefined) throw error;
    return failWith([finding]);
  }
}

/** Names the tables that are there also where they cannot be read: they may be kept under other names. */
async function readOpened(database: BackedUpDatabase, place: FindingPlace): Promise<SubscriptionsContent> {
  try {
    return await readDatabase(database, place);
  } catch (error) {
    const finding = findingOf(addPlace(error, place));
    if (finding === undefined) throw error;
    return failWith([finding, ...listUnmapped(database, place)]);
  }
}

function failWith(findings: readonly Finding[]): SubscriptionsContent {
  return { located: [], findings, recordCount: 0, kinds: DATABASE_KINDS, untold: [] };
}

async function readDatabase(database: BackedUpDatabase, place: FindingPlace): Promise<SubscriptionsContent> {
  assertSound(database);
  assertExact(database);
  const mapped = mapRecords(await readUsedTables(database), place);
  const located: LocatedRecord[] = [];
  const invalid: Finding[] = [];
  const positions = new Map<PayloadKind, number>();
  for (const record of mapped.records) {
    const index = positions.get(record.kind) ?? 0;
    positions.set(record.kind, index + 1);
    const validated = await validateMapped(record, { index, place });
    if ('record' in validated) located.push(validated);
    else invalid.push(...validated.findings);
  }
  return {
    located,
    findings: [
      ...mapped.findings,
      ...invalid,
      ...listLaterChanges(database, place),
      ...listUnmapped(database, place),
    ],
    recordCount: mapped.records.length,
    kinds: DATABASE_KINDS,
    untold: [...mapped.untold, ...listLaterRecords(database)],
  };
}

/** @throws INTEGRITY when a page in use is damaged, also where no needed table lies on it. */
function assertSound({ damagedPages }: BackedUpDatabase): void {
  if (damagedPages.length === 0) return;
  const named = damagedPages.slice(0, 5).join(', ');
  throw databaseDamaged(
    `the checksum of pages in use is wrong: ${named}${damagedPages.length > 5 ? ', …' : ''}`,
  );
}

/** @throws UNSUPPORTED when the log inside changes a table that is needed: pages alone do not tell what comes back. */
function assertExact({ state, tables }: BackedUpDatabase): void {
  const needed = new Set(tables.filter((table) => findUsedTable(table) !== undefined).map(nameOfTable));
  const isNeeded = ({ table }: { readonly table: string }) =>
    needed.has(table) || table === PAGES_OF_FREE_SPACE || table.startsWith('sys.');
  const reasons = [
    ...state.unapplied
      .filter(isNeeded)
      .map(
        ({ table, count }) =>
          `${showName(table)}: ${formatCount(count, 'change')} in the log alone, and not on the pages`,
      ),
    ...state.open
      .filter(isNeeded)
      .map(({ table, count }) => `${showName(table)}: ${formatCount(count, 'change')} not committed`),
  ];
  if (reasons.length === 0) return;
  throw databaseUnsupported(`a restore by SQL Server would bring back other rows: ${reasons.join('; ')}`);
}

/** Names the tables that the log behind the backup changes. */
function listLaterChanges({ after, set }: BackedUpDatabase, place: FindingPlace): readonly Finding[] {
  const state = renderLsn(set.configuration.lastLsn);
  return after
    .filter(({ table }) => !table.startsWith('sys.'))
    .map(({ table, inserts, updates, deletes }) =>
      createFinding(
        'DATABASE_LOG_AHEAD',
        `the log holds later changes of ${showName(table)}: ${inserts} inserted, ${updates} changed, ${deletes} deleted; they are not applied, and the state of ${state} comes back`,
        place,
      ),
    );
}

async function validateMapped(
  { kind, value, pointer }: MappedRecord,
  { index, place }: { readonly index: number; readonly place: FindingPlace },
): Promise<LocatedRecord | { readonly findings: readonly Finding[] }> {
  const { repository: repositoryName = '' } = place;
  const validate = await loadRecordValidator(kind);
  const result = validate(value);
  if (result.valid) {
    const record: SetRecord<typeof kind> = { kind, repositoryName, index, value: result.value };
    return { record, place: { ...place, pointer } };
  }
  return {
    findings: result.violations.map((violation) =>
      createFinding('RECORD_INVALID', violation.message, {
        ...place,
        pointer: `${pointer}${violation.pointer}`,
      }),
    ),
  };
}
