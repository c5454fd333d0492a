import { readSystemCode } from '../../../../core/errors/system-code.js';
import { createSmbError, type SmbFile } from './smb-calls.js';
import type { SmbContext } from './smb-context.js';
import { nameShare } from './smb-url.js';

/** Codes by which a server answered about the one thing that it was asked for. Any other means a broken connection. */
const ANSWERS: ReadonlySet<string> = new Set([
  'EBADF',
  'EBUSY',
  'EDQUOT',
  'EEXIST',
  'EFBIG',
  'EISDIR',
  'ELOOP',
  'EMFILE',
  'ENAMETOOLONG',
  'ENFILE',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'ENOTEMPTY',
  'EROFS',
  // To ask again would not make it encrypt, nor give anybody a ticket.
  'NOT_ENCRYPTED',
  'NO_TICKET',
]);
/** Also what libsmbclient makes of an answer whose signature is wrong. */
const REFUSALS: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);

interface OpenFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** The number of the connection that it is open on. */
  connection: number;
  handle: number;
  readonly isWritten: boolean;
}

/**
 * Lets every read go on over one new connection when the one that it was made on broke. Writes are not repeated: nobody
 * knows how far they came.
 *
 * @param connect makes a context, which connects with its first call.
 */
export function createResumingCalls(connect: () => SmbContext): SmbContext {
  const line = new Line(connect);
  return {
    list: (path) => line.resume(path, (context) => context.list(path)),
    open: (path) => line.keep(path, () => line.resume(path, (context) => context.open(path))),
    read: (handle, target, position) => line.read(handle, target, position),
    readPiece: (path, sizeBytes) => line.resume(path, (context) => context.readPiece(path, sizeBytes)),
    readFreeBytes: (path) => line.resume(path, (context) => context.readFreeBytes(path)),
    create: (path) => line.keep(path, () => line.make(path, (context) => context.create(path)), true),
    write: (handle, bytes, position) => line.write(handle, bytes, position),
    close: (handle) => line.close(handle),
    makeFolder: (path) => line.make(path, (context) => context.makeFolder(path)),
    rename: (from, to) => line.make(to, (context) => context.rename(from, to)),
    removeFile: (path) => line.make(path, (context) => context.removeFile(path)),
    removeFolder: (path) => line.make(path, (context) => context.removeFolder(path)),
    end: () => line.end(),
  };
}

/** A context, the next one where it broke, and the files that are open over both. */
class Line {
  readonly #connect: () => SmbContext;
  #context: SmbContext;
  #connection = 1;
  /** By share, the place on it that the server last answered about. */
  readonly #answered = new Map<string, string>();
  readonly #files = new Map<number, OpenFile>();
  #lastHandle = 0;

  constructor(connect: () => SmbContext) {
    this.#connect = connect;
    this.#context = connect();
  }

  /** Makes a call that must not be repeated. */
  make<R>(path: string, call: (context: SmbContext) => R): R {
    const result = call(this.#context);
    this.#answered.set(nameShare(path), path);
    return result;
  }

  /** @throws Error with the code `SHUT_OUT` when the server lets its user in no more. */
  resume<R>(path: string, call: (context: SmbContext) => R): R {
    try {
      return this.make(path, call);
    } catch (error) {
      if (!this.#isBroken(path, error)) throw error;
      this.#context.end();
      this.#context = this.#connect();
      this.#connection += 1;
      return this.#repeat(path, call);
    }
  }

  /** Makes a call over a new connection. A refusal may mean that one file, or everybody's ticket or password. */
  #repeat<R>(path: string, call: (context: SmbContext) => R): R {
    try {
      return this.make(path, call);
    } catch (error) {
      const known = this.#answered.get(nameShare(path));
      if (isRefusal(error) && known !== undefined && !this.#isLetIn(known)) {
        throw createSmbError('SHUT_OUT', path);
      }
      throw error;
    }
  }

  /** True where a place that could be read can be read still; other failures will show with the next call. */
  #isLetIn(path: string): boolean {
    try {
      this.#context.readFreeBytes(path);
      return true;
    } catch (error) {
      return !isRefusal(error);
    }
  }

  keep(path: string, open: () => SmbFile, isWritten = false): SmbFile {
    const { handle, sizeBytes } = open();
    this.#lastHandle += 1;
    this.#files.set(this.#lastHandle, { path, sizeBytes, connection: this.#connection, handle, isWritten });
    return { handle: this.#lastHandle, sizeBytes };
  }

  read(handle: number, target: Uint8Array, position: number): number {
    const file = this.#fileOf(handle);
    return this.resume(file.path, (context) => context.read(this.#reopen(file), target, position));
  }

  write(handle: number, bytes: Uint8Array, position: number): void {
    const file = this.#fileOf(handle);
    if (file.connection !== this.#connection) throw createSmbError('ENOTCONN', file.path);
    this.make(file.path, (context) => context.write(file.handle, bytes, position));
  }

  close(handle: number): void {
    const file = this.#fileOf(handle);
    this.#files.delete(handle);
    if (file.connection === this.#connection) {
      this.make(file.path, (context) => context.close(file.handle));
    } else if (file.isWritten) throw createSmbError('ENOTCONN', file.path);
  }

  end(): void {
    this.#context.end();
  }

  #isBroken(path: string, error: unknown): boolean {
    // A user who is refused at the door is refused for good: to knock again could lock the account.
    if (isRefusal(error)) return this.#answered.has(nameShare(path));
    return !ANSWERS.has(readSystemCode(error) ?? '');
  }

  #fileOf(handle: number): OpenFile {
    const file = this.#files.get(handle);
    if (file === undefined) throw createSmbError('EBADF', 'a file that is not open');
    return file;
  }

  /** Opens a file anew that was open on a connection that is gone. */
  #reopen(file: OpenFile): number {
    if (file.connection === this.#connection) return file.handle;
    const { handle, sizeBytes } = this.#context.open(file.path);
    Object.assign(file, { handle, connection: this.#connection });
    // Its name means another file now.
    if (sizeBytes !== file.sizeBytes) throw createSmbError('ESTALE', file.path);
    return handle;
  }
}

function isRefusal(error: unknown): boolean {
  return REFUSALS.has(readSystemCode(error) ?? '');
}
