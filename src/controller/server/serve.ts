import type { IncomingMessage, ServerResponse } from 'node:http';
import { MIB } from '../../core/sizes.js';
import { answerArmCall, type Pipeline, type WiredReply } from './arm-pipeline.js';
import type { Call } from './call.js';
import { hasNoBody, readBody } from './request-body.js';
import { gatewayError, type Reply } from './reply.js';
import { renderReply, sendReply } from './send-reply.js';
import { standardHeaders } from './standard-headers.js';
import { ARM_WIRE } from './wire.js';

const MAX_BODY_BYTES = 4 * MIB;

/** Answers every request that reaches the server. Never throws, whatever the client sends. */
export function createRequestListener(
  pipeline: Pipeline,
): (request: IncomingMessage, response: ServerResponse) => void {
  let index = 0;
  return (request, response) => {
    const position = index;
    index += 1;
    response.on('error', () => response.destroy());
    serveRequest(request, response, { pipeline, index: position }).catch(() => response.destroy());
  };
}

async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: { readonly pipeline: Pipeline; readonly index: number },
): Promise<void> {
  const { pipeline, index } = context;
  const body = hasNoBody(request)
    ? ({ kind: 'read', text: '' } as const)
    : await readBody(request, MAX_BODY_BYTES);
  if (body.kind === 'aborted') return;
  const call = describeCall(request, { pipeline, index, bodyText: body.kind === 'read' ? body.text : '' });
  if (call === undefined) {
    sendReply(response, renderReply(INVALID_HOST, ARM_WIRE, {}), request.method === 'HEAD');
    return;
  }
  const answer = body.kind === 'too-large' ? refuseSize() : answerSafely(call, pipeline);
  const headers = standardHeaders(call, answer.reply, { wire: answer.wire, cloud: pipeline.cloud });
  sendReply(response, renderReply(answer.reply, answer.wire, headers), call.method === 'HEAD');
}

/** What HTTP.sys answers when no site has the name. */
const INVALID_HOST: Reply = {
  status: 400,
  text: {
    type: 'text/html; charset=us-ascii',
    content:
      '<!DOCTYPE HTML><HTML><HEAD><TITLE>Bad Request</TITLE></HEAD><BODY><h2>Bad Request - Invalid Hostname</h2><hr><p>HTTP Error 400. The request hostname is invalid.</p></BODY></HTML>',
  },
};

function describeCall(
  request: IncomingMessage,
  context: { readonly pipeline: Pipeline; readonly index: number; readonly bodyText: string },
): Call | undefined {
  const { pipeline, index, bodyText } = context;
  const { cloud } = pipeline;
  const authority = request.headers.host ?? '';
  const host = cloud.names.findHost(authority);
  if (host === undefined) return undefined;
  const url = request.url ?? '/';
  const split = url.indexOf('?');
  return {
    index,
    receivedAt: cloud.clock.now(),
    host: host.kind,
    vaultName: host.vaultName,
    authority,
    method: request.method ?? 'GET',
    path: split === -1 ? url : url.slice(0, split),
    query: new URLSearchParams(split === -1 ? '' : url.slice(split + 1)),
    headers: request.headers,
    bodyText,
    requestId: cloud.random.guid(),
  };
}

function refuseSize(): WiredReply {
  const message = 'The request content size exceeds the maximum size of 4194304 bytes.';
  return {
    reply: gatewayError(413, 'RequestContentTooLarge', message),
    wire: ARM_WIRE,
    route: '(too large)',
  };
}

/** A bug of a handler is the real cloud's 500, not the end of the server. */
function answerSafely(call: Call, pipeline: Pipeline): WiredReply {
  try {
    return answerArmCall(call, pipeline);
  } catch {
    const message = `The server encountered an internal error. Request id: ${call.requestId}.`;
    return { reply: gatewayError(500, 'InternalServerError', message), wire: ARM_WIRE, route: '(failed)' };
  }
}
