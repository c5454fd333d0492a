import { createFinding, type Finding, hasErrors } from '../../core/errors/finding.js';
import { groupByKey } from '../../core/group-by-key.js';
import { createChain, isBroken } from './chains/build-chains.js';
import type { BackupSet } from '../catalog.js';
import { compareBackupInfo } from './compare-backup-info.js';
import { assessReadiness, type Readiness } from './completeness/assess-readiness.js';
import type { DeploymentHistory, EarlierSets } from './completeness/deployment-history.js';
import { listStated } from './completeness/essential-floor.js';
import type { SizeHabits } from './completeness/size-habits.js';
import { type DraftedFolder, type SetDraft, sizedOf } from './drafts/draft-sets.js';
import type { ReadFolder } from './folder/read-set-folder.js';
import { computeStatus } from './drafts/set-attributes.js';

/** A set without the faults of the store around it. */
export type JudgedSet = Omit<BackupSet, 'foundations'>;

/** The sets of one folder, and the findings that concern none of them. */
export interface AssembledFolder {
  readonly sets: readonly JudgedSet[];
  readonly findings: readonly Finding[];
}

/**
 * Makes the contemporaneous sets of a folder. A fault stands with every set that it concerns; a fault that concerns no
 * set stands with the folder, once for each repository and code. Source: format specification, section 4.
 */
export function assembleSets(
  { read, location, chains, drafts }: DraftedFolder,
  { history, sizes }: { readonly history: DeploymentHistory; readonly sizes: SizeHabits },
): AssembledFolder {
  const told = new Set<Finding>();
  const notes = groupByKey(read.notes, ({ backupId }) => backupId ?? '');
  const sets = drafts.map((draft) => {
    const faults = new FaultList(draft.backupId, told);
    faults.add(notes.get(draft.backupId) ?? []);
    const set = assembleSet(read, draft, { faults, earlier: history.before(draft) });
    faults.add(sizes.check(sizedOf(draft)));
    return { ...set, store: location, findings: faults.list() };
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
  read: ReadFolder,
  draft: SetDraft,
  { faults, earlier }: { readonly faults: FaultList; readonly earlier: EarlierSets },
): Omit<JudgedSet, 'store' | 'findings'> {
  const { backupId, candidate, attributes, backupInfo, info } = draft;
  const { links, faults: chainFaults } = draft.chains;
  const readiness = assessDraft(draft, read, earlier);
  const set = {
    backupId,
    ...attributes,
    layout: read.folder.layout,
    folder: read.folder.path,
    status: computeStatus(candidate, readiness.isComplete, { links, info }),
    // A snapshot that contradicts itself or another one may be there, and may not be the one that it says it is.
    cloudRecoveryReady: readiness.cloudRecoveryReady && !hasErrors(links.flatMap(({ notes }) => notes)),
    essential: readiness.essential,
    chains: links.map(createChain),
    registrations: read.registrations.registrations,
    roles: (info?.RoleStatus ?? []).map(({ RoleName, Status }) => ({ roleName: RoleName, status: Status })),
    sizeBytes: links.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
  faults.add(draft.infoFaults);
  if (candidate.chains.length + candidate.problems.length === 0) {
    faults.add([reportEmpty(draft)]);
    return set;
  }
  faults.add(candidate.problems.map(({ finding }) => finding));
  faults.add(chainFaults);
  faults.add(readiness.findings);
  if (backupInfo?.info) faults.add(compareBackupInfo(backupInfo.info, set, backupInfo.file.path));
  else if (candidate.backupInfos.length === 0) {
    faults.add([createFinding('INFO_MISSING', `the set ${backupId} has no BackupInfo file`)]);
  }
  return set;
}

function assessDraft(
  { backupId, chains, held, candidate }: SetDraft,
  { registrations: { registrations, isRegistered } }: ReadFolder,
  earlier: EarlierSets,
): Readiness {
  const own = chains.links.map(({ snapshot: { repositoryName, description } }) => ({
    key: repositoryName.toLowerCase(),
    repositoryName,
    description,
  }));
  return assessReadiness(backupId, {
    present: new Map(own.map(({ key, repositoryName }) => [key, repositoryName])),
    descriptions: new Map(
      own.flatMap(({ key, description }) => (description === null ? [] : [[key, description]])),
    ),
    lying: held,
    registrations,
    isRegistered,
    // A second file of the set cannot take back what the first one claims.
    stated: candidate.backupInfos.flatMap(({ info }) => listStated(info)),
    earlier,
  });
}

function reportEmpty({ backupId, backupInfo }: SetDraft): Finding {
  const file = backupInfo?.file.path ?? '';
  return createFinding('SET_EMPTY', `${file} names the set ${backupId}, of which no snapshot is there`, {
    file,
  });
}

/** Makes one finding of all that have one code and repository: the first one, with the number of the others. */
export function summarizeFindings(findings: readonly Finding[]): readonly Finding[] {
  const groups = groupByKey(findings, ({ code, repository }) => `${code} ${repository?.toLowerCase() ?? ''}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const more = `and ${others.length} more of this kind${first.repository === null ? '' : ' in this repository'}`;
    return { ...first, message: `${first.message}; ${more}` };
  });
}
