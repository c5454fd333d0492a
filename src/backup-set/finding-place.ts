import type { FindingPlace } from '../core/errors/finding.js';
import { createFindingError, findingOf } from '../core/errors/finding-error.js';
import { RestackError } from '../core/errors/restack-error.js';
import type { Snapshot } from './catalog.js';

/** The place of a finding about a snapshot's data file. */
export function placeOfDataFile(snapshot: Snapshot): FindingPlace {
  return { backupId: snapshot.backupId, repository: snapshot.repositoryName, file: snapshot.dataFile };
}

/**
 * Runs `work`, and gives a finding that it throws the parts of `place` which it lacks. The finder of a fault knows the
 * fault, and the caller knows the place.
 */
export async function withPlace<T>(place: FindingPlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw addPlace(error, place);
  }
}

/** The same error with the place filled in; any error that carries no finding comes back as it is. */
export function addPlace(error: unknown, place: FindingPlace): unknown {
  const finding = findingOf(error);
  if (finding === undefined || !(error instanceof RestackError)) return error;
  return createFindingError(finding.code, finding.message, {
    cause: error.cause,
    hints: error.hints,
    place: {
      ...place,
      ...(finding.backupId === null ? {} : { backupId: finding.backupId }),
      ...(finding.repository === null ? {} : { repository: finding.repository }),
      ...(finding.file === null ? {} : { file: finding.file }),
      ...(finding.pointer === null ? {} : { pointer: finding.pointer }),
    },
  });
}
