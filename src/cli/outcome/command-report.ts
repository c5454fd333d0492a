import { RestackError } from '../../core/errors/restack-error.js';
import type { ReportDocument } from '../../schema/results.js';
import type { View } from '../../report/layout/view.js';
import type { ReportParts } from '../../report/evidence/document.js';
import type { MeasurableEnd } from './tell-metrics.js';
import type { ErrorCode } from '../../core/errors/error-codes.js';

/** The report of a command whose work is done, well or badly. */
export interface CommandReport {
  /** The document for `--json`, in the shape of the command's schema in `schemas/cli/`. */
  readonly result: unknown;
  /** The result with each command that it suggests completed; absent where it suggests none. */
  readonly completeResult?: ((complete: (command: string) => string) => unknown) | undefined;
  /** Renders the text for people. */
  render(view: View): string;
  /** True for a text that a machine reads, whose lines stay as they are at a terminal too. */
  readonly isVerbatim?: boolean;
  /** Makes the parts of a report of the result; absent where no report can be asked for. */
  readonly evidence?: (() => ReportParts | Promise<ReportParts>) | undefined;
  /** Keeps the report with the run that it tells of; absent where the run tells all of it, or there is none. */
  readonly keepReport?: ((report: ReportDocument) => Promise<void>) | undefined;
  /** Measures the result for `--metrics`; absent where the command takes none. */
  readonly metrics?: MeasurableEnd['metrics'];
  /** Present when the work was done and its outcome is a failure. */
  readonly error?: RestackError | undefined;
}

/** The error for work that was done and ended in failure; undefined when it did not. */
export function createOutcomeError(
  outcome: ErrorCode | undefined,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): RestackError | undefined {
  return outcome === undefined ? undefined : new RestackError(outcome, message, { details });
}
