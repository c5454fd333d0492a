import { groupRecords } from '../../../src/backup-set/content/read-set.js';
import type { SetRecords } from '../../../src/backup-set/content/records.js';

/** A set without records, or with those given. */
export function emptyRecords(some: Partial<SetRecords> = {}): SetRecords {
  return { ...groupRecords([]), ...some };
}
