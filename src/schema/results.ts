import type * as generated from './generated/cli-types.js';
import type * as formats from './generated/types.js';

type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;

/** Result of `restack list`. Source: schemas/cli/list.json. */
export type ListResult = Immutable<generated.ListResult>;
export type ListedBackup = ListResult['backups'][number];

/** Result of `restack show`. Source: schemas/cli/show.json. */
export type ShowResult = Immutable<generated.ShowResult>;
export type ShownChain = ShowResult['chains'][number];
export type ShownRecord = NonNullable<ShowResult['records']>[number];
export type ShownSnapshot = ShownChain['snapshots'][number];

/** Result of `restack verify`. Source: schemas/cli/verify.json. */
export type VerifyResult = Immutable<generated.VerifyResult>;
/** A set that `latest` passed over. Source: schemas/cli/shared.json. */
export type PassedOverBackup = VerifyResult['passedOver'][number];
export type VerifiedBackup = VerifyResult['backups'][number];
/** The depth to which a set is proved. Each level includes those before it. */
export type VerifyLevel = VerifyResult['level'];

/** Result of `restack keys check`. Source: schemas/cli/keys-check.json. */
export type KeysResult = Immutable<generated.KeysCheckResult>;
export type KeyMatch = KeysResult['backups'][number]['keys'][number];

/** Result of `restack doctor`. Source: schemas/cli/doctor.json. */
export type DoctorResult = Immutable<generated.DoctorResult>;

/** One line of `--events`. Source: schemas/cli/events.json. */
export type EventLine = Immutable<generated.EventLine>;

/** Result of `restack config view`. Source: schemas/cli/config-view.json. */
export type ConfigViewResult = Immutable<generated.ConfigViewResult>;

/** Result of `restack explain`. Source: schemas/cli/explain.json. */
export type ExplainResult = Immutable<generated.ExplainResult>;

/** Result of `restack extract`. Source: schemas/cli/extract.json. */
export type ExtractResult = Immutable<generated.ExtractResult>;

/** Result of `restack digest`. Source: schemas/cli/digest.json. */
export type DigestResult = Immutable<generated.DigestResult>;

/** Result of `restack archive pack`. Source: schemas/cli/archive-pack.json. */
export type ArchivePackResult = Immutable<generated.ArchivePackResult>;
/** Result of `restack archive unpack`. Source: schemas/cli/archive-unpack.json. */
export type ArchiveUnpackResult = Immutable<generated.ArchiveUnpackResult>;

/** Result of `restack evidence pack`. Source: schemas/cli/evidence-pack.json. */
export type EvidencePackResult = Immutable<generated.EvidencePackResult>;
/** Result of `restack evidence verify`. Source: schemas/cli/evidence-verify.json. */
export type EvidenceVerifyResult = Immutable<generated.EvidenceVerifyResult>;

/** Result of `restack certificate create`. Source: schemas/cli/certificate-create.json. */
export type CertificateCreateResult = Immutable<generated.CertificateCreateResult>;
/** Result of `restack certificate inspect`. Source: schemas/cli/certificate-inspect.json. */
export type CertificateInspectResult = Immutable<generated.CertificateInspectResult>;
export type InspectedCertificate = CertificateInspectResult['certificates'][number];

/** Result of `restack database inspect`. Source: schemas/cli/database-inspect.json. */
export type DatabaseInspectResult = Immutable<generated.DatabaseInspectResult>;
export type InspectedTable = DatabaseInspectResult['tables'][number];

/** Result of `restack drill`. Source: schemas/cli/drill.json. */
export type DrillResult = Immutable<generated.DrillResult>;
export type StageReport = DrillResult['stages'][number];
export type KindConservation = DrillResult['conservation']['byKind'][number];
/** The buckets a record can end in. Source: command-line contract, "Restore run states". */
export type ConservationCounts = Omit<KindConservation, 'kind'>;
/** A record that did not simply land, and the reason. */
export type ReportedProblem = DrillResult['problems'][number];

