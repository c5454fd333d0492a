import type { Finding } from '../../../core/errors/finding.js';
import type { ReadFolder } from '../folder/read-set-folder.js';
import { findReplays, markWrappedKeys, type NamedSnapshot } from './find-replays.js';
import { checkOrder } from './snapshot-order.js';

/** Findings about single snapshots, made by looking at others. */
export type SnapshotNotes = ReadonlyMap<NamedSnapshot, readonly Finding[]>;

/**
 * Notes what contradicts single snapshots of a share, and needs no key to be seen: a wrapped key under two names, times
 * and predecessors out of order. All folders are looked at together: a copy may come from anywhere.
 */
export function noteSnapshots(folders: readonly ReadFolder[]): SnapshotNotes {
  const notes = new Map<NamedSnapshot, Finding[]>();
  const add = (snapshot: NamedSnapshot, finding: Finding) => {
    const known = notes.get(snapshot);
    if (known === undefined) notes.set(snapshot, [finding]);
    else known.push(finding);
  };
  for (const [snapshot, finding] of findReplays(markAll(folders), 'wrapped key')) add(snapshot, finding);
  for (const { snapshots } of folders) {
    for (const [snapshot, finding] of checkOrder(snapshots)) add(snapshot, finding);
  }
  return notes;
}

function* markAll(folders: readonly ReadFolder[]) {
  for (const { snapshots, problems } of folders) yield* markWrappedKeys(snapshots, problems);
}
