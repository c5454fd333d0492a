import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { isJsonObject } from '../../../cloud/json-value.js';
import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { ok, type Reply } from '../../wire/reply.js';
import { objectsAt, stringAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { readVersions, type StoredSecret } from '../../cloud/state/stored-objects.js';
import { describeItem, secretKey } from './secret-bundle.js';
import { findSecret, VAULT_HOST } from './secrets.js';
import { badParameter, guarded, secretNotFound, vaultError } from './vault-errors.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Sealed copies of a secret with all versions, which only this cloud opens. Source: REST reference, section 8.3. */
export const SECRET_BACKUP_ROUTES: readonly Route[] = routesOf(VAULT_HOST, {
  '/secrets/{secret}/backup': { POST: guarded('backup', backupSecret) },
  '/secrets/restore': { POST: guarded('restore', restoreSecret) },
});

function backupSecret(call: RoutedCall, cloud: Cloud): Reply {
  const secret = findSecret(call, cloud);
  if (secret === undefined) return secretNotFound(call.params['secret'] ?? '');
  return ok({ value: seal(JSON.stringify(secret), cloud.vaultRootKey) });
}

function restoreSecret(call: RoutedCall, cloud: Cloud): Reply {
  const sealed = readSecret(open(stringAt(call.body, 'value') ?? '', cloud.vaultRootKey));
  const current = sealed?.versions.at(-1);
  if (sealed === undefined || current === undefined) {
    return badParameter('The backup blob is malformed or was made by another Key Vault service.');
  }
  const secret: StoredSecret = { ...sealed, vault: call.call.vaultName };
  const key = secretKey(secret.vault, secret.name);
  if (cloud.state.secrets.has(key) || cloud.state.deletedSecrets.has(key)) {
    return vaultError(409, 'Conflict', { message: `Secret ${secret.name} already exists.` });
  }
  cloud.state.secrets.set(key, secret);
  return ok(describeItem(secret, current, { cloud, withVersion: true }));
}

function readSecret(value: unknown): StoredSecret | undefined {
  const name = stringAt(value, 'name');
  if (!isJsonObject(value) || name === undefined) return undefined;
  return { vault: '', name, versions: readVersions(objectsAt(value, 'versions')) };
}

function seal(text: string, key: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'hex'), iv);
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url');
}

/** @returns undefined for anything that this cloud has not sealed. */
function open(blob: string, key: string): unknown {
  const bytes = Buffer.from(blob, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'hex'), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const content = bytes.subarray(IV_BYTES + TAG_BYTES);
    return JSON.parse(Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8'));
  } catch {
    return undefined;
  }
}
