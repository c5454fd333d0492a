import { formatMinute } from '../../../core/clock.js';
import { createFinding, type Finding } from '../../../core/errors/finding.js';
import { groupByKey } from '../../../core/group-by-key.js';
import type { Snapshot } from '../../catalog.js';

/** One snapshot, and what contradicts it. */
export type OrderNote = readonly [snapshot: Snapshot, finding: Finding];

/**
 * Compares the times and predecessors of a folder's snapshots: in each repository of a deployment they were created in
 * the order of their names, each after its predecessor, and no two continue the same one.
 * Source: format specification, section 4.
 */
export function checkOrder(snapshots: readonly Snapshot[]): readonly OrderNote[] {
  const groups = groupByKey(
    snapshots,
    ({ repositoryName, deploymentId }) => `${repositoryName.toLowerCase()} ${deploymentId}`,
  );
  return [...groups.values()].flatMap((members) => {
    const sorted = members.toSorted((a, b) => a.takenAt.getTime() - b.takenAt.getTime());
    return [...findDisorder(sorted), ...findLatePredecessors(sorted), ...findForks(sorted)];
  });
}

function* findDisorder(sorted: readonly Snapshot[]): Generator<OrderNote> {
  for (const [index, snapshot] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before === undefined || before.takenAt.getTime() === snapshot.takenAt.getTime()) continue;
    if (snapshot.createdAt.getTime() > before.createdAt.getTime()) continue;
    const message = `${describeTimes(snapshot, before)}, and is named after it`;
    yield [snapshot, report('SNAPSHOT_ORDER', snapshot, message)];
  }
}

function* findLatePredecessors(sorted: readonly Snapshot[]): Generator<OrderNote> {
  const byId = groupByKey(sorted, ({ backupId }) => backupId);
  for (const snapshot of sorted) {
    const candidates = snapshot.previousId === null ? [] : (byId.get(snapshot.previousId) ?? []);
    const previous = candidates.find((candidate) => candidate !== snapshot);
    if (previous === undefined || !isLater(previous, snapshot)) continue;
    const message = `${snapshot.metadataFile} continues ${previous.metadataFile}, which is of a later time`;
    yield [snapshot, report('SNAPSHOT_ORDER', snapshot, message)];
  }
}

/** Names tell the minute; in one minute the creation times decide. */
function isLater(a: Snapshot, b: Snapshot): boolean {
  const byName = a.takenAt.getTime() - b.takenAt.getTime();
  return byName === 0 ? a.createdAt.getTime() > b.createdAt.getTime() : byName > 0;
}

function* findForks(sorted: readonly Snapshot[]): Generator<OrderNote> {
  const continued = new Map<string, Snapshot>();
  for (const snapshot of sorted) {
    if (snapshot.type === 'Full' || snapshot.previousId === null) continue;
    const key = `${snapshot.dependentFullId ?? ''} ${snapshot.previousId}`;
    const first = continued.get(key);
    if (first === undefined) continued.set(key, snapshot);
    else if (first.backupId !== snapshot.backupId) {
      const message = `${snapshot.metadataFile} and ${first.metadataFile} continue one and the same snapshot`;
      yield [snapshot, report('CHAIN_FORKED', snapshot, message)];
    }
  }
}

function describeTimes(snapshot: Snapshot, before: Snapshot): string {
  const [own, other] = [formatMinute(snapshot.createdAt), formatMinute(before.createdAt)];
  return `${snapshot.metadataFile} was created at ${own}, not after ${before.metadataFile} (${other})`;
}

function report(code: 'SNAPSHOT_ORDER' | 'CHAIN_FORKED', snapshot: Snapshot, message: string): Finding {
  const { backupId, repositoryName: repository, metadataFile: file } = snapshot;
  return createFinding(code, message, { backupId, repository, file });
}
