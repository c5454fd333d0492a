import type { BackupSet } from '../../backup-set/catalog.js';
import type { Finding } from '../../core/errors/finding.js';
import { compareHeaders, type HeaderReader } from '../../use-cases/verify/share/compare-headers.js';
import type { VerificationLevel } from '../../use-cases/verify/verify-set.js';
import type { OpenSets } from './open-sets.js';

/** Compares the headers of sets with all others of the share. Errors as of {@link compareHeaders}. */
export async function checkHeaders(
  sets: readonly BackupSet[],
  share: Pick<OpenSets, 'catalog' | 'storeOf'>,
  { level, signal }: { readonly level: VerificationLevel; readonly signal: AbortSignal },
): Promise<ReadonlyMap<BackupSet, readonly Finding[]>> {
  const { readHeaderMarks } = await import('../../backup-set/data-file/read-header-marks.js');
  const read: HeaderReader = (store, snapshot) => {
    signal.throwIfAborted();
    return readHeaderMarks(share.storeOf({ store }), snapshot);
  };
  const judgeEach = level === 'structure' || level === 'keys';
  return compareHeaders({ sets, all: share.catalog.snapshots, read, judgeEach });
}

/** The same set, with the findings about its headers among its own. */
export function addFindings(set: BackupSet, found: ReadonlyMap<BackupSet, readonly Finding[]>): BackupSet {
  const own = found.get(set);
  return own === undefined ? set : { ...set, findings: [...set.findings, ...own] };
}
