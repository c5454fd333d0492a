import type { CloudIdentity } from '../../cloud/cloud-port.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../cloud/json-value.js';
import { formatVaultSuffix, isVaultName, parseSecretId, parseVaultUri } from '../../cloud/told-names.js';
import type { PayloadKind } from '../../schema/payloads.js';

/**
 * Lists the names in a record that lead out of its cloud: the address of a vault, and the id of a secret, belong below
 * the cloud's own suffix. A set that held another one would send secrets there when it is restored.
 */
export function listForeignNames(
  kind: PayloadKind,
  record: JsonObject,
  cloud: Pick<CloudIdentity, 'region' | 'domain'>,
): readonly string[] {
  if (kind === 'vault') {
    const properties = record['properties'];
    const uri = isJsonObject(properties) ? readText(properties, 'vaultUri') : undefined;
    const isOwn = uri === undefined || parseVaultUri(uri, cloud) !== undefined;
    return isOwn ? [] : ['/properties/vaultUri is not below the vaults of this cloud'];
  }
  if (kind !== 'secret') return [];
  const host = parseSecretId(readTextOrEmpty(record, 'id'))?.host ?? '';
  const suffix = `.${formatVaultSuffix(cloud)}`.toLowerCase();
  const isOwn = host.endsWith(suffix) && isVaultName(host.slice(0, -suffix.length));
  return isOwn ? [] : ['/id is not below the vaults of this cloud'];
}
