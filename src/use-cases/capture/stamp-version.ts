import { type JsonObject, readObject, readTextOrEmpty } from '../../cloud/json-value.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { operatorAddress } from './addresses.js';
import type { CaptureSource } from './ports.js';

/** What a set says of the cloud's software. */
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
 * Finds out the versions of a cloud. Its API shows them with the backups that the cloud made itself, so the newest of
 * those tells; undefined when there is none, or they may not be read. Source: REST reference, section 9.3.
 */
export async function findStampVersions(source: CaptureSource): Promise<StampVersions | undefined> {
  const { region } = source.identity;
  const location = ['Microsoft.Backup.Admin', 'backupLocations', region, 'backups'];
  const segments = ['resourceGroups', `system.${region}`, 'providers', ...location];
  const address = operatorAddress(source.identity, segments, '2018-09-01');
  const [newest] = (await listQuietly(source, address))
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

async function listQuietly(
  source: CaptureSource,
  address: Parameters<CaptureSource['list']>[0],
): Promise<readonly JsonObject[]> {
  try {
    return (await source.list(address)) ?? [];
  } catch (error) {
    const isRefused =
      error instanceof RestackError && (error.code === 'PERMISSION_MISSING' || error.code === 'PARTIAL');
    if (isRefused) return [];
    throw error;
  }
}
