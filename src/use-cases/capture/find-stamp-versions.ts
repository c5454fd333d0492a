import { listWhereAllowed } from '../../cloud/ask-quietly.js';
import { type JsonObject, readObject, readTextOrEmpty } from '../../cloud/json-value.js';
import { formatBackupLocationsAddress } from '../../cloud/operator-address.js';
import { isStampVersion, type StampVersions } from '../../cloud/stamp-versions.js';
import type { CaptureSource } from './capture-source.js';

/**
 * Finds the versions of a cloud. Its API shows them with the backups that the cloud made itself, so the newest of those
 * tells; undefined when there is none, or they may not be read. Source: REST reference, section 9.3.
 */
export async function findStampVersions(source: CaptureSource): Promise<StampVersions | undefined> {
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
