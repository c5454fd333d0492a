import { createFinding, type Finding, hasErrors } from '../../core/errors/finding.js';
import type { Snapshot } from '../catalog.js';
import type { PayloadKind } from '../../schema/payloads.js';
import { placeOfDataFile } from '../finding-place.js';
import { findPortableRepository, isSubscriptionsDatabase } from '../names/portable-repositories.js';
import type { DatabaseChain } from './chain-database.js';
import type { ProvedDataFile } from './prove-snapshot.js';
import { readRecords } from './read-records.js';
import type { LocatedRecord, UntoldRecord } from './records.js';

/** The records of one data file. */
export interface DataFileContent {
  readonly located: readonly LocatedRecord[];
  readonly findings: readonly Finding[];
  /** Elements of the payload's array, or rows, valid or not. */
  readonly recordCount: number;
  /** The kinds that a database holds; absent where the name of the repository tells the kind. */
  readonly kinds?: readonly PayloadKind[];
  /** The records that a database tells too little of: they are left to a person. */
  readonly untold?: readonly UntoldRecord[];
}

/**
 * Reads the records of one proved data file, and names the parts whose content is not known (finding NOT_READ).
 *
 * @param chain The chain that the file is the newest of: a database may build on an earlier one.
 */
export async function readContent(
  dataFile: ProvedDataFile,
  chain: Omit<DatabaseChain, 'newest'>,
): Promise<DataFileContent> {
  const { snapshot } = dataFile;
  if (isSubscriptionsDatabase(snapshot.repositoryName)) {
    const { readSubscriptions } = await import('./subscriptions/read-subscriptions.js');
    return readSubscriptions({ ...chain, newest: dataFile });
  }
  const repository = findPortableRepository(snapshot.repositoryName);
  const located: LocatedRecord[] = [];
  const findings: Finding[] = [];
  const invalid = new Set<string>();
  if (repository === undefined) return describeUnreadContent(snapshot);
  for await (const outcome of readRecords(dataFile, repository)) {
    if ('record' in outcome) {
      located.push(outcome);
    } else {
      findings.push(outcome.finding);
      const { code, pointer } = outcome.finding;
      if (code === 'RECORD_INVALID') invalid.add(pointer?.split('/')[1] ?? '');
    }
  }
  if (!hasErrors(findings)) findings.push(...(await listNotRead(dataFile, repository.file)));
  return { located, findings, recordCount: located.length + invalid.size };
}

/** The content of an unknown repository: no records, and a finding NOT_READ. */
export function describeUnreadContent(snapshot: Snapshot): DataFileContent {
  const message =
    'the content of this repository is not public: its bytes are proved, its records were not read';
  const finding = createFinding('NOT_READ', message, placeOfDataFile(snapshot));
  return { located: [], findings: [finding], recordCount: 0 };
}

/** Names the first of the files that lie beside a known payload, such as the storage accounts beside their quotas. */
async function listNotRead(dataFile: ProvedDataFile, payload: string): Promise<readonly Finding[]> {
  const { archive, inner, snapshot } = dataFile;
  const isPayload = (name: string): boolean =>
    inner === undefined
      ? name.toLowerCase().split('/').at(-1) === payload.toLowerCase()
      : inner.file === `${snapshot.dataFile}!/${name}`;
  let first: string | undefined;
  let count = 0;
  for await (const entry of archive.entries()) {
    if (entry.folder || isPayload(entry.name)) continue;
    first ??= `${snapshot.dataFile}!/${entry.name}`;
    count += 1;
  }
  if (first === undefined) return [];
  const others = count === 1 ? '' : `, nor were ${count - 1} more files beside it`;
  const place = { ...placeOfDataFile(snapshot), file: first };
  return [createFinding('NOT_READ', `this file is proved, but was not read${others}`, place)];
}
