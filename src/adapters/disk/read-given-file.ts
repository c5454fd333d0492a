import { open } from 'node:fs/promises';
import { closeQuietly } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { meansRefused, readSystemCode } from '../../core/errors/system-code.js';

/**
 * Reads a small file that a flag named.
 *
 * @param options `what` names it in errors ("certificate file"); `limitBytes` bounds what is read.
 * @throws NOT_FOUND when it is not there, PERMISSION_MISSING when it may not be read, UNSUPPORTED when it is no
 * regular file or larger than the limit.
 */
export async function readGivenFile(
  path: string,
  options: { readonly what: string; readonly limitBytes: number },
): Promise<Uint8Array> {
  const { what, limitBytes } = options;
  try {
    const handle = await open(path, 'r');
    try {
      const facts = await handle.stat();
      if (!facts.isFile()) throw new RestackError('UNSUPPORTED', `${what} ${path} is not a regular file`);
      if (facts.size > limitBytes) {
        const expected = `expected at most ${limitBytes}`;
        throw new RestackError('UNSUPPORTED', `${what} ${path} has ${facts.size} bytes, ${expected}`);
      }
      return await handle.readFile();
    } finally {
      await closeQuietly(handle);
    }
  } catch (error) {
    throw explain(error, { what, path });
  }
}

function explain(error: unknown, place: { readonly what: string; readonly path: string }): unknown {
  const systemCode = readSystemCode(error);
  if (systemCode === undefined) return error;
  const options = { cause: error };
  if (systemCode === 'ENOENT' || systemCode === 'ENOTDIR') {
    return new RestackError('NOT_FOUND', `${place.what} ${place.path} is not there`, options);
  }
  if (meansRefused(systemCode)) {
    return new RestackError(
      'PERMISSION_MISSING',
      `${place.what} ${place.path} may not be read by this user`,
      options,
    );
  }
  return new RestackError(
    'UNSUPPORTED',
    `${place.what} ${place.path} cannot be read (${systemCode})`,
    options,
  );
}
