import { createFinding, type Finding } from '../../../core/errors/finding.js';
import { groupByKey } from '../../../core/group-by-key.js';
import type { Snapshot } from '../../catalog.js';
import type { SnapshotProblem } from '../folder/snapshot-problem.js';
import type { ReadFolder } from '../folder/read-set-folder.js';
import { checkOrder } from './snapshot-order.js';

/** The names of a snapshot, whichever files tell them. */
export interface NamedSnapshot extends Pick<Snapshot, 'repositoryName' | 'backupId' | 'type' | 'takenAt'> {
  readonly metadataFile: string;
}

/** A mark that no two snapshots can have in common by chance: a wrapped key, an IV, an authentication tag. */
export interface MarkedSnapshot<S extends NamedSnapshot> {
  readonly snapshot: S;
  readonly mark: string;
}

/** The kind of a mark, for messages: `wrapped key`, `IV`. */
type MarkName = string;

/**
 * Finds snapshots that have a mark in common although they are called otherwise: one of them is a copy of the other. By
 * the names alone the earlier one is the original: an older snapshot was put under a newer name. Of one time, neither is.
 * Copies under one and the same name, as in a copied store, are none. Source: format specification, section 4.
 */
export function findReplays<S extends NamedSnapshot>(
  marked: Iterable<MarkedSnapshot<S>>,
  what: MarkName,
): ReadonlyMap<S, Finding> {
  const findings = new Map<S, Finding>();
  for (const group of groupByKey(marked, ({ mark }) => mark).values()) {
    if (group.length === 1) continue;
    const byName = groupByKey(group, ({ snapshot }) => nameOf(snapshot));
    if (byName.size > 1) judgeGroup([...byName.values()].map(takeSnapshots), { what, findings });
  }
  return findings;
}

function nameOf({ repositoryName, backupId, type }: NamedSnapshot): string {
  return `${repositoryName.toLowerCase()} ${backupId} ${type}`;
}

function takeSnapshots<S extends NamedSnapshot>(group: readonly MarkedSnapshot<S>[]): readonly S[] {
  return group.map(({ snapshot }) => snapshot);
}

function judgeGroup<S extends NamedSnapshot>(
  copies: readonly (readonly S[])[],
  { what, findings }: { readonly what: MarkName; readonly findings: Map<S, Finding> },
): void {
  const sorted = copies.toSorted((a, b) => timeOf(a) - timeOf(b));
  const [first = [], second = []] = sorted;
  const hasOriginal = timeOf(first) < timeOf(second);
  for (const copy of sorted) {
    const isOriginal = hasOriginal && copy === first;
    const [other] = copy === first ? second : first;
    if (other === undefined) continue;
    for (const snapshot of copy) findings.set(snapshot, describe(snapshot, other, { what, isOriginal }));
  }
}

function timeOf([snapshot]: readonly NamedSnapshot[]): number {
  return snapshot?.takenAt.getTime() ?? 0;
}

function describe(
  { backupId, repositoryName: repository, metadataFile: file }: NamedSnapshot,
  other: NamedSnapshot,
  { what, isOriginal }: { readonly what: MarkName; readonly isOriginal: boolean },
): Finding {
  const place = { backupId, repository, file };
  const shared = `${file} has the same ${what} as ${other.metadataFile}`;
  return isOriginal
    ? createFinding('SNAPSHOT_COPIED', `${shared}: it was copied under a later name`, place)
    : createFinding(
        'SNAPSHOT_REPLAYED',
        `${shared}: no two snapshots have that in common, and one is a copy of the other`,
        place,
      );
}

/** Marks snapshots by their wrapped keys, those that take no part included: they may be what was copied. */
export function* markWrappedKeys(
  snapshots: readonly Snapshot[],
  problems: readonly SnapshotProblem[],
): Generator<MarkedSnapshot<NamedSnapshot>> {
  for (const snapshot of snapshots) {
    if (snapshot.encryption.mode !== 'certificate') continue;
    const mark = readMark(snapshot.encryption.wrappedKey);
    if (mark !== '') yield { snapshot, mark };
  }
  for (const { files, facts } of problems) {
    if (facts?.encryption.mode !== 'certificate') continue;
    const { name, repositoryName, stem } = files;
    const mark = readMark(facts.encryption.wrappedKey);
    const metadataFile = files.metadata?.path ?? stem;
    if (mark !== '') yield { snapshot: { ...name, repositoryName, metadataFile }, mark };
  }
}

/** The number that a wrapped key is, however it is written. */
function readMark(wrappedKey: string): string {
  const bytes = Buffer.from(wrappedKey, 'base64');
  const start = bytes.findIndex((byte) => byte !== 0);
  return start === -1 ? '' : bytes.toString('latin1', start);
}

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
