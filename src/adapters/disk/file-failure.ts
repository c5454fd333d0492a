import { RestackError } from '../../core/errors/restack-error.js';
import { meansRefused, readSystemCode } from '../../core/errors/system-code.js';

/** The error for a file of a run that cannot be read or written: PERMISSION_MISSING when it was refused, CONFIG otherwise. */
export function createFileError(error: unknown, what: string): unknown {
  const systemCode = readSystemCode(error);
  if (systemCode === undefined) return error;
  return new RestackError(
    meansRefused(systemCode) ? 'PERMISSION_MISSING' : 'CONFIG',
    `${what} failed: ${systemCode}`,
    {
      cause: error,
      hints: ['keep runs in another folder: --run-dir DIR (or set RESTACK_RUN_DIR)'],
      details: { systemCode },
    },
  );
}
