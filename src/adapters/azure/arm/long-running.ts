import { formatDuration } from '../../../core/clock.js';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import { isJsonObject, parseJson, readText } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { createArmError, parseArmError } from './arm-error.js';
import { type ArmChannel, sendArmRequest } from './arm-request.js';
import { parseRetryAfter, type WaitOptions, waitVisibly } from '../http/retry-delay.js';

/** The time for which operations are waited for. */
export interface PollingOptions extends WaitOptions {
  /** For one operation, in milliseconds. */
  readonly limitMs: number;
}

const DEFAULT_DELAY_MS = 10_000;
/** The least pause between two polls, also where the cloud asks for none. */
const LEAST_DELAY_MS = 500;
/** The longest, whatever the cloud asks for: it may be done by then. */
const LONGEST_DELAY_MS = 300_000;
/** The time for which an accepted operation may be unknown where it is followed. */
const UNKNOWN_LIMIT_MS = 60_000;
const FAILED: ReadonlySet<string> = new Set(['failed', 'canceled', 'cancelled']);

/**
 * Waits until the operation of an accepted request is over, and returns the last answer: the first one when its body is
 * already final.
 *
 * `Azure-AsyncOperation` goes before `Location`; each poll may give new addresses and delays.
 * @throws PARTIAL when the operation fails, TARGET_UNREACHABLE when it does not end in time.
 * Source: REST reference, section 9.6.
 */
export async function finishOperation(
  channel: ArmChannel,
  started: PipelineResponse,
  options: PollingOptions,
): Promise<PipelineResponse> {
  const startedMs = options.clock.monotonicMs();
  const deadlineMs = startedMs + options.limitMs;
  let latest = started;
  let address = selectPollAddress(started, undefined);
  while (address !== undefined && isRunning(latest, address)) {
    const askedMs =
      parseRetryAfter(latest.headers.get('retry-after'), options.clock.now()) ?? DEFAULT_DELAY_MS;
    const leftMs = deadlineMs - options.clock.monotonicMs();
    if (leftMs <= 0) throw createEndlessError(started, options.limitMs);
    const delayMs = Math.min(Math.max(askedMs, LEAST_DELAY_MS), LONGEST_DELAY_MS, leftMs);
    await waitVisibly(delayMs, { ...options, reason: 'the target is still working on it' });
    const polled = await sendArmRequest(channel, { method: 'GET', url: address.url });
    // What was accepted a moment ago may be known late where it is followed.
    const isYoung = options.clock.monotonicMs() - startedMs < UNKNOWN_LIMIT_MS;
    if (polled.status === 404 && isYoung) continue;
    latest = polled;
    // A failed operation may be told with a status of its own: it has ended all the same.
    if (latest.status >= 400 && !FAILED.has(selectState(latest) ?? '')) throw createArmError(latest);
    address = selectPollAddress(latest, address);
  }
  assertSucceeded(started, latest);
  return latest;
}

interface PollAddress {
  readonly kind: 'status' | 'location';
  readonly url: string;
}

function selectPollAddress(
  response: PipelineResponse,
  before: PollAddress | undefined,
): PollAddress | undefined {
  const origin = new URL(response.request.url).origin;
  const resolve = (header: string) => {
    const text = response.headers.get(header);
    if (text === undefined || !URL.canParse(text, origin)) return undefined;
    const url = new URL(text, origin);
    // The token goes with the request: only the cloud's own host may ask for it.
    if (url.origin !== origin) throw createForeignError(response, url.host);
    return url.href;
  };
  const status = resolve('azure-asyncoperation');
  if (status !== undefined && before?.kind !== 'location') return { kind: 'status', url: status };
  const location = resolve('location');
  if (location !== undefined && before?.kind !== 'status') return { kind: 'location', url: location };
  return before;
}

/** True when the answer says that there is more to wait for. */
function isRunning(response: PipelineResponse, address: PollAddress): boolean {
  const state = selectState(response);
  if (state !== undefined) return state !== 'succeeded' && !FAILED.has(state);
  if (response.status === 202) return true;
  return address.kind === 'status' && response.request.method !== 'GET';
}

/** The state that the operation or the resource states, lower case. */
function selectState(response: PipelineResponse): string | undefined {
  const body = parseJson(response.bodyAsText);
  if (!isJsonObject(body)) return undefined;
  const state = readText(body, 'status') ?? readText(body['properties'], 'provisioningState');
  return state?.toLowerCase();
}

function assertSucceeded(started: PipelineResponse, latest: PipelineResponse): void {
  const state = selectState(latest);
  if (state === undefined || !FAILED.has(state)) return;
  const { code, message } = parseArmError(latest.bodyAsText);
  const { host, pathname } = new URL(started.request.url);
  throw new RestackError(
    'PARTIAL',
    `${started.request.method} ${host}${pathname} was accepted and then ended as ${state}: ${message ?? code ?? 'no reason given'}`,
    { details: { status: latest.status, armCode: code ?? null, path: pathname } },
  );
}

function createForeignError({ request }: PipelineResponse, host: string): RestackError {
  return new RestackError(
    'TARGET_UNREACHABLE',
    `${request.method} ${new URL(request.url).pathname} is to be followed on another host (${host}); that is refused`,
    { details: { host } },
  );
}

function createEndlessError(started: PipelineResponse, limitMs: number): RestackError {
  const { host, pathname } = new URL(started.request.url);
  return new RestackError(
    'TARGET_UNREACHABLE',
    `${started.request.method} ${host}${pathname} was accepted and did not end within ${formatDuration(limitMs)}`,
    { details: { host, path: pathname } },
  );
}
