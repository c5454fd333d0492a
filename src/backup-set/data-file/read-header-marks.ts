import { parseDataFileHeader } from '../../crypto/data-file-header.js';
import { createFinding, type Finding } from '../../core/errors/finding.js';
import { findingOf } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { Snapshot } from '../catalog.js';
import { addPlace, placeOfDataFile } from '../finding-place.js';
import type { Store } from '../store.js';
import { readHeaderBytes } from './read-header-bytes.js';

/**
 * Reads IV and tag of a snapshot's data file, hexadecimal, or the fault that keeps them from being read: of the header,
 * or of this one file.
 *
 * @throws SHARE_UNREACHABLE when the store itself fails. Source: format specification, section 3.
 */
export async function readHeaderMarks(
  store: Store,
  snapshot: Snapshot,
): Promise<{ readonly iv: string; readonly tag: string } | { readonly fault: Finding }> {
  const place = placeOfDataFile(snapshot);
  try {
    const { iv, tag } = parseDataFileHeader(await readHeaderBytes(store, snapshot.dataFile));
    return { iv: Buffer.from(iv).toString('hex'), tag: Buffer.from(tag).toString('hex') };
  } catch (error) {
    const fault = findingOf(addPlace(error, place));
    if (fault !== undefined) return { fault };
    if (error instanceof RestackError && error.details['scope'] === 'file') {
      return { fault: createFinding('FOLDER_UNREADABLE', error.message, place) };
    }
    throw error;
  }
}
