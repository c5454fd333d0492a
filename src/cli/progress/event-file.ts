import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';

/** Pipes that the shell opened for this process: `>(…)` is `/dev/fd/63`. */
const INHERITED = /^\/(?:dev\/(?:fd\/\d+|stdout|stderr)|proc\/self\/fd\/\d+)$/;

const { O_WRONLY, O_CREAT } = constants;
/** Without O_NONBLOCK, opening a named pipe would wait for its reader. Windows has neither constant. */
const OPEN_FLAGS = O_WRONLY | O_CREAT | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** The beginning of a file of events, whichever version wrote it. */
const BEGINNING = /^\{"time":"[^"]{0,40}","event":"/;
const BEGINNING_BYTES = 80;

/**
 * Opens the file that `--events` names: a regular file that is new, empty or holds earlier events, which are emptied; a
 * device; or a pipe that the shell opened for it.
 *
 * @returns its descriptor.
 * @throws USAGE when it cannot be written, or is anything else; a file that holds something else is left as it is.
 */
export function openEventFile(path: string): number {
  try {
    const descriptor = openSync(path, OPEN_FLAGS, 0o600);
    const facts = fstatSync(descriptor);
    if (facts.isCharacterDevice()) return descriptor;
    if (facts.isFile() && (facts.size === 0 || holdsEvents(path))) {
      ftruncateSync(descriptor);
      return descriptor;
    }
    closeSync(descriptor);
    if (facts.isFile()) throw createOtherFileError();
    // Opened anew, so that a write waits for a reader that is slower.
    if (facts.isFIFO() && INHERITED.test(path)) return openSync(path, O_WRONLY);
  } catch (cause) {
    if (cause instanceof RestackError) throw cause;
    throw createEventFileError(describeReason(cause), cause);
  }
  throw createEventFileError('it is no regular file', undefined);
}

function holdsEvents(path: string): boolean {
  const descriptor = openSync(path, 'r');
  try {
    const start = Buffer.alloc(BEGINNING_BYTES);
    const length = readSync(descriptor, start, 0, BEGINNING_BYTES, 0);
    return BEGINNING.test(start.toString('utf8', 0, length));
  } finally {
    closeSync(descriptor);
  }
}

function createOtherFileError(): RestackError {
  return new RestackError('USAGE', 'the file given to --events holds something else than events', {
    hints: ['name a new file, or one that an earlier --events has written: only those are written anew'],
  });
}

/** ENXIO is what opening a named pipe that nobody reads gives. */
function describeReason(cause: unknown): string {
  const code = readSystemCode(cause) ?? 'unknown reason';
  return code === 'ENXIO' ? 'it is no regular file' : code;
}

function createEventFileError(reason: string, cause: unknown): RestackError {
  return new RestackError('USAGE', `the file given to --events cannot be written: ${reason}`, { cause });
}
