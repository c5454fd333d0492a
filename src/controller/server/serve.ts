import type { IncomingMessage, ServerResponse } from 'node:http';
import { MIB } from '../../core/sizes.js';
import type { Fault } from './weather/profile.js';
import { answerArmCall, type Pipeline, type WiredReply } from './arm-pipeline.js';
import { answerVaultCall } from './vault-pipeline.js';
import type { Call, HostKind } from '../wire/call.js';
import { gatewayError, type Reply } from '../wire/reply.js';
import { cutReply, renderReply, sendReply, standardHeaders } from './send-reply.js';
import { ARM_WIRE } from '../wire/wire.js';
import type { Cloud } from '../cloud/cloud.js';

const MAX_BODY_BYTES = 4 * MIB;
const MAX_STATE_BYTES = 256 * MIB;

/** The services that answer the calls of a listener. */
export interface Services {
  readonly pipeline: Pipeline;
  /** Does what has come due by the controller's time, before the next answer; undefined when there is nothing to do. */
  readonly catchUp: () => Promise<void> | undefined;
  /** Answers calls to the project's own host, and people who open the admin host in a browser. */
  readonly answerController: (call: Call) => Reply;
  /** Told of every call once it has been answered. */
  readonly record: (call: Call, answer: WiredReply) => void;
}

/** Answers every request that reaches the server. Never throws, whatever the client sends. */
export function createRequestListener(
  services: Services,
): (request: IncomingMessage, response: ServerResponse) => void {
  let index = 0;
  return (request, response) => {
    response.on('error', () => response.destroy());
    const host = services.pipeline.cloud.names.findHost(request.headers.host ?? '');
    if (host === undefined) {
      request.resume();
      sendReply(response, renderReply(INVALID_HOST, ARM_WIRE, []), request.method === 'HEAD');
      return;
    }
    const place = { host, index };
    if (host.kind !== 'controller') index += 1;
    serveRequest({ request, response, place }, services).catch(() => response.destroy());
  };
}

/** The answer of HTTP.sys when no site has the name. */
const INVALID_HOST: Reply = {
  status: 400,
  text: {
    type: 'text/html; charset=us-ascii',
    content:
      '<!DOCTYPE HTML><HTML><HEAD><TITLE>Bad Request</TITLE></HEAD><BODY><h2>Bad Request - Invalid Hostname</h2><hr><p>HTTP Error 400. The request hostname is invalid.</p></BODY></HTML>',
  },
};

