import type { Cloud } from '../../cloud/cloud.js';
import { isDone, startOperation } from '../../cloud/operations.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, empty, ok, pageOf, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { KEY_VAULT_WIRE } from '../../wire/wire.js';
import type { DeletedVault } from '../../cloud/state/stored-objects.js';
import { removeSecrets } from '../removal.js';
import { VAULT_API_VERSIONS } from './vault-resource.js';

const BASE = '/subscriptions/{subscriptionId}/providers/Microsoft.KeyVault';
const ONE = `${BASE}/locations/{location}/deletedVaults/{vault}`;
const PURGE_MS = 5000;

/** Vaults with soft delete after their deletion. Source: REST reference, section 8.1. */
export const DELETED_VAULT_ROUTES: readonly Route[] = routesOf(
  { hosts: ['user'], apiVersions: VAULT_API_VERSIONS, wire: KEY_VAULT_WIRE },
  {
    [`${BASE}/deletedVaults`]: { GET: listDeleted },
    [ONE]: { GET: getDeleted },
    [`${ONE}/purge`]: { POST: purge },
    [`${BASE}/locations/{location}/operationResults/{operation}`]: { GET: getPurge },
  },
);

function isOf(deleted: DeletedVault, call: RoutedCall): boolean {
  return deleted.vault.subscriptionId.toLowerCase() === call.params['subscriptionId']?.toLowerCase();
}

function findDeleted(call: RoutedCall, cloud: Cloud): DeletedVault | undefined {
  const deleted = cloud.state.deletedVaults.get(call.params['vault'] ?? '');
  return deleted !== undefined && isOf(deleted, call) ? deleted : undefined;
}

function notFound(call: RoutedCall): Reply {
  const message = `The specified deleted vault '${call.params['vault'] ?? ''}' does not exist.`;
  return armError(404, { code: 'DeletedVaultNotFound', message });
}

function listDeleted(call: RoutedCall, cloud: Cloud): Reply {
  const page = pageOf(
    cloud.state.deletedVaults.list().filter((deleted) => isOf(deleted, call)),
    call.call,
  );
  return ok({ value: page.items.map((deleted) => describe(deleted, call, cloud)), nextLink: page.nextLink });
}

function getDeleted(call: RoutedCall, cloud: Cloud): Reply {
  const deleted = findDeleted(call, cloud);
  return deleted === undefined ? notFound(call) : ok(describe(deleted, call, cloud));
}

function purge(call: RoutedCall, cloud: Cloud): Reply {
  const deleted = findDeleted(call, cloud);
  if (deleted === undefined) return notFound(call);
  if (deleted.vault.enablePurgeProtection === true) {
    const message = 'The vault is protected from being purged.';
    return armError(409, { code: 'PurgeProtectionEnabled', message });
  }
  cloud.state.deletedVaults.delete(deleted.vault.name);
  removeSecrets(deleted.vault.name, cloud);
  startOperation(cloud, { id: call.call.requestId, durationMs: PURGE_MS });
  return empty(202, pollingHeaders(call, cloud, call.call.requestId));
}

function pollingHeaders(call: RoutedCall, cloud: Cloud, id: string): Readonly<Record<string, string>> {
  const base = BASE.replace('{subscriptionId}', call.params['subscriptionId'] ?? '');
  const path = `${base}/locations/${cloud.names.region}/operationResults/${id}`;
  return {
    Location: `${cloud.names.url('management')}${path}?api-version=${call.apiVersion}`,
    'Retry-After': cloud.operations.retryAfter(15),
  };
}

function getPurge(call: RoutedCall, cloud: Cloud): Reply {
  const id = call.params['operation'] ?? '';
  const operation = cloud.operations.find(id);
  if (operation === undefined) {
    return armError(404, { code: 'OperationNotFound', message: `The operation '${id}' could not be found.` });
  }
  return isDone(operation, cloud) ? empty(200) : empty(202, pollingHeaders(call, cloud, id));
}

function describe(deleted: DeletedVault, call: RoutedCall, cloud: Cloud): unknown {
  const { vault, deletionDate, scheduledPurgeDate } = deleted;
  const base = BASE.replace('{subscriptionId}', call.params['subscriptionId'] ?? '');
  return {
    id: `${base}/locations/${cloud.names.region}/deletedVaults/${vault.name}`,
    name: vault.name,
    type: 'Microsoft.KeyVault/deletedVaults',
    properties: {
      vaultId: `/subscriptions/${vault.subscriptionId}/resourceGroups/${vault.resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault.name}`,
      location: cloud.names.region,
      tags: vault.tags,
      deletionDate,
      scheduledPurgeDate,
    },
  };
}
