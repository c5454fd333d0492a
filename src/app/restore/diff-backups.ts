import { createHmac, randomBytes } from 'node:crypto';
import { selectBackupSet } from '../../backup-set/catalog/select-set.js';
import type { SetRecords } from '../../backup-set/content/records.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { systemClock } from '../../core/clock.js';
import type { DiffResult } from '../../schema/results.js';
import type { SecretDigest } from '../../use-cases/restore/diff/conceal-secrets.js';
import { rewriteRecords } from '../../use-cases/restore/plan/describe-records.js';
import { diffRecords, selectComparableRecords } from '../../use-cases/restore/diff/diff-records.js';
import { type ComparedObject, diffTarget } from '../../use-cases/restore/diff/diff-target.js';
import type { Mapping } from '../../use-cases/restore/ids/mapping.js';
import type { TargetIdentity } from '../../cloud/cloud-port.js';
import { createIdMap } from '../../use-cases/restore/ids/rewrite-ids.js';
import { detectSourceCloud } from '../../use-cases/restore/ids/source-cloud.js';
import type { AppContext, KeyOptions, ShareOptions } from '../app.js';
import { connectGivenTarget, selectGivenTarget, type TargetOptions } from '../connect-given-target.js';
import { proveRecords } from '../share/prove-records.js';
import { readMappingFile } from './mapping-file.js';
import { withOpenSets } from '../share/open-sets.js';
import { CONCURRENCY } from './prepare-restore.js';

/** The two sides of a comparison: two sets, or one set and the present state of a target. */
export interface DiffOptions extends ShareOptions, KeyOptions, TargetOptions {
  readonly left: string;
  /** Without it the target is the right side. */
  readonly right?: string | undefined;
  readonly deployment?: string | undefined;
  readonly map?: string | undefined;
}

/**
 * Finds the records that only one side has, and the members in which both differ. Secrets are compared and never shown.
 *
 * @throws NOT_FOUND or USAGE when a selector names no set; the code of the worst finding when a set fails its proof;
 * the errors of connecting.
 */
export async function diffBackups(options: DiffOptions, context: AppContext): Promise<DiffResult> {
  if (options.right !== undefined && options.target !== undefined) {
    throw new RestackError('USAGE', 'a set is compared with another set or with a target, not with both', {
      hints: ['restack diff --help'],
    });
  }
  return withOpenSets(options, context, async (sets) => {
    const select = (selector: string) =>
      selectBackupSet(sets.catalog, selector, { deploymentId: options.deployment });
    const left = select(options.left);
    const mapping = await readMappingFile(options.map);
    const digest = createSecretDigest();
    const proof = { sets, context, consequence: 'it is not compared' };
    const name = { type: 'backup', name: left.backupId } as const;
    if (options.right !== undefined) {
      const right = select(options.right);
      const { records } = await proveRecords(left, proof);
      const others = right === left ? records : (await proveRecords(right, proof)).records;
      const objects = compareSets([records, others], { mapping, digest });
      return describeDiff(objects, [name, { type: 'backup', name: right.backupId }]);
    }
    const given = selectGivenTarget(options);
    const { records } = await proveRecords(left, proof);
    const target = await connectGivenTarget(given, context);
    try {
      const objects = await diffTarget({
        records,
        target,
        clock: systemClock,
        mapping,
        digest,
        concurrency: CONCURRENCY,
      });
      return describeDiff(objects, [name, { type: 'target', name: target.identity.adminEndpoint }]);
    } finally {
      target.close();
    }
  });
}

/**
 * Makes digests with a key that nobody keeps: equal secrets are equal in this one call, and no digest can be guessed
 * back.
 */
function createSecretDigest(): SecretDigest {
  const key = randomBytes(32);
  return (secret) => `(secret ${createHmac('sha256', key).update(secret).digest('hex').slice(0, 16)})`;
}

/** Compares two sets; sets of two clouds with the names of the right one. */
function compareSets(
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

type Counts = DiffResult['summary'];

function describeDiff(
  objects: readonly ComparedObject[],
  [left, right]: readonly [DiffResult['left'], DiffResult['right']],
): DiffResult {
  const total = { ...NOTHING };
  const byKind = new Map<string, { -readonly [State in keyof Counts]: number }>();
  for (const { kind, state } of objects) {
    const counts = byKind.get(kind) ?? { ...NOTHING };
    counts[state] += 1;
    total[state] += 1;
    byKind.set(kind, counts);
  }
  return {
    left,
    right,
    equal: total.equal === objects.length,
    summary: total,
    kinds: [...byKind].map(([kind, counts]) => ({ kind, counts })),
    differences: objects.flatMap(({ kind, id, state, fields }) =>
      state === 'equal' ? [] : [{ kind, id, state, fields: fields.map(describeField) }],
    ),
  };
}

const NOTHING: Counts = { equal: 0, changed: 0, onlyLeft: 0, onlyRight: 0, notCompared: 0 };

function describeField({ pointer, left, right }: ComparedObject['fields'][number]) {
  return {
    pointer,
    ...(left === undefined ? {} : { left }),
    ...(right === undefined ? {} : { right }),
  };
}
