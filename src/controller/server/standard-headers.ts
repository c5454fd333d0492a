import type { Cloud } from '../cloud/cloud.js';
import type { Call } from '../wire/call.js';
import type { Reply } from '../wire/reply.js';
import type { Wire } from '../wire/wire.js';

/** The token that recordings carry where a provider sits behind Windows authentication. It proves nothing. */
const NEGOTIATE_TOKEN = 'Negotiate oYG2MIGzoAMKAQChCwYJKoZIgvcSAQICooGeBIGb';

/** Names and values one after the other, as `writeHead` takes them: the fastest form that Node has. */
export type HeaderList = (string | number)[];

const FIXED = [
  ['Cache-Control', 'no-cache'],
  ['Pragma', 'no-cache'],
  ['Expires', '-1'],
  ['Server', 'Microsoft-HTTPAPI/2.0'],
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
  const correlationId = isProviders && wire.ownRequestId ? cloud.random.guid() : call.requestId;
  // The controller's own time, which tests move, and not the machine's.
  const { compact, date } = formatSecond(call.receivedAt);
  const routing = `${cloud.names.region.toUpperCase()}:${compact}:${cloud.random.guid()}`;
  headers.push('x-ms-request-id', call.requestId, 'x-ms-correlation-request-id', correlationId);
  headers.push('x-ms-routing-request-id', routing, 'Date', date);
  if (isProviders && wire.negotiate) headers.push('WWW-Authenticate', NEGOTIATE_TOKEN);
  if (isProviders) appendHeaders(headers, wire.headers);
  return headers;
}

/** Adds named headers to a list. */
export function appendHeaders(headers: HeaderList, added: Readonly<Record<string, string>>): void {
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
