import { RestackError } from '../../../core/errors/restack-error.js';
import type { SetRecords } from '../../../backup-set/content/records.js';
import type { ShownRecord } from '../../../schema/results.js';
import { groupByKey } from '../../../core/group-by-key.js';
import { createRecordNames } from '../ids/record-names.js';
import { type DescribedRecord, listKinds } from './describe-records.js';
import { formatRecordSelector, type RecordSelector, type RestorePolicy } from './restore-policy.js';
import { selectLastSegment } from '../../../cloud/arm-id.js';
import { isJsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import { nameSecret } from '../../../cloud/secret-name.js';
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

/**
 * Lists what `--only` and `--except` can name, by kind: each record by the name that people know where no other record
 * of its kind bears it, else by the last part of its id. Versions of a secret are one.
 *
 * @param kind all kinds without it
 */
export function listSelectable(records: SetRecords, kind?: PayloadKind): readonly ShownRecord[] {
  const names = createRecordNames(records);
  const kinds = kind === undefined ? listKinds(records) : [kind];
  return kinds.flatMap((one) => {
    const all = records[one].map((record, index) => ({
      own: selectRecordName(one, record.id),
      spelled: listSpelledNames(one, record).slice(1),
      typed: listRecordNames(one, record),
      name: names.nameRecord(one, index),
    }));
    const bearers = countBearers(all);
    const selectable = all.map(({ own, spelled, name }) => {
      const isOnly = (word: string) => bearers.get(word.toLowerCase()) === 1;
      const known = one === 'secret' ? undefined : spelled.find(isOnly);
      return { kind: one, name, selector: formatRecordSelector({ kind: one, name: known ?? own }) };
    });
    const bySelector = groupByKey(selectable, ({ selector }) => selector.toLowerCase());
    return [...bySelector.values()].flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ ...first, count: 1 + others.length }],
    );
  });
}

function countBearers(all: readonly { readonly typed: readonly string[] }[]): ReadonlyMap<string, number> {
  const bearers = new Map<string, number>();
  for (const word of all.flatMap(({ typed }) => typed)) bearers.set(word, (bearers.get(word) ?? 0) + 1);
  return bearers;
}

/** The name by which a selector finds a record of this id. */
export function selectRecordName(kind: PayloadKind, id: string): string {
  return kind === 'secret' ? nameSecret(id) : selectLastSegment(id);
}

/** The names of a record, lower case, in the order of {@link listSpelledNames}. */
function listRecordNames(kind: PayloadKind, record: unknown): readonly string[] {
  return [...new Set(listSpelledNames(kind, record).map((name) => name.toLowerCase()))];
}

/** The names of a record as they are spelled: the last part of its id first, then the names that people use. */
function listSpelledNames(kind: PayloadKind, record: unknown): readonly string[] {
  if (!isJsonObject(record)) return [];
  const id = readTextOrEmpty(record, 'id');
  const properties = record['properties'];
  const inner = isJsonObject(properties) ? properties : {};
  const names = [selectLastSegment(id)];
  if (kind === 'secret') names.push(selectLastSegment(nameSecret(id)), nameSecret(id));
  for (const object of [record, inner]) {
    for (const member of ['displayName', 'roleName']) names.push(readTextOrEmpty(object, member));
  }
  return names.filter((name) => name !== '');
}
