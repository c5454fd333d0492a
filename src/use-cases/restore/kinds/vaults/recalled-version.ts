import { isJsonObject, type JsonObject, readTextOrEmpty } from '../../../../cloud/json-value.js';
import { compareObjects } from '../../comparison.js';
import { parseSecretId } from '../../../../cloud/told-names.js';
import type { ResourceAddress } from '../../../../cloud/cloud-port.js';
import type { Found, KindAccess, Unseen } from '../resource-kind.js';
import { listQuietly } from '../target-resources.js';
import { SECRET_RULES, type SecretVersion } from './secret-version.js';
import { formatVaultAddress } from './vault-access.js';

/**
 * Finds a version in a vault that the plan may not look into. ARM names the current version of every secret and shows
 * all of it but the value. Ids of versions are the vault's own and each is given once. So as long as the current
 * version is the newest that a completed run has read back equal, no version came after those of that run.
 *
 * ARM does not show whether somebody has changed the attributes of an older version.
 *
 * Source: REST reference, sections 8.1 (end) and 8.2.
 */
export async function recallVersion(version: SecretVersion, access: KindAccess): Promise<Found | Unseen> {
  const unseen = { unseen: 'no access policy lets the plan see it; it is compared before it is written' };
  const { earlierRuns } = access;
  if (earlierRuns === undefined) return unseen;
  const [own, newest] = await Promise.all(
    [version.id, version.newestId].map((id) => earlierRuns.find('secret', id)),
  );
  if (own === undefined || newest === undefined) return unseen;
  const current = await findCurrent(version, access);
  if (current === undefined || selectPath(newest.at) !== current.path || isTouched(current)) return unseen;
  const newestBody = version.bodies.at(-1) ?? version.body;
  const shown = { ...current.shown, value: newestBody['value'] };
  // ARM may show less than the vault would: then looking into it decides.
  if (compareObjects(newestBody, shown, SECRET_RULES).length > 0) return unseen;
  return {
    value: version.id === version.newestId ? shown : version.body,
    address: { ...version.place.address, path: selectPath(own.at) },
    knownBy: `run ${own.runId} has read it back equal, and the vault shows no newer version`,
  };
}

/**
 * Shows a version that was adopted and may not be looked at. The newest one must still be the current one; of an older
 * one only its secret can be seen.
 */
export async function showUnseen(
  version: SecretVersion,
  { path }: ResourceAddress,
  access: KindAccess,
): Promise<JsonObject | undefined> {
  const current = await findCurrent(version, access);
  if (current === undefined) return undefined;
  if (version.id !== version.newestId) return version.body;
  const isSame = current.path === path && !isTouched(current);
  return isSame ? { ...current.shown, value: version.body['value'] } : current.shown;
}

interface CurrentVersion {
  /** The path of the version on its vault's host. */
  readonly path: string;
  /** The version without its value. */
  readonly shown: JsonObject;
}

async function findCurrent(
  { vault, place }: SecretVersion,
  access: KindAccess,
): Promise<CurrentVersion | undefined> {
  const key = `current versions in ${vault.id.toLowerCase()}`;
  return (await access.once(key, () => listCurrent(vault, access))).get(place.name.toLowerCase());
}

/** The current versions of a vault's secrets, by lower-case name. Empty when ARM does not tell. */
async function listCurrent(
  vault: SecretVersion['vault'],
  access: KindAccess,
): Promise<ReadonlyMap<string, CurrentVersion>> {
  const address = formatVaultAddress(vault);
  const items = await listQuietly({ ...address, path: `${address.path}/secrets` }, access);
  return new Map(
    (items ?? []).map((item) => {
      const properties = isJsonObject(item['properties']) ? item['properties'] : {};
      const { contentType, attributes } = properties;
      const path = selectPath(readTextOrEmpty(properties, 'secretUriWithVersion'));
      const shown = { contentType, attributes, tags: item['tags'] };
      return [readTextOrEmpty(item, 'name').toLowerCase(), { path, shown }];
    }),
  );
}

/** True when a version was written into after it was made: ARM can do that, and the vault notes the time. */
function isTouched({ shown: { attributes } }: CurrentVersion): boolean {
  if (!isJsonObject(attributes)) return true;
  const { created, updated } = attributes;
  return typeof created !== 'number' || updated !== created;
}

function selectPath(uri: string): string {
  return parseSecretId(uri)?.path ?? '';
}
