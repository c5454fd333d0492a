import type { Untold } from '../../../backup-set/content/records.js';
import { nameArmIds } from '../../../cloud/arm-id.js';
import { KIND_NAMES } from '../../../cloud/kind-names.js';
import { groupByKey } from '../../../core/group-by-key.js';
import type { ProcessTable } from '../../../core/process-mark.js';
import type { ReportedProblem, RunReport, RunsTodoResult, RunTask } from '../../../schema/results.js';
import type { DecidedRecord } from '../plan/resume-plan.js';
import type { KeptRun } from './kept/kept-run.js';
import { reportRun } from './run-report.js';

/**
 * Lists what a run leaves to a person, in the order of its plan: what the plan left, what failed and what differs. Tasks
 * that are the same for several records, such as the versions of a secret, are one. Errors as of a {@link KeptRun}.
 */
export async function listRunTodo(
  run: KeptRun,
  processes: Pick<ProcessTable, 'readStanding'>,
): Promise<Omit<RunsTodoResult, 'file'>> {
  const report = await reportRun(run, processes);
  const tasks = listTasks([...run.readDecisions()], report);
  const { runId, command, state, terminal, backupId, target, conservation } = report;
  const { share, caFile, untold = [] } = await run.readInputs();
  const place = { runId, command, state, terminal, backupId, target, share, caFile };
  return { ...place, pending: conservation.pending, tasks: [...tasks, ...listUntoldTasks(untold)] };
}

/** Lists the tasks of one attempt at a plan: what the plan left to a person, what failed and what differs. */
export function listTasks(
  decisions: readonly DecidedRecord[],
  report: Pick<RunReport, 'terminal' | 'problems'>,
): readonly RunTask[] {
  const names = new Map(decisions.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name]])));
  const problemsOf = groupByKey(report.problems, keyOf);
  const seen = new Set<string>();
  const tasks = decisions.flatMap((decision) => {
    const key = keyOf(decision);
    // Records with one id share their problems, which are told once.
    const problems = seen.has(key) ? [] : (problemsOf.get(key) ?? []);
    seen.add(key);
    return describeTasks(decision, problems, report);
  });
  return mergeSame(tasks.map((task) => ({ ...task, reason: nameArmIds(task.reason, names) })));
}

function keyOf({ kind, id }: Pick<ReportedProblem, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

function describeTasks(
  decision: DecidedRecord,
  problems: readonly ReportedProblem[],
  { terminal }: Pick<RunReport, 'terminal'>,
): readonly RunTask[] {
  const { kind, id, left } = decision;
  const record = { kind, id, name: decision.name ?? id, records: 1 };
  const named = `${KIND_NAMES[kind]} ${record.name}`;
  const brings = terminal ? 'restore' : 'resume';
  const planned: RunTask[] = [];
  if (left !== undefined) {
    const { task, reason, steps, note, again } = left;
    planned.push({ ...record, task, reason, steps, note, afterwards: again ? 'restore' : 'nothing' });
  }
  const met = problems.flatMap(({ bucket, reason }): readonly RunTask[] => {
    const plain = { ...record, reason, steps: [], note: null };
    // Runs of earlier versions kept no tasks.
    if (bucket === 'manual') {
      return left === undefined ? [{ ...plain, task: `See to the ${named}`, afterwards: 'nothing' }] : [];
    }
    if (bucket === 'failed')
      return [{ ...plain, task: `See to the ${named}, which failed`, afterwards: brings }];
    if (bucket === 'readBack') {
      return [
        { ...plain, task: `Look at the ${named}, which was read back different`, afterwards: 'nothing' },
      ];
    }
    return decision.action === 'skip'
      ? []
      : [{ ...plain, task: `Bring back the ${named}`, afterwards: brings }];
  });
  return [...planned, ...met];
}

/** Lists the tasks about things that the set does not tell, where no record of them is left to anybody. */
export function listUntoldTasks(untold: readonly Untold[]): readonly RunTask[] {
  return untold
    .filter(({ isPerRecord }) => !isPerRecord)
    .map(({ kind, what, consequence, task, note }) => {
      const reason = `the set does not tell ${what}: ${consequence}`;
      const place = { id: '', name: KIND_NAMES[kind], records: 0 };
      return { kind, ...place, task, reason, steps: [], note, afterwards: 'nothing' };
    });
}

function mergeSame(tasks: readonly RunTask[]): readonly RunTask[] {
  const same = groupByKey(tasks, ({ kind, task, reason, steps, afterwards }) =>
    JSON.stringify([kind, task, reason, steps, afterwards]),
  );
  return [...same.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, records: 1 + others.length }],
  );
}
