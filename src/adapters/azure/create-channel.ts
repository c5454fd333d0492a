import { createEmptyPipeline, type HttpClient, type PipelinePolicy } from '@azure/core-rest-pipeline';
import type { ArmChannel } from './arm/arm-request.js';
import { attemptTimeLimitPolicy } from './policies/attempt-time-limit.js';
import { bearerTokenPolicy, personPolicy, type TokenSource } from './policies/bearer-token.js';
import type { RateGate } from './policies/rate-gate.js';
import { type RetryOptions, retryPolicy } from './policies/retry.js';
import { randomUUID } from 'node:crypto';

/** The parts that all channels of a target share. */
export interface ChannelOptions {
  readonly client: HttpClient;
  readonly retry: RetryOptions;
  /** For one attempt, in milliseconds. */
  readonly attemptLimitMs: number;
  readonly gate: RateGate;
  /** For all pages of one list, in milliseconds. */
  readonly listLimitMs: number;
}

/** Joins the policies of one host into a channel. Without tokens its requests are anonymous. */
export function createChannel(
  endpoint: string,
  { client, retry, attemptLimitMs, gate, listLimitMs }: ChannelOptions,
  tokens?: TokenSource,
): ArmChannel {
  const pipeline = createEmptyPipeline();
  if (tokens !== undefined) pipeline.addPolicy(personPolicy(tokens));
  pipeline.addPolicy(gate.admission(), tokens === undefined ? {} : { afterPolicies: ['person'] });
  pipeline.addPolicy(retryPolicy(retry), { afterPolicies: ['rateAdmission'] });
  pipeline.addPolicy(clientRequestIdPolicy(), { afterPolicies: ['retry'] });
  pipeline.addPolicy(gate.learning(), { afterPolicies: ['clientRequestId'] });
  // The sign-in that an attempt needs is a part of it, and so is the second try with a new token.
  pipeline.addPolicy(attemptTimeLimitPolicy(retry.clock, attemptLimitMs), {
    afterPolicies: ['rateLearning'],
  });
  if (tokens !== undefined) {
    pipeline.addPolicy(bearerTokenPolicy(tokens), { afterPolicies: ['attemptTimeLimit'] });
  }
  return { endpoint, pipeline, client, clock: retry.clock, listLimitMs };
}

/** Gives every request an id that the cloud's operators can find in their logs. Source: REST reference, section 10.4. */
export function clientRequestIdPolicy(createId: () => string = randomUUID): PipelinePolicy {
  return {
    name: 'clientRequestId',
    sendRequest(request, next) {
      request.headers.set('x-ms-client-request-id', createId());
      return next(request);
    },
  };
}
