import { formatDuration } from '../../../core/clock.js';
import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline';
import type { Clock } from '../../../core/clock.js';
import { RestackError } from '../../../core/errors/restack-error.js';

type RequestSignal = NonNullable<PipelineRequest['abortSignal']>;
type AbortListener = Parameters<RequestSignal['addEventListener']>[1];

/**
 * Ends an attempt that takes longer than `limitMs`, its sign-in and its body included, or longer than the request's own
 * `timeout`, where that is shorter. A retry may follow.
 */
export function attemptTimeLimitPolicy(clock: Clock, limitMs: number): PipelinePolicy {
  const usual = new AttemptWatch(clock, limitMs);
  return {
    name: 'attemptTimeLimit',
    async sendRequest(request, next) {
      const { timeout, abortSignal: outer } = request;
      const isShort = timeout > 0 && timeout < limitMs;
      const watch = isShort ? new AttemptWatch(clock, timeout) : usual;
      const attempt = watch.begin();
      const cut = () => attempt.abort();
      outer?.addEventListener('abort', cut);
      request.abortSignal = attempt;
      try {
        return await untilAborted(next(request), attempt);
      } catch (error) {
        throw attempt.isLate ? createTimeoutError(request.url, isShort ? timeout : limitMs) : error;
      } finally {
        watch.end(attempt);
        outer?.removeEventListener('abort', cut);
        if (outer === undefined) delete request.abortSignal;
        else request.abortSignal = outer;
      }
    },
  };
}

/** The result of work, or a rejection as soon as the attempt is over: not all work hears of that itself. */
function untilAborted<T>(work: Promise<T>, attempt: Attempt): Promise<T> {
  return new Promise((resolve, reject) => {
    attempt.addEventListener('abort', () => reject(new Error('the attempt was aborted')));
    work.then(resolve, reject);
  });
}

/**
 * The signal of one attempt. Node's own signals stay until the next full garbage collection, with all that listens to
 * them: a large restore would fill its memory with requests that are long over.
 */
class Attempt implements RequestSignal {
  aborted = false;
  /** True when its time is up. */
  isLate = false;
  readonly #listeners = new Set<AbortListener>();

  constructor(readonly startedMs: number) {}

  addEventListener(_type: 'abort', listener: AbortListener): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: AbortListener): void {
    this.#listeners.delete(listener);
  }

  abort(): void {
    this.aborted = true;
    for (const listener of this.#listeners) listener.call(this, { type: 'abort' });
  }

  /** Lets go of all that listens, the answer included: what still points here from old memory would keep it. */
  forgetListeners(): void {
    this.#listeners.clear();
  }
}

/**
 * The reason that ends the timer when nothing is left to watch. Made once: the usual reason is an error with a stack.
 */
const NOTHING_LEFT = Symbol('nothing left to watch');

/** Aborts attempts that take too long. All attempts share one timer, that of the oldest. */
class AttemptWatch {
  readonly #clock: Clock;
  readonly #limitMs: number;
  /** The running attempts, oldest first. */
  readonly #running = new Set<Attempt>();
  #timer: AbortController | undefined;

  constructor(clock: Clock, limitMs: number) {
    this.#clock = clock;
    this.#limitMs = limitMs;
  }

  begin(): Attempt {
    const attempt = new Attempt(this.#clock.monotonicMs());
    this.#running.add(attempt);
    if (this.#timer === undefined) {
      this.#timer = new AbortController();
      void this.#watch(this.#timer.signal);
    }
    return attempt;
  }

  end(attempt: Attempt): void {
    this.#running.delete(attempt);
    attempt.forgetListeners();
    if (this.#running.size > 0) return;
    this.#timer?.abort(NOTHING_LEFT);
    this.#timer = undefined;
  }

  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const [oldest] = this.#running;
      const leftMs =
        oldest === undefined ? this.#limitMs : oldest.startedMs + this.#limitMs - this.#clock.monotonicMs();
      if (leftMs > 0) {
        await this.#clock.wait(leftMs, signal).catch(() => undefined);
      } else if (oldest !== undefined) {
        this.#running.delete(oldest);
        oldest.isLate = true;
        oldest.abort();
      }
    }
  }
}

function createTimeoutError(url: string, limitMs: number): RestackError {
  const { host, pathname } = new URL(url);
  return new RestackError(
    'TARGET_UNREACHABLE',
    `${host}${pathname} did not answer within ${formatDuration(limitMs)}`,
    {
      details: { systemCode: 'ETIMEDOUT', host, path: pathname },
    },
  );
}
