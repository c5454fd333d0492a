import { selectLastSegment } from '../core/arm-id.js';
import type { PayloadKind } from '../schema/payloads.js';
import { compareObjects, selectOwnMembers } from './comparison.js';
import type { DescribedRecord } from './describe-records.js';
import { isJsonObject, type JsonObject, readText } from './json-value.js';
import {
  SUBSCRIPTIONS_ADMIN,
  SUBSCRIPTIONS_ADMIN_VERSION,
  formatOperatorAddress,
} from './kinds/operator-address.js';
import { KINDS } from './kinds/index.js';
import type { Obstacle } from './obstacle.js';
import type { ResourceAddress } from './ports.js';
import type { KindAccess, KindContext } from './resource-kind.js';
import { listQuietly } from './target-resources.js';

/** What comparing names takes. */
export interface NameCheck {
  readonly described: readonly DescribedRecord[];
  /** Those of them that are to be created. */
  readonly created: readonly DescribedRecord[];
  readonly context: KindContext;
  /** Without it only the names of the set are compared. */
  readonly access: KindAccess | undefined;
}

/**
 * Finds names that two would bear and only one may: plans and offers in the provider subscription, vaults in the whole
 * cloud, custom roles in a directory; and vaults whose name a deleted one still holds.
 *
 * Source: REST reference, sections 4.1, 7.2 and 8.1.
 */
export async function checkNames(check: NameCheck): Promise<readonly Obstacle[]> {
  const ofKind = (kind: PayloadKind) => check.created.filter((record) => record.kind === kind);
  const [plans, offers, vaults] = [ofKind('plan'), ofKind('offer'), ofKind('vault')];
  const roles = ofKind('roleDefinition');
  const inSet = [
    ...findMerged(check),
    ...findRepeated(plans, (record) => selectLastSegment(record.id), 'name of a plan is unique in a cloud'),
    ...findRepeated(
      offers,
      (record) => selectLastSegment(record.id),
      'name of an offer is unique in a cloud',
    ),
    ...findRepeated(vaults, (record) => selectLastSegment(record.id), 'name of a vault is unique in a cloud'),
    ...findRepeated(
      roles,
      (record) => formatRoleKey(record, check.context),
      'name of a role is unique in a directory',
    ),
  ];
  if (check.access === undefined) return inSet;
  const { access, context } = check;
  return [
    ...inSet,
    ...(await findTaken(plans, { type: 'plans', access, context })),
    ...(await findTaken(offers, { type: 'offers', access, context })),
    ...(await findTakenVaults(vaults, access)),
    ...(await findTakenRoles(roles, access)),
  ];
}

