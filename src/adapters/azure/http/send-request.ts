import { formatCount } from '../../../core/sizes.js';
import type { Agent, IncomingMessage } from 'node:http';
import { request as openRequest } from 'node:https';
import type { SecureContext } from 'node:tls';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import {
  createHttpHeaders,
  type HttpHeaders,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { createRefusedAnswerError } from './connection-error.js';

/** The trust roots of a connection; empty for those of the process, `NODE_EXTRA_CA_CERTS` included. */
export interface TrustRoots {
  readonly secureContext?: SecureContext;
}

/** The connection of a request, and the limit of its answer. */
export interface RequestRoute {
  readonly agent: Agent;
  /** For the answer as it arrives, and for the same decompressed. */
  readonly limitBytes: number;
  /** Trust roots for the agent of a proxy, which takes them from the request. */
  readonly trust?: TrustRoots;
}

/**
 * Sends one request over TLS and reads its answer to the end: the one place that every answer of a target and of its
 * sign-in passes. Rejects with the system's error when either was cut off, and when the request was aborted.
 *
 * The library's client makes two abort signals for each request, which stay in memory (see attempt-time-limit.ts), and
 * takes in an answer of any size.
 *
 * @throws TARGET_UNREACHABLE as soon as the answer is larger than its limit, or is in an encoding that is not known.
 */
export function sendRequest(request: PipelineRequest, route: RequestRoute): Promise<PipelineResponse> {
  const { url, method, headers, body, abortSignal } = request;
  // The library asks for compression; an answer of this size gains nothing from it.
  headers.delete('Accept-Encoding');
  return new Promise((resolve, reject) => {
    const { agent, trust } = route;
    const options = { ...trust, agent, method, headers: headers.toJSON({ preserveCase: true }) };
    const sent = openRequest(url, options, (answer) => {
      readAnswer(answer, request, route)
        .then(resolve, (error: unknown) => {
          reject(error);
          // What is not read to its end would keep its connection.
          sent.destroy();
        })
        .catch(reject);
    });
    const abort = () => {
      sent.destroy(new Error('the request was aborted'));
    };
    abortSignal?.addEventListener('abort', abort);
    if (abortSignal?.aborted === true) abort();
    sent.on('close', () => abortSignal?.removeEventListener('abort', abort));
    sent.on('error', reject);
    if (typeof body === 'string') sent.end(body);
    else if (body === undefined || body === null) sent.end();
    else sent.destroy(new TypeError('only texts are sent'));
  });
}

async function readAnswer(
  answer: IncomingMessage,
  request: PipelineRequest,
  { limitBytes }: RequestRoute,
): Promise<PipelineResponse> {
  const { url } = request;
  const bodyAsText = await new Promise<string>((resolve, reject) => {
    const decoder = selectDecoder(answer.headers['content-encoding']);
    if (decoder === undefined) {
      reject(createRefusedAnswerError(url, 'an encoding that nobody asked for'));
      return;
    }
    const refuse = () => {
      decoder?.destroy();
      reject(
        createRefusedAnswerError(
          url,
          `more than ${formatCount(limitBytes, 'byte')}; that is no answer of a cloud`,
        ),
      );
    };
    const chunks: Buffer[] = [];
    let arrived = 0;
    let decoded = 0;
    const keep = (chunk: Buffer) => {
      decoded += chunk.length;
      if (decoded > limitBytes) refuse();
      else chunks.push(chunk);
    };
    answer.on('data', (chunk: Buffer) => {
      arrived += chunk.length;
      if (arrived > limitBytes) refuse();
    });
    answer.on('error', reject);
    const source = decoder === null ? answer : answer.pipe(decoder);
    source.on('data', keep);
    source.on('error', reject);
    source.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
  return { status: answer.statusCode ?? 0, headers: readHeaders(answer), request, bodyAsText };
}

/** The decoder of an encoding; null where there is none, undefined where it is not known. */
function selectDecoder(encoding: string | undefined): Transform | null | undefined {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
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
