import type { ServerResponse } from 'node:http';
import type { Reply } from '../wire/reply.js';
import { appendHeaders, type HeaderList } from './standard-headers.js';
import { ARM_WIRE, renderJson, type Wire } from '../wire/wire.js';

/** A reply in the text that will be sent. */
export interface RenderedReply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: string;
}

/** Writes a reply as its provider does, after the headers that every reply has. A gateway's is written as ARM's. */
export function renderReply(reply: Reply, wire: Wire, headers: HeaderList): RenderedReply {
  const manner = reply.gateway === true ? ARM_WIRE : wire;
  const body = reply.text?.content ?? (reply.body === undefined ? '' : renderJson(reply.body, manner.format));
  if (reply.headers !== undefined) appendHeaders(headers, reply.headers);
  if (body !== '') headers.push('Content-Type', reply.text?.type ?? manner.contentType);
  if (reply.status !== 204) headers.push('Content-Length', Buffer.byteLength(body));
  return { status: reply.status, headers, body };
}

/** Sends a rendered reply. A HEAD reply keeps its headers and loses its body. */
export function sendReply(response: ServerResponse, reply: RenderedReply, isHead: boolean): void {
  response.writeHead(reply.status, reply.headers);
  if (isHead || reply.body === '') response.end();
  else response.end(reply.body);
}

/** Promises the whole body, sends half of it, and cuts the connection. Without a body nothing is sent at all. */
export function cutReply(response: ServerResponse, reply: RenderedReply): void {
  if (reply.body === '') {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, reply.headers);
  response.write(reply.body.slice(0, Math.ceil(reply.body.length / 2)), () => response.destroy());
}
