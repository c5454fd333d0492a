import { RestackError } from '../../../core/errors/restack-error.js';
import type { SetRecords } from '../../../backup-set/content/records.js';
import type { DescribedRecord } from './describe-records.js';
import { formatRecordSelector, type RecordSelector, type RestorePolicy } from './restore-policy.js';
import { selectLastSegment } from '../../../cloud/arm-id.js';
import { isJsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import type { PayloadKind } from '../../../schema/payloads.js';

/** The records that a plan is about. */
export interface Selection {
  /** The reason why a record is left out; undefined when it is not. */
  leftOutBy(record: DescribedRecord): string | undefined;
  /** True for a record that nobody named and that a named one needs. */
  isNeeded(record: DescribedRecord): boolean;
}

/** The records and the decisions that a selection is made of. */
export interface SelectionGround {
  readonly described: readonly DescribedRecord[];
  readonly records: SetRecords;
  readonly policy: Pick<RestorePolicy, 'only' | 'except'>;
}

/**
 * Selects the records that a plan is about: those that `only` names, with everything they need, without those that
 * `except` names.
 *
 * @throws NOT_FOUND when a selector matches nothing: it is misspelt, or the set does not hold it.
 */
export function selectRecords(ground: SelectionGround): Selection {
  const { only, except } = ground.policy;
  const named = matchAll('--only', only, ground);
  const excepted = matchAll('--except', except, ground);
  const needed = only.length === 0 ? new Set<DescribedRecord>() : collectNeeded(named, ground.described);
  return {
    leftOutBy(record) {
      if (excepted.has(record)) return '--except leaves it out';
      return only.length > 0 && !named.has(record) && !needed.has(record)
        ? '--only leaves it out'
        : undefined;
    },
    isNeeded: (record) => needed.has(record) && !named.has(record),
  };
}

function matchAll(
  flag: string,
  selectors: readonly RecordSelector[],
  { described, records }: SelectionGround,
): ReadonlySet<DescribedRecord> {
  const matched = new Set<DescribedRecord>();
  for (const selector of selectors) {
    const { kind } = selector;
    const name = selector.name?.toLowerCase();
    const found = described.filter(
      (record) =>
        record.kind === kind &&
        (name === undefined || listRecordNames(kind, records[kind][record.recordIndex]).includes(name)),
    );
    if (found.length === 0) {
      throw new RestackError(
        'NOT_FOUND',
        `${flag} ${formatRecordSelector(selector)}: the set holds no such record`,
      );
    }
    for (const record of found) matched.add(record);
  }
  return matched;
}

function collectNeeded(
  named: ReadonlySet<DescribedRecord>,
  described: readonly DescribedRecord[],
): ReadonlySet<DescribedRecord> {
  const byId = new Map(described.map((record) => [record.id, record]));
  const needed = new Set(named);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const { disposition } of needed) {
    const references = disposition.action === 'replay' ? disposition.replay.references : [];
    for (const reference of references) {
      const record = byId.get(reference);
      if (record !== undefined) needed.add(record);
    }
  }
  return needed;
}

const SECRET_ID = /^https:\/\/([^./]+)[^/]*\/secrets\/([^/]+)/i;

/** The name by which a selector finds a record of this id. */
export function selectRecordName(kind: PayloadKind, id: string): string {
  const [, vault = '', secret = ''] = kind === 'secret' ? (SECRET_ID.exec(id) ?? []) : [];
  return secret === '' ? selectLastSegment(id) : `${vault}/${secret}`;
}

/** The names of a record, lower case: the last part of its id first, then the names that people use. */
function listRecordNames(kind: PayloadKind, record: unknown): readonly string[] {
  if (!isJsonObject(record)) return [];
  const id = readTextOrEmpty(record, 'id');
  const properties = record['properties'];
  const inner = isJsonObject(properties) ? properties : {};
  const names = [selectLastSegment(id)];
  if (kind === 'secret') {
    const [, vault = '', secret = ''] = SECRET_ID.exec(id) ?? [];
    names.push(secret, `${vault}/${secret}`);
  }
  for (const object of [record, inner]) {
    for (const member of ['displayName', 'roleName']) names.push(readTextOrEmpty(object, member));
  }
  return [...new Set(names.filter((name) => name !== '').map((name) => name.toLowerCase()))];
}
