import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { Clock } from '../../src/core/clock.js';
import type { ArmChannel } from '../../src/adapters/azure/arm/arm-request.js';
import { createChannel } from '../../src/adapters/azure/create-channel.js';
import { RateGate } from '../../src/adapters/azure/policies/rate-gate.js';
import type { TokenSource } from '../../src/adapters/azure/policies/bearer-token.js';

/** One answer of the script: a response, a lost connection, or silence until the request is given up. */
export type ScriptedAnswer =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | { readonly lost: string }
  | 'silence';

/** A request, as far as tests look at it. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: PipelineRequest['body'];
}

/** A client that answers from a script; asked more often than the script is long, it throws. */
export function createScriptedClient(script: readonly ScriptedAnswer[]): {
  readonly client: HttpClient;
  readonly requests: RecordedRequest[];
} {
  const requests: RecordedRequest[] = [];
  const client: HttpClient = {
    sendRequest(request) {
      const answer = script[requests.length];
      const { method, url, headers, body } = request;
      requests.push({ method, url, headers: headers.toJSON(), body });
      if (answer === undefined) throw new Error(`no answer for request ${requests.length}`);
      return play(answer, request);
    },
  };
  return { client, requests };
}

function play(answer: ScriptedAnswer, request: PipelineRequest): Promise<PipelineResponse> {
  if (answer === 'silence') return waitForAbort(request);
  if ('lost' in answer) return Promise.reject(Object.assign(new Error('lost'), { code: answer.lost }));
  const { status, headers = {}, body } = answer;
  const bodyAsText = typeof body === 'string' || body === undefined ? (body ?? '') : JSON.stringify(body);
  return Promise.resolve({ status, headers: createHttpHeaders(headers), request, bodyAsText });
}

function waitForAbort({ abortSignal }: PipelineRequest): Promise<never> {
  return new Promise((_resolve, reject) => {
    abortSignal?.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });
}

/** A clock whose waits take no time, except those of `patienceMs`, which end only when nothing else can go on. */
export function createScriptedClock(patienceMs?: number): {
  readonly clock: Clock;
  readonly waits: number[];
} {
  const waits: number[] = [];
  let nowMs = 0;
  const clock: Clock = {
    now: () => new Date(Date.UTC(2023, 0, 19) + nowMs),
    monotonicMs: () => nowMs,
    wait(delayMs, signal) {
      if (signal?.aborted === true) return Promise.reject(toError(signal.reason));
      if (delayMs !== patienceMs) {
        waits.push(delayMs);
        nowMs += delayMs;
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const timer = setImmediate(() => {
          nowMs += delayMs;
          resolve();
        });
        signal?.addEventListener('abort', () => {
          clearImmediate(timer);
          reject(toError(signal.reason));
        });
      });
    },
  };
  return { clock, waits };
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}

export const ENDPOINT = 'https://adminmanagement.seattle.azs.contoso.example';
export const PATIENCE_MS = 7777;

/** A channel with all policies over a scripted client. Back-off is 100 ms, doubled each time, without jitter. */
export function createScriptedChannel(
  script: readonly ScriptedAnswer[],
  {
    tokens,
    signal,
    throttleLimitMs,
  }: {
    readonly tokens?: TokenSource;
    readonly signal?: AbortSignal;
    readonly throttleLimitMs?: number;
  } = {},
): {
  readonly channel: ArmChannel;
  readonly gate: RateGate;
  readonly notes: readonly string[];
  readonly requests: RecordedRequest[];
  readonly waits: number[];
  readonly clock: Clock;
} {
  const { client, requests } = createScriptedClient(script);
  const { clock, waits } = createScriptedClock(PATIENCE_MS);
  const retry = {
    clock,
    signal,
    random: () => 1,
    maxRetries: 3,
    baseDelayMs: 100,
    maxDelayMs: 1000,
    totalLimitMs: 60_000,
    throttleLimitMs: throttleLimitMs ?? 3_600_000,
  };
  const notes: string[] = [];
  const gate = new RateGate({
    clock,
    signal,
    note: (text) => notes.push(text),
    ...(throttleLimitMs !== undefined && { throttleLimitMs }),
  });
  const limits = { attemptLimitMs: PATIENCE_MS, listLimitMs: 1_000_000 };
  const channel = createChannel(ENDPOINT, { client, retry, ...limits, gate }, tokens);
  return { channel, gate, notes, requests, waits, clock };
}