/** Result of `restack runs list`. Source: schemas/cli/runs-list.json. */
export type RunsListResult = Immutable<generated.RunsListResult>;
export type ListedRun = RunsListResult['runs'][number];

/** Result of `restack runs show`, `resume` and `abandon`. Source: schemas/cli/runs-show.json. */
export type RunReport = Immutable<generated.RunsShowResult>;

/** Result of `restack runs todo`. Source: schemas/cli/runs-todo.json. */
export type RunsTodoResult = Immutable<generated.RunsTodoResult>;
export type RunTask = RunsTodoResult['tasks'][number];

/** A finding as results carry it. Source: schemas/cli/finding.json. */
export type ReportedFinding = VerifiedBackup['findings'][number];

/** Result of `restack plan`. Source: schemas/cli/plan.json. */
export type PlanResult = Immutable<generated.PlanResult>;
export type PlannedActionReport = PlanResult['actions'][number];
export type BlockerReport = PlanResult['blockers'][number];

/** Result of `restack diff`. Source: schemas/cli/diff.json. */
export type DiffResult = Immutable<generated.DiffResult>;

/** Result of `restack capture`. Source: schemas/cli/capture.json. */
export type CaptureResult = Immutable<generated.CaptureResult>;
export type CapturedRepository = CaptureResult['repositories'][number];
export type CaptureOmission = CaptureResult['omissions'][number];

/** Result of `restack service show`. Source: schemas/cli/service-show.json. */
export type ServiceShowResult = Immutable<generated.ServiceShowResult>;
/** Result of `restack service configure`. Source: schemas/cli/service-configure.json. */
export type ServiceConfigureResult = Immutable<generated.ServiceConfigureResult>;
/** Result of `restack service enable` and `disable`. Source: schemas/cli/service-enable.json. */
export type ServiceSwitchResult = Immutable<generated.ServiceEnableResult>;
/** Result of `restack service start`. Source: schemas/cli/service-start.json. */
export type ServiceStartResult = Immutable<generated.ServiceStartResult>;
/** Result of `restack service backups`. Source: schemas/cli/service-backups.json. */
export type ServiceBackupsResult = Immutable<generated.ServiceBackupsResult>;
export type ComparedBackupReport = ServiceBackupsResult['backups'][number];
/** Result of `restack service prune`. Source: schemas/cli/service-prune.json. */
export type ServicePruneResult = Immutable<generated.ServicePruneResult>;

/** Result of `restack report`. Source: schemas/cli/report.json. */
export type ReportResult = Immutable<generated.ReportResult>;

/** The model that every format of a report is rendered from. Source: schemas/report.json. */
export type ReportDocument = Immutable<formats.ReportDocument>;
export type ReportSuite = ReportDocument['suites'][number];
export type ReportCheck = ReportSuite['checks'][number];
export type ReportTask = ReportDocument['tasks'][number];

/** Result of `restack fleet plan`. Source: schemas/cli/fleet-plan.json. */
export type FleetPlanResult = Immutable<generated.FleetPlanResult>;
/** Result of `restack fleet merge`. Source: schemas/cli/fleet-merge.json. */
export type FleetMergeResult = Immutable<generated.FleetMergeResult>;
export type MergedStamp = FleetMergeResult['stamps'][number];
/** The part of a work list that `verify` proved. Source: schemas/cli/verify.json. */
export type ProvedShard = NonNullable<VerifyResult['shard']>;

/** The stamps of a fleet. Source: schemas/stamps-file.json. */
export type StampsFile = Immutable<formats.StampsFile>;
/** A night of work, frozen. Source: schemas/work-list.json. */
export type WorkList = Immutable<formats.WorkList>;
export type PlannedSet = WorkList['sets'][number];
/** The result of one set of a work list. Source: schemas/set-result.json. */
export type SetResult = Immutable<formats.SetResult>;
export type ProofFailure = NonNullable<SetResult['failure']>;
