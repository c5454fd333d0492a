import { createHash } from 'node:crypto';
import type { CloudIdentity } from '../../cloud/cloud-port.js';
import { listWhereAllowed } from '../../cloud/ask-quietly.js';
import { type JsonObject, readObject, readTextOrEmpty } from '../../cloud/json-value.js';
import { formatBackupLocationsAddress } from '../../cloud/operator-address.js';
import { isStampVersion, type StampVersions } from '../../cloud/stamp-versions.js';
import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import type { CaptureSource } from './capture-source.js';

/** Asserts that a person gave a stamp version. @throws USAGE when it is none. */
export function assertStampVersion(given: string): void {
  if (isStampVersion(given)) return;
  throw new RestackError('USAGE', `${JSON.stringify(given)} is no stamp version`, {
    hints: [`${SAME_COMMAND}--stamp-version 1.2301.0.55`],
  });
}

/**
 * Selects the versions that a set is filed under. A given one wins; the API knows the versions of the backups that the
 * cloud made itself.
 *
 * @throws USAGE when neither tells.
 */
export async function selectStampVersions(
  source: CaptureSource,
  given: string | undefined,
): Promise<StampVersions> {
  const found = await findStampVersions(source);
  if (given !== undefined) {
    return { stampVersion: given, oemVersion: given === found?.stampVersion ? found.oemVersion : undefined };
  }
  if (found !== undefined) return found;
  throw new RestackError('USAGE', 'the cloud does not tell its stamp version: it has made no backup itself', {
    hints: [`as the administrator portal shows it: ${SAME_COMMAND}--stamp-version 1.2301.0.55`],
  });
}

/**
 * The deployment id of a cloud's sets. The API does not tell the product's own, so this one is made of two ids that
 * last until the cloud is deployed anew: the provider subscription and the home directory. A custom GUID (RFC 9562,
 * version 8) of the SHA-256 of `restack deployment`, both ids in lower case, each on a line of its own.
 *
 * Source: format specification, section 11.
 */
export function computeDeploymentId(
  identity: Pick<CloudIdentity, 'providerSubscriptionId' | 'homeTenantId'>,
): string {
  const { providerSubscriptionId, homeTenantId } = identity;
  const text = `restack deployment\n${providerSubscriptionId.toLowerCase()}\n${homeTenantId.toLowerCase()}\n`;
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Finds the versions of a cloud. Its API shows them with the backups that the cloud made itself, so the newest of those
 * tells; undefined when there is none, or they may not be read. Source: REST reference, section 9.3.
 */
async function findStampVersions(source: CaptureSource): Promise<StampVersions | undefined> {
  const { region } = source.identity;
  const address = formatBackupLocationsAddress(source.identity, [region, 'backups']);
  const [newest] = (await listWhereAllowed(source, address))
    .map((backup) => readObject(readObject(backup, 'properties'), 'backupInfo'))
    .filter((info) => isStampVersion(readTextOrEmpty(info, 'stampVersion')))
    .toSorted((left, right) => Number(timeOf(left) < timeOf(right)) - Number(timeOf(left) > timeOf(right)));
  if (newest === undefined) return undefined;
  return {
    stampVersion: readTextOrEmpty(newest, 'stampVersion'),
    oemVersion: readTextOrEmpty(newest, 'oemVersion') || undefined,
  };
}

function timeOf(info: JsonObject): string {
  return readTextOrEmpty(info, 'createdDateTime');
}
