import { RestackError } from './restack-error.js';

/**
 * The code that the system, or a library of Node, gave to a failure, such as `ENOENT` or `Z_DATA_ERROR`; undefined for
 * anything else. A {@link RestackError} has a code of another registry, and so none of the system's.
 */
export function readSystemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof RestackError || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The answer of a disk or a server; another one where nothing is there. */
export async function unlessMissing<R>(work: Promise<R>, otherwise: R): Promise<R> {
  try {
    return await work;
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return otherwise;
    throw error;
  }
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const EXHAUSTED: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE']);
const REFUSED: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', ...EXHAUSTED]);

/** True for the codes of a place that takes no more bytes. */
export function meansFull(systemCode: string): boolean {
  return FULL.has(systemCode);
}

/** True for the codes of a process that may not open another file: nothing is known of the file itself. */
export function meansExhausted(systemCode: string): boolean {
  return EXHAUSTED.has(systemCode);
}

/** The way out of {@link meansExhausted}. */
export const EXHAUSTED_HINT = 'let this process open more files: ulimit -n 1024';

/** True for the codes of a place that this account may not write to, or not now. */
export function meansRefused(systemCode: string): boolean {
  return REFUSED.has(systemCode);
}
