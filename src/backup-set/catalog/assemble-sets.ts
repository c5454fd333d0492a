import { createFinding, type Finding } from '../../core/errors/finding.js';
import { groupByKey } from '../../core/group-by-key.js';
import { type ChainLink, createChain, isBroken, resolveChains } from './chains/build-chains.js';
import type { BackupSet } from '../catalog.js';
import { compareBackupInfo } from './compare-backup-info.js';
import { parseIsoDateTime } from '../names/iso-date-time.js';
import { assessReadiness } from './readiness.js';
import type { ReadBackupInfo, ReadFolder } from './folder/read-set-folder.js';
import { selectChains } from './chains/select-chains.js';
import { computeStatus, selectAttributes } from './set-attributes.js';
import { collectCandidates, isListable, type SetCandidate } from './set-candidates.js';
import { ProblemIndex } from './folder/snapshot-problem.js';
import { summarizeFindings } from './summarize-findings.js';

/** The sets of one folder, and the findings that concern none of them. */
export interface AssembledFolder {
  readonly sets: readonly BackupSet[];
  readonly findings: readonly Finding[];
}

/**
 * Makes the contemporaneous sets of a folder. A fault stands with every set that it concerns; a fault that concerns no
 * set stands with the folder, once for each repository and code. Source: format specification, section 4.
 *
 * @param location the store's, for people.
 */
export function assembleSets(read: ReadFolder, location: string): AssembledFolder {
  const chains = resolveChains(read.snapshots, new ProblemIndex(read.problems));
  const told = new Set<Finding>();
  const notes = groupByKey(read.notes, ({ backupId }) => backupId ?? '');
  const sets = collectCandidates(read, chains)
    .filter(isListable)
    .map((candidate) => {
      const faults = new FaultList(candidate.backupId, told);
      faults.add(notes.get(candidate.backupId) ?? []);
      return { ...assembleSet(read, candidate, faults), store: location, findings: faults.list() };
    });
  const all = new Set([
    ...read.problems.map(({ finding }) => finding),
    ...chains.flatMap((chain) => (isBroken(chain) ? chain.faults : [])),
    ...read.backupInfos.flatMap(({ finding }) => finding ?? []),
    ...read.notes,
  ]);
  return { sets, findings: summarizeFindings([...all].filter((finding) => !told.has(finding))) };
}

/** The findings of one set: each once, under the set's own id, whichever snapshot it was made about. */
class FaultList {
  readonly #findings = new Map<Finding, Finding>();

  constructor(
    readonly backupId: string,
    readonly told: Set<Finding>,
  ) {}

  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      this.told.add(finding);
      this.#findings.set(finding, { ...finding, backupId: this.backupId });
    }
  }

  list(): readonly Finding[] {
    return [...this.#findings.values()];
  }
}

function assembleSet(
  { folder, registrations }: ReadFolder,
  candidate: SetCandidate,
  faults: FaultList,
): Omit<BackupSet, 'store' | 'findings'> {
  const { backupId, problems } = candidate;
  const backupInfo = selectBackupInfo(candidate, faults);
  const info = backupInfo?.info ?? null;
  const { links, faults: chainFaults } = selectChains(candidate.chains);
  const readiness = assessReadiness(backupId, listNames(links), registrations);
  const set = {
    backupId,
    ...selectAttributes(candidate, links, { info, folder }),
    layout: folder.layout,
    status: computeStatus(candidate, readiness.isComplete, { links, info }),
    cloudRecoveryReady: readiness.cloudRecoveryReady,
    chains: links.map(createChain),
    registrations: registrations.registrations,
    roles: (info?.RoleStatus ?? []).map(({ RoleName, Status }) => ({ roleName: RoleName, status: Status })),
    sizeBytes: links.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
  if (candidate.chains.length + problems.length === 0) {
    faults.add([reportEmpty(backupId, backupInfo)]);
    return set;
  }
  faults.add(problems.map(({ finding }) => finding));
  faults.add(chainFaults);
  faults.add(readiness.findings);
  if (backupInfo?.info) faults.add(compareBackupInfo(backupInfo.info, set, backupInfo.file.path));
  else if (candidate.backupInfos.length === 0) {
    faults.add([createFinding('INFO_MISSING', `the set ${backupId} has no BackupInfo file`)]);
  }
  return set;
}

function listNames(links: readonly ChainLink[]): ReadonlySet<string> {
  return new Set(links.map(({ snapshot }) => snapshot.repositoryName.toLowerCase()));
}

/** The newest BackupInfo that can be read. Faults of the files themselves are added to the set's. */
function selectBackupInfo(
  { backupId, backupInfos }: SetCandidate,
  faults: FaultList,
): ReadBackupInfo | undefined {
  faults.add(backupInfos.flatMap(({ finding }) => finding ?? []));
  const [newest, ...older] = backupInfos.filter(({ info }) => info !== null).toSorted(byNewest);
  if (newest !== undefined && newest.file.backupId !== null && newest.file.backupId !== backupId) {
    faults.add([reportStale(newest, `is named after the set ${newest.file.backupId}, but says ${backupId}`)]);
  }
  faults.add(older.map((info) => reportStale(info, 'is older than another BackupInfo file of the set')));
  return newest;
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

function reportEmpty(backupId: string, backupInfo: ReadBackupInfo | undefined): Finding {
  const file = backupInfo?.file.path ?? '';
  return createFinding('SET_EMPTY', `${file} names the set ${backupId}, of which no snapshot is there`, {
    file,
  });
}
