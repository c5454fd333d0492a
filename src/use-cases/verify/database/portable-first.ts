import type { LocatedRecord, SetRecord } from '../../../backup-set/content/records.js';
import {
  DATABASE_KINDS,
  isSubscriptionsDatabase,
  SUBSCRIPTIONS_DATABASE,
} from '../../../backup-set/names/portable-repositories.js';
import { createFinding, type Finding } from '../../../core/errors/finding.js';
import type { PayloadKind, PayloadTypes } from '../../../schema/payloads.js';

/** The records that count, and where the others differ from them. */
export interface ChosenRecords {
  readonly located: readonly LocatedRecord[];
  readonly findings: readonly Finding[];
}

/**
 * Chooses between the records of the subscriptions database and those of portable repositories: a kind that has a
 * portable repository is taken from there, because it tells more.
 *
 * @param portableKinds The kinds whose portable repository the set holds.
 */
export function choosePortableFirst(
  located: readonly LocatedRecord[],
  portableKinds: ReadonlySet<PayloadKind>,
  backupId: string,
): ChosenRecords {
  const chosen: LocatedRecord[] = [];
  const replaced: SetRecord[] = [];
  for (const one of located) {
    if (isSubscriptionsDatabase(one.record.repositoryName) && portableKinds.has(one.record.kind))
      replaced.push(one.record);
    else chosen.push(one);
  }
  const place = { backupId, repository: SUBSCRIPTIONS_DATABASE };
  const hasDatabase = located.some(({ record }) => isSubscriptionsDatabase(record.repositoryName));
  const compared = hasDatabase ? DATABASE_KINDS.filter((kind) => portableKinds.has(kind)) : [];
  const findings = compared.flatMap((kind) => {
    const portable = indexRecords(
      chosen.map(({ record }) => record).filter((record) => record.kind === kind && !isOwn(record)),
    );
    const message = describeDifferences(kind, {
      portable,
      database: indexRecords(replaced.filter((record) => record.kind === kind && !isOwn(record))),
    });
    return message === undefined ? [] : [createFinding('DATABASE_DIFFERS', message, place)];
  });
  return { located: chosen, findings };
}

/**
 * Softens the findings of a database that is of a form which is not read, where portable repositories tell all that it
 * would: nothing is lost, and only the comparison is not made. Damage, and a part that is missing, stay errors.
 */
export function softenUnread(
  findings: readonly Finding[],
  portableKinds: ReadonlySet<PayloadKind>,
): readonly Finding[] {
  if (!DATABASE_KINDS.every((kind) => portableKinds.has(kind))) return findings;
  return findings.map((finding) => {
    if (finding.code !== 'DATABASE_UNSUPPORTED') return finding;
    const { code, severity, message } = createFinding('DATABASE_DIFFERS', `not compared: ${finding.message}`);
    return { ...finding, code, severity, message };
  });
}

/** The part of records that the database tells, by their lower-case ids. */
type ToldById = ReadonlyMap<string, string>;

function indexRecords(records: readonly SetRecord[]): ToldById {
  return new Map(
    records.map((record) => [record.value.id.toLowerCase(), JSON.stringify(selectTold(record))]),
  );
}

/** True for a subscription of the provider itself: every deployment makes it, and not every form lists it. */
function isOwn(record: SetRecord): boolean {
  return isKind(record, 'subscription') && record.value.routingResourceManagerType === 'Admin';
}

function selectTold(record: SetRecord): readonly unknown[] {
  if (isKind(record, 'plan')) {
    const { displayName, description, quotaIds } = record.value.properties;
    return [displayName, description ?? '', sortIds(quotaIds)];
  }
  if (isKind(record, 'offer')) {
    const { displayName, description, maxSubscriptionsPerAccount, basePlanIds, addonPlans } =
      record.value.properties;
    const addons = (addonPlans ?? []).map(({ planId }) => planId);
    return [
      displayName,
      description ?? '',
      maxSubscriptionsPerAccount ?? 0,
      sortIds(basePlanIds),
      sortIds(addons),
    ];
  }
  if (!isKind(record, 'subscription')) return [];
  const { displayName, owner, offerId, tenantId, state, delegatedProviderSubscriptionId } = record.value;
  return [
    displayName,
    owner,
    state,
    ...[offerId, tenantId, delegatedProviderSubscriptionId ?? ''].map(lower),
  ];
}

function isKind<K extends PayloadKind>(
  record: SetRecord,
  kind: K,
): record is SetRecord<K> & { kind: K; value: PayloadTypes[K] } {
  return record.kind === kind;
}

function sortIds(ids: readonly string[]): readonly string[] {
  return ids.map(lower).toSorted();
}

function lower(text: string): string {
  return text.toLowerCase();
}

function describeDifferences(
  kind: string,
  { portable, database }: { readonly portable: ToldById; readonly database: ToldById },
): string | undefined {
  const alone = [...database.keys()].filter((id) => !portable.has(id));
  const missing = [...portable.keys()].filter((id) => !database.has(id));
  const other = [...database].filter(([id, told]) => portable.has(id) && portable.get(id) !== told);
  const first = alone[0] ?? missing[0] ?? other[0]?.[0];
  if (first === undefined) return undefined;
  return (
    `records of kind ${kind}: ${alone.length} are in the database alone, ${missing.length} in the portable repository ` +
    `alone, ${other.length} with other values; the first is ${first}`
  );
}
