import { AUTHORIZATION_VERSION } from '../../../cloud/api-versions.js';
import { normalizeArmId, selectLastSegment, selectSubscription } from '../../../cloud/arm-id.js';
import { type JsonObject, readObject, readTextOrEmpty, readTexts } from '../../../cloud/json-value.js';
import { formatSubscriptionAddress } from '../../../cloud/operator-address.js';
import type { Reading } from '../capture-source.js';
import { listAlways } from './required-reads.js';

const AUTHORIZATION = ['providers', 'Microsoft.Authorization'];

/**
 * Roles of all subscriptions but the built-in ones, each once: a role that is assignable in several is shown in each of
 * them, under another id. It is taken from the first one that it names. Source: REST reference, section 7.2.
 */
export async function readRoleDefinitions(
  subscriptionIds: readonly string[],
  reading: Reading,
): Promise<readonly JsonObject[]> {
  const filter = { $filter: 'atScopeAndBelow()' };
  const lists = subscriptionIds.map((id) => readScoped('roleDefinition', { id, filter }, reading));
  const byName = new Map<string, JsonObject>();
  for (const role of (await Promise.all(lists)).flat()) {
    if (readTextOrEmpty(readObject(role, 'properties'), 'type') === 'BuiltInRole') continue;
    // One without a name is no other one; no name begins with a space.
    const name = selectLastSegment(readTextOrEmpty(role, 'id')).toLowerCase() || ` ${byName.size}`;
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
    return all.filter((assignment) => !liesElsewhere(selectScope(assignment), id));
  });
  return (await Promise.all(lists)).flat();
}

/** True for a scope above all subscriptions, or in another one. */
function liesElsewhere(scope: string, subscriptionId: string): boolean {
  if (scope === '/' || /^\/providers\//i.test(scope)) return true;
  const subscription = selectSubscription(scope);
  return subscription !== undefined && subscription !== normalizeArmId(subscriptionId);
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
  return (await omissions.attempt(about, () => listAlways(source, { ...address, ...query }))) ?? [];
}
