import type {
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
  SendRequest,
} from '@azure/core-rest-pipeline';
import { isJsonObject, parseJson, readText } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import {
  createConnectionError,
  isCertificateProblem,
  isRefusedAnswer,
  wasNeverSent,
} from '../http/connection-error.js';
import { computeBackoff, parseRetryAfter, type WaitOptions, waitVisibly } from '../http/retry-delay.js';

/** The limits of attempts at one request. Times in milliseconds. */
export interface RetryOptions extends WaitOptions {
  /** Attempts after the first. Throttled answers do not count. */
  readonly maxRetries: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** For one request with all its attempts and back-offs, without the waits that throttling demands. */
  readonly totalLimitMs: number;
  /** For the waits that throttling demands: the cloud counts by the hour. */
  readonly throttleLimitMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
}

const TRANSIENT: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const DEFAULT_THROTTLE_WAIT_MS = 10_000;
/** After a fault the target is looked at again by then, whatever it asks for. */
const LONGEST_FAULT_WAIT_MS = 30_000;

const WHOLE = new WeakSet<PipelineRequest>();

/** Marks a request whose answer of 200 is JSON: one that is cut, empty or a page of something between is asked for again. */
export function expectJson(request: PipelineRequest): void {
  WHOLE.add(request);
}

/**
 * The header by which a caller marks a PUT that is not idempotent as `false`, and a POST that is as `true`. Removed
 * before the request is sent.
 */
export const REPEATABLE_HEADER = 'x-restack-repeatable';

/**
 * Repeats requests that failed for the moment: 408, 429, 500, 502, 503, 504, lost connections and broken answers, with
 * back-off, jitter and the delay that the server asks for. A request that is not idempotent is repeated only when it
 * certainly was not applied.
 *
 * Source: REST reference, sections 10.1 and 10.2.
 */
export function retryPolicy(options: RetryOptions): PipelinePolicy {
  return {
    name: 'retry',
    sendRequest: (request, next) => sendWithRetries({ request, next, options }),
  };
}

interface Sending {
  readonly request: PipelineRequest;
  readonly next: SendRequest;
  readonly options: RetryOptions;
}

type Attempt = { readonly response: PipelineResponse } | { readonly error: unknown };

async function sendWithRetries({ request, next, options }: Sending): Promise<PipelineResponse> {
  const marked = request.headers.get(REPEATABLE_HEADER);
  const repeatable = marked === undefined ? REPEATABLE.has(request.method) : marked === 'true';
  request.headers.delete(REPEATABLE_HEADER);
  const startedMs = options.clock.monotonicMs();
  const limitMs = Math.max(1, options.totalLimitMs);
  let throttledMs = 0;
  request.timeout = limitMs;
  for (let retries = 0; ;) {
    const attempt = await sendOnce(request, next);
    if (!isWorthRepeating(attempt, repeatable) && !isBroken(request, attempt))
      return finish(request, attempt);
    const wait = selectWait(attempt, retries, options);
    const spentMs = options.clock.monotonicMs() - startedMs - throttledMs;
    if (wait.throttled) throttledMs += wait.delayMs;
    else retries += 1;
    const exhausted = wait.throttled
      ? throttledMs > options.throttleLimitMs
      : retries > options.maxRetries || spentMs + wait.delayMs > options.totalLimitMs;
    if (exhausted) return finish(request, attempt);
    await waitVisibly(wait.delayMs, { ...options, reason: wait.reason });
    // The whole of a request, its attempts and back-offs, has one limit: the next attempt gets the rest of it.
    const leftMs = limitMs - (options.clock.monotonicMs() - startedMs - throttledMs);
    request.timeout = Math.max(1, leftMs);
  }
}

async function sendOnce(request: PipelineRequest, next: SendRequest): Promise<Attempt> {
  try {
    return { response: await next(request) };
  } catch (error) {
    return { error };
  }
}

function isWorthRepeating(attempt: Attempt, repeatable: boolean): boolean {
  if ('response' in attempt) {
    const { status } = attempt.response;
    return status === 429 || (repeatable && TRANSIENT.has(status) && !statesFailure(attempt.response));
  }
  const { error } = attempt;
  if (isCertificateProblem(error) || isRefusedAnswer(error)) return false;
  if (error instanceof RestackError && error.code !== 'TARGET_UNREACHABLE') return false;
  return repeatable || wasNeverSent(error);
}

/** True for an answer that is not the JSON that it should be. */
function isBroken(request: PipelineRequest, attempt: Attempt): boolean {
  if (!WHOLE.has(request) || !('response' in attempt) || attempt.response.status !== 200) return false;
  try {
    JSON.parse(attempt.response.bodyAsText?.trim() ?? '');
    return false;
  } catch {
    return true;
  }
}

/** True for the end of an operation that has failed, which an answer of 500 can tell as well as one of 200. */
function statesFailure({ bodyAsText }: PipelineResponse): boolean {
  const body = parseJson(bodyAsText);
  const state = isJsonObject(body) ? readText(body['properties'], 'provisioningState') : undefined;
  return state?.toLowerCase() === 'failed';
}

function finish(request: PipelineRequest, attempt: Attempt): PipelineResponse {
  if ('response' in attempt) return attempt.response;
  const { error } = attempt;
  throw error instanceof RestackError ? error : createConnectionError(request, error);
}

function selectWait(
  attempt: Attempt,
  retries: number,
  options: RetryOptions,
): { readonly delayMs: number; readonly throttled: boolean; readonly reason: string } {
  const backoffMs = computeBackoff(retries, {
    baseMs: options.baseDelayMs,
    maxMs: options.maxDelayMs,
    random: options.random,
  });
  if (!('response' in attempt)) return { delayMs: backoffMs, throttled: false, reason: 'no answer' };
  const { status, headers } = attempt.response;
  const askedMs = parseRetryAfter(headers.get('retry-after'), options.clock.now());
  if (status === 429) {
    // A share of jitter on top keeps the waiting calls from coming back all at once.
    const delayMs = Math.max(askedMs ?? DEFAULT_THROTTLE_WAIT_MS, 1) + backoffMs;
    return { delayMs, throttled: true, reason: 'the target throttles (429)' };
  }
  return {
    delayMs: Math.max(Math.min(askedMs ?? 0, LONGEST_FAULT_WAIT_MS), backoffMs),
    throttled: false,
    reason: status === 200 ? 'a broken answer' : `the target answered ${status}`,
  };
}
