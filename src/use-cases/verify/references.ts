import {
  PORTABLE_REPOSITORIES,
  type PortableRepository,
} from '../../backup-set/names/portable-repositories.js';
import type { SetRecords } from '../../backup-set/content/records.js';
import { createFinding, type Finding, type FindingPlace } from '../../core/errors/finding.js';
import type { PayloadKind } from '../../schema/payloads.js';
import { indexRecords, type RecordIndex } from './record-index.js';
import { selectReferences } from './record-references.js';
import { resolveReference } from './reference-resolution.js';
import { createUnusableCount, type UnusableCount } from './unusable-subscriptions.js';

/** The facts that the records alone do not tell. */
export interface ReferenceContext {
  readonly backupId: string;
  /**
   * The kinds whose repository the set holds, also when it holds no record. References into any other kind are not
   * judged: so a set with the SQL Server subscriptions database passes. A kind of which some records could not be read
   * should be left out, or references to those would dangle.
   */
  readonly presentKinds: ReadonlySet<PayloadKind>;
  /**
   * The place of the record at a position of its kind's list; its `pointer` names the record inside its file. By
   * default the position is the index in the file that the repository holds.
   */
  readonly locate?: (kind: PayloadKind, position: number) => FindingPlace;
}

/**
 * Follows every reference between the records of a set, and finds records with one id.
 *
 * Dangling references say how many user subscriptions could not be used because of them. References into kinds that
 * the set does not hold are counted, one finding for each repository that refers and each kind referred to.
 * Source: format specification, section 5.
 */
export function findReferenceProblems(records: SetRecords, context: ReferenceContext): readonly Finding[] {
  const index = indexRecords(records, context.presentKinds);
  const countUnusable = createUnusableCount(records);
  return PORTABLE_REPOSITORIES.flatMap((repository) => {
    const search = { records, index, repository, countUnusable, context };
    return [...findDuplicates(search), ...findUnresolved(repository.kind, search)];
  });
}

interface Search {
  readonly records: SetRecords;
  readonly index: RecordIndex;
  readonly repository: PortableRepository;
  readonly countUnusable: UnusableCount;
  readonly context: ReferenceContext;
}

function findDuplicates(search: Search): readonly Finding[] {
  const { records, repository } = search;
  return findDuplicateRecords(records[repository.kind]).map(({ index, firstIndex }) => {
    const first = placeOf(search, firstIndex);
    const message = `has the same id as the record at ${first.pointer ?? ''}`;
    return createFinding('RECORD_DUPLICATE', message, placeOf(search, index, '/id'));
  });
}

function findUnresolved(kind: PayloadKind, search: Search): readonly Finding[] {
  const findings: Finding[] = [];
  const unjudged = new Map<string, number>();
  for (const [position, record] of search.records[kind].entries()) {
    for (const reference of selectReferences(kind, record)) {
      const resolution = resolveReference(reference, search.index);
      if (resolution.state === 'dangling') {
        const message = `${resolution.missing} is not in the set; ${renderEffect(kind, position, search)}`;
        findings.push(
          createFinding('REFERENCE_DANGLING', message, placeOf(search, position, reference.pointer)),
        );
      } else if (resolution.state === 'unjudged') {
        unjudged.set(resolution.absent, (unjudged.get(resolution.absent) ?? 0) + 1);
      }
    }
  }
  return [...findings, ...renderUnjudged(unjudged, search)];
}

function renderUnjudged(unjudged: ReadonlyMap<string, number>, search: Search): readonly Finding[] {
  return [...unjudged].map(([absent, count]) =>
    createFinding(
      'REFERENCE_UNJUDGED',
      `${count} ${count === 1 ? 'reference was' : 'references were'} not judged: the set holds no ${absent} that can be read`,
      placeOfRepository(search),
    ),
  );
}

function renderEffect(kind: PayloadKind, position: number, { index, countUnusable }: Search): string {
  if (!index.presentKinds.has('subscription')) return 'how many subscriptions need it cannot be told';
  const count = countUnusable(kind, position);
  return `${count} ${count === 1 ? 'subscription' : 'subscriptions'} would be unusable because of it`;
}

function placeOf(search: Search, position: number, pointer = ''): FindingPlace {
  const { context, repository } = search;
  const place = context.locate?.(repository.kind, position) ?? { pointer: `/${position}` };
  return { ...placeOfRepository(search), ...place, pointer: `${place.pointer ?? ''}${pointer}` };
}

function placeOfRepository({ repository, context }: Search): FindingPlace {
  return { backupId: context.backupId, repository: repository.repositoryName, file: repository.file };
}

/** A record whose id an earlier one already has. */
export interface DuplicateRecord {
  readonly index: number;
  /** Position of the first record with the id. */
  readonly firstIndex: number;
}

/** Finds records with the same id. Ids compare without regard to case; of a secret's id the port is left out. */
export function findDuplicateRecords(
  records: readonly { readonly id: string }[],
): readonly DuplicateRecord[] {
  const firstIndexes = new Map<string, number>();
  const duplicates: DuplicateRecord[] = [];
  for (const [index, { id }] of records.entries()) {
    const key = id.toLowerCase().replace(/^(https:\/\/[^/:]+):\d+\//, '$1/');
    const firstIndex = firstIndexes.get(key);
    if (firstIndex === undefined) firstIndexes.set(key, index);
    else duplicates.push({ index, firstIndex });
  }
  return duplicates;
}
