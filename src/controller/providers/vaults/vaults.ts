import type { Cloud } from '../../cloud/cloud.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, gatewayError, ok, pageOf, type Reply, written } from '../../wire/reply.js';
import { badRequest, checkFields, type FieldRule, stringAt, valueAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { KEY_VAULT_WIRE } from '../../wire/wire.js';
import type { StoredVault } from '../../cloud/state/stored-objects.js';
import { checkLocationOf } from '../resources/resource-list.js';
import { checkRegistered } from '../resources/provider-registration.js';
import { checkGroup } from '../resources/resource-groups.js';
import { checkWritable } from '../subscriptions/subscription-rules.js';
import { removeVault } from '../removal.js';
import { checkPolicies, describeVault, readVault, VAULT_API_VERSIONS } from './vault-resource.js';

const NAMESPACE = 'Microsoft.KeyVault';
const TYPE = `${NAMESPACE}/vaults`;
const ALL = `/subscriptions/{subscriptionId}/providers/${TYPE}`;

/** Path of the vaults of a group. */
export const VAULTS_PATH = `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/${TYPE}`;

const NAME = /^[a-zA-Z0-9-]{3,24}$/;

const UPDATE_FIELDS: readonly FieldRule[] = [
  { path: 'tags', type: 'tags' },
  { path: 'properties', type: 'object' },
  { path: 'properties.tenantId', type: 'string' },
  { path: 'properties.sku', type: 'object' },
  { path: 'properties.sku.family', type: 'string', oneOf: ['A'] },
  { path: 'properties.sku.name', type: 'string' },
  { path: 'properties.accessPolicies', type: 'array' },
  { path: 'properties.createMode', type: 'string', oneOf: ['default', 'recover'] },
  ...[
    'enabledForDeployment',
    'enabledForDiskEncryption',
    'enabledForTemplateDeployment',
    'enableSoftDelete',
    'enablePurgeProtection',
  ].map((name): FieldRule => ({ path: `properties.${name}`, type: 'boolean' })),
];

const REQUIRED = ['location', 'properties.tenantId', 'properties.sku.name', 'properties.accessPolicies'];

/** Vaults. Source: REST reference, section 8.1. */
export const VAULT_ROUTES: readonly Route[] = routesOf(
  { hosts: ['user'], apiVersions: VAULT_API_VERSIONS, wire: KEY_VAULT_WIRE },
  {
    [ALL]: { GET: listVaults },
    [VAULTS_PATH]: { GET: listVaults },
    [`${VAULTS_PATH}/{vault}`]: { GET: getVault, PUT: putVault, PATCH: patchVault, DELETE: deleteVault },
    [`/subscriptions/{subscriptionId}/providers/${NAMESPACE}/checkNameAvailability`]: {
      POST: checkVaultName,
    },
  },
);

/** The vault that a call names, in the subscription and group that it names. */
export function findVault(call: RoutedCall, cloud: Cloud): StoredVault | undefined {
  const vault = cloud.state.vaults.get(call.params['vault'] ?? '');
  return vault !== undefined && isOfCall(vault, call) ? vault : undefined;
}

function isOfCall(vault: StoredVault, call: RoutedCall): boolean {
  const { subscriptionId = '', resourceGroup } = call.params;
  const isGroup =
    resourceGroup === undefined || vault.resourceGroup.toLowerCase() === resourceGroup.toLowerCase();
  return isGroup && vault.subscriptionId.toLowerCase() === subscriptionId.toLowerCase();
}

/** The gateway's 404 for a call about a vault that is not there; undefined when it is. */
export function checkVault(call: RoutedCall, cloud: Cloud): Reply | undefined {
  if (findVault(call, cloud) !== undefined) return undefined;
  const { resourceGroup = '', vault: name = '' } = call.params;
  const message = `The Resource '${TYPE}/${name}' under resource group '${resourceGroup}' was not found.`;
  return checkGroup(call, cloud) ?? gatewayError(404, 'ResourceNotFound', message);
}

/** A vault under the casing of the request. */
export function describe(vault: StoredVault, call: Addressed, cloud: Cloud): object {
  const { subscriptionId = '', resourceGroup = vault.resourceGroup } = call.params;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${TYPE}/${vault.name}`;
  return describeVault(vault, { id }, cloud);
}

function listVaults(call: RoutedCall, cloud: Cloud): Reply {
  const refused = call.params['resourceGroup'] === undefined ? undefined : checkGroup(call, cloud);
  if (refused !== undefined) return refused;
  const page = pageOf(
    cloud.state.vaults.list().filter((vault) => isOfCall(vault, call)),
    call.call,
  );
  return ok({ value: page.items.map((vault) => describe(vault, call, cloud)), nextLink: page.nextLink });
}

function getVault(call: RoutedCall, cloud: Cloud): Reply {
  const vault = findVault(call, cloud);
  return vault === undefined ? (checkVault(call, cloud) ?? empty(404)) : ok(describe(vault, call, cloud));
}

function putVault(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkPut(call, cloud);
  if (refused !== undefined) return refused;
  if (stringAt(call.body, 'properties.createMode') === 'recover') return recoverVault(call, cloud);
  const known = findVault(call, cloud);
  const broken = checkNew(call, cloud, known) ?? checkProperties(call.body, cloud);
  if (broken !== undefined) return broken;
  const { subscriptionId = '', resourceGroup = '', vault: name = '' } = call.params;
  const vault = readVault(known ?? { name, subscriptionId, resourceGroup }, call.body);
  const kept =
    known === undefined ? vault : { ...vault, ...identityOf(known), ...protectionOf(vault, known) };
  const isNew = cloud.state.vaults.set(name, kept);
  return written(describe(kept, call, cloud), isNew);
}

function checkPut(call: RoutedCall, cloud: Cloud): Reply | undefined {
  return (
    checkRegistered(call, cloud, NAMESPACE) ??
    checkWritable(call, cloud) ??
    checkGroup(call, cloud) ??
    checkFields(call.body, UPDATE_FIELDS) ??
    checkLocationOf(call, cloud, TYPE)
  );
}

/** The members of a vault that a PUT does not change. */
function identityOf(known: StoredVault): Pick<StoredVault, 'name' | 'subscriptionId' | 'resourceGroup'> {
  const { name, subscriptionId, resourceGroup } = known;
  return { name, subscriptionId, resourceGroup };
}

/** Protection that was once switched on stays. */
function protectionOf(vault: StoredVault, known: StoredVault): Partial<StoredVault> {
  return {
    enableSoftDelete: vault.enableSoftDelete ?? known.enableSoftDelete,
    enablePurgeProtection: vault.enablePurgeProtection ?? known.enablePurgeProtection,
  };
}

function checkNew(call: RoutedCall, cloud: Cloud, known: StoredVault | undefined): Reply | undefined {
  const { vault: name = '' } = call.params;
  if (!NAME.test(name))
    return armError(400, { code: 'VaultNameNotValid', message: `The vault name '${name}' is not valid.` });
  if (known !== undefined) return undefined;
  if (cloud.state.vaults.has(name)) {
    const message = `The vault name '${name}' is already in use. Vault names are globally unique.`;
    return armError(409, { code: 'VaultAlreadyExists', message });
  }
  if (!cloud.state.deletedVaults.has(name)) return undefined;
  const message = `A vault with the same name '${name}' exists in deleted state.`;
  return armError(409, { code: 'ConflictError', message });
}

function checkProperties(body: unknown, cloud: Cloud): Reply | undefined {
  const missing = REQUIRED.find((path) => valueAt(body, path) === undefined);
  if (missing !== undefined) return badRequest(`The property '${missing}' is required.`);
  const tenantId = stringAt(body, 'properties.tenantId') ?? '';
  const isKnown = cloud.state.directoryTenants.find(
    (tenant) => tenant.tenantId.toLowerCase() === tenantId.toLowerCase(),
  );
  if (isKnown === undefined) return badRequest(`The directory '${tenantId}' is not onboarded.`);
  return checkSettings(body) ?? checkPolicies(body, 'properties.accessPolicies', tenantId);
}

/** There is no HSM, and protection once switched on stays. */
function checkSettings(body: unknown): Reply | undefined {
  const sku = stringAt(body, 'properties.sku.name')?.toLowerCase() ?? 'standard';
  if (sku !== 'standard') return badRequest(`The SKU '${sku}' is not supported. Use 'standard'.`);
  for (const name of ['enableSoftDelete', 'enablePurgeProtection']) {
    if (valueAt(body, `properties.${name}`) === false) {
      return badRequest(`The property '${name}' cannot be set to false. Setting it to true is irreversible.`);
    }
  }
  return undefined;
}

function recoverVault(call: RoutedCall, cloud: Cloud): Reply {
  const deleted = cloud.state.deletedVaults.get(call.params['vault'] ?? '');
  if (deleted === undefined || !isOfCall(deleted.vault, call)) {
    const message = 'The deleted vault to recover could not be found.';
    return armError(404, { code: 'DeletedVaultNotFound', message });
  }
  cloud.state.deletedVaults.delete(deleted.vault.name);
  cloud.state.vaults.set(deleted.vault.name, deleted.vault);
  return written(describe(deleted.vault, call, cloud), true);
}

function patchVault(call: RoutedCall, cloud: Cloud): Reply {
  const known = findVault(call, cloud);
  const refused =
    checkVault(call, cloud) ??
    checkWritable(call, cloud) ??
    checkFields(call.body, UPDATE_FIELDS) ??
    checkSettings(call.body) ??
    checkPolicies(call.body, 'properties.accessPolicies', known?.tenantId ?? '');
  if (refused !== undefined || known === undefined) return refused ?? empty(404);
  const wanted = readVault(known, call.body);
  const given = Object.entries(wanted).filter(
    ([name]) =>
      valueAt(call.body, `properties.${name}`) !== undefined ||
      (name === 'tags' && wanted.tags !== undefined),
  );
  const vault: StoredVault = { ...known, ...Object.fromEntries(given), ...identityOf(known), sku: known.sku };
  cloud.state.vaults.set(known.name, vault);
  return ok(describe(vault, call, cloud));
}

function deleteVault(call: RoutedCall, cloud: Cloud): Reply {
  const vault = findVault(call, cloud);
  if (vault === undefined) return checkGroup(call, cloud) ?? empty(204);
  const refused = checkWritable(call, cloud);
  if (refused !== undefined) return refused;
  removeVault(vault, cloud);
  return empty(200);
}

function checkVaultName(call: RoutedCall, cloud: Cloud): Reply {
  const rules: readonly FieldRule[] = [
    { path: 'name', type: 'string', required: true },
    { path: 'type', type: 'string', required: true, oneOf: [TYPE] },
  ];
  const refused = checkFields(call.body, rules);
  if (refused !== undefined) return refused;
  const name = stringAt(call.body, 'name') ?? '';
  if (!NAME.test(name)) {
    return ok({
      nameAvailable: false,
      reason: 'AccountNameInvalid',
      message: `The name '${name}' is not valid.`,
    });
  }
  if (!cloud.state.vaults.has(name) && !cloud.state.deletedVaults.has(name))
    return ok({ nameAvailable: true });
  return ok({
    nameAvailable: false,
    reason: 'AlreadyExists',
    message: `The name '${name}' is already in use.`,
  });
}
