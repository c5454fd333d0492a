import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/** A source of tokens for one audience. */
export interface TokenSource {
  getToken(): Promise<string>;
  /** A token other than the refused one. Callers that were refused with the same token share one renewal. */
  renewToken(refused: string): Promise<string>;
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
