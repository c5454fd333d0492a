import pLimit from 'p-limit';
import { type JsonObject, readTextOrEmpty } from '../../cloud/json-value.js';
import { type Progress, silentProgress } from '../../core/progress.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { PayloadKind } from '../../schema/payloads.js';
import { listForeignNames } from './foreign-names.js';
import type { CaptureSource, EnabledVersions, Reading, RecordCheck } from './capture-source.js';
import {
  listSubscriptionIds,
  noteResellerOffers,
  readAcquiredPlans,
  readOfferDelegations,
  readSubscriptions,
} from './kinds/read-offers.js';
import { readOperatorList } from './kinds/operator-lists.js';
import { readResourceGroups } from './kinds/read-resource-groups.js';
import { readRoleAssignments, readRoleDefinitions, selectScope } from './kinds/read-roles.js';
import { readSecrets, readVaults } from './kinds/read-vaults.js';
import { type Omission, OmissionList } from './omission.js';

/** The records of a cloud, and the objects that could not be read. Holds the values of secrets. */
export interface CapturedCloud {
  /** As the API returned them. */
  readonly records: { readonly [K in PayloadKind]: readonly JsonObject[] };
  readonly omissions: readonly Omission[];
}

/** Asserts that something could be read. @throws PERMISSION_MISSING when nothing of the cloud could be. */
export function assertSomething({ records, omissions }: CapturedCloud): void {
  if (Object.values(records).some((list) => list.length > 0)) return;
  const [first] = omissions;
  const why = first === undefined ? '' : `: ${first.message}`;
  throw new RestackError('PERMISSION_MISSING', `nothing of the cloud could be read${why}`, {
    details: { omissions: omissions.length },
  });
}

