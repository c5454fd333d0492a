import type { SetRecords } from '../../../src/backup-set/content/records.js';
import {
  PORTABLE_REPOSITORIES,
  SUBSCRIPTIONS_DATABASE,
  TOOL_REPOSITORIES,
} from '../../../src/backup-set/names/portable-repositories.js';
import { describeTables, tablesOf } from '../../../src/backup-set/write/database/subscriptions-tables.js';
import { writeExtents } from '../../../src/backup-set/write/database/write-extents.js';
import { writeTape } from '../../../src/backup-set/write/database/write-tape.js';
import type { ZipInput } from '../../../src/backup-set/zip/write-zip.js';
import { createCloud } from '../cloud.js';
import { CONTOSO } from '../contoso/cloud.js';
import { contosoRecordsAt } from '../contoso/company.js';
import { archiveInputs } from '../raw-zip.js';
import type { SampleStore } from '../sample-store.js';
import type { SnapshotFacts } from '../snapshot-metadata.js';
import type { SampleKeys } from '../stable-values.js';
import { compressTape } from './compress-tape.js';
import { selectChangedExtents } from './differential.js';
import { OPERATIONS, writeLogBlock } from './log-blocks.js';

/** The second site of Contoso: the same company, backed up as the product does. */
export const TACOMA = createCloud('west.contoso.example', 'tacoma');

const FULL_AT = new Date('2023-01-16T07:31:12.250Z');
const PROGRESSIVE_AT = new Date('2023-01-17T07:31:14.500Z');
const DATABASE = 'Microsoft.AzureStack.Subscriptions';

/** A Full and a Progressive of three quota repositories and the database; in between came two subscriptions. */
export function contosoWestIn2023(keys: SampleKeys): SampleStore {
  const key = { mode: 'certificate', certificate: keys.backup2023 } as const;
  return {
    cloud: TACOMA,
    layout: 'progressive',
    stampVersion: '1.2301.0.55',
    oemVersion: '2.2.2212.3',
    recordsAt: contosoRecordsAt,
    jobs: [
      { createdAt: FULL_AT, type: 'Full', key },
      { createdAt: PROGRESSIVE_AT, type: 'Progressive', key },
    ],
    repositories: TOOL_REPOSITORIES,
    filesOf: describeFiles,
  };
}

/** The text of the company, as it reads at the second site. */
export function moveToTacoma(text: string): string {
  return text
    .replaceAll(CONTOSO.providerSubscriptionId, TACOMA.providerSubscriptionId)
    .replaceAll(CONTOSO.homeTenantId, TACOMA.homeTenantId)
    .replaceAll(CONTOSO.fqdn, TACOMA.fqdn)
    .replaceAll(CONTOSO.region, TACOMA.region);
}

function describeFiles({ repository, createdAt, type }: SnapshotFacts): Promise<readonly ZipInput[]> {
  const records = contosoRecordsAt(createdAt);
  if (repository === SUBSCRIPTIONS_DATABASE) return Promise.resolve(describeDatabase(records, type));
  const portable = PORTABLE_REPOSITORIES.find(({ repositoryName }) => repositoryName === repository);
  if (portable === undefined) throw new TypeError(`${repository} is not known`);
  const payload = Buffer.from(moveToTacoma(JSON.stringify(records[portable.kind])), 'utf8');
  return archiveInputs(portable, payload, createdAt);
}

function describeDatabase(records: SetRecords, type: SnapshotFacts['type']): readonly ZipInput[] {
  const isFull = type === 'Full';
  const block = isFull ? ([30, 20] as const) : ([31, 40] as const);
  const checkpoint = [...block, 1] as const;
  const base = writeExtents(writeTables(contosoRecordsAt(FULL_AT)), { lsn: [30, 16, 1] });
  const extents = isFull
    ? base
    : selectChangedExtents(base, writeExtents(writeTables(records), { lsn: [31, 36, 1] }));
  // A transaction that changed nothing: a log is seldom empty.
  const log = writeLogBlock(
    [
      { operation: OPERATIONS.begin, transaction: 7 },
      { operation: OPERATIONS.commit, transaction: 7 },
    ],
    block,
  );
  const facts = { databaseName: DATABASE, checkpoint };
  const data = writeTape([
    {
      ...facts,
      kind: isFull ? 'full' : 'differential',
      extents,
      last: checkpoint,
      ...(isFull ? {} : { base: [30, 20, 1] }),
    },
  ]);
  const last = [block[0], block[1] + 1, 1] as const;
  return [
    { name: `${DATABASE}.bak`, content: compressTape(data) },
    { name: `${DATABASE}.log`, content: compressTape(writeTape([{ ...facts, kind: 'log', log, last }])) },
  ];
}

function writeTables(records: SetRecords) {
  const tables = Object.entries(describeTables(records, CONTOSO)).map(([name, { columns, rows }]) => {
    const moved = rows.map((row) =>
      row.map((value) => (typeof value === 'string' ? moveToTacoma(value) : value)),
    );
    return [name, { columns, rows: moved }] as const;
  });
  return tablesOf(Object.fromEntries(tables));
}
