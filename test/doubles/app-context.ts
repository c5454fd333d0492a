import type { AppContext } from '../../src/app/app.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { silentProgress } from '../../src/core/progress.js';

/** A context in which nobody can be asked and nothing is shown, with what it was warned of. */
export function createAppContext(
  changes: Partial<AppContext> = {},
): AppContext & { readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const refuse = () => Promise.reject(new RestackError('CONFIRMATION_REQUIRED', 'nobody to ask'));
  return {
    progress: silentProgress,
    prompts: { askPassword: refuse, confirm: refuse },
    signal: new AbortController().signal,
    warn: (message) => void warnings.push(message),
    warnings,
    ...changes,
  };
}
