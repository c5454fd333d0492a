import type { HttpHeaders, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import type { Clock } from '../../../core/clock.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import { escapeForTerminal } from '../../../core/terminal-text.js';
import { selectSystemCode } from './connection-error.js';
import type { HttpsClient } from './https-client.js';

/** Parameters that are shown with their value. Of all others only the name is shown. */
const SHOWN_PARAMETERS: ReadonlySet<string> = new Set([
  'api-version',
  '$filter',
  '$top',
  'operationResultResponseType',
]);

/** Headers of an answer that lead to it in the cloud's own logs, or tell how many calls are left. */
const SHOWN_HEADERS = [
  'x-ms-request-id',
  'x-ms-correlation-request-id',
  'x-ms-ratelimit-remaining-subscription-reads',
  'x-ms-ratelimit-remaining-subscription-writes',
  'retry-after',
] as const;

/**
 * Makes a client that writes a line for every request: verb, URL, status, milliseconds, request ids. Lists choose what
 * is shown; bodies, tokens and other headers stand in none of them.
 */
export function logRequests(
  client: HttpsClient,
  { log, clock }: { readonly log: (line: string) => void; readonly clock: Clock },
): HttpsClient {
  return {
    ...client,
    async sendRequest(request, limits) {
      const startedMs = clock.monotonicMs();
      const tell = (end: string) => {
        const durationMs = Math.round(clock.monotonicMs() - startedMs);
        log(
          escapeForTerminal(
            `${request.method} ${showUrl(request.url)} ${end} ${durationMs} ms${showIds(request)}`,
          ),
        );
      };
      try {
        const response = await client.sendRequest(request, limits);
        tell(`${response.status}${showHeaders(response)}`);
        return response;
      } catch (error) {
        tell(`no answer (${selectSystemCode(error) ?? 'aborted'})`);
        throw error;
      }
    },
  };
}

function showUrl(text: string): string {
  const { origin, pathname, searchParams } = new URL(text);
  const parameters = [...searchParams].map(
    ([name, value]) => `${name}=${SHOWN_PARAMETERS.has(name) ? value : '…'}`,
  );
  return `${origin}${pathname}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
}

function showIds({ headers }: PipelineRequest): string {
  const id = headers.get('x-ms-client-request-id');
  return id === undefined ? '' : ` x-ms-client-request-id=${id}`;
}

function showHeaders({ headers }: PipelineResponse): string {
  return SHOWN_HEADERS.map((name) => {
    const value = readHeaderId(headers, name);
    return value === undefined ? '' : ` ${name}=${value}`;
  }).join('');
}

const ID = /^[0-9A-Za-z-]{1,128}$/;

/** The id or number in a header of an answer; undefined where it has none, or one that is neither or holds a secret. */
export function readHeaderId(headers: HttpHeaders, name: string): string | undefined {
  const id = headers.get(name);
  return id !== undefined && ID.test(id) && processRedactor.redactForeign(id) === id ? id : undefined;
}
