import { RestackError } from '../../core/errors/restack-error.js';
import type { ReportParts } from '../../report/evidence/document.js';
import type { ReportDocument } from '../../schema/results.js';
import { classifyError } from './classify-error.js';

/** The end of a command, as far as a report tells of it. */
export interface TellableEnd {
  readonly command: string;
  readonly error?: RestackError | undefined;
  /** Absent where the command came to no result: a run that it began tells how far it came. */
  readonly evidence?: (() => ReportParts | Promise<ReportParts>) | undefined;
  /** Keeps the report with the run that it tells of; absent where that is kept otherwise. */
  readonly keepReport?: ((report: ReportDocument) => Promise<void>) | undefined;
  /** The folder of the runs, where `--run-dir` names one. */
  readonly runDir?: string | undefined;
  /** True for a command that takes `--report`. */
  readonly takesReports: boolean;
}

/** The session of the command, as far as its reports need it. */
export interface EvidencePlace {
  /** The files that `--report` named. */
  readonly paths: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly warnings: readonly string[];
  readonly signal: AbortSignal;
  warn(message: string): void;
  /** Writes to stderr. */
  writeError(text: string): Promise<void>;
}

/**
 * Writes the reports that were asked for, and in GitHub Actions annotations and the summary of the step.
 *
 * @returns the error to end with: that of the command, or where it has none, of a report that could not be written. Each
 * such report is a warning, too.
 */
export async function tellEvidence(
  end: TellableEnd,
  place: EvidencePlace,
): Promise<RestackError | undefined> {
  const { paths, variables } = place;
  const inActions = variables['GITHUB_ACTIONS'] === 'true' && end.takesReports;
  const { keepReport } = end;
  if (paths.length === 0 && !inActions && keepReport === undefined) return end.error;
  const { selectReportFiles, createReport, writeReport, appendSummary } =
    await import('../../app/reports/report-files.js');
  const missed: string[] = [];
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      const { message } = classifyError(error, place.signal);
      missed.push(what);
      place.warn(`${what} could not be written: ${message}`);
    }
  };
  const report = await createReport(
    { command: end.command, madeAt: place.now(), warnings: place.warnings, error: end.error },
    await gatherParts(end, place),
  );
  if (keepReport !== undefined) await attempt('the report of this run', () => keepReport(report));
  for (const path of paths) {
    await attempt(`the report ${path}`, async () => {
      for (const file of await selectReportFiles([path], '--report')) await writeReport(report, file);
    });
  }
  const lost = missed.length;
  if (inActions) await attempt('the summary of this step', () => tellActions(report, place, appendSummary));
  return end.error ?? (lost === 0 ? undefined : createMissedError(missed.slice(0, lost)));
}

/** Gathers the parts that a result tells; a fault in that costs the details, and not the report. */
async function gatherParts(end: TellableEnd, place: EvidencePlace): Promise<ReportParts> {
  const { evidence, error, runDir } = end;
  try {
    if (evidence !== undefined) return await evidence();
    // A state tells that the run is that of this command, and not one that stood in its way.
    const { runId, state } = error?.details ?? {};
    if (typeof runId !== 'string' || typeof state !== 'string') return {};
    const { describeKeptRun } = await import('../../app/reports/report-run.js');
    return await describeKeptRun({ run: runId, runDir }, place);
  } catch (error) {
    const { message } = classifyError(error, place.signal);
    place.warn(`the report holds no details: ${message}`);
    return {};
  }
}

async function tellActions(
  report: ReportDocument,
  place: EvidencePlace,
  appendSummary: (report: ReportDocument, path: string) => Promise<void>,
): Promise<void> {
  const { renderAnnotations } = await import('../../report/formats/render-annotations.js');
  await place.writeError(renderAnnotations(report));
  const summary = place.variables['GITHUB_STEP_SUMMARY'];
  if (summary !== undefined && summary !== '') await appendSummary(report, summary);
}

function createMissedError(missed: readonly string[]): RestackError {
  return new RestackError(
    'PERMISSION_MISSING',
    `the work is done, but ${missed.join(', ')} could not be written`,
    {
      hints: ['write it where there is room, and where this account may write'],
    },
  );
}
