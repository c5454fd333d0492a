import { isGuid } from '../../core/guid.js';
import { formatNameTimestamp, parseNameTimestamp } from './snapshot-name.js';

/** End of the name of a file that is being written. */
const TEMPORARY = '.restack-tmp';
/** End of the name of the file that stands in a stamp version's folder while a capture writes a set there. */
const MARKER = '.restack-capture';

/** The name that a file has until all of it is written. Source: format specification, section 11. */
export function formatTemporaryName(fileName: string): string {
  return `${fileName}${TEMPORARY}`;
}

/** True for a name that {@link formatTemporaryName} makes. */
export function isTemporaryName(fileName: string): boolean {
  return fileName.toLowerCase().endsWith(TEMPORARY);
}

/** The name of a capture's marker. Source: format specification, section 11. */
export function formatCaptureMarkerName(takenAt: Date, backupId: string): string {
  return `${formatNameTimestamp(takenAt)}_${backupId}${MARKER}`;
}

/** The backup id in the name of a capture's marker, lower case; undefined for any other name. */
export function parseCaptureMarkerName(fileName: string): string | undefined {
  const name = fileName.toLowerCase();
  const backupId = name.slice(13, 49);
  const isMarker = name[12] === '_' && name.slice(49) === MARKER && isGuid(backupId);
  return isMarker && parseNameTimestamp(name.slice(0, 12)) !== undefined ? backupId : undefined;
}
