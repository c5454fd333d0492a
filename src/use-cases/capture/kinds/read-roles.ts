import { AUTHORIZATION_VERSION } from '../../../cloud/api-versions.js';
import { normalizeArmId, selectLastSegment, selectSubscription } from '../../../cloud/arm-id.js';
import { type JsonObject, readObject, readTextOrEmpty, readTexts } from '../../../cloud/json-value.js';
import { formatSubscriptionAddress } from '../../../cloud/operator-address.js';
import type { Reading } from '../capture-source.js';

const AUTHORIZATION = ['providers', 'Microsoft.Authorization'];

/**
 * Custom roles of all subscriptions, each once: a role that is assignable in several is shown in each of them, under
 * another id. It is taken from the first one that it names. Source: REST reference, section 7.2.
 */
export async function readRoleDefinitions(
  subscriptionIds: readonly string[],
  reading: Reading,
): Promise<readonly JsonObject[]> {
  const filter = { $filter: 'atScopeAndBelow()' };
  const lists = subscriptionIds.map((id) => readScoped('roleDefinition', { id, filter }, reading));
  const byName = new Map<string, JsonObject>();
  for (const role of (await Promise.all(lists)).flat()) {
    if (readTextOrEmpty(readObject(role, 'properties'), 'type') !== 'CustomRole') continue;
    const name = selectLastSegment(readTextOrEmpty(role, 'id')).toLowerCase();
    if (!byName.has(name) || isSeenAtHome(role)) byName.set(name, role);
  }
  return [...byName.values()];
}

function isSeenAtHome(role: JsonObject): boolean {
  const [home = ''] = readTexts(readObject(role, 'properties'), 'assignableScopes');
  return selectSubscription(home) === selectSubscription(readTextOrEmpty(role, 'id'));
}

/**
 * Assignments at and below all subscriptions. A list also holds inherited ones, which the scope tells.
 * Source: REST reference, sections 7.1 and 7.4.
 */
export async function readRoleAssignments(
  subscriptionIds: readonly string[],
  reading: Reading,
): Promise<readonly JsonObject[]> {
  const lists = subscriptionIds.map(async (id) => {
    const all = await readScoped('roleAssignment', { id }, reading);
    return all.filter((assignment) => selectSubscription(selectScope(assignment)) === normalizeArmId(id));
  });
  return (await Promise.all(lists)).flat();
}

/** The scope at which a role is assigned. */
export function selectScope(assignment: JsonObject): string {
  return readTextOrEmpty(readObject(assignment, 'properties'), 'scope');
}

async function readScoped(
  kind: 'roleDefinition' | 'roleAssignment',
  at: { readonly id: string; readonly filter?: Readonly<Record<string, string>> },
  { source, omissions }: Reading,
): Promise<readonly JsonObject[]> {
  const address = formatSubscriptionAddress(source.identity, at.id, {
    segments: [...AUTHORIZATION, `${kind}s`],
    apiVersion: AUTHORIZATION_VERSION,
  });
  const query = at.filter === undefined ? {} : { query: at.filter };
  const about = { kind, id: `/subscriptions/${at.id}` };
  return (await omissions.attempt(about, () => source.list({ ...address, ...query }))) ?? [];
}
