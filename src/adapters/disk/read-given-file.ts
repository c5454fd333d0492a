import { formatCount, KIB } from '../../core/sizes.js';
import { close, constants, fstat, open, read, type Stats } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { endWithSignal } from '../../core/work-through.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { meansRefused, readSystemCode } from '../../core/errors/system-code.js';
import type { GivenFileKind } from './given-file-kinds.js';

/** The content of a file that was given, and who else can read it. */
export interface GivenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** True when the file's mode lets everybody on the machine read it; never on Windows, which has other means. */
  readonly isReadableByAll: boolean;
}

/** The kind of file to read, and the ways to wait for it. */
export interface GivenFileOptions {
  readonly kind: GivenFileKind;
  /** Ends the wait for a pipe. */
  readonly signal: AbortSignal;
  /**
   * Gives standard input, once.
   *
   * @throws USAGE when it was taken already, or is a terminal.
   */
  readonly takeStdin: () => Readable;
}

/** Pipes and files that the shell opened for this process: `<(…)` is `/dev/fd/63`. */
const INHERITED = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/self\/fd\/\d+)$/;

/** Without O_NONBLOCK, opening a pipe would wait for its writer. Windows has neither constant. */
export const GIVEN_FILE_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

const EVERYBODY_READS = 0o004;
const PIECE_BYTES = 64 * KIB;

const openFile = promisify(open);
const statFile = promisify(fstat);
const readFile = promisify(read);
const closeFile = promisify(close);

/**
 * Reads a file that a flag named: a regular file, a pipe that the shell opened for it (process substitution), or
 * standard input for `-` where its kind takes that. Nothing else is waited for, and no more is read than the limit.
 *
 * @throws NOT_FOUND when it is not there; PERMISSION_MISSING when it may not be read; UNSUPPORTED when it is anything
 * else (a folder, a named pipe, a device) or larger than the limit; USAGE when it is `-` and cannot be; the signal's
 * reason when that is aborted.
 */
export async function readGivenFile(path: string, options: GivenFileOptions): Promise<GivenFile> {
  const { kind } = options;
  try {
    if (path === '-') return await readStdin(options);
    const descriptor = await openFile(path, GIVEN_FILE_FLAGS);
    return await readDescriptor(descriptor, path, options);
  } catch (error) {
    throw explainGivenFile(error, `${kind.name} ${path}`);
  }
}

/** Refuses `-` for a kind of file that is read more than once. @throws USAGE for it. */
export function assertStdinAllowed(path: string, kind: GivenFileKind): void {
  if (path !== '-' || kind.takesStdin) return;
  throw new RestackError('USAGE', `the ${kind.name} cannot come from standard input: it is read again later`);
}

async function readStdin({ kind, signal, takeStdin }: GivenFileOptions): Promise<GivenFile> {
  assertStdinAllowed('-', kind);
  const bytes = await collect(takeStdin(), { place: `${kind.name} on standard input`, kind, signal });
  return { path: 'standard input', bytes, isReadableByAll: false };
}

async function readDescriptor(
  descriptor: number,
  path: string,
  { kind, signal }: GivenFileOptions,
): Promise<GivenFile> {
  const place = `${kind.name} ${path}`;
  let isOpen = true;
  try {
    const facts = await statFile(descriptor);
    if (facts.isFIFO() && INHERITED.test(path)) {
      isOpen = false;
      const pipe = new Socket({ fd: descriptor, readable: true, writable: false });
      return { path, bytes: await collect(pipe, { place, kind, signal }), isReadableByAll: false };
    }
    assertRegular(facts, place);
    if (facts.size > kind.limitBytes) throw createTooLarge(place, kind);
    const bytes = await readRegularFile(descriptor, { place, kind, signal });
    const isReadableByAll = process.platform !== 'win32' && (facts.mode & EVERYBODY_READS) !== 0;
    return { path, bytes, isReadableByAll };
  } finally {
    if (isOpen) await closeFile(descriptor);
  }
}

interface Collecting {
  readonly place: string;
  readonly kind: GivenFileKind;
  readonly signal: AbortSignal;
}

/** To the end, but never beyond the limit: sizes that a file system tells need not be true. */
async function readRegularFile(descriptor: number, collecting: Collecting): Promise<Uint8Array> {
  const collected = createCollection(collecting);
  for (;;) {
    collecting.signal.throwIfAborted();
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    const { bytesRead } = await readFile(descriptor, piece, 0, PIECE_BYTES, null);
    if (bytesRead === 0) return collected.join();
    collected.add(piece.subarray(0, bytesRead));
  }
}

async function collect(source: Readable, collecting: Collecting): Promise<Uint8Array> {
  const collected = createCollection(collecting);
  const iterator: AsyncIterator<Uint8Array> = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const piece = await endWithSignal(collecting.signal, iterator.next());
      if (piece.done === true) return collected.join();
      collected.add(piece.value);
    }
  } finally {
    source.destroy();
  }
}

function createCollection({ place, kind }: Collecting) {
  const pieces: Uint8Array[] = [];
  let size = 0;
  return {
    add(piece: Uint8Array): void {
      pieces.push(piece);
      size += piece.length;
      if (size > kind.limitBytes) throw createTooLarge(place, kind);
    },
    join: (): Uint8Array => Buffer.concat(pieces),
  };
}

function createTooLarge(place: string, { limitBytes }: GivenFileKind): RestackError {
  return new RestackError(
    'UNSUPPORTED',
    `${place} is too large, expected at most ${formatCount(limitBytes, 'byte')}`,
  );
}

/** Asserts that a given file is a regular one. @throws UNSUPPORTED, and names what it is, when it is not. */
export function assertRegular(facts: Stats, place: string): void {
  if (facts.isFile()) return;
  throw new RestackError('UNSUPPORTED', `${place} is ${describeKind(facts)}, expected a regular file`);
}

function describeKind(facts: Stats): string {
  if (facts.isDirectory()) return 'a folder';
  if (facts.isFIFO()) return 'a named pipe';
  return facts.isCharacterDevice() || facts.isBlockDevice() ? 'a device' : 'no file';
}

/** The error of a given file that the machine would not open or read; anything else as it is. */
export function explainGivenFile(error: unknown, place: string): unknown {
  const systemCode = readSystemCode(error);
  if (systemCode === undefined) return error;
  const options = { cause: error };
  if (systemCode === 'ENOENT' || systemCode === 'ENOTDIR') {
    return new RestackError('NOT_FOUND', `${place} is not there`, options);
  }
  if (meansRefused(systemCode)) {
    return new RestackError('PERMISSION_MISSING', `${place} may not be read by this user`, options);
  }
  return new RestackError('UNSUPPORTED', `${place} cannot be read (${systemCode})`, options);
}
