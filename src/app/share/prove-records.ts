import type { BackupSet } from '../../backup-set/catalog.js';
import { type ProvedRecords, requireRecords } from '../../use-cases/verify/require-records.js';
import type { AppContext } from '../app.js';
import type { OpenSets } from './open-sets.js';
import { verifyOne } from './verify-backups.js';

/** Proves a set to `content`. Errors as of {@link requireRecords}. */
export async function proveRecords(
  set: BackupSet,
  options: { readonly sets: OpenSets; readonly context: AppContext; readonly consequence?: string },
): Promise<ProvedRecords> {
  const { sets, context, consequence } = options;
  return requireRecords(await verifyOne(set, { level: 'content', sets, context }), consequence);
}
