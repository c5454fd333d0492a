import type { SetRecords } from '../../../backup-set/content/records.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';
import type { Mapping } from '../ids/mapping.js';
import { createIdMap } from '../ids/rewrite-ids.js';
import { detectSourceCloud } from '../ids/source-cloud.js';
import { rewriteRecords } from '../plan/describe-records.js';
import type { SecretDigest } from './conceal-secrets.js';
import { diffRecords, selectComparableRecords } from './diff-records.js';
import type { ComparedObject } from './diff-target.js';

/** Compares two sets; sets of two clouds with the names of the right one. */
export function compareSets(
  [left, right]: readonly [SetRecords, SetRecords],
  { mapping, digest }: { readonly mapping: Mapping; readonly digest: SecretDigest },
): readonly ComparedObject[] {
  const cloud = identify(left, right);
  const rewritten = rewriteRecords(left, createIdMap(detectSourceCloud(left, mapping), cloud, mapping));
  const [from, to] = [rewritten, right].map((records) =>
    selectComparableRecords(withoutHome(records, cloud), digest),
  );
  if (from === undefined || to === undefined) return [];
  const changes = new Map(diffRecords(from, to).map((change) => [`${change.kind} ${change.id}`, change]));
  const objects: ComparedObject[] = [];
  for (const kind of new Set([...from.keys(), ...to.keys()])) {
    for (const id of new Set([...(from.get(kind)?.keys() ?? []), ...(to.get(kind)?.keys() ?? [])])) {
      objects.push({ kind, id, ...judgeFields(changes.get(`${kind} ${id}`)?.fields) });
    }
  }
  return objects;
}

/** Judges an object: one that only one side has differs as a whole. */
function judgeFields(fields: ComparedObject['fields'] | undefined): Pick<ComparedObject, 'state' | 'fields'> {
  if (fields === undefined) return { state: 'equal', fields: [] };
  const whole = fields.find(({ pointer }) => pointer === '');
  if (whole === undefined) return { state: 'changed', fields };
  return { state: whole.left === undefined ? 'onlyRight' : 'onlyLeft', fields: [] };
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
