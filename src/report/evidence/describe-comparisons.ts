import { formatDuration } from '../../core/clock.js';
import { formatBytes } from '../../core/sizes.js';
import type {
  CaptureResult,
  DiffResult,
  PlanResult,
  ReportCheck,
  ReportDocument,
  ReportTask,
} from '../../schema/results.js';
import { createCheck, joinLines, type ReportParts } from './document.js';
import { describeChoice, describeProof } from './describe-verify.js';

type Cells = readonly string[];

/** Describes a plan: the target, its checks, the records by kind and action, and everything that blocks it. */
export function describePlan(result: PlanResult, isLatest = false): ReportParts {
  const { backupId, createdAt, verification, target, estimate, blockers, actions } = result;
  const { writes } = estimate;
  const counted = Object.entries(result.summary).filter(([, count]) => count > 0);
  return {
    backups: [
      {
        backupId,
        createdAt,
        deploymentId: null,
        stampVersion: null,
        chosen: describeChoice(result.passedOver, isLatest),
      },
    ],
    target: {
      name: target.adminEndpoint,
      facts: Object.entries(target).map(([label, value]) => ({ label, value })),
    },
    facts: [
      ...counted.map(([label, count]) => ({ label, value: String(count) })),
      {
        label: 'writes',
        value: `${writes.admin} operator, ${writes.user} tenant, ${writes.vault} vault`,
      },
      { label: 'takes about', value: formatDuration(estimate.durationMs) },
    ],
    proof: describeProof(verification.level, verification.verdict === 'passed' ? [verification] : []),
    suites: [
      { name: 'preflight', backupId: null, checks: result.preflight.map(describePreflight) },
      {
        name: `plan of ${backupId}`,
        backupId,
        checks: [
          ...blockers.map(({ code, kind, id, reason, records, decide }) =>
            createCheck('blocker', `${code}: ${kind} ${id}`, {
              message: joinLines([`${reason} (blocks ${records})`, ...decide.map((one) => `decide: ${one}`)]),
            }),
          ),
          ...(blockers.length === 0 ? [createCheck('blocker', 'nothing blocks the plan')] : []),
        ],
      },
    ],
    tables: tablePlan(result),
    tasks: actions
      .filter(({ bucket }) => bucket === 'manual')
      .map((one) => createTask(one, `See to the ${one.kind} ${one.name}`)),
    findings: verification.findings,
    digests: [{ name: `backup set ${backupId}`, sha256: result.backupDigest }],
  };
}

function tablePlan({ actions, unmapped }: PlanResult): ReportDocument['tables'] {
  return [
    {
      title: 'Objects',
      columns: ['Action', 'Kind', 'Name', 'Stage', 'Reason'],
      rows: actions.map(({ action, kind, name, stage, reason }): Cells => [
        action,
        kind,
        name,
        stage ?? '',
        reason,
      ]),
    },
    {
      title: 'Principals that no mapping names',
      columns: ['Principal', 'Reason', 'Used by'],
      rows: unmapped.map(({ principal, reason, uses }): Cells => [
        principal,
        reason,
        uses.map(({ kind, id }) => `${kind} ${id}`).join(', '),
      ]),
    },
  ];
}

/** A task about one record, without steps. */
function createTask(
  { kind, name, id, reason }: Pick<ReportTask, 'kind' | 'name' | 'id' | 'reason'>,
  task: string,
): ReportTask {
  return { task, reason, steps: [], note: null, afterwards: 'nothing', records: 1, kind, name, id };
}

/** One check before the first write; a warning passed, and is told. */
export function describePreflight({ check, state, message }: PlanResult['preflight'][number]): ReportCheck {
  return createCheck('preflight', check, { state: state === 'failed' ? 'failed' : 'passed', message });
}

/**
 * Describes a comparison: a check for each kind, and a line for each difference.
 *
 * @param isFailure - true where a difference fails the command
 */
