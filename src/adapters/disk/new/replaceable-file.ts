import { lstat, open } from 'node:fs/promises';
import { endAfter } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';

/** The part of a file that tells of which kind it is, in bytes. */
const HEAD_BYTES = 4096;

/** A kind of file of which a newer one replaces an earlier one. */
export interface ReplaceableKind {
  /** The flag that names the file. */
  readonly flag: string;
  /** In words, such as `report`. */
  readonly name: string;
  /** Tells an earlier file of this kind by how it begins. */
  readonly isEarlier: (head: string) => boolean;
}

/**
 * Asserts that a file may be written, before the work is done that it tells of: nothing is there yet, or nothing but an
 * earlier one of its kind.
 *
 * @throws USAGE when anything else is, which is never overwritten.
 */
export async function assertReplaceable(
  path: string,
  { flag, name, isEarlier }: ReplaceableKind,
): Promise<void> {
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined || (facts.isFile() && facts.size === 0)) return;
  if (facts.isFile() && isEarlier(await readHead(path))) return;
  throw new RestackError(
    'USAGE',
    `${flag}: ${path} is there already, and is no ${name} that could be replaced`,
    {
      hints: [`name a file that is not there yet, or an earlier ${name} of this kind`],
      details: { path },
    },
  );
}

async function readHead(path: string): Promise<string> {
  try {
    const handle = await open(path, 'r');
    return await endAfter(
      async () => {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
        return buffer.toString('utf8', 0, bytesRead);
      },
      () => handle.close(),
    );
  } catch {
    return '';
  }
}
