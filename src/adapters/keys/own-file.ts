import { constants, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { endAfter } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';
import { formatCount } from '../../core/sizes.js';
import { assertRegular, explainGivenFile, GIVEN_FILE_FLAGS } from '../disk/read-given-file.js';

/** A file that is obeyed, and nobody else may have written. */
export interface OwnFileRules {
  /** Its name in errors. */
  readonly name: string;
  readonly limitBytes: number;
  readonly mayBeLink: boolean;
  /** The account that must own it; root may, too. Undefined where the system has no such ids, as on Windows. */
  readonly userId: number | undefined;
}

const OTHERS_WRITE = 0o002;
/** Windows knows no such flag: there the look before has to do. */
const NO_LINK = constants.O_NOFOLLOW ?? 0;

/**
 * Reads a file only where it is this account's own: a regular file that it or root owns and not everybody may write.
 *
 * @returns undefined when it is not there, or cannot be there for this account.
 * @throws CONFIG when it is anything else, too large, or may not be read.
 */
export async function readOwnFile(path: string, rules: OwnFileRules): Promise<Uint8Array | undefined> {
  const place = `${rules.name} ${path}`;
  const refuse = (what: string, hint: string) =>
    new RestackError('CONFIG', `${place} ${what}`, { hints: [hint], details: { path } });
  try {
    const facts = await lookAt(path);
    if (facts === undefined) return undefined;
    if (facts.isSymbolicLink() && !rules.mayBeLink) {
      throw refuse('is a link, expected a file of this folder', 'put the file itself there');
    }
    const file = await open(path, GIVEN_FILE_FLAGS | (rules.mayBeLink ? 0 : NO_LINK));
    return await endAfter(
      async () => {
        const opened = await file.stat();
        assertRegular(opened, place);
        assertOwn(opened, rules, refuse);
        const buffer = Buffer.alloc(rules.limitBytes + 1);
        const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
        if (bytesRead <= rules.limitBytes) return buffer.subarray(0, bytesRead);
        throw refuse(
          `is too large, expected at most ${formatCount(rules.limitBytes, 'byte')}`,
          'see whether it is the file that was meant',
        );
      },
      () => file.close(),
    );
  } catch (error) {
    const explained = explainGivenFile(error, place);
    if (!(explained instanceof RestackError) || explained.code === 'CONFIG') throw explained;
    throw new RestackError('CONFIG', explained.message, { cause: error, details: { path } });
  }
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EACCES']);

async function lookAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (ABSENT.has(readSystemCode(error) ?? '')) return undefined;
    throw error;
  }
}

function assertOwn(
  facts: Stats,
  { userId }: OwnFileRules,
  refuse: (what: string, hint: string) => RestackError,
): void {
  if (userId === undefined) return;
  if (facts.uid !== userId && facts.uid !== 0) {
    throw refuse('belongs to another user, who could say anything there', 'work in a folder of your own');
  }
  if ((facts.mode & OTHERS_WRITE) !== 0) {
    throw refuse('can be written by everybody on this machine', 'make it yours alone: chmod o-w FILE');
  }
}
