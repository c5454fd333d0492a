import type { Writable } from 'node:stream';
import { readSystemCode } from '../../core/errors/system-code.js';

const GONE = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/**
 * Lets a reader go away: text written to `stream` after that is lost in silence. Other failures are told by
 * {@link writeAll}. Replaces the listener that oclif installs, which throws them.
 */
export function tolerateBrokenPipe(stream: Writable): void {
  stream.removeAllListeners('error');
  stream.on('error', () => {});
}

/**
 * Writes and waits until the stream has taken it.
 *
 * @returns the system's error code when it could not be written, such as `ENOSPC`; undefined when it was, and when
 * the reader has gone away.
 */
export function writeAll(stream: Writable, text: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    stream.write(text, (error?: Error | null) => {
      const code = error ? (readSystemCode(error) ?? 'unknown') : undefined;
      resolve(code === undefined || GONE.has(code) ? undefined : code);
    });
  });
}
