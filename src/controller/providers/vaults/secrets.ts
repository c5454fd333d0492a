import { isJsonObject } from '../../../cloud/json-value.js';
import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { ok, type Reply } from '../../wire/reply.js';
import { type Route, type RouteGroup, routesOf } from '../../cloud/route.js';
import { KEY_VAULT_WIRE } from '../../wire/wire.js';
import type { StoredSecret, StoredVersion } from '../../cloud/state/stored-objects.js';
import { deleteSecret } from './secret-deletion.js';
import {
  checkSettings,
  checkValue,
  createVersion,
  describeBundle,
  describeItem,
  SECRET_API_VERSIONS,
  secretKey,
  updateVersion,
} from './secret-bundle.js';
import { badParameter, guarded, secretNotFound, vaultError } from './vault-errors.js';

/** The host, api-versions and wire format of all routes of a vault. */
export const VAULT_HOST: RouteGroup = {
  hosts: ['vault'],
  apiVersions: SECRET_API_VERSIONS,
  wire: KEY_VAULT_WIRE,
};

const NAME = /^[0-9a-zA-Z-]{1,127}$/;

/** Secrets one by one. Source: REST reference, section 8.2. */
export const SECRET_ROUTES: readonly Route[] = routesOf(VAULT_HOST, {
  '/secrets/{secret}': {
    GET: guarded('get', getSecret),
    PUT: guarded('set', setSecret),
    PATCH: guarded('set', patchSecret),
    DELETE: guarded('delete', deleteSecret),
  },
  '/secrets/{secret}/{version}': { GET: guarded('get', getSecret), PATCH: guarded('set', patchSecret) },
});

/** The secret that a call names. */
export function findSecret(call: RoutedCall, cloud: Cloud): StoredSecret | undefined {
  return cloud.state.secrets.get(secretKey(call.call.vaultName, call.params['secret'] ?? ''));
}

/** The version that a call names; the current one when it names none. */
function findVersion(call: RoutedCall, secret: StoredSecret | undefined): StoredVersion | undefined {
  const wanted = call.params['version']?.toLowerCase();
  if (wanted === undefined) return secret?.versions.at(-1);
  return secret?.versions.find((version) => version.version === wanted);
}

function getSecret(call: RoutedCall, cloud: Cloud): Reply {
  const secret = findSecret(call, cloud);
  const version = findVersion(call, secret);
  if (secret === undefined || version === undefined) return secretNotFound(call.params['secret'] ?? '');
  if (version.enabled) return ok(describeBundle(secret, version, cloud));
  const message = 'Operation get is not allowed on a disabled secret.';
  return vaultError(403, 'Forbidden', { message, inner: 'SecretDisabled' });
}

/** Always makes a new version. */
function setSecret(call: RoutedCall, cloud: Cloud): Reply {
  const name = call.params['secret'] ?? '';
  const refused = checkBody(call, name) ?? checkValue(call.body) ?? checkDeleted(call, cloud, name);
  if (refused !== undefined) return refused;
  return storeVersion({ vault: call.call.vaultName, name, body: call.body }, cloud, (secret, version) =>
    ok(describeBundle(secret, version, cloud)),
  );
}

/** Adds a version to a secret, which need not be there, and answers with it. */
export function storeVersion(
  at: { readonly vault: string; readonly name: string; readonly body: unknown },
  cloud: Cloud,
  answer: (secret: StoredSecret, version: StoredVersion) => Reply,
): Reply {
  const key = secretKey(at.vault, at.name);
  const version = createVersion(at.body, cloud);
  const known = cloud.state.secrets.get(key) ?? { vault: at.vault, name: at.name, versions: [] };
  const secret: StoredSecret = { ...known, versions: [...known.versions, version] };
  cloud.state.secrets.set(key, secret);
  return answer(secret, version);
}

function checkBody(call: RoutedCall, name: string): Reply | undefined {
  if (!NAME.test(name)) return badParameter(`The secret name '${name}' is not valid.`);
  if (!isJsonObject(call.body)) return badParameter('The request body is missing.');
  return checkSettings(call.body);
}

function checkDeleted(call: RoutedCall, cloud: Cloud, name: string): Reply | undefined {
  if (!cloud.state.deletedSecrets.has(secretKey(call.call.vaultName, name))) return undefined;
  const message = `Secret ${name} is currently in a deleted but recoverable state.`;
  return vaultError(409, 'Conflict', { message, inner: 'ObjectIsDeletedButRecoverable' });
}

function patchSecret(call: RoutedCall, cloud: Cloud): Reply {
  const name = call.params['secret'] ?? '';
  const secret = findSecret(call, cloud);
  const version = findVersion(call, secret);
  if (secret === undefined || version === undefined) return secretNotFound(name);
  const refused = checkBody(call, name);
  if (refused !== undefined) return refused;
  const changed = updateVersion(version, call.body, cloud);
  const versions = secret.versions.map((candidate) => (candidate === version ? changed : candidate));
  const stored: StoredSecret = { ...secret, versions };
  cloud.state.secrets.set(secretKey(secret.vault, name), stored);
  return ok(describeItem(stored, changed, { cloud, withVersion: true }));
}
