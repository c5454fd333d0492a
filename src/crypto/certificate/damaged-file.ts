import { RestackError } from '../../core/errors/restack-error.js';

/** The error for a certificate file that is not what its beginning promises. */
export function damagedFile(what: string): RestackError {
  return new RestackError('UNSUPPORTED', `the file is damaged: ${what}`);
}
