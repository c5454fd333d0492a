import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';

/** Pipes that the shell opened for this process: `>(…)` is `/dev/fd/63`. */
const INHERITED = /^\/(?:dev\/(?:fd\/\d+|stdout|stderr)|proc\/self\/fd\/\d+)$/;

const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
/** Without O_NONBLOCK, opening a named pipe would wait for its reader. Windows has neither constant. */
const OPEN_FLAGS = O_WRONLY | O_CREAT | O_TRUNC | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * Opens the file that `--events` names, new or emptied: a regular file, a device, or a pipe that the shell opened for it.
 *
 * @returns its descriptor.
 * @throws USAGE when it cannot be written, or is anything else.
 */
export function openEventFile(path: string): number {
  try {
    const descriptor = openSync(path, OPEN_FLAGS, 0o600);
    const facts = fstatSync(descriptor);
    if (facts.isFile() || facts.isCharacterDevice()) return descriptor;
    closeSync(descriptor);
    // Opened anew, so that a write waits for a reader that is slower.
    if (facts.isFIFO() && INHERITED.test(path)) return openSync(path, O_WRONLY);
  } catch (cause) {
    throw createEventFileError(describeReason(cause), cause);
  }
  throw createEventFileError('it is no regular file', undefined);
}

/** ENXIO is what opening a named pipe that nobody reads gives. */
function describeReason(cause: unknown): string {
  const code = readSystemCode(cause) ?? 'unknown reason';
  return code === 'ENXIO' ? 'it is no regular file' : code;
}

function createEventFileError(reason: string, cause: unknown): RestackError {
  return new RestackError('USAGE', `the file given to --events cannot be written: ${reason}`, { cause });
}
