import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { gatewayError, ok, pageOf, type Reply } from '../../wire/reply.js';
import { badRequest, type FieldRule, checkFields, stringAt, valueAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { KEY_VAULT_WIRE } from '../../wire/wire.js';
import type { StoredSecret, StoredVersion } from '../../cloud/state/stored-objects.js';
import { checkSettings, checkValue, secretId, secretKey, updateVersion } from './secret-bundle.js';
import { storeVersion } from './secrets.js';
import { checkWritable } from '../subscriptions/subscription-rules.js';
import { VAULT_API_VERSIONS } from './vault-resource.js';
import { checkVault, VAULTS_PATH } from './vaults.js';

const PATH = `${VAULTS_PATH}/{vault}/secrets`;
const NAME = /^[a-zA-Z0-9-]{1,127}$/;
const FIELDS: readonly FieldRule[] = [{ path: 'properties', type: 'object', required: true }];

/** Secrets through ARM: written, never read. Source: REST reference, section 8.1. */
export const VAULT_SECRET_ROUTES: readonly Route[] = routesOf(
  { hosts: ['user'], apiVersions: VAULT_API_VERSIONS, wire: KEY_VAULT_WIRE },
  {
    [PATH]: { GET: listSecrets },
    [`${PATH}/{secret}`]: { GET: getSecret, PUT: putSecret, PATCH: patchSecret },
  },
);

function findSecret(call: RoutedCall, cloud: Cloud): StoredSecret | undefined {
  return cloud.state.secrets.get(secretKey(call.params['vault'] ?? '', call.params['secret'] ?? ''));
}

function listSecrets(call: RoutedCall, cloud: Cloud): Reply {
  const vault = call.params['vault']?.toLowerCase();
  const secrets = cloud.state.secrets.list().filter((secret) => secret.vault.toLowerCase() === vault);
  const page = pageOf(secrets, call.call);
  const refused = checkVault(call, cloud);
  return (
    refused ??
    ok({ value: page.items.map((secret) => describe(secret, call, cloud)), nextLink: page.nextLink })
  );
}

function getSecret(call: RoutedCall, cloud: Cloud): Reply {
  const secret = findSecret(call, cloud);
  const refused = checkVault(call, cloud);
  return refused ?? (secret === undefined ? notFound(call) : ok(describe(secret, call, cloud)));
}

function notFound(call: RoutedCall): Reply {
  const { vault = '', secret = '', resourceGroup = '' } = call.params;
  const message = `The Resource 'Microsoft.KeyVault/vaults/${vault}/secrets/${secret}' under resource group '${resourceGroup}' was not found.`;
  return gatewayError(404, 'ResourceNotFound', message);
}

/** The body of the data plane has no `properties` around it. */
function flatBody(call: RoutedCall): unknown {
  const properties = valueAt(call.body, 'properties');
  return { ...(typeof properties === 'object' ? properties : {}), tags: valueAt(call.body, 'tags') };
}

function putSecret(call: RoutedCall, cloud: Cloud): Reply {
  const { vault = '', secret: name = '' } = call.params;
  const body = flatBody(call);
  const refused =
    checkVault(call, cloud) ??
    checkWritable(call, cloud) ??
    checkFields(call.body, FIELDS) ??
    (NAME.test(name) ? undefined : badRequest(`The secret name '${name}' is not valid.`)) ??
    checkSettings(body) ??
    checkValue(body);
  if (refused !== undefined) return refused;
  return storeVersion({ vault: vault.toLowerCase(), name, body }, cloud, (secret) =>
    ok(describe(secret, call, cloud)),
  );
}

function patchSecret(call: RoutedCall, cloud: Cloud): Reply {
  const secret = findSecret(call, cloud);
  const current = secret?.versions.at(-1);
  const body = flatBody(call);
  const refused = checkVault(call, cloud) ?? checkWritable(call, cloud) ?? checkSettings(body);
  if (refused !== undefined) return refused;
  if (secret === undefined || current === undefined) return notFound(call);
  const changed: StoredVersion = {
    ...updateVersion(current, body, cloud),
    value: stringAt(body, 'value') ?? current.value,
  };
  const stored: StoredSecret = { ...secret, versions: [...secret.versions.slice(0, -1), changed] };
  cloud.state.secrets.set(secretKey(secret.vault, secret.name), stored);
  return ok(describe(stored, call, cloud));
}

/** The value never comes back. */
function describe(secret: StoredSecret, call: RoutedCall, cloud: Cloud): unknown {
  const current = secret.versions.at(-1);
  if (current === undefined) return null;
  const { contentType, enabled, nbf, exp, created, updated, tags, version } = current;
  const { subscriptionId = '', resourceGroup = '' } = call.params;
  return {
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${secret.vault}/secrets/${secret.name}`,
    name: secret.name,
    type: 'Microsoft.KeyVault/vaults/secrets',
    location: cloud.names.region,
    tags: tags ?? {},
    properties: {
      contentType,
      attributes: { enabled, nbf, exp, created, updated },
      secretUri: secretId(secret, cloud),
      secretUriWithVersion: secretId(secret, cloud, version),
    },
  };
}
