import type { IncomingMessage } from 'node:http';
import { type Agent, request as openRequest } from 'node:https';
import {
  createHttpHeaders,
  type HttpHeaders,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';

/**
 * True for a request that {@link sendPlainly} can send: a text or nothing, over TLS, for an answer that is not
 * compressed.
 */
export function isPlain(request: PipelineRequest): boolean {
  const { url, body, headers, timeout, streamResponseStatusCodes } = request;
  return (
    url.startsWith('https:') &&
    (typeof body === 'string' || body === undefined || body === null) &&
    !headers.has('Accept-Encoding') &&
    timeout === 0 &&
    streamResponseStatusCodes === undefined
  );
}

/**
 * Sends one request and reads its answer to the end. Rejects with the system's error when either was cut off, and when
 * the request was aborted.
 *
 * The library's client does the same, and makes two abort signals for each request, which stay in memory: see
 * attempt-time-limit.ts.
 */
export function sendPlainly(request: PipelineRequest, agent: Agent): Promise<PipelineResponse> {
  const { url, method, headers, body, abortSignal } = request;
  return new Promise((resolve, reject) => {
    const options = { agent, method, headers: headers.toJSON({ preserveCase: true }) };
    const sent = openRequest(url, options, (answer) => {
      readAnswer(answer, request).then(resolve, reject);
    });
    const abort = () => {
      sent.destroy(new Error('the request was aborted'));
    };
    abortSignal?.addEventListener('abort', abort);
    if (abortSignal?.aborted === true) abort();
    sent.on('close', () => abortSignal?.removeEventListener('abort', abort));
    sent.on('error', reject);
    if (typeof body === 'string') sent.end(body);
    else sent.end();
  });
}

async function readAnswer(answer: IncomingMessage, request: PipelineRequest): Promise<PipelineResponse> {
  const bodyAsText = await readText(answer);
  return { status: answer.statusCode ?? 0, headers: readHeaders(answer), request, bodyAsText };
}

function readText(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    answer.on('error', reject);
  });
}

/** Reads the headers: of one that came several times, the first value. */
function readHeaders(answer: IncomingMessage): HttpHeaders {
  const headers = createHttpHeaders();
  for (const [name, value] of Object.entries(answer.headers)) {
    const text = Array.isArray(value) ? value[0] : value;
    if (text !== undefined) headers.set(name, text);
  }
  return headers;
}
