import { selectLastSegment } from '../../../../cloud/arm-id.js';
import { type JsonObject, readText, readTextOrEmpty } from '../../../../cloud/json-value.js';
import { formatSubscriptionsAdminAddress } from '../../../../cloud/operator-address.js';
import type { DescribedRecord } from '../describe-records.js';
import type { Obstacle } from '../obstacle.js';
import type { KindAccess, KindContext } from '../../kinds/resource-kind.js';
import { formatRoleKey, readRoleName, selectRoleDirectory } from './role-key.js';
import { formatSubscriptionList, listQuietly, listUserSubscriptions } from '../../kinds/target-resources.js';

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
export async function findTakenNames(
  { plans, offers, vaults, roles }: NewNames,
  ground: Ground,
): Promise<readonly Obstacle[]> {
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
): Promise<readonly Obstacle[]> {
  if (records.length === 0) return [];
  const list = formatSubscriptionsAdminAddress(context.target, [type]);
  const holders = indexByName(await listQuietly(list, access));
  return records.flatMap((record) => describeTaken(record, holders.get(selectLastSegment(record.id))));
}

/** Finds taken names of vaults. A deleted vault holds its name until it is purged. */
async function findTakenVaults(
  records: readonly DescribedRecord[],
  access: KindAccess,
): Promise<readonly Obstacle[]> {
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
): Promise<readonly Obstacle[]> {
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

function describeTaken(record: DescribedRecord, holder: string | undefined): readonly Obstacle[] {
  if (holder === undefined || selectLastSegment(holder) === '' || holder === record.id) return [];
  return [{ code: 'name', records: [record], reason: `the target has another one of that name: ${holder}` }];
}
