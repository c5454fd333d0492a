import type { Writable } from 'node:stream';

/**
 * Lets a reader go away: after EPIPE what is written to `stream` is lost in silence, and the exit code stays the result's.
 * Any other failure of the stream is thrown.
 */
export function tolerateBrokenPipe(stream: Writable): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  });
}
