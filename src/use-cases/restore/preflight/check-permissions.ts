import { AUTHORIZATION_VERSION } from '../../../cloud/api-versions.js';
import { selectSubscription } from '../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject } from '../../../cloud/json-value.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { ResourceAddress, RestoreTarget } from '../../../cloud/cloud-port.js';
import type { PlanEntry } from '../plan/restore-plan.js';
import { STAGES } from '../stage-order.js';
import { createKindAccess } from '../kinds/kind-access.js';
import type { KindAccess } from '../kinds/resource-kind.js';
import { limitReads } from '../plan/existing-objects.js';
import { listQuietly } from '../kinds/target-resources.js';
import { countOpenings, WRITES_TO_OPEN } from '../kinds/vaults/vault-access.js';

/**
 * The permission that writing a record of a kind takes. Secrets take a policy of their vault, which has an action of
 * its own.
 */
const ACTIONS: Readonly<Partial<Record<PayloadKind, string>>> = {
  directoryTenant: 'Microsoft.Subscriptions.Admin/directoryTenants/write',
  resourceGroup: 'Microsoft.Resources/subscriptions/resourceGroups/write',
  computeQuota: 'Microsoft.Compute.Admin/locations/quotas/write',
  networkQuota: 'Microsoft.Network.Admin/locations/quotas/write',
  storageQuota: 'Microsoft.Storage.Admin/locations/quotas/write',
  plan: 'Microsoft.Subscriptions.Admin/plans/write',
  offer: 'Microsoft.Subscriptions.Admin/offers/write',
  subscription: 'Microsoft.Subscriptions.Admin/subscriptions/write',
  offerDelegation: 'Microsoft.Subscriptions.Admin/offers/offerDelegations/write',
  acquiredPlan: 'Microsoft.Subscriptions.Admin/subscriptions/acquiredPlans/write',
  roleDefinition: 'Microsoft.Authorization/roleDefinitions/write',
  roleAssignment: 'Microsoft.Authorization/roleAssignments/write',
  vault: 'Microsoft.KeyVault/vaults/write',
};

const OPEN_VAULT = 'Microsoft.KeyVault/vaults/accessPolicies/write';
const REGISTER_VAULTS = 'Microsoft.KeyVault/register/action';

/** The actions that the signed-in principal may not do, and the scopes where nobody could tell. */
export interface PermissionVerdict {
  readonly missing: readonly { readonly scope: string; readonly action: string }[];
  /** Scopes whose permissions could not be read. */
  readonly unreadable: readonly string[];
}

/**
 * Compares the writes of a plan with the permissions of the signed-in principal: in the provider subscription, and in
 * the user subscriptions and their vaults that are there. Scopes that only come with the restore cannot be asked.
 *
 * @param entries of the plan. Source: REST reference, section 7.
 */
export async function checkPermissions(
  entries: readonly PlanEntry[],
  { target, concurrency }: { readonly target: RestoreTarget; readonly concurrency: number },
): Promise<PermissionVerdict> {
  const access = createKindAccess(limitReads(target, concurrency));
  const verdicts = [...collectNeeds(entries, target.identity.principalId)].map(
    async ([key, { host, scope, actions }]) => {
      const isPermitted = await readGrants(host, scope, access);
      if (isPermitted === undefined) return { missing: [], unreadable: [scope], key };
      const missing = [...actions].filter((action) => !isPermitted(action));
      return { missing: missing.map((action) => ({ scope, action })), unreadable: [], key };
    },
  );
  const all = await Promise.all(verdicts);
  return {
    missing: all.flatMap(({ missing }) => missing),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
  };
}

/** Reads the actions that are permitted at a scope; undefined when the cloud does not tell. */
async function readGrants(
  host: ResourceAddress['host'],
  scope: string,
  access: KindAccess,
): Promise<((action: string) => boolean) | undefined> {
  const path = `${scope}/providers/Microsoft.Authorization/permissions`;
  const granted = await listQuietly({ host, path, apiVersion: AUTHORIZATION_VERSION }, access);
  if (granted === undefined || granted.length === 0) return undefined;
  return (action) => granted.some((grant) => permits(grant, action));
}

/** The stages that the signed-in principal may carry out in the provider subscription, and those that it may not. */
export interface StageVerdict {
  readonly permitted: readonly string[];
  readonly missing: readonly { readonly stage: string; readonly action: string }[];
  /** Stages that write into subscriptions that come with the restore: they cannot be asked. */
  readonly later: readonly string[];
  /** False when the cloud does not tell what is permitted. */
  readonly isReadable: boolean;
}

