import type { SetRecords } from '../../../backup-set/content/records.js';
import { digestValues } from '../../disk/file-digest.js';

/** Keyed digest of all records of a set, in their order. @param runKey hexadecimal */
export function digestRecords(runKey: string, records: SetRecords): string {
  return digestValues(runKey, listValues(records));
}

function* listValues(records: SetRecords): Generator {
  for (const [kind, list] of Object.entries(records)) {
    yield kind;
    yield* list;
  }
}
