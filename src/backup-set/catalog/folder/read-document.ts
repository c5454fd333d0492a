import { createFinding, type Finding } from '../../../core/errors/finding.js';
import { findingOf } from '../../../core/errors/finding-error.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { Store } from '../../store.js';

/** The bound and the parser of one kind of metadata file. */
export interface DocumentKind<T> {
  readonly limitBytes: number;
  /** Throws an error with a finding when the bytes are no document of this kind; part of a document never is one. */
  readonly parse: (bytes: Uint8Array, path: string) => T;
}

/** A document, or why there is none; neither where the file is gone since its folder was listed. */
export type ReadDocument<T> =
  | { readonly value: T; readonly finding?: never }
  | { readonly value?: never; readonly finding: Finding }
  | { readonly value?: never; readonly finding?: never };

/**
 * Reads and parses a metadata file. The first answer of the file server mostly is all of the file; only one that cannot
 * be parsed is read again, to its proven end, and then judged.
 *
 * @throws SHARE_UNREACHABLE when the store itself fails.
 */
export async function readDocument<T>(
  store: Store,
  path: string,
  { limitBytes, parse }: DocumentKind<T>,
): Promise<ReadDocument<T>> {
  try {
    const bytes = await store.readFile(path, limitBytes, { mayBeCut: true });
    try {
      return { value: parse(bytes, path) };
    } catch {
      return { value: parse(await store.readFile(path, limitBytes), path) };
    }
  } catch (error) {
    return isGone(error) ? {} : { finding: takeFinding(error, path) };
  }
}

/** Retention is at work, and the file is simply no longer there. */
function isGone(error: unknown): boolean {
  return isAboutFile(error) && error.details['reason'] === 'ENOENT';
}

/** The finding in an error about one file. @throws the error itself when it concerns more than that. */
function takeFinding(error: unknown, path: string): Finding {
  const finding = findingOf(error);
  if (finding !== undefined) return finding;
  if (isAboutFile(error)) return createFinding('FOLDER_UNREADABLE', error.message, { file: path });
  throw error;
}

function isAboutFile(error: unknown): error is RestackError {
  return (
    error instanceof RestackError && error.code === 'SHARE_UNREACHABLE' && error.details['scope'] === 'file'
  );
}
