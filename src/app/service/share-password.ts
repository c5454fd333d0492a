import { readSecretText } from '../../adapters/keys/given-file.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { ConfigureRequest } from '../../use-cases/service/configure.js';
import type { AppContext } from '../app.js';
import { readEnvironment, readSharePassword } from '../environment.js';
import { forGivenFiles } from '../sample-share.js';

/**
 * Makes the reader of the share's password: from the file that a flag names, `RESTACK_SHARE_PASSWORD`, or a person, who
 * is asked only when it is needed.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when the file cannot be read; USAGE when the password is empty.
 */
export async function createSharePassword(
  named: string | undefined,
  context: AppContext,
): Promise<ConfigureRequest['readPassword']> {
  const file = named ?? readEnvironment().sharePasswordFile;
  const given =
    file === undefined ? readSharePassword() : await readSecretText(file, 'password', forGivenFiles(context));
  if (given === '') throw createEmptyError();
  return async ({ path, userName }) => {
    const owner = `${userName ?? ''} at ${path ?? ''}`;
    const password =
      given ?? (await context.prompts.askPassword({ file: owner, flag: '--password-file FILE' }));
    if (password === '') throw createEmptyError();
    return password;
  };
}

function createEmptyError(): RestackError {
  return new RestackError('USAGE', 'the password of the share is empty; nothing was written');
}
