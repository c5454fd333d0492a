import { listWhereAllowed } from '../../cloud/ask-quietly.js';
import { type JsonObject, readObject, readTextOrEmpty } from '../../cloud/json-value.js';
import { formatBackupLocationsAddress } from '../../cloud/operator-address.js';
import type { CaptureSource } from './ports.js';

/** The versions of the cloud's software, as a set states them. */
export interface StampVersions {
  readonly stampVersion: string;
  readonly oemVersion: string | undefined;
}

const STAMP_VERSION = /^\d+(?:\.\d+)+$/;

/** True for `1.2301.0.55` and the like: the name of a folder on the share. */
export function isStampVersion(text: string): boolean {
  return STAMP_VERSION.test(text) && text.length <= 64;
}

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
