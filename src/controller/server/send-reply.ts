import type { ServerResponse } from 'node:http';
import type { Reply } from './reply.js';
import { ARM_WIRE, renderJson, type Wire } from './wire.js';

/** A reply in the bytes that will be sent. */
export interface RenderedReply {
  readonly status: number;
  readonly headers: Record<string, string | number>;
  readonly body: string;
}

/** Writes a reply as its provider does. A reply of the gateway is written as ARM's. */
export function renderReply(
  reply: Reply,
  wire: Wire,
  headers: Readonly<Record<string, string>>,
): RenderedReply {
  const manner = reply.gateway === true ? ARM_WIRE : wire;
  const body = reply.text?.content ?? (reply.body === undefined ? '' : renderJson(reply.body, manner.format));
  const all: Record<string, string | number> = { ...headers, ...reply.headers };
  if (body !== '') all['Content-Type'] = reply.text?.type ?? manner.contentType;
  if (reply.status !== 204) all['Content-Length'] = Buffer.byteLength(body);
  return { status: reply.status, headers: all, body };
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
