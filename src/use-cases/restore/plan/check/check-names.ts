import { formatCount } from '../../../../core/sizes.js';
import { groupByKey } from '../../../../core/group-by-key.js';
import { selectLastSegment, selectSubscription } from '../../../../cloud/arm-id.js';
import type { SetRecords } from '../../../../backup-set/content/records.js';
import type { PayloadKind } from '../../../../schema/payloads.js';
import { areEqual, selectOwnMembers } from '../../comparison.js';
import type { DescribedRecord } from '../describe-records.js';
import { listNameFlags } from './deciding-flags.js';
import { KINDS } from '../../kinds/kind-registry.js';
import type { Obstacle } from '../restore-plan.js';
import type { KindAccess, KindContext } from '../../kinds/resource-kind.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../../cloud/json-value.js';
import { formatSubscriptionsAdminAddress } from '../../../../cloud/operator-address.js';
import { formatSubscriptionList, listQuietly, listUserSubscriptions } from '../../kinds/target-resources.js';

/** The records whose names are compared, and the target to ask. */
export interface NameCheck {
  readonly described: readonly DescribedRecord[];
  /** The records among them that are to be created. */
  readonly created: readonly DescribedRecord[];
  readonly context: KindContext;
  /** The access to the target; without it only the names of the set are compared. */
  readonly access: KindAccess | undefined;
  /** The records with the names of the source. */
  readonly captured: SetRecords;
}

/**
 * Finds names that two objects would bear and only one may: plans and offers in the provider subscription, vaults in
 * the whole cloud, custom roles in a directory; and vaults whose name a deleted one still holds.
 *
 * Source: REST reference, sections 4.1, 7.2 and 8.1.
 */
export async function checkNames(check: NameCheck): Promise<readonly Obstacle[]> {
  const found = await findNameObstacles(check);
  return found.map((one) => ({ ...one, decide: listNameFlags(one.records, check.captured) }));
}

/** An obstacle of which nobody has said yet what decides it. */
type NameObstacle = Omit<Obstacle, 'decide'>;

async function findNameObstacles(check: NameCheck): Promise<readonly NameObstacle[]> {
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
  return [...inSet, ...(await findTakenNames({ plans, offers, vaults, roles }, { access, context }))];
}

/** Finds records that a mapping makes one, although they are not equal. */
function findMerged({ described, context }: NameCheck): readonly NameObstacle[] {
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
    const [own, others] = [selectOwnMembers(left ?? {}, rules), selectOwnMembers(right ?? {}, rules)];
    if (areEqual(own, others, rules)) return [];
    const reason = 'two records of the set, which are not equal, would become one: change the mapping';
    return [{ code: 'name', records: [other, record], reason } as const];
  });
}

function findRepeated(
  records: readonly DescribedRecord[],
  keyOf: (record: DescribedRecord) => string,
  rule: string,
): readonly NameObstacle[] {
  return [...groupByKey(records, keyOf).values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      code: 'name',
      records: group,
      reason: `${formatCount(group.length, 'record')} of the set would bear one name, and the ${rule}: ${group.map(({ id }) => id).join(', ')}`,
    }));
}

/** The directory of the subscription that a role of the set lies in, lower case. */
function selectRoleDirectory({ id }: DescribedRecord, { records, target }: KindContext): string {
  const scope = selectSubscription(id) ?? '';
  const owner = records.subscription.find(({ subscriptionId }) => subscriptionId.toLowerCase() === scope);
  return (owner?.tenantId ?? target.homeTenantId).toLowerCase();
}

/**
 * The key under which a role must be unique: the directory, and the name that people see. Source: REST reference,
 * section 7.2.
 */
function formatRoleKey(record: DescribedRecord, context: KindContext): string {
  const { disposition } = record;
  const body = disposition.action === 'replay' ? disposition.replay.steps.at(-1)?.body : undefined;
  return `${selectRoleDirectory(record, context)}/${readRoleName(body ?? {})}`;
}

/** The name of a role, lower case; empty for an object that is no role. */
function readRoleName({ properties }: JsonObject): string {
  const name = isJsonObject(properties) ? readText(properties, 'roleName') : undefined;
  return (name ?? '').toLowerCase();
}

