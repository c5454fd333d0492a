import { formatCount } from '../../core/sizes.js';
import type { Finding, FindingPlace } from '../../core/errors/finding.js';
import type { FindingCode } from '../../core/errors/finding-codes.js';

/** Findings that hold for a whole set and would otherwise be repeated for every snapshot of it. */
const PER_SET: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'KEY_MISSING',
  'LEGACY_KEY_WRONG',
  'CERTIFICATE_EXPIRED',
  'WRAPPED_KEY_SHA1',
]);

/**
 * Merges the key findings of a set's snapshots into one each, with the number of snapshots where it is not all of them.
 * All other findings stay as they are, in their order.
 */
export function mergeKeyFindings(findings: readonly Finding[], backupId: string): readonly Finding[] {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  const merged: Finding[] = [];
  const said = new Set<string>();
  for (const finding of findings) {
    if (!PER_SET.has(finding.code)) {
      merged.push(finding);
      continue;
    }
    const key = keyOf(finding);
    if (said.has(key)) continue;
    said.add(key);
    merged.push(widen(finding, { backupId, count: counts.get(key) ?? 1 }));
  }
  return merged;
}

function keyOf(finding: Finding): string {
  return `${finding.code} ${finding.message}`;
}

function widen(
  finding: Finding,
  { backupId, count }: FindingPlace & { readonly backupId: string; readonly count: number },
): Finding {
  const message = count === 1 ? finding.message : `${finding.message} (${formatCount(count, 'snapshot')})`;
  return { ...finding, backupId, repository: null, file: null, pointer: null, message };
}
