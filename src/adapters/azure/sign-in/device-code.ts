import type { PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { isJsonObject, parseJson, readText } from '../../../cloud/json-value.js';
import type { Clock } from '../../../core/clock.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { isDevicePage } from '../cloud-metadata.js';
import { parseRetryAfter } from '../http/retry-delay.js';
import { createForeignError, describeDenial } from './sign-in-errors.js';

/** The code that a person types: letters, digits and dashes. */
const USER_CODE = /^[0-9A-Z-]{4,32}$/i;

/** The life of a device code, in seconds: the longest that a person is waited for. */
const LONGEST_LIFE_SECONDS = 900;

/** The pause between two looks, in seconds, where none is told, and the longest. Source: RFC 8628, section 3.2. */
const USUAL_INTERVAL_SECONDS = 5;
const LONGEST_INTERVAL_SECONDS = 60;

/** The time by which each `slow_down` lengthens the pause. Source: RFC 8628, section 3.5. */
const SLOWER_MS = 5000;

/**
 * Checks the answer with a device code, and gives it a life and an interval that can be waited for: the library takes
 * both as they come.
 *
 * A person is sent to a page of the sign-in service itself only: whoever types a code elsewhere signs somebody else in.
 * @throws TARGET_AUTH when it holds no code, or one for another page than the service's own.
 */
export function takeDeviceCode(authorityHost: string, response: PipelineResponse): void {
  const { status } = response;
  if (status === 429 || status >= 500) return;
  const answer = parseJson(response.bodyAsText);
  const [page, code] = [readText(answer, 'verification_uri'), readText(answer, 'user_code')];
  if (status !== 200 || !isJsonObject(answer) || page === undefined || code === undefined) {
    throw createNoCodeError(authorityHost, response);
  }
  if (readText(answer, 'device_code') === undefined) throw createNoCodeError(authorityHost, response);
  if (!isDevicePage(authorityHost, page)) throw createForeignError(authorityHost, page);
  if (!USER_CODE.test(code)) {
    throw new RestackError(
      'TARGET_AUTH',
      `the sign-in service ${authorityHost} gives a code that nobody can type`,
    );
  }
  response.bodyAsText = JSON.stringify({
    ...answer,
    expires_in: Math.min(readSeconds(answer['expires_in']) || LONGEST_LIFE_SECONDS, LONGEST_LIFE_SECONDS),
    interval: Math.min(
      Math.max(readSeconds(answer['interval']) ?? USUAL_INTERVAL_SECONDS, 1),
      LONGEST_INTERVAL_SECONDS,
    ),
  });
}

function createNoCodeError(authorityHost: string, { status, bodyAsText }: PipelineResponse): RestackError {
  const why = describeDenial(parseJson(bodyAsText)) || `it answered ${status}`;
  return new RestackError(
    'TARGET_AUTH',
    `the sign-in service ${authorityHost} gives no device code: ${why}`,
    {
      hints: ['sign in another way, or with another application (--client-id): --sign-in browser'],
    },
  );
}

/** A number of seconds, also as a text; undefined where it is none, or less than none. */
function readSeconds(told: unknown): number | undefined {
  const seconds = typeof told === 'string' || typeof told === 'number' ? Number(told) : Number.NaN;
  return seconds >= 0 ? seconds : undefined;
}

/**
 * Keeps the looks for a person's answer at the pace that the sign-in service asks for: the library knows
 * `authorization_pending` alone, and gives up at `slow_down` and at 429.
 */
export function createPollPace(clock: Clock, signal: AbortSignal | undefined) {
  let extraMs = 0;
  return async (request: PipelineRequest, response: PipelineResponse): Promise<void> => {
    if (!isPoll(request)) return;
    const error = readText(parseJson(response.bodyAsText), 'error');
    const isTooFast = error === 'slow_down' || response.status === 429;
    if (!isTooFast && error !== 'authorization_pending') {
      extraMs = 0;
      return;
    }
    if (isTooFast) extraMs = Math.min(extraMs + SLOWER_MS, LONGEST_INTERVAL_SECONDS * 1000);
    const askedMs = parseRetryAfter(response.headers.get('retry-after'), clock.now()) ?? 0;
    const delayMs = Math.max(extraMs, Math.min(askedMs, LONGEST_INTERVAL_SECONDS * 1000));
    if (delayMs > 0) await clock.wait(delayMs, signal);
    if (!isTooFast) return;
    response.status = 400;
    response.bodyAsText = '{"error":"authorization_pending"}';
  };
}

function isPoll({ body }: PipelineRequest): boolean {
  const grant = typeof body === 'string' ? new URLSearchParams(body).get('grant_type') : null;
  return grant === 'urn:ietf:params:oauth:grant-type:device_code' || grant === 'device_code';
}
