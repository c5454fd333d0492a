import type { BackupSet, Snapshot, StoredSnapshots } from '../../../backup-set/catalog.js';
import { findReplays } from '../../../backup-set/catalog/chains/find-replays.js';
import { hasErrors, type Finding } from '../../../core/errors/finding.js';
import { groupByKey } from '../../../core/group-by-key.js';
import { workThrough } from '../../../core/work-through.js';

/** The parts of a data file's header that no two data files have in common, hexadecimal; or the fault of the header. */
export type HeaderMarks =
  { readonly iv: string; readonly tag: string; readonly fault?: never } | { readonly fault: Finding };

/** Reads the header of a snapshot's data file. Anything that says nothing about the file is thrown. */
export type HeaderReader = (store: string, snapshot: Snapshot) => Promise<HeaderMarks>;

/** The snapshots that are looked at, and how far. */
export interface HeaderComparison {
  /** The sets that are judged. */
  readonly sets: readonly BackupSet[];
  /** All snapshots of the share: the copy of one may lie anywhere. */
  readonly all: readonly StoredSnapshots[];
  readonly read: HeaderReader;
  /** Judge each header by itself, too: nothing else of the file will be read. */
  readonly judgeEach: boolean;
}

/** Reads in flight: enough to hide a file server's latency, few enough not to trip its limits. */
const CONCURRENCY = 32;

interface PlacedSnapshot {
  readonly store: string;
  readonly snapshot: Snapshot;
}

/**
 * Finds data files that are copies of others under another name, by IV and tag, without a key. A copy has the size of its
 * original, so that only headers of files of one size are read.
 *
 * @returns the findings of each set that has any, under the set's own id.
 * Source: format specification, section 4.
 */
export async function compareHeaders(
  comparison: HeaderComparison,
): Promise<ReadonlyMap<BackupSet, readonly Finding[]>> {
  const own = listOwn(comparison.sets);
  const headers = await readHeaders(selectRead(own, comparison), comparison.read);
  const findings = judgeHeaders(headers, comparison);
  return new Map(
    comparison.sets.flatMap((set) => {
      const found = listSnapshots(set).flatMap((snapshot) => findings.get(snapshot) ?? []);
      const untold = found.filter((finding) => !isTold(set, finding));
      return untold.length === 0 ? [] : [[set, untold.map((finding) => ofSet(finding, set))]];
    }),
  );
}

function listSnapshots({ chains }: BackupSet): readonly Snapshot[] {
  return chains.flatMap(({ snapshots }) => snapshots);
}

function listOwn(sets: readonly BackupSet[]): ReadonlySet<Snapshot> {
  return new Set(sets.flatMap(listSnapshots));
}

/** Leaves out files that no other one can be a copy of, and files of sizes that no judged file has. */
function selectRead(
  own: ReadonlySet<Snapshot>,
  { all, judgeEach }: HeaderComparison,
): readonly PlacedSnapshot[] {
  const placed = all.flatMap(({ store, snapshots }) => snapshots.map((snapshot) => ({ store, snapshot })));
  const bySize = groupByKey(placed, ({ snapshot }) => String(snapshot.dataFileSizeBytes));
  return [...bySize.values()].flatMap((group) => {
    if (group.length > 1) return group.some(({ snapshot }) => own.has(snapshot)) ? group : [];
    return judgeEach ? group.filter(({ snapshot }) => own.has(snapshot)) : [];
  });
}

async function readHeaders(
  placed: readonly PlacedSnapshot[],
  read: HeaderReader,
): Promise<ReadonlyMap<Snapshot, HeaderMarks>> {
  const headers = new Map<Snapshot, HeaderMarks>();
  await workThrough(placed, CONCURRENCY, async ({ store, snapshot }) => {
    headers.set(snapshot, await read(store, snapshot));
  });
  return headers;
}

function judgeHeaders(
  headers: ReadonlyMap<Snapshot, HeaderMarks>,
  { judgeEach }: HeaderComparison,
): ReadonlyMap<Snapshot, readonly Finding[]> {
  const readable = [...headers].flatMap(([snapshot, marks]) =>
    marks.fault === undefined ? [{ snapshot, ...marks }] : [],
  );
  const byTag = findReplays(
    readable.map(({ snapshot, tag }) => ({ snapshot, mark: tag })),
    'authentication tag',
  );
  const byIv = findReplays(
    readable.map(({ snapshot, iv }) => ({ snapshot, mark: iv })),
    'IV',
  );
  const faults = [...headers].flatMap(([snapshot, { fault }]) =>
    fault === undefined || !judgeEach ? [] : [[snapshot, fault] as const],
  );
  const findings = new Map<Snapshot, Finding[]>();
  for (const [snapshot, finding] of [...faults, ...byIv, ...byTag]) findings.set(snapshot, [finding]);
  return findings;
}

/** True where the catalog has said the same of the snapshot, or worse. */
function isTold({ findings }: BackupSet, { code, file, repository }: Finding): boolean {
  const same = findings.filter((finding) => finding.repository === repository && finding.file === file);
  return same.some(
    (finding) => finding.code === code || (hasErrors([finding]) && code === 'SNAPSHOT_COPIED'),
  );
}

function ofSet(finding: Finding, { backupId }: BackupSet): Finding {
  return { ...finding, backupId };
}
