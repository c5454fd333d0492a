import { createFindingError } from '../../core/errors/finding-error.js';
import type { RestackError } from '../../core/errors/restack-error.js';
import { cutText } from '../../core/redaction/cut-text.js';
import { escapeForTerminal } from '../../core/terminal-text.js';

/** The error for a SQL Server backup that is not as its writer made it: sums, pages, counts. */
export function databaseDamaged(message: string, cause?: unknown): RestackError {
  return createFindingError('DATABASE_DAMAGED', message, { cause });
}

/** The error for a SQL Server backup that may be sound, but is of a form that is not read. */
export function databaseUnsupported(message: string): RestackError {
  return createFindingError('DATABASE_UNSUPPORTED', message, {
    hints: ['restore the backup with a SQL Server, and read the tables there'],
  });
}

/** The error for a SQL Server backup of which a part is not there. */
export function databaseIncomplete(message: string): RestackError {
  return createFindingError('DATABASE_INCOMPLETE', message);
}

/** A name out of a database as a message shows it: escaped, and not longer than a line. */
export function showName(name: string): string {
  const text = escapeForTerminal(name);
  return text.length > 120 ? `${cutText(text, 117)}...` : text;
}
