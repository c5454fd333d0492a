import type { RestackError } from '../../core/errors/restack-error.js';
import type { View } from '../../report/layout/view.js';

/** What a command hands back when its work is done, well or badly. */
export interface CommandReport {
  /** For `--json`; has the shape of the command's schema in `schemas/cli/`. */
  readonly result: unknown;
  /** For people. */
  render(view: View): string;
  /** Present when the work was done and its outcome is a failure. */
  readonly error?: RestackError | undefined;
}
