import { readSecretText } from '../../adapters/keys/key-file.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { ConfigureRequest } from '../../use-cases/service/configure.js';
import type { Prompts } from '../app.js';
import { readSharePassword } from '../environment.js';

/**
 * Makes the reader of the share's password: from the file that a flag names, `RESTACK_SHARE_PASSWORD`, or a person, who
 * is asked only when it is needed.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when the file cannot be read; USAGE when the password is empty.
 */
export async function createSharePassword({
  file,
  prompts,
}: {
  readonly file: string | undefined;
  readonly prompts: Prompts;
}): Promise<ConfigureRequest['readPassword']> {
  const given = file === undefined ? readSharePassword() : await readSecretText(file, 'password file');
  if (given === '') throw createEmptyError();
  return async ({ path, userName }) => {
    const owner = `${userName ?? ''} at ${path ?? ''}`;
    const password = given ?? (await prompts.askPassword({ file: owner, flag: '--password-file FILE' }));
    if (password === '') throw createEmptyError();
    return password;
  };
}

function createEmptyError(): RestackError {
  return new RestackError('USAGE', 'the password of the share is empty; nothing was written');
}