/** One request on its way. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly place: Parameters<typeof describeCall>[1];
}

async function serveRequest(exchange: Exchange, services: Services): Promise<void> {
  const { request, response, place } = exchange;
  const limit = place.host.kind === 'controller' ? MAX_STATE_BYTES : MAX_BODY_BYTES;
  const body = hasNoBody(request) ? ({ kind: 'read', text: '' } as const) : await readBody(request, limit);
  if (body.kind === 'aborted') return;
  const { cloud } = services.pipeline;
  await services.catchUp();
  const call = describeCall(request, place, { cloud, bodyText: body.kind === 'read' ? body.text : '' });
  if (call.host === 'controller' || (call.host === 'admin' && call.path === '/')) {
    const answer = own(services.answerController(call));
    await services.catchUp();
    send(exchange, call, { answer, services });
    return;
  }
  const { delayMs, fault } = services.pipeline.weather.forecast(call);
  if (delayMs > 0) await cloud.clock.wait(delayMs);
  if (fault?.kind === 'reset') {
    services.record(call, { ...own({ status: 0 }), route: '(reset)' });
    response.destroy();
    return;
  }
  const answer = body.kind === 'too-large' ? refuseSize() : answerWithFault(call, fault, services.pipeline);
  services.record(call, answer);
  send(exchange, call, { answer, services, fault });
}

function own(reply: Reply): WiredReply {
  return { reply, wire: ARM_WIRE, route: '(controller)' };
}

function send(
  exchange: Exchange,
  call: Call,
  outcome: {
    readonly answer: WiredReply;
    readonly services: Services;
    readonly fault?: Fault | undefined;
  },
): void {
  const { answer, services, fault } = outcome;
  const { response } = exchange;
  const headers = standardHeaders(call, answer.reply, { wire: answer.wire, cloud: services.pipeline.cloud });
  if (answer.counter !== undefined) headers.push(answer.counter.name, answer.counter.value);
  const rendered = renderReply(answer.reply, answer.wire, headers);
  if (fault?.kind === 'lost-reply') response.destroy();
  else if (fault?.kind === 'truncate') cutReply(response, rendered);
  else sendReply(response, rendered, call.method === 'HEAD');
}

function refuseSize(): WiredReply {
  const message = 'The request content size exceeds the maximum size of 4194304 bytes.';
  return {
    reply: gatewayError(413, 'RequestContentTooLarge', message),
    wire: ARM_WIRE,
    route: '(too large)',
  };
}

function answerWithFault(call: Call, fault: Fault | undefined, pipeline: Pipeline): WiredReply {
  if (fault?.kind === 'reply') return { reply: forcedReply(fault), wire: ARM_WIRE, route: '(fault)' };
  const answer = answerSafely(call, pipeline);
  return fault?.kind === 'bare-reply' ? { ...answer, reply: { status: answer.reply.status } } : answer;
}

const STATUS_CODES: Readonly<Record<number, string>> = {
  429: 'SubscriptionRequestsThrottled',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

function forcedReply(fault: Fault & { readonly kind: 'reply' }): Reply {
  const { status, retryAfterSeconds } = fault;
  const code = fault.code ?? STATUS_CODES[status] ?? 'RequestFailed';
  const reply = gatewayError(status, code, fault.message ?? 'The service could not answer the request.');
  const wait = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return {
    ...reply,
    headers: { ...reply.headers, ...wait, ...fault.headers },
    ...(fault.text === undefined ? {} : { text: { type: 'text/html', content: fault.text } }),
  };
}

/** A bug of a handler is the real cloud's 500, not the end of the server. */
function answerSafely(call: Call, pipeline: Pipeline): WiredReply {
  try {
    return call.host === 'vault' ? answerVaultCall(call, pipeline) : answerArmCall(call, pipeline);
  } catch {
    const message = `The server encountered an internal error. Request id: ${call.requestId}.`;
    return {
      reply: gatewayError(500, 'InternalServerError', message),
      wire: ARM_WIRE,
      route: '(failed)',
    };
  }
}

/** Makes the call that handlers work with of a request. */
function describeCall(
  request: IncomingMessage,
  place: {
    readonly host: { readonly kind: HostKind; readonly vaultName: string };
    readonly index: number;
  },
  content: { readonly cloud: Cloud; readonly bodyText: string },
): Call {
  const { cloud, bodyText } = content;
  const url = request.url ?? '/';
  const split = url.indexOf('?');
  return {
    index: place.index,
    receivedAt: cloud.clock.now(),
    host: place.host.kind,
    vaultName: place.host.vaultName,
    authority: request.headers.host ?? '',
    method: request.method ?? 'GET',
    path: split === -1 ? url : url.slice(0, split),
    query: new URLSearchParams(split === -1 ? '' : url.slice(split + 1)),
    headers: request.headers,
    bodyText,
    requestId: cloud.random.guid(),
  };
}

/** The body of a request, or the reason why there is none. */
export type BodyRead =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'aborted' };

/** True when a request carries no body, so that nothing has to be awaited. */
function hasNoBody(request: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding === undefined && (length === undefined || length === '0');
}

/**
 * Reads a body of at most `maxBytes`. What comes after the limit is taken from the wire and dropped, so that the
 * client can read the refusal; a client that never ends is cut off by the server's request timeout.
 */
function readBody(request: IncomingMessage, maxBytes: number): Promise<BodyRead> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    request.resume();
    return Promise.resolve({ kind: 'too-large' });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= maxBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve({ kind: 'too-large' });
      }
    });
    request.on('end', () => resolve({ kind: 'read', text: Buffer.concat(chunks).toString('utf8') }));
    request.on('error', () => resolve({ kind: 'aborted' }));
    request.on('close', () => resolve({ kind: 'aborted' }));
  });
}
