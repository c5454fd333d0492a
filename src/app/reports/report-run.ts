import { resolve } from 'node:path';
import { readOwnText } from '../../adapters/disk/own-files.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { type ErrorCode, ERROR_CODES } from '../../core/errors/error-codes.js';
import { systemClock } from '../../core/clock.js';
import type { ReportParts } from '../../report/evidence/document.js';
import { describeRun, type RunEvidence } from '../../report/evidence/describe-run.js';
import type { ReportDocument, ReportResult } from '../../schema/results.js';
import type { KeptRun } from '../../use-cases/restore/runs/kept/kept-run.js';
import { selectRun } from '../../use-cases/restore/runs/find-run.js';
import { reportRun } from '../../use-cases/restore/runs/run-report.js';
import { listRunTodo } from '../../use-cases/restore/runs/run-todo.js';
import type { AppContext } from '../app.js';
import type { RunGround } from '../../use-cases/restore/runs/kept/run-archive.js';
import { openRunGround, type RunOptions } from '../runs/run-place.js';
import type { RunPlaceOptions } from '../runs/runs-folder.js';
import { createReport, selectReportFiles, writeReport } from './report-files.js';

/** A run, and the time of the incident where it is to be told otherwise than by the run itself. */
export interface ToldRunOptions extends RunOptions {
  readonly incidentAt?: Date | undefined;
}

/** The run, or an earlier report in JSON, and the files for the new reports of it. */
export interface ReportRunOptions extends ToldRunOptions {
  readonly out: readonly string[];
}

/** A kept run with the code that it ended with. */
type EndedRun = RunEvidence & { readonly outcome: ErrorCode | undefined };

/**
 * Describes all that a report tells of a kept run.
 *
 * @throws NOT_FOUND, USAGE, INTEGRITY or UNSUPPORTED as the run cannot be found or read.
 */
export async function describeKeptRun(
  options: ToldRunOptions,
  context: Pick<AppContext, 'warn'>,
): Promise<ReportParts> {
  const ground = openRunGround(options);
  const kept = await selectRun({ selector: options.run, isMeant: () => true }, ground, context);
  return describeRun(await gatherEvidence(kept, options, ground));
}

async function gatherEvidence(
  kept: KeptRun,
  options: ToldRunOptions,
  { processes }: Pick<RunGround, 'processes'>,
): Promise<EndedRun> {
  const { backup, target, restackVersion, incidentAt } = await kept.readInputs();
  const run = await reportRun(kept, processes);
  const todo = { ...(await listRunTodo(kept, processes)), file: null };
  const ended = run.readBack === null ? undefined : (await kept.readResult())?.outcome;
  return {
    run,
    todo,
    createdAt: backup.createdAt,
    setDigest: backup.setDigest,
    incidentAt: options.incidentAt?.toISOString() ?? incidentAt,
    deploymentId: backup.deploymentId,
    target: Object.entries(target ?? {}).map(([label, value]) => ({ label, value: String(value) })),
    restackVersion,
    outcome: selectCode(ended) ?? OUTCOMES[run.state],
  };
}

/** The codes of runs that came to no result. */
const OUTCOMES: Readonly<Record<string, ErrorCode | undefined>> = {
  interrupted: 'INTERRUPTED',
  blocked: 'PLAN_BLOCKED',
  failed: 'PARTIAL',
  partial: 'PARTIAL',
};

function selectCode(text: string | null | undefined): ErrorCode | undefined {
  const codes = Object.keys(ERROR_CODES).filter((code): code is ErrorCode => code === text);
  return codes[0];
}

/**
 * Renders a kept run again, or an earlier report in JSON.
 *
 * @throws USAGE for a file that is no report's; NOT_FOUND, USAGE, INTEGRITY or UNSUPPORTED as the run cannot be found or
 * read; CONFIG when a report in JSON is none; NOT_FOUND, PERMISSION_MISSING or CONFIG when one cannot be written.
 */
export async function reportKeptRun(options: ReportRunOptions, context: AppContext): Promise<ReportResult> {
  const files = await selectReportFiles(options.out, '--out');
  const { document } = await readSubject(options, context);
  for (const file of files) await writeReport(document, file);
  const { run, outcome } = document;
  return { runId: run?.runId ?? null, verdict: outcome.verdict, files: files.map(({ path }) => path) };
}

/** The report of a run, and the run where it is a kept one. */
export interface ReportSubject {
  readonly document: ReportDocument;
  readonly kept?: KeptRun | undefined;
}

/**
 * Reads a kept run, or an earlier report in JSON.
 *
 * @throws NOT_FOUND, USAGE, INTEGRITY or UNSUPPORTED as the run cannot be found or read; CONFIG when a report in JSON is
 * none.
 */
export async function readSubject(options: ToldRunOptions, context: AppContext): Promise<ReportSubject> {
  const { run, incidentAt } = options;
  if (run?.toLowerCase().endsWith('.json')) {
    return { document: await acceptReport(await readJson(resolve(run)), { path: run, incidentAt }) };
  }
  const ground = openRunGround(options);
  const kept = await selectRun({ selector: run, isMeant: () => true }, ground, context);
  const drilled = await kept.readReport();
  if (drilled !== undefined) {
    const path = `the report of run ${kept.runId}`;
    return { kept, document: await acceptReport(drilled, { path, incidentAt }) };
  }
  const { outcome, ...evidence } = await gatherEvidence(kept, options, ground);
  const message = `the run ended ${evidence.run.state}`;
  const error = outcome === undefined ? undefined : new RestackError(outcome, message);
  const circumstances = { command: 'report', madeAt: systemClock.now(), warnings: [], error };
  return { document: await createReport(circumstances, describeRun(evidence)), kept };
}

/**
 * Keeps the report of a drill with its run, so that it can be rendered again.
 *
 * @throws PERMISSION_MISSING or CONFIG when it cannot be written.
 */
export async function keepReport(
  { runId, ...place }: RunPlaceOptions & { readonly runId: string },
  report: ReportDocument,
): Promise<void> {
  await openRunGround(place).archive.open(runId).writeReport(report);
}

/** @throws CONFIG when the data is no report; USAGE when it is to be counted to another time than it was judged by. */
async function acceptReport(
  data: unknown,
  { path, incidentAt }: { readonly path: string; readonly incidentAt: Date | undefined },
): Promise<ReportDocument> {
  const { schema } = await import('../../schema/generated/report.js');
  if (incidentAt !== undefined) {
    throw new RestackError('USAGE', `--incident-at: ${path} was judged by its own time of the incident`, {
      hints: ['rehearse with another one: restack drill --incident-at TIME'],
    });
  }
  if (schema.validate(data)) return data;
  throw new RestackError('CONFIG', `${path} is no report that restack wrote in JSON`, {
    hints: ['name a run instead: restack runs list'],
    details: { path },
  });
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readOwnText(path);
  } catch (cause) {
    if (cause instanceof RestackError) throw cause;
    throw new RestackError('NOT_FOUND', `${path} cannot be read`, { cause, details: { path } });
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
