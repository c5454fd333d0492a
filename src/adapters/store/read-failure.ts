import { RestackError } from '../../core/errors/restack-error.js';
import { EXHAUSTED_HINT, meansExhausted, readSystemCode } from '../../core/errors/system-code.js';

/** The system's code of a failed call, such as `EACCES`; the error's name where it has none. */
export function reasonOf(error: unknown): string {
  return readSystemCode(error) ?? (error instanceof Error ? error.name : 'unknown');
}

const EXPLANATIONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ECONNABORTED: 'the file server broke the connection off',
  ECONNREFUSED: 'the file server takes no connection',
  ECONNRESET: 'the file server broke the connection off',
  EBUSY: 'in use by another program',
  EHOSTDOWN: 'the file server is down',
  EHOSTUNREACH: 'the file server cannot be reached',
  EIO: 'the device or network failed while reading',
  EMFILE: 'this process may open no more files',
  ENFILE: 'this machine may open no more files',
  ELOOP: 'it is a symbolic link',
  ENOENT: 'it does not exist',
  ENETRESET: 'the file server broke the connection off',
  ENOTCONN: 'the file server does not answer',
  ENOTDIR: 'it is not a folder',
  EPERM: 'permission denied',
  EINVAL: 'nothing can be opened under this name',
  ESTALE: 'the mount is stale',
  NOT_ENCRYPTED: 'the file server does not encrypt, as --share-encrypt demands',
  NO_TICKET: 'nobody has said who opens it, and there is no Kerberos ticket for its server',
  SHUT_OUT: 'the file server lets in no more whom it let in before: a ticket ends, and passwords change',
  ETIMEDOUT: 'the file server does not answer in time',
};

/** The system's code with its meaning for a person: `permission denied (EACCES)`. */
export function explainReason(reason: string): string {
  const explanation = EXPLANATIONS[reason];
  return explanation === undefined ? reason : `${explanation} (${reason})`;
}

function listWaysOut(reason: string, path: string): readonly string[] {
  if (meansExhausted(reason)) return [EXHAUSTED_HINT];
  const isAbsent = path === '' && (reason === 'ENOENT' || reason === 'ENOTDIR' || reason === 'EINVAL');
  if (!isAbsent) return [];
  return [
    'see whether it is mounted, and written so; it may be a folder, an archive or \\\\HOST\\SHARE: --share PATH',
  ];
}

/** The place where a read failed. */
export interface ReadFailure {
  readonly location: string;
  /** Store path; empty for the store's own folder. */
  readonly path: string;
  readonly cause: unknown;
  /** `file`: the rest of the store can still be read. `store`: the whole place is gone or failing. */
  readonly scope: 'file' | 'store';
}

/** Makes the error for a place that cannot be read; `details` hold `path`, `reason` and `scope` for callers. */
export function createReadError(failure: ReadFailure): RestackError {
  const { location, path, cause, scope } = failure;
  const reason = reasonOf(cause);
  const place = path === '' ? location : `${path} in ${location}`;
  return new RestackError('SHARE_UNREACHABLE', `cannot read ${place}: ${explainReason(reason)}`, {
    cause,
    // Nothing is known of the file then, and the next one would fail alike.
    details: { location, path, reason, scope: meansExhausted(reason) ? 'store' : scope },
    hints: listWaysOut(reason, path),
  });
}
