import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Clock } from '../../core/clock.js';
import { RestackError } from '../../core/restack-error.js';

/** Ends the timer of an attempt that was fast enough. Made once: the usual reason is an error with a stack. */
const IN_TIME = Symbol('in time');

/** Ends an attempt that takes longer than `limitMs`, its body included. A retry may follow. */
export function attemptTimeLimitPolicy(clock: Clock, limitMs: number): PipelinePolicy {
  return {
    name: 'attemptTimeLimit',
    async sendRequest(request, next) {
      const attempt = new AbortController();
      const timer = new AbortController();
      clock.wait(limitMs, timer.signal).then(
        () => attempt.abort(),
        () => undefined,
      );
      request.abortSignal = attempt.signal;
      try {
        return await next(request);
      } catch (error) {
        throw attempt.signal.aborted ? createTimeoutError(request.url, limitMs) : error;
      } finally {
        timer.abort(IN_TIME);
      }
    },
  };
}

function createTimeoutError(url: string, limitMs: number): RestackError {
  const { host, pathname } = new URL(url);
  return new RestackError('TARGET_UNREACHABLE', `${host}${pathname} did not answer within ${limitMs} ms`, {
    details: { systemCode: 'ETIMEDOUT', host, path: pathname },
  });
}
