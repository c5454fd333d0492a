import type { SetRecords, Untold } from '../../../backup-set/content/records.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';
import { normalizeArmId } from '../../../cloud/arm-id.js';
import type { Mapping } from '../ids/mapping.js';
import { createRecordNames } from '../ids/record-names.js';
import { createIdMap } from '../ids/rewrite-ids.js';
import { detectSourceCloud } from '../ids/source-cloud.js';
import { listKinds, rewriteRecords } from '../plan/describe-records.js';
import type { SecretDigest } from './conceal-secrets.js';
import { diffRecords, selectComparableRecords } from './diff-records.js';
import type { ComparedObject } from './diff-target.js';

/** The names that differ, and the things that one of the sets does not tell. */
export interface SetDiffOptions {
  readonly mapping: Mapping;
  readonly digest: SecretDigest;
  readonly untold?: readonly Untold[] | undefined;
}

/** Compares two sets; sets of two clouds with the names of the right one. */
export function compareSets(
  [left, right]: readonly [SetRecords, SetRecords],
  { mapping, digest, untold }: SetDiffOptions,
): readonly ComparedObject[] {
  const cloud = identify(left, right);
  const rewritten = rewriteRecords(left, createIdMap(detectSourceCloud(left, mapping), cloud, mapping));
  const [from, to] = [rewritten, right].map((records) =>
    selectComparableRecords(withoutHome(records, cloud), digest, untold),
  );
  if (from === undefined || to === undefined) return [];
  const names = new Map([...listNames(right), ...listNames(rewritten)]);
  const changes = new Map(diffRecords(from, to).map((change) => [`${change.kind} ${change.id}`, change]));
  const objects: ComparedObject[] = [];
  for (const kind of new Set([...from.keys(), ...to.keys()])) {
    for (const id of new Set([...(from.get(kind)?.keys() ?? []), ...(to.get(kind)?.keys() ?? [])])) {
      const key = `${kind} ${id}`;
      objects.push({ kind, id, name: names.get(key), ...judgeFields(changes.get(key)?.fields) });
    }
  }
  return objects;
}

/** The names of records by kind and id; grants and secrets, which are told apart by more than an id, are not among them. */
function* listNames(records: SetRecords): Generator<readonly [string, string]> {
  const names = createRecordNames(records);
  for (const kind of listKinds(records)) {
    for (const [index, { id }] of records[kind].entries()) {
      yield [`${kind} ${normalizeArmId(id)}`, names.nameRecord(kind, index)];
    }
  }
}

/** Judges an object: one that only one side has differs as a whole. */
function judgeFields(fields: ComparedObject['fields'] | undefined): Omit<ComparedObject, 'kind' | 'id'> {
  if (fields === undefined) return { state: 'equal', fields: [] };
  const whole = fields.find(({ pointer }) => pointer === '');
  if (whole === undefined) return { state: 'changed', fields };
  return whole.left === undefined
    ? { state: 'onlyRight', reason: 'the left set does not have it', fields: [] }
    : { state: 'onlyLeft', reason: 'the right set does not have it', fields: [] };
}

/** The cloud of the right set, as its records tell it; facts that they do not tell are as on the left. */
function identify(left: SetRecords, right: SetRecords): TargetIdentity {
  const [own, other] = [detectSourceCloud(right), detectSourceCloud(left)];
  return {
    adminEndpoint: '',
    userEndpoint: '',
    region: own.region ?? other.region ?? '',
    domain: own.domain ?? other.domain ?? '',
    providerSubscriptionId: own.providerSubscriptionId ?? other.providerSubscriptionId ?? '',
    identitySystem: 'aad',
    homeTenantId: own.homeTenantId ?? other.homeTenantId ?? '',
    principalId: undefined,
  };
}

/** Leaves out the entry of the home directory, which is the deployment's, and has another name on each cloud. */
function withoutHome(records: SetRecords, { homeTenantId }: TargetIdentity): SetRecords {
  const directoryTenant = records.directoryTenant.filter(
    ({ properties }) => properties.tenantId.toLowerCase() !== homeTenantId.toLowerCase(),
  );
  return { ...records, directoryTenant };
}
