import { RestackError } from '../../../core/errors/restack-error.js';

/** The error for an archive that is not as `restack archive pack` writes it. Nothing in it is used. */
export function createArchiveFault(location: string, problem: string, cause?: unknown): RestackError {
  return new RestackError('INTEGRITY', `archive ${location} is damaged or was altered: ${problem}`, {
    ...(cause === undefined ? {} : { cause }),
    details: { location, scope: 'store' },
    hints: [
      'take another copy of the archive, or pack the set again: restack archive pack BACKUP --out FILE.tar',
    ],
  });
}
