import { formatDuration } from '../../../core/clock.js';
import type { PipelinePolicy, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { RestackError } from '../../../core/errors/restack-error.js';
import { parseRetryAfter, type WaitOptions } from '../http/retry-delay.js';

/** The counters that the cloud keeps for each subscription. */
type Budget = 'reads' | 'writes' | 'deletes';

const HOUR_MS = 3_600_000;

/** Calls that an hour allows. Source: REST reference, section 10.1. */
const HOURLY: Readonly<Record<Budget, number>> = { reads: 15_000, writes: 1200, deletes: 15_000 };

/** With less than this share of the budget left, calls go at the pace that an hour allows on average. */
const LOW_SHARE = 0.05;

/** An answer that takes longer than this says that the cloud has too much to do. */
const SLOW_MS = 10_000;

/** Host and subscription of a URL. */
const PLACE = /^https?:\/\/([^/?#]+)(?:\/subscriptions\/([^/?#]+))?/i;

/** The state of one counter. Times are monotonic milliseconds. */
interface Account {
  readonly budget: Budget;
  /** The most calls that were ever left. */
  most: number;
  isLow: boolean;
  /** The time at which the next call may go, as long as little is left. */
  nextMs: number;
  /** The time up to which the cloud has said that it takes no call. */
  closedUntilMs: number;
}

/** The clock and listeners of a gate, and its limit. */
export interface RateOptions extends WaitOptions {
  /** For one call that is held back, in milliseconds. */
  readonly throttleLimitMs?: number;
}

const DEFAULT_THROTTLE_LIMIT_MS = 3_900_000;

/**
 * Follows a cloud's counters of calls, for all channels to it: goes slower before a budget is spent, and holds back
 * calls that would only be told to wait as well. Source: REST reference, section 10.1.
 */
export class RateGate {
  readonly #options: RateOptions;
  readonly #accounts = new Map<string, Account>();
  #strain = 0;

  constructor(options: RateOptions) {
    this.#options = options;
  }

  /**
   * The number of times that the cloud has shown so far that it has too much to do: 429, 503, no answer, a slow one.
   */
  get strain(): number {
    return this.#strain;
  }

  /** Holds a request back as long as needed. Stands outside of retries. */
  admission(): PipelinePolicy {
    return {
      name: 'rateAdmission',
      sendRequest: async (request, next) => {
        await this.#admit(this.#accountOf(request), request.url);
        return next(request);
      },
    };
  }

  /** Learns from every single attempt. Stands inside of retries. */
  learning(): PipelinePolicy {
    return {
      name: 'rateLearning',
      sendRequest: async (request, next) => {
        const startedMs = this.#options.clock.monotonicMs();
        try {
          const response = await next(request);
          this.#learn(this.#accountOf(request), response);
          if (this.#options.clock.monotonicMs() - startedMs > SLOW_MS) this.#strain += 1;
          return response;
        } catch (error) {
          this.#strain += 1;
          throw error;
        }
      },
    };
  }

  async #admit(account: Account, url: string): Promise<void> {
    const { clock, signal, throttleLimitMs = DEFAULT_THROTTLE_LIMIT_MS } = this.#options;
    const deadlineMs = clock.monotonicMs() + throttleLimitMs;
    for (let nowMs = clock.monotonicMs(); account.closedUntilMs > nowMs; nowMs = clock.monotonicMs()) {
      if (account.closedUntilMs > deadlineMs) throw createClosedError(url, throttleLimitMs);
      await clock.wait(account.closedUntilMs - nowMs, signal);
    }
    if (!account.isLow) return;
    const nowMs = clock.monotonicMs();
    const turnMs = Math.max(nowMs, account.nextMs);
    account.nextMs = turnMs + HOUR_MS / HOURLY[account.budget];
    if (turnMs > nowMs) await clock.wait(turnMs - nowMs, signal);
  }

  #learn(account: Account, { status, headers }: PipelineResponse): void {
    const { clock, note } = this.#options;
    if (status === 429 || status === 503) this.#strain += 1;
    if (status === 429) {
      const delayMs = parseRetryAfter(headers.get('retry-after'), clock.now()) ?? 0;
      account.closedUntilMs = Math.max(account.closedUntilMs, clock.monotonicMs() + delayMs);
    }
    const { budget } = account;
    const left = readCounter(headers.get(`x-ms-ratelimit-remaining-subscription-${budget}`));
    if (left === undefined) return;
    account.most = Math.max(account.most, left);
    const isLow = left < Math.min(account.most, HOURLY[budget]) * LOW_SHARE;
    if (isLow && !account.isLow) {
      const reason = `only ${left} ${budget} are left of this hour`;
      note?.(`going slower: ${reason}`, { reason, delayMs: 0 });
    }
    account.isLow = isLow;
  }

  #accountOf({ url, method }: PipelineRequest): Account {
    const [, host = '', subscription = ''] = PLACE.exec(url) ?? [];
    const budget = selectBudget(method);
    const key = `${host} ${subscription} ${budget}`.toLowerCase();
    const known = this.#accounts.get(key);
    if (known !== undefined) return known;
    const account: Account = { budget, most: 0, isLow: false, nextMs: 0, closedUntilMs: 0 };
    this.#accounts.set(key, account);
    return account;
  }
}

function createClosedError(url: string, limitMs: number): RestackError {
  const { host, pathname } = new URL(url);
  return new RestackError(
    'TARGET_UNREACHABLE',
    `${host} throttles (429) and takes no call within ${formatDuration(limitMs)}; ${pathname} was not asked for`,
    { details: { status: 429, host, path: pathname } },
  );
}

function selectBudget(method: string): Budget {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

function readCounter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}
