import { RestackError } from '../../core/errors/restack-error.js';

/** The error for a certificate file that is not what its beginning promises. */
export function damagedFile(what: string): RestackError {
  return new RestackError('UNSUPPORTED', `the file is damaged: ${what}`);
}

/** The error for a password that does not open a certificate file. It does not repeat the password. */
export function wrongPassword(password: string | undefined): RestackError {
  return new RestackError(
    'WRONG_PASSWORD',
    password === undefined || password === ''
      ? 'the file opens with a password only, and none was given'
      : 'the password does not open the file (or the file was changed after it was made)',
  );
}