export function describeDiff(
  { left, right, summary, kinds, differences }: DiffResult,
  isFailure: boolean,
): ReportParts {
  const backupsOf = [left, right].filter(({ type }) => type === 'backup');
  const place = [left, right].find(({ type }) => type === 'target');
  return {
    backups: backupsOf.map(({ name }) => ({
      backupId: name,
      createdAt: null,
      deploymentId: null,
      stampVersion: null,
      chosen: null,
    })),
    target: place === undefined ? null : { name: place.name, facts: [] },
    facts: [
      { label: 'left', value: left.name },
      { label: 'right', value: right.name },
      ...Object.entries(summary).map(([label, count]) => ({ label, value: String(count) })),
    ],
    suites: [
      {
        name: `${left.name} against ${right.name}`,
        backupId: null,
        checks: kinds.map(({ kind, counts }) => {
          const { changed, onlyLeft, onlyRight, notCompared } = counts;
          const differs = changed + onlyLeft + onlyRight > 0;
          const told = `${changed} changed, ${onlyLeft} only left, ${onlyRight} only right, ${notCompared} not compared`;
          const state = differs && isFailure ? 'failed' : notCompared > 0 ? 'notRun' : 'passed';
          return createCheck('kind', kind, { state, message: differs || notCompared > 0 ? told : null });
        }),
      },
    ],
    tables: [
      {
        title: 'Differences',
        columns: ['State', 'Kind', 'Name', 'Id', 'Reason', 'Fields'],
        rows: differences.map(({ state, kind, name, id, reason, fields }): Cells => [
          state,
          kind,
          name ?? '',
          id,
          reason ?? '',
          fields.map(({ pointer }) => pointer).join(', '),
        ]),
      },
    ],
  };
}

/** Describes a captured set: a check for each repository, and the objects that are not in the set. */
export function describeCapture(result: CaptureResult): ReportParts {
  const { backupId, createdAt, deploymentId, stampVersion, repositories, omissions } = result;
  return {
    backups: [{ backupId, createdAt, deploymentId, stampVersion, chosen: 'made by this command' }],
    facts: [
      { label: 'status', value: result.status },
      { label: 'ready for cloud recovery', value: result.cloudRecoveryReady ? 'yes' : 'no' },
      { label: 'store', value: result.store },
      { label: 'certificate', value: result.thumbprint },
      { label: 'size', value: formatBytes(result.sizeBytes) },
      { label: 'time', value: formatDuration(result.durationMs) },
    ],
    suites: [
      {
        name: `capture of ${backupId}`,
        backupId,
        checks: repositories.map(({ repository, status }) => {
          const lacking = omissions.filter((omission) => omission.repository === repository);
          const message = joinLines(
            lacking.map(({ reason, id, message: said }) => `${reason}: ${id}: ${said}`),
          );
          const state = { Succeeded: 'passed', Skipped: 'notRun' } as const;
          const told = status === 'Skipped' ? 'only the service itself backs it up' : message || null;
          return createCheck('repository', repository, {
            state: status === 'Succeeded' || status === 'Skipped' ? state[status] : 'failed',
            message: told,
          });
        }),
      },
    ],
    tables: tableCapture(result),
    tasks: omissions
      .filter(({ reason }) => reason === 'leftEnabled')
      .map(({ kind, id, message }) =>
        createTask({ kind, id, name: id, reason: message }, `Disable the ${kind} ${id} again`),
      ),
  };
}

function tableCapture({ repositories, omissions }: CaptureResult): ReportDocument['tables'] {
  return [
    {
      title: 'Repositories',
      columns: ['Repository', 'Status', 'Type', 'Records', 'Size'],
      rows: repositories.map(({ repository, status, type, records, sizeBytes }): Cells => [
        repository,
        status,
        type ?? '',
        String(records),
        formatBytes(sizeBytes),
      ]),
    },
    {
      title: 'Not in the set',
      columns: ['Reason', 'Kind', 'Id', 'Message'],
      rows: omissions.map(({ reason, kind, id, message }): Cells => [reason, kind, id, message]),
    },
  ];
}
