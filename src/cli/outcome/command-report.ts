import type { RestackError } from '../../core/errors/restack-error.js';
import type { View } from '../../report/layout/view.js';

/** The report of a command whose work is done, well or badly. */
export interface CommandReport {
  /** The document for `--json`, in the shape of the command's schema in `schemas/cli/`. */
  readonly result: unknown;
  /** Renders the text for people. */
  render(view: View): string;
  /** Present when the work was done and its outcome is a failure. */
  readonly error?: RestackError | undefined;
}
