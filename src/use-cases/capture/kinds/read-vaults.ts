import { VAULT_VERSION } from '../../../cloud/api-versions.js';
import { type JsonObject, readObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import { formatSubscriptionAddress } from '../../../cloud/operator-address.js';
import type { Reading, VersionAddress } from '../capture-source.js';
import { selectLastSegment } from '../../../cloud/arm-id.js';
import type { ResourceAddress } from '../../../cloud/cloud-port.js';
import { listAlways, readListed } from './required-reads.js';
import { readDisabled, secretAddress } from './disabled-secrets.js';

/** Vaults of user subscriptions. Source: REST reference, section 8.1. */
export async function readVaults(
  subscriptionIds: readonly string[],
  { source, omissions }: Reading,
): Promise<readonly JsonObject[]> {
  const below = { segments: ['providers', 'Microsoft.KeyVault', 'vaults'], apiVersion: VAULT_VERSION };
  const lists = subscriptionIds.map(async (subscriptionId) => {
    const address = formatSubscriptionAddress(source.identity, subscriptionId, below);
    const about = { kind: 'vault', id: `/subscriptions/${subscriptionId}` } as const;
    return (await omissions.attempt(about, () => source.list(address))) ?? [];
  });
  return (await Promise.all(lists)).flat();
}

/**
 * All versions of all secrets of the vaults, with their values; within each secret oldest first.
 * Source: REST reference, section 8.2.
 */
export async function readSecrets(
  vaults: readonly JsonObject[],
  reading: Reading,
): Promise<readonly JsonObject[]> {
  const all = vaults.map((vault) => readVaultSecrets(readTextOrEmpty(vault, 'id'), reading));
  return (await Promise.all(all)).flat();
}

async function readVaultSecrets(vaultId: string, reading: Reading): Promise<readonly JsonObject[]> {
  const vault = selectLastSegment(vaultId);
  const at = (path: string) => secretAddress({ vault, path });
  const { source, omissions } = reading;
  const id = `https://${vault}.vault.${source.identity.region}.${source.identity.domain}`;
  const about = { kind: 'secret', id } as const;
  const [items] = await Promise.all([
    omissions.attempt(about, () => listAlways(source, at('/secrets'))),
    noteKeys(id, at('/keys'), reading),
  ]);
  const secrets = (items ?? []).map(async (item) => {
    const name = selectBelow(readTextOrEmpty(item, 'id'), '/secrets');
    if (name === undefined) {
      noteUnnamed(`${id}/secrets`, item, reading);
      return [];
    }
    const path = `/secrets/${encodeURIComponent(name)}`;
    const secretId = `${id}/secrets/${name}`;
    const versions = await omissions.attempt({ kind: 'secret', id: secretId }, () =>
      listAlways(source, at(`${path}/versions`)),
    );
    const bundles = (versions ?? []).map(async (version) => {
      const versionId = readTextOrEmpty(version, 'id');
      const versionName = selectBelow(versionId, `/secrets/${name}`);
      if (versionName === undefined) {
        noteUnnamed(secretId, version, reading);
        return undefined;
      }
      const versionPath = `${path}/${encodeURIComponent(versionName)}`;
      return readVersion(version, { id: versionId, vault, path: versionPath }, reading);
    });
    const read = (await Promise.all(bundles)).filter((bundle) => bundle !== undefined);
    return sortVersions(read, await findCurrent(read, at(path), reading));
  });
  return (await Promise.all(secrets)).flat();
}

/** The last part of an address that lies right below a path; undefined for any other. */
function selectBelow(id: string, path: string): string | undefined {
  const [, folder, name] = /^https:\/\/[^/]+(\/.+)\/([^/]+)$/.exec(id) ?? [];
  return folder?.toLowerCase() === path.toLowerCase() ? name : undefined;
}

/** Notes what a vault lists under an address that is none of it: whatever is asked for there would be something else. */
function noteUnnamed(listId: string, item: JsonObject, { omissions }: Reading): void {
  const id = readTextOrEmpty(item, 'id') || listId;
  omissions.add({
    kind: 'secret',
    reason: 'invalid',
    id,
    message: `is listed in ${listId}, and names nothing there`,
  });
}

async function readVersion(
  listed: JsonObject,
  version: VersionAddress,
  reading: Reading,
): Promise<JsonObject | undefined> {
  const { id } = version;
  const { source, omissions } = reading;
  if (listed['managed'] === true) {
    omissions.add({
      kind: 'secret',
      reason: 'certificate',
      id,
      message: 'backs a certificate, whose policy and issuer never leave the vault: import it anew by hand',
    });
  }
  if (readObject(listed, 'attributes')['enabled'] === false) return readDisabled(listed, version, reading);
  return omissions.attempt({ kind: 'secret', id }, () => readListed(source, secretAddress(version), id));
}

function timeOf(version: JsonObject, member: 'created' | 'updated'): number {
  const time = readObject(version, 'attributes')[member];
  return typeof time === 'number' ? time : 0;
}

/** Sorts versions oldest first. The list shows them in no useful order, and times count in seconds. */
function sortVersions(versions: readonly JsonObject[], currentId: string | undefined): readonly JsonObject[] {
  const isCurrent = (version: JsonObject) => Number(readVersionName(version) === currentId);
  return versions.toSorted(
    (left, right) =>
      timeOf(left, 'created') - timeOf(right, 'created') ||
      isCurrent(left) - isCurrent(right) ||
      timeOf(left, 'updated') - timeOf(right, 'updated'),
  );
}

function readVersionName(version: JsonObject): string {
  return selectLastSegment(readTextOrEmpty(version, 'id')).toLowerCase();
}

/**
 * The current version among several that were made in one second: only the cloud knows it. Asked for only where it
 * matters.
 */
async function findCurrent(
  versions: readonly JsonObject[],
  address: ResourceAddress,
  { source }: Reading,
): Promise<string | undefined> {
  const newest = Math.max(...versions.map((version) => timeOf(version, 'created')));
  if (versions.filter((version) => timeOf(version, 'created') === newest).length < 2) return undefined;
  // A current version that is disabled cannot be asked for; then the order within that second is not known.
  const current = await source.read(address).catch(() => undefined);
  return current === undefined ? undefined : readVersionName(current);
}

/** Notes that a vault holds keys, which never leave it. Only those who may list keys can see that. */
async function noteKeys(vaultUrl: string, address: ResourceAddress, reading: Reading): Promise<void> {
  const { source, omissions } = reading;
  const keys = await source.list(address).catch(() => undefined);
  for (const key of keys ?? []) {
    if (key['managed'] === true) continue;
    const id = readTextOrEmpty(key, 'kid') || `${vaultUrl}/keys`;
    const message = 'a key never leaves its vault: make it anew, or import it from where it came';
    omissions.add({ kind: 'secret', reason: 'key', id, message });
  }
}
