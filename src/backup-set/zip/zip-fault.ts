import { escapeForTerminal } from '../../core/terminal-text.js';
import { createFindingError } from '../../core/errors/finding-error.js';
import type { RestackError } from '../../core/errors/restack-error.js';

/** The error for an archive that is not as its writer made it: CRC, sizes, structure. */
export function zipDamaged(message: string, cause?: unknown): RestackError {
  return createFindingError('ZIP_DAMAGED', message, { cause });
}

/** The error for an archive that no honest writer makes. */
export function zipUnsafe(message: string): RestackError {
  return createFindingError('ZIP_UNSAFE', message);
}

/** The error for an archive that may be sound, but needs something that is not read. */
export function zipUnsupported(message: string): RestackError {
  return createFindingError('ZIP_UNSUPPORTED', message);
}

/** An entry's name as a message shows it: escaped, in quotes, not longer than a line. */
export function quoteName(name: string): string {
  const text = escapeForTerminal(name);
  return `"${text.length > 120 ? `${text.slice(0, 117)}...` : text}"`;
}
