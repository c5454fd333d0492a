import { RESOURCE_GROUP_VERSION } from '../../../../cloud/api-versions.js';
import { normalizeArmId, selectResourceGroup, selectSubscription } from '../../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readText } from '../../../../cloud/json-value.js';
import { RestackError } from '../../../../core/errors/restack-error.js';
import { selectOwnMembers } from '../../comparison.js';
import type { ResourceAddress, WriteReply } from '../../../../cloud/cloud-port.js';
import type { Found, KindAccess, ResourceKind, Step } from '../resource-kind.js';
import { formatSubscriptionId } from '../subscriptions/subscription.js';
import {
  countOpenings,
  formatVaultAddress,
  type VaultRecord,
  viewPlannedVault,
  viewVault,
} from './vault-access.js';
import { VAULT_RULES } from './vault-rules.js';

/** Vaults. Source: REST reference, section 8.1. */
export const vault: ResourceKind<'vault'> = {
  kind: 'vault',
  rules: VAULT_RULES,
  describe(record, context) {
    const subscription = selectSubscription(record.id) ?? '';
    const group = selectResourceGroup(record.id) ?? '';
    const groupId = normalizeArmId(`/subscriptions/${subscription}/resourceGroups/${group}`);
    const body = withoutRefusedSwitches(selectOwnMembers(record, VAULT_RULES));
    const address = formatVaultAddress(record);
    const readBack = async ({ target }: KindAccess) => {
      const found = await target.read(address);
      return found === undefined ? undefined : viewVault(found, record, target).value;
    };
    return {
      action: 'replay',
      replay: {
        address,
        steps: [createRegistration(subscription), { stage: 'vaults', body, readBack }],
        references: [groupId, formatSubscriptionId(subscription, context)],
        inside: groupId,
        find: (access) => findVault(record, access),
      },
    };
  },
};

async function findVault(record: VaultRecord, access: KindAccess): Promise<Found | undefined> {
  const view = await viewPlannedVault(record, access);
  if (view === undefined) return undefined;
  const leftover = 'a run that ended early left its own access policy there; it is taken away';
  const found = { value: view.value, opens: countOpenings(view, access.target.identity.principalId) };
  return view.leftOpen ? { ...found, leftover } : found;
}

/**
 * Leaves out two switches that are off: they only go on, and the API refuses `false`. Source: REST reference, section
 * 8.1.
 */
function withoutRefusedSwitches(body: JsonObject): JsonObject {
  const { properties } = body;
  if (!isJsonObject(properties)) return body;
  const kept = Object.entries(properties).filter(
    ([name, value]) => value !== false || (name !== 'enableSoftDelete' && name !== 'enablePurgeProtection'),
  );
  return { ...body, properties: Object.fromEntries(kept) };
}

/** Registers the vault provider, once for each subscription. Source: REST reference, section 2.4. */
function createRegistration(subscription: string): Step {
  const path = `/subscriptions/${subscription}/providers/Microsoft.KeyVault`;
  const provider: ResourceAddress = { host: 'user', path, apiVersion: RESOURCE_GROUP_VERSION };
  return {
    stage: 'vaultProviders',
    body: {},
    listCalls: () => [{ address: provider, registers: true }],
    makes: provider,
    write: (access) => access.once(`register ${path}`, () => register(provider, access)),
    readBack: async () => Promise.resolve({}),
  };
}

/** A registration is no late answer: it takes its time however patient the run is. */
const REGISTRATION_LIMIT_MS = 600_000;

async function register(provider: ResourceAddress, { target, readUntil }: KindAccess): Promise<WriteReply> {
  const read = () => target.read(provider);
  if (isRegistered(await read())) return { status: 200, body: undefined };
  const path = `${provider.path}/register`;
  const reply = await target.invoke({ ...provider, path }, undefined, { repeatable: true });
  const wanted = { read, isWritten: isRegistered, limitMs: REGISTRATION_LIMIT_MS };
  if (isRegistered(await readUntil(provider, wanted))) {
    return { status: reply.status, body: undefined };
  }
  throw new RestackError('PARTIAL', `the provider of ${provider.path} was not registered in time`);
}

/** True for a provider as ARM shows it once it is registered in a subscription. */
export function isRegistered(provider: JsonObject | undefined): boolean {
  return provider !== undefined && readText(provider, 'registrationState')?.toLowerCase() === 'registered';
}
