import { RestackError } from './restack-error.js';

/**
 * The code that the system, or a library of Node, gave to a failure, such as `ENOENT` or `Z_DATA_ERROR`; undefined for
 * anything else. A {@link RestackError} has a code of another registry, and so none of the system's.
 */
export function readSystemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof RestackError || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const REFUSED: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

/** True for the codes of a place that takes no more bytes. */
export function meansFull(systemCode: string): boolean {
  return FULL.has(systemCode);
}

/** True for the codes of a place that this account may not write to. */
export function meansRefused(systemCode: string): boolean {
  return REFUSED.has(systemCode);
}