/** Records that a mapping makes one, although they are not equal. */
function findMerged({ described, context }: NameCheck): readonly Obstacle[] {
  const first = new Map<string, DescribedRecord>();
  return described.flatMap((record) => {
    const key = `${record.kind} ${record.id}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, record);
      return [];
    }
    const rules = KINDS[record.kind]?.rules ?? { serverOwned: [] };
    const [left, right] = [other, record].map(({ kind, recordIndex }) => context.records[kind][recordIndex]);
    const isEqual = compareObjects(
      selectOwnMembers(left ?? {}, rules),
      selectOwnMembers(right ?? {}, rules),
      rules,
    );
    if (isEqual.length === 0) return [];
    const reason = 'two records of the set, which are not equal, would become one: change the mapping';
    return [{ code: 'name', records: [other, record], reason } as const];
  });
}

function findRepeated(
  records: readonly DescribedRecord[],
  keyOf: (record: DescribedRecord) => string,
  rule: string,
): readonly Obstacle[] {
  const groups = new Map<string, DescribedRecord[]>();
  for (const record of records) {
    const key = keyOf(record);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      code: 'name',
      records: group,
      reason: `${group.length} records of the set would bear one name, and the ${rule}: ${group.map(({ id }) => id).join(', ')}`,
    }));
}

/** A role's name and the directory of the subscription that it lies in. */
function formatRoleKey(record: DescribedRecord, { records, target }: KindContext): string {
  const scope = /^\/subscriptions\/([^/]+)/.exec(record.id)?.[1] ?? '';
  const owner = records.subscription.find(({ subscriptionId }) => subscriptionId.toLowerCase() === scope);
  return `${(owner?.tenantId ?? target.homeTenantId).toLowerCase()}/${readRoleName(selectBody(record)).toLowerCase()}`;
}

function selectBody({ disposition }: DescribedRecord): JsonObject {
  return disposition.action === 'replay' ? (disposition.replay.steps.at(-1)?.body ?? {}) : {};
}

function readRoleName(role: JsonObject): string {
  const properties = role['properties'];
  return (isJsonObject(properties) ? readText(properties, 'roleName') : undefined) ?? '';
}

/** Plans and offers of the same name in another group of the target. */
async function findTaken(
  records: readonly DescribedRecord[],
  {
    type,
    access,
    context,
  }: { readonly type: 'plans' | 'offers'; readonly access: KindAccess; readonly context: KindContext },
): Promise<readonly Obstacle[]> {
  if (records.length === 0) return [];
  const list = formatOperatorAddress(
    context.target,
    ['providers', SUBSCRIPTIONS_ADMIN, type],
    SUBSCRIPTIONS_ADMIN_VERSION,
  );
  const holders = indexByName(await listQuietly(list, access));
  return records.flatMap((record) => describeTaken(record, holders.get(selectLastSegment(record.id))));
}

/** Vaults of the same name, alive or deleted, in the subscriptions that the signed-in principal sees. */
async function findTakenVaults(
  records: readonly DescribedRecord[],
  access: KindAccess,
): Promise<readonly Obstacle[]> {
  if (records.length === 0) return [];
  const all: ResourceAddress = { host: 'user', path: '/subscriptions', apiVersion: '2016-06-01' };
  const ids = ((await listQuietly(all, access)) ?? []).map((item) => readText(item, 'subscriptionId') ?? '');
  const listOf = async (subscriptionId: string, type: string) => {
    const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/providers/Microsoft.KeyVault/${type}`;
    return (await listQuietly({ host: 'user', path, apiVersion: '2016-10-01' }, access)) ?? [];
  };
  const alive = await Promise.all(ids.map((id) => listOf(id, 'vaults')));
  const deleted = await Promise.all(ids.map((id) => listOf(id, 'deletedVaults')));
  const [holders, former] = [indexByName(alive.flat()), indexByName(deleted.flat())];
  return records.flatMap((record) => {
    const name = selectLastSegment(record.id);
    const grave = former.get(name);
    if (grave === undefined) return describeTaken(record, holders.get(name));
    const reason = `the name is held by a vault that was deleted and not purged: ${grave}; purge it, recover it, or map the name to another (vaultNames)`;
    return [{ code: 'softDeleted', records: [record], reason } as const];
  });
}

/** Roles of the same name at the scope where one is to be made. A scope that is not there yet has none. */
async function findTakenRoles(
  records: readonly DescribedRecord[],
  access: KindAccess,
): Promise<readonly Obstacle[]> {
  const obstacles = records.map(async (record) => {
    if (record.disposition.action !== 'replay') return [];
    const { address } = record.disposition.replay;
    const list = { ...address, path: address.path.replace(/\/[^/]*$/, '') };
    const name = readRoleName(selectBody(record)).toLowerCase();
    const same = ((await listQuietly(list, access)) ?? []).filter(
      (role) => readRoleName(role).toLowerCase() === name,
    );
    return describeTaken(record, readText(same[0] ?? {}, 'id')?.toLowerCase());
  });
  return (await Promise.all(obstacles)).flat();
}

function indexByName(items: readonly JsonObject[] | undefined): ReadonlyMap<string, string> {
  const ids = (items ?? []).map((item) => (readText(item, 'id') ?? '').toLowerCase());
  return new Map(ids.map((id) => [selectLastSegment(id), id]));
}

function describeTaken(record: DescribedRecord, holder: string | undefined): readonly Obstacle[] {
  if (holder === undefined || selectLastSegment(holder) === '' || holder === record.id) return [];
  const sameRole =
    record.kind === 'roleDefinition' && selectLastSegment(holder) === selectLastSegment(record.id);
  return sameRole
    ? []
    : [{ code: 'name', records: [record], reason: `the target has another one of that name: ${holder}` }];
}
