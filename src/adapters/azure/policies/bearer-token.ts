import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { RestackError } from '../../../core/errors/restack-error.js';
import { REPEATABLE_HEADER } from './retry.js';

/** A source of tokens for one audience. */
export interface TokenSource {
  getToken(): Promise<string>;
  /** A token other than the refused one. Callers that were refused with the same token share one renewal. */
  renewToken(refused: string): Promise<string>;
  /** Asks the person that a token waits for, as long as it takes. */
  ask(): Promise<void>;
}

/** The error of a request that waits for a person: its token cannot be had without a question. */
export function createPersonNeededError(): RestackError {
  return new RestackError('TARGET_AUTH', 'a person has to sign in', { details: { signIn: 'needed' } });
}

function needsPerson(error: unknown): boolean {
  return error instanceof RestackError && error.details['signIn'] === 'needed';
}

/** Does what needs a token; where that waits for a person, asks the person and does it again. */
export async function withPerson<T>(tokens: TokenSource, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!needsPerson(error)) throw error;
      await tokens.ask();
    }
  }
}

/**
 * Lets a request wait for a person, outside of all limits of time and of the calls that may run at once. It is the
 * same request afterwards: nothing was sent, or it was refused with 401.
 */
export function personPolicy(tokens: TokenSource): PipelinePolicy {
  return {
    name: 'person',
    async sendRequest(request, next) {
      const marked = request.headers.get(REPEATABLE_HEADER);
      return withPerson(tokens, () => {
        if (marked !== undefined) request.headers.set(REPEATABLE_HEADER, marked);
        return next(request);
      });
    },
  };
}

/**
 * Signs requests, and once more with a new token when the first is refused.
 * Only the status counts: the cloud sends `WWW-Authenticate: Negotiate` with successes as well.
 *
 * Source: REST reference, sections 10.2 and 10.4.
 */
export function bearerTokenPolicy(tokens: TokenSource): PipelinePolicy {
  return {
    name: 'bearerToken',
    async sendRequest(request, next) {
      const token = await tokens.getToken();
      request.headers.set('Authorization', `Bearer ${token}`);
      const response = await next(request);
      if (response.status !== 401) return response;
      request.headers.set('Authorization', `Bearer ${await tokens.renewToken(token)}`);
      return next(request);
    },
  };
}
