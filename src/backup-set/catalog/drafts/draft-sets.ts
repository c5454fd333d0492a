import { createFinding, type Finding } from '../../../core/errors/finding.js';
import type { UnreadBackup } from '../../catalog.js';
import type { BackupInfo } from '../../../schema/generated/types.js';
import { parseIsoDateTime } from '../../names/iso-date-time.js';
import { resolveChains, type ResolvedChain } from '../chains/build-chains.js';
import type { SnapshotNotes } from '../chains/find-replays.js';
import { type SelectedChains, selectChains } from '../chains/select-chains.js';
import type { HoldingSet } from '../completeness/deployment-history.js';
import type { SizedSet } from '../completeness/size-habits.js';
import type { ReadBackupInfo, ReadFolder } from '../folder/read-set-folder.js';
import { ProblemIndex } from '../folder/snapshot-problem.js';
import { type SetAttributes, selectAttributes } from './set-attributes.js';
import { collectCandidates, isListable, listUnread, type SetCandidate } from './set-candidates.js';

/** A set before it is known what other sets say of it. */
export interface SetDraft extends HoldingSet {
  readonly candidate: SetCandidate;
  readonly chains: SelectedChains;
  readonly attributes: SetAttributes;
  /** The BackupInfo that counts. */
  readonly backupInfo: ReadBackupInfo | undefined;
  readonly info: BackupInfo | null;
  /** Faults of the set's BackupInfo files themselves. */
  readonly infoFaults: readonly Finding[];
}

/** The drafts of one folder, and all that was read of it. */
export interface DraftedFolder {
  readonly read: ReadFolder;
  /** The store's, for people. */
  readonly location: string;
  readonly chains: readonly ResolvedChain[];
  readonly drafts: readonly SetDraft[];
  readonly unread: readonly UnreadBackup[];
}

/** Collects the sets of a folder. Source: format specification, section 4. */
export function draftSets(
  read: ReadFolder,
  { location, notes }: { readonly location: string; readonly notes: SnapshotNotes },
): DraftedFolder {
  const chains = resolveChains(read.snapshots, { problems: new ProblemIndex(read.problems), notes });
  const candidates = collectCandidates(read, chains);
  const drafts = candidates.filter(isListable).map((candidate) => draftSet(candidate, read));
  return { read, location, chains, drafts, unread: listUnread(read, { candidates, location }) };
}

function draftSet(candidate: SetCandidate, { folder }: ReadFolder): SetDraft {
  const { backupId } = candidate;
  const { backupInfo, infoFaults } = selectBackupInfo(candidate);
  const info = backupInfo?.info ?? null;
  const chains = selectChains(candidate.chains);
  const attributes = selectAttributes(candidate, chains.links, { info, folder });
  const { createdAt, deploymentId, stampVersion } = attributes;
  const held = listHeld(candidate);
  return {
    backupId,
    createdAt,
    deploymentId,
    stampVersion,
    held,
    candidate,
    chains,
    attributes,
    backupInfo,
    info,
    infoFaults,
  };
}

/** The set as its sizes are compared. */
export function sizedOf(draft: SetDraft): SizedSet {
  const own = draft.chains.links.map(({ snapshot }) => snapshot);
  return { set: draft, info: draft.info, own };
}

function listHeld({ chains, problems }: SetCandidate): ReadonlyMap<string, string> {
  const names = [
    ...chains.map(({ snapshot }) => snapshot.repositoryName),
    ...problems.map(({ files }) => files.repositoryName),
  ];
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

/** The newest BackupInfo that can be read. */
function selectBackupInfo({
  backupId,
  backupInfos,
}: SetCandidate): Pick<SetDraft, 'backupInfo' | 'infoFaults'> {
  const faults = backupInfos.flatMap(({ finding }) => finding ?? []);
  const [newest, ...older] = backupInfos.filter(({ info }) => info !== null).toSorted(byNewest);
  if (newest !== undefined && newest.file.backupId !== null && newest.file.backupId !== backupId) {
    faults.push(reportStale(newest, `is named after the set ${newest.file.backupId}, but says ${backupId}`));
  }
  faults.push(...older.map((info) => reportStale(info, 'is older than another BackupInfo file of the set')));
  return { backupInfo: newest, infoFaults: faults };
}

function byNewest(a: ReadBackupInfo, b: ReadBackupInfo): number {
  return timeOf(b) - timeOf(a);
}

function timeOf({ info }: ReadBackupInfo): number {
  return parseIsoDateTime(info?.CreatedDateTime ?? '')?.getTime() ?? 0;
}

function reportStale({ file }: ReadBackupInfo, problem: string): Finding {
  return createFinding('INFO_STALE', `${file.path} ${problem}`, { file: file.path });
}
