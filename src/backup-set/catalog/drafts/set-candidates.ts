import type { ResolvedChain } from '../chains/build-chains.js';
import type { ReadBackupInfo, ReadFolder } from '../folder/read-set-folder.js';
import type { SnapshotProblem } from '../folder/snapshot-problem.js';
import type { UnreadBackup } from '../../catalog.js';
import { parsePathTimestamp } from '../../names/snapshot-name.js';

/** The files that name one backup id in a set folder, usable or not. */
export interface SetCandidate {
  readonly backupId: string;
  /** Chains that end with a contemporaneous snapshot of this id, whole or broken. */
  readonly chains: ResolvedChain[];
  /** Contemporaneous snapshots of this id that take no part. */
  readonly problems: SnapshotProblem[];
  readonly backupInfos: ReadBackupInfo[];
}

/** Collects candidates by backup id, in one pass over all files. */
export function collectCandidates(
  read: ReadFolder,
  chains: readonly ResolvedChain[],
): readonly SetCandidate[] {
  const byId = new Map<string, SetCandidate>();
  const candidate = (backupId: string): SetCandidate => {
    const known = byId.get(backupId);
    if (known !== undefined) return known;
    const created: SetCandidate = { backupId, chains: [], problems: [], backupInfos: [] };
    byId.set(backupId, created);
    return created;
  };
  for (const chain of chains) {
    if (chain.snapshot.contemporaneous) candidate(chain.snapshot.backupId).chains.push(chain);
  }
  for (const problem of read.problems) {
    if (problem.files.name.contemporaneous) candidate(problem.files.name.backupId).problems.push(problem);
  }
  for (const info of read.backupInfos) {
    const backupId = info.info?.BackupId.toLowerCase() ?? info.file.backupId;
    if (backupId !== null) candidate(backupId).backupInfos.push(info);
  }
  return [...byId.values()];
}

/** The backups of a folder that are no sets, although files name them: nothing of them can be read, or they are written. */
export function listUnread(
  { folder: { unfinished } }: ReadFolder,
  {
    candidates,
    location: store,
  }: { readonly candidates: readonly SetCandidate[]; readonly location: string },
): readonly UnreadBackup[] {
  const captures = unfinished.flatMap(({ paths, ...capture }) => {
    const takenAt = findLatestTime(paths);
    return takenAt === undefined ? [] : [{ ...capture, takenAt, store, status: 'Running' as const }];
  });
  const unread = candidates
    .filter((candidate) => !isListable(candidate))
    .flatMap((candidate) => {
      const { backupId, problems, backupInfos } = candidate;
      const takenAt = findLatestTime([
        ...problems.map(({ files }) => files.stem),
        ...backupInfos.map(({ file }) => file.path),
      ]);
      const [finding] = [...problems, ...backupInfos].flatMap((part) => part.finding ?? []);
      if (takenAt === undefined || finding === undefined) return [];
      return [{ backupId, finding, takenAt, store, status: 'Failed' as const }];
    });
  return [...captures, ...unread];
}

function findLatestTime(paths: readonly string[]): Date | undefined {
  const times = paths.flatMap((path) => parsePathTimestamp(path)?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

/** True when enough can be read to list the candidate as a set; damaged names alone are not enough. */
export function isListable({ chains, problems, backupInfos }: SetCandidate): boolean {
  return (
    chains.length > 0 ||
    problems.some(({ facts }) => facts !== null) ||
    backupInfos.some(({ info }) => info !== null)
  );
}
