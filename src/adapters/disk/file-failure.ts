import { RestackError } from '../../core/errors/restack-error.js';

const REFUSED: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

/** The system's code of an I/O error, such as `ENOENT`; undefined for anything else. */
export function readSystemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The error for a file of a run that cannot be read or written: PERMISSION_MISSING when it was refused, CONFIG otherwise. */
export function createFileError(error: unknown, what: string): unknown {
  const systemCode = readSystemCode(error);
  if (error instanceof RestackError || systemCode === undefined) return error;
  return new RestackError(
    REFUSED.has(systemCode) ? 'PERMISSION_MISSING' : 'CONFIG',
    `${what} failed: ${systemCode}`,
    {
      cause: error,
      hints: ['keep runs in another folder: --run-dir DIR (or set RESTACK_RUN_DIR)'],
      details: { systemCode },
    },
  );
}