/** The records that are to be created, by the set of objects among which their names must be unique. */
export interface NewNames {
  readonly plans: readonly DescribedRecord[];
  readonly offers: readonly DescribedRecord[];
  readonly vaults: readonly DescribedRecord[];
  readonly roles: readonly DescribedRecord[];
}

interface Ground {
  readonly access: KindAccess;
  readonly context: KindContext;
}

/**
 * Finds names that another object on the target bears, as far as the signed-in principal sees it: plans and offers in
 * other groups, vaults in its subscriptions, alive or deleted, and roles of the same directory.
 */
async function findTakenNames(
  { plans, offers, vaults, roles }: NewNames,
  ground: Ground,
): Promise<readonly NameObstacle[]> {
  const found = [
    await findTakenGrouped(plans, 'plans', ground),
    await findTakenGrouped(offers, 'offers', ground),
    await findTakenVaults(vaults, ground.access),
    await findTakenRoles(roles, ground),
  ];
  return found.flat();
}

async function findTakenGrouped(
  records: readonly DescribedRecord[],
  type: 'plans' | 'offers',
  { access, context }: Ground,
): Promise<readonly NameObstacle[]> {
  if (records.length === 0) return [];
  const list = formatSubscriptionsAdminAddress(context.target, [type]);
  const holders = indexByName(await listQuietly(list, access));
  return records.flatMap((record) => describeTaken(record, holders.get(selectLastSegment(record.id))));
}

/** Finds taken names of vaults. A deleted vault holds its name until it is purged. */
async function findTakenVaults(
  records: readonly DescribedRecord[],
  access: KindAccess,
): Promise<readonly NameObstacle[]> {
  if (records.length === 0) return [];
  const ids = (await listUserSubscriptions(access)).map((item) => readTextOrEmpty(item, 'subscriptionId'));
  const listOf = async (id: string, type: 'vaults' | 'deletedVaults') =>
    (await listQuietly(formatSubscriptionList(type, { host: 'user', id }), access)) ?? [];
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

/** Finds roles of the same directory and name, in whichever of its subscriptions they can be assigned. */
async function findTakenRoles(
  records: readonly DescribedRecord[],
  { access, context }: Ground,
): Promise<readonly NameObstacle[]> {
  if (records.length === 0) return [];
  const directories = new Set(records.map((record) => selectRoleDirectory(record, context)));
  const { homeTenantId, providerSubscriptionId } = context.target;
  const subscriptions = [
    { host: 'admin', id: providerSubscriptionId, directory: homeTenantId.toLowerCase() } as const,
    ...(await listUserSubscriptions(access)).map((item) => ({
      host: 'user' as const,
      id: readTextOrEmpty(item, 'subscriptionId'),
      directory: (readText(item, 'tenantId') ?? homeTenantId).toLowerCase(),
    })),
  ];
  const holders = new Map<string, string>();
  const asked = subscriptions.filter(({ directory }) => directories.has(directory));
  const lists = asked.map(async ({ host, id, directory }) => {
    const roles = await listQuietly(formatSubscriptionList('roleDefinitions', { host, id }), access);
    for (const role of roles ?? [])
      holders.set(`${directory}/${readRoleName(role)}`, readText(role, 'id')?.toLowerCase() ?? '');
  });
  await Promise.all(lists);
  return records.flatMap((record) => {
    const holder = holders.get(formatRoleKey(record, context));
    // One role is shown with another id through each subscription; its GUID is what makes it one.
    const isSame = holder !== undefined && selectLastSegment(holder) === selectLastSegment(record.id);
    return isSame ? [] : describeTaken(record, holder);
  });
}

function indexByName(items: readonly JsonObject[] | undefined): ReadonlyMap<string, string> {
  const ids = (items ?? []).map((item) => readTextOrEmpty(item, 'id').toLowerCase());
  return new Map(ids.map((id) => [selectLastSegment(id), id]));
}

function describeTaken(record: DescribedRecord, holder: string | undefined): readonly NameObstacle[] {
  if (holder === undefined || selectLastSegment(holder) === '' || holder === record.id) return [];
  return [{ code: 'name', records: [record], reason: `the target has another one of that name: ${holder}` }];
}