/** The cloud, and the rules of reading it. */
export interface ReadCloudOptions {
  readonly source: CaptureSource;
  readonly check: RecordCheck;
  /**
   * The note of enabled versions. With it disabled versions of secrets are enabled for the moment in which they are
   * read; without it they are left alone.
   */
  readonly enabledVersions?: EnabledVersions | undefined;
  /** Requests at a time. */
  readonly concurrency: number;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/**
 * Reads everything that a backup set can hold out of a live cloud. An object that may not be read becomes an omission,
 * and so does a record that breaks its schema.
 *
 * @throws TARGET_UNREACHABLE or TARGET_AUTH when a Resource Manager cannot be asked; the reason of the signal.
 * Source: format specification, section 5.
 */
export async function readCloud(options: ReadCloudOptions): Promise<CapturedCloud> {
  const step = (options.progress ?? silentProgress).begin('Reading the cloud', { unit: 'objects' });
  const count = { done: 0 };
  const source = meter(options, (read) => step.advance((count.done += read)));
  const omissions = new OmissionList();
  const unfinished = new Set<Promise<unknown>>();
  const finish = async <R>(work: Promise<R>): Promise<R> => {
    unfinished.add(work);
    return work.finally(() => unfinished.delete(work));
  };
  try {
    const { enabledVersions } = options;
    const read = await readKinds({ source, omissions, finish, enabledVersions });
    const check: RecordCheck = async (kind, record) => [
      ...(await options.check(kind, record)),
      ...listForeignNames(kind, record, source.identity),
    ];
    const records = await dropInvalid(read, omissions, check);
    step.end('done');
    return { records, omissions: omissions.list() };
  } catch (error) {
    await Promise.allSettled(unfinished);
    step.end('failed');
    throw withLeftEnabled(error, omissions);
  }
}

/** Adds the versions that were left enabled to an error: a failed capture has no result that could tell a person. */
function withLeftEnabled(error: unknown, omissions: OmissionList): unknown {
  const left = omissions.list().filter(({ reason }) => reason === 'leftEnabled');
  if (left.length === 0 || !(error instanceof RestackError)) return error;
  const ids = left.map(({ id }) => id);
  return new RestackError(error.code, `${error.message}; left enabled: ${ids.join(', ')}`, {
    cause: error,
    hints: error.hints,
    details: { ...error.details, leftEnabled: ids },
    exitCode: error.exitCode,
  });
}

async function readKinds(reading: Reading): Promise<CapturedCloud['records']> {
  const { providerSubscriptionId } = reading.source.identity;
  const reseller = noteResellerOffers(reading);
  const catalogue = Promise.all([readOperatorList('plan', reading), readOperatorList('offer', reading)]);
  const users = readSubscriptions(reading);
  const userIds = users.then(listSubscriptionIds);
  const allIds = userIds.then((ids) => [providerSubscriptionId, ...ids]);
  const vaults = userIds.then((ids) => readVaults(ids, reading));
  const assignments = allIds.then((ids) => readRoleAssignments(ids, reading));
  const groups = Promise.all([catalogue, vaults, assignments]).then(([[plans, offers], held, granted]) => {
    const ids = [...plans, ...offers, ...held].map((resource) => readTextOrEmpty(resource, 'id'));
    return readResourceGroups([...ids, ...granted.map(selectScope)], reading);
  });
  const work = {
    directoryTenant: readOperatorList('directoryTenant', reading),
    resourceGroup: groups,
    computeQuota: readOperatorList('computeQuota', reading),
    networkQuota: readOperatorList('networkQuota', reading),
    storageQuota: readOperatorList('storageQuota', reading),
    plan: catalogue.then(([plans]) => plans),
    offer: catalogue.then(([, offers]) => offers),
    subscription: users,
    offerDelegation: catalogue.then(([, offers]) => readOfferDelegations(offers, reading)),
    acquiredPlan: Promise.all([allIds, catalogue]).then(([ids, [plans]]) =>
      readAcquiredPlans(ids, plans, reading),
    ),
    roleDefinition: allIds.then((ids) => readRoleDefinitions(ids, reading)),
    roleAssignment: assignments,
    vault: vaults,
    secret: vaults.then((held) => readSecrets(held, reading)),
  } satisfies { readonly [K in PayloadKind]: Promise<readonly JsonObject[]> };
  return settleAll(work, reseller);
}

/** Waits for all work, also when some of it fails: nothing may be under way behind the error. */
async function settleAll<W extends Readonly<Record<string, Promise<readonly JsonObject[]>>>>(
  work: W,
  also: Promise<void>,
): Promise<{ readonly [K in keyof W]: readonly JsonObject[] }> {
  const entries = Object.entries(work);
  const settled = await Promise.allSettled([...entries.map(([, promise]) => promise), also]);
  const failure = settled.find((item) => item.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  const values = await Promise.all(entries.map(async ([kind, promise]) => [kind, await promise] as const));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the members are those of `work`
  return Object.fromEntries(values) as { readonly [K in keyof W]: readonly JsonObject[] };
}

/** Limits a source to so many requests at a time, and to none after an interrupt, except those that put things back. */
function meter(options: ReadCloudOptions, onRead: (count: number) => void): CaptureSource {
  const { source, concurrency, signal } = options;
  const limit = pLimit(concurrency);
  const read = async <R>(work: () => Promise<R>, countOf: (result: R) => number): Promise<R> => {
    const result = await limit(() => {
      signal?.throwIfAborted();
      return work();
    });
    onRead(countOf(result));
    return result;
  };
  return {
    identity: source.identity,
    read: (address) =>
      read(
        () => source.read(address),
        (found) => (found === undefined ? 0 : 1),
      ),
    list: (address) =>
      read(
        () => source.list(address),
        (found) => found?.length ?? 0,
      ),
    patch: (address, body) => limit(() => source.patch(address, body)),
  };
}

async function dropInvalid(
  read: CapturedCloud['records'],
  omissions: OmissionList,
  check: RecordCheck,
): Promise<CapturedCloud['records']> {
  const kept: { -readonly [K in PayloadKind]: readonly JsonObject[] } = { ...read };
  for (const kind of listKinds(read)) {
    const valid: JsonObject[] = [];
    for (const record of read[kind]) {
      const violations = await check(kind, record);
      if (violations.length === 0) valid.push(record);
      else {
        const message = `is not a record that a set can hold: ${violations.slice(0, 3).join('; ')}`;
        omissions.add({ kind, reason: 'invalid', id: readTextOrEmpty(record, 'id'), message });
      }
    }
    kept[kind] = valid;
  }
  return kept;
}

function listKinds(records: CapturedCloud['records']): readonly PayloadKind[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the members are the kinds
  return Object.keys(records) as PayloadKind[];
}
