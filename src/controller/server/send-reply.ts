import type { ServerResponse } from 'node:http';
import type { Reply } from '../wire/reply.js';
import { ARM_WIRE, renderJson, type Wire } from '../wire/wire.js';
import type { Cloud } from '../cloud/cloud.js';
import type { Call } from '../wire/call.js';

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

/** The token that recordings carry where a provider sits behind Windows authentication. It proves nothing. */
const NEGOTIATE_TOKEN = 'Negotiate oYG2MIGzoAMKAQChCwYJKoZIgvcSAQICooGeBIGb';

/** Names and values one after the other, as `writeHead` takes them: the fastest form that Node has. */
export type HeaderList = (string | number)[];

const FIXED = [
  ['Cache-Control', 'no-cache'],
  ['Pragma', 'no-cache'],
  ['Expires', '-1'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
].flat();

/** The headers of every reply. Source: REST reference, section 10.4. */
export function standardHeaders(
  call: Call,
  reply: Reply,
  context: { readonly wire: Wire; readonly cloud: Cloud },
): HeaderList {
  const { wire, cloud } = context;
  const isProviders = reply.gateway !== true;
  const headers: HeaderList = FIXED.slice();
  const hasOwnId = isProviders && wire.ownRequestId;
  const correlationId = hasOwnId ? cloud.random.guid() : call.requestId;
  // The controller's own time, which tests move, and not the machine's.
  const { compact, date } = formatSecond(call.receivedAt);
  const routing = `${cloud.names.region.toUpperCase()}:${compact}:${correlationId}`;
  headers.push('x-ms-request-id', call.requestId, 'x-ms-correlation-request-id', correlationId);
  headers.push('x-ms-routing-request-id', routing, 'Date', date);
  if (wire.namesServer) headers.push('Server', 'Microsoft-HTTPAPI/2.0');
  if (hasOwnId) headers.push('x-ms-arm-service-request-id', cloud.random.guid());
  if (isProviders && wire.negotiate) headers.push('WWW-Authenticate', NEGOTIATE_TOKEN);
  if (isProviders) appendHeaders(headers, wire.headers);
  return headers;
}

/** Adds named headers to a list. */
function appendHeaders(headers: HeaderList, added: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(added)) headers.push(name, added[name] ?? '');
}

interface SecondTexts {
  readonly second: number;
  /** `yyyyMMddTHHmmssZ` */
  readonly compact: string;
  /** As the `Date` header has it. */
  readonly date: string;
}

let last: SecondTexts = { second: Number.NaN, compact: '', date: '' };

/** Calls of the same second share the texts. */
function formatSecond(time: Date): SecondTexts {
  const second = Math.floor(time.getTime() / 1000);
  if (second !== last.second) {
    last = { second, compact: time.toISOString().replace(/[-:]|\.\d+/g, ''), date: time.toUTCString() };
  }
  return last;
}
