import type { SetRecords, Untold } from '../../../backup-set/content/records.js';
import type { JsonObject, JsonValue } from '../../../cloud/json-value.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import { compareObjects, type ComparisonRules } from '../comparison.js';
import { concealSecrets, type SecretDigest } from './conceal-secrets.js';
import { selectFinalBody } from '../plan/decide-entry.js';
import { describeRecords, type DescribedRecord, rewriteRecords } from '../plan/describe-records.js';
import { createExistingLookup, limitReads } from '../plan/existing-objects.js';
import { listOthers } from './list-others.js';
import { createKindAccess } from '../kinds/kind-access.js';
import { createRuleSelector, KINDS } from '../kinds/kind-registry.js';
import { assertMappingFits, type Mapping } from '../ids/mapping.js';
import { CALLS_AT_A_TIME, type RestoreTarget } from '../../../cloud/cloud-port.js';
import type { Found, KindContext, Unseen } from '../kinds/resource-kind.js';
import { createRecordNames } from '../ids/record-names.js';
import { createIdMap } from '../ids/rewrite-ids.js';
import { detectSourceCloud } from '../ids/source-cloud.js';

/** The comparison of one object. */
export interface ComparedObject {
  readonly kind: PayloadKind;
  /** The id in the target, lower case. */
  readonly id: string;
  /** The name by which people know it; undefined where no record tells one. */
  readonly name?: string | undefined;
  /** `notCompared`: the target does not show it to this principal, or it has no place in its API. */
  readonly state: 'equal' | 'changed' | 'onlyLeft' | 'onlyRight' | 'notCompared';
  /** The reason why it is on one side only, was not compared, or cannot be made equal; undefined where the fields say it all. */
  readonly reason?: string | undefined;
  readonly fields: readonly {
    readonly pointer: string;
    readonly left: JsonValue | undefined;
    readonly right: JsonValue | undefined;
  }[];
}

/** The set, the target and the limits of a comparison. */
export interface TargetDiffOptions {
  readonly records: SetRecords;
  /** The things that the set does not tell about them: they are not compared. */
  readonly untold?: readonly Untold[] | undefined;
  readonly target: RestoreTarget;
  readonly mapping: Mapping;
  readonly digest: SecretDigest;
}

/**
 * Compares a set with the present state of a target. Objects that the deployment makes are part of neither. Reads only.
 */
export async function diffTarget(options: TargetDiffOptions): Promise<readonly ComparedObject[]> {
  const { mapping, digest } = options;
  const target = limitReads(options.target, CALLS_AT_A_TIME);
  assertMappingFits(mapping, target.identity);
  const map = createIdMap(detectSourceCloud(options.records, mapping), target.identity, mapping);
  const records = rewriteRecords(options.records, map);
  const context: KindContext = { target: target.identity, records, untold: options.untold };
  const described = describeRecords(KINDS, context);
  const names = createRecordNames(records, target.identity.providerSubscriptionId);
  const access = createKindAccess(target);
  const lookUp = createExistingLookup(KINDS, context, access);
  const find = findAll(described, async (record) => {
    const { disposition } = record;
    if (disposition.action !== 'replay') return undefined;
    const found = await lookUp(record, disposition.replay);
    return found !== undefined && 'notYet' in found ? undefined : found;
  });
  const rulesOf = createRuleSelector(options.untold);
  const compared = await Promise.all(
    described
      .filter(({ disposition }) => disposition.action !== 'skip')
      .map(async (record) => {
        const name = names.nameRecord(record.kind, record.recordIndex);
        const comparison = { digest, rules: rulesOf(record.kind) };
        return { ...compareRecord(record, await find(record), comparison), name };
      }),
  );
  const others = await listOthers(described, context, access);
  const rest = { state: 'onlyRight', reason: 'the set does not have it', fields: [] } as const;
  return [...compared, ...others.map((other) => ({ ...other, ...rest }))];
}

type Finder = (record: DescribedRecord) => Promise<Found | Unseen | undefined>;

/** Limits a look-up to objects whose container is there: inside something that is not there is nothing. */
function findAll(described: readonly DescribedRecord[], lookUp: Finder): Finder {
  const byId = new Map(described.map((record) => [record.id, record]));
  const known = new Map<DescribedRecord, Promise<Found | Unseen | undefined>>();
  const find: Finder = (record) => {
    const result = known.get(record) ?? findInside(record);
    known.set(record, result);
    return result;
  };
  const findInside: Finder = async (record) => {
    const inside = record.disposition.action === 'replay' ? record.disposition.replay.inside : undefined;
    const outer = inside === undefined ? undefined : byId.get(inside);
    const isReplayed = outer !== undefined && outer !== record && outer.disposition.action === 'replay';
    return isReplayed && (await find(outer)) === undefined ? undefined : lookUp(record);
  };
  return find;
}

const UNSEEN = 'no access policy lets the sign-in look into its vault';

function compareRecord(
  { kind, id, disposition }: DescribedRecord,
  found: Found | Unseen | undefined,
  { digest, rules: all }: { readonly digest: SecretDigest; readonly rules: ComparisonRules },
): ComparedObject {
  const place = { kind, id, fields: [] };
  if (disposition.action !== 'replay') return { ...place, state: 'notCompared', reason: disposition.reason };
  if (found === undefined) return { ...place, state: 'onlyLeft', reason: 'the target does not have it' };
  if ('unseen' in found) return { ...place, state: 'notCompared', reason: UNSEEN };
  const { secret, ...rules } = all;
  const conceal = (value: JsonObject) => concealSecrets(value, secret, digest);
  const differences = compareObjects(
    conceal(selectFinalBody(disposition.replay)),
    conceal(found.value),
    rules,
  );
  if (differences.length === 0) return { ...place, state: 'equal' };
  const fields = differences.map(({ path, sent, found: right }) => ({
    pointer: `/${path.replaceAll('.', '/')}`,
    left: sent,
    right,
  }));
  return { kind, id, state: 'changed', reason: found.fixedBy, fields };
}