/** Stages whose objects lie in subscriptions of users. */
const LATER: ReadonlySet<string> = new Set([
  'roleDefinitions',
  'userGroups',
  'vaultProviders',
  'vaults',
  'secrets',
  'roleAssignments',
]);

/** Compares each stage of a restore with the permissions in the provider subscription, without a plan. */
export async function checkStagePermissions(target: RestoreTarget): Promise<StageVerdict> {
  const access = createKindAccess(target);
  const scope = `/subscriptions/${target.identity.providerSubscriptionId}`;
  const isPermitted = await readGrants('admin', scope, access);
  const stages = STAGES.filter(({ name }) => !LATER.has(name)).map(({ name, kind }) => ({
    stage: name,
    action: ACTIONS[kind] ?? '*',
  }));
  const isMissing = ({ action }: { readonly action: string }) => isPermitted?.(action) === false;
  return {
    permitted: stages.filter((stage) => !isMissing(stage)).map(({ stage }) => stage),
    missing: stages.filter(isMissing),
    later: STAGES.filter(({ name }) => LATER.has(name)).map(({ name }) => name),
    isReadable: isPermitted !== undefined,
  };
}

interface Need {
  readonly host: ResourceAddress['host'];
  readonly scope: string;
  readonly actions: Set<string>;
}

function collectNeeds(
  entries: readonly PlanEntry[],
  principalId: string | undefined,
): ReadonlyMap<string, Need> {
  const created = new Set(
    entries
      .filter(({ kind, action }) => kind === 'subscription' && action === 'create')
      .map(({ id }) => id.slice(id.lastIndexOf('/') + 1)),
  );
  const needs = new Map<string, Need>();
  const add = (host: ResourceAddress['host'], path: string, action: string) => {
    const subscription = selectSubscription(path);
    if (typeof host !== 'string' || subscription === undefined || created.has(subscription)) return;
    const scope = `/subscriptions/${subscription}`;
    const need = needs.get(`${host} ${scope}`) ?? { host, scope, actions: new Set() };
    need.actions.add(action);
    needs.set(`${host} ${scope}`, need);
  };
  for (const { kind, action, replay } of entries) {
    const needed = ACTIONS[kind];
    if (replay === undefined || needed === undefined || action === 'adopt') continue;
    add(replay.address.host, replay.address.path, needed);
    if (kind === 'vault' && action === 'create') add('user', replay.address.path, REGISTER_VAULTS);
  }
  for (const { id } of listVaultsToOpen(entries, principalId)) add('user', id, OPEN_VAULT);
  return needs;
}

function permits(grant: JsonObject, action: string): boolean {
  const matchesAny = (list: unknown) =>
    Array.isArray(list) && list.some((pattern) => typeof pattern === 'string' && matches(pattern, action));
  return isJsonObject(grant) && matchesAny(grant['actions']) && !matchesAny(grant['notActions']);
}

/** `*` stands for any text; case means nothing. */
function matches(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}

/** A vault to which a run gives itself access for a while. */
export interface VaultToOpen {
  /** Lower case. */
  readonly id: string;
  readonly writes: number;
}

/**
 * Lists the vaults to which a run gives itself access: those of secrets that it has to write, or has to look at first,
 * unless the policies that are there by then name the signed-in principal.
 */
export function listVaultsToOpen(
  entries: readonly PlanEntry[],
  principalId: string | undefined,
): readonly VaultToOpen[] {
  if (principalId === undefined) return [];
  const written = entries.filter(({ kind, action }) => kind === 'secret' && action === 'create');
  const wanted = new Set(written.map(({ replay }) => replay?.inside ?? ''));
  const writesOf = new Map<string, number>();
  for (const { kind, id, replay, opens } of entries) {
    if (kind !== 'vault' || !wanted.has(id)) continue;
    const body = replay?.steps.at(-1)?.body;
    writesOf.set(
      id,
      body === undefined ? (opens ?? WRITES_TO_OPEN) : countOpenings({ value: body }, principalId),
    );
  }
  return [...wanted]
    .map((id) => ({ id, writes: writesOf.get(id) ?? WRITES_TO_OPEN }))
    .filter(({ writes }) => writes > 0);
}
