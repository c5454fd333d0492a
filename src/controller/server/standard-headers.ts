import type { Cloud } from '../cloud.js';
import type { Call } from './call.js';
import type { Reply } from './reply.js';
import type { Wire } from './wire.js';

/** What the recordings carry where a provider sits behind Windows authentication. It proves nothing. */
const NEGOTIATE_TOKEN = 'Negotiate oYG2MIGzoAMKAQChCwYJKoZIgvcSAQICooGeBIGb';

/** The headers of every reply. Source: REST reference, section 10.4. */
export function standardHeaders(
  call: Call,
  reply: Reply,
  context: {
    readonly wire: Wire;
    readonly cloud: Cloud;
  },
): Record<string, string> {
  const { wire, cloud } = context;
  const isOwn = wire.ownRequestId && reply.gateway !== true;
  const headers: Record<string, string> = {
    'Cache-Control': 'no-cache',
    Pragma: 'no-cache',
    Expires: '-1',
    Server: 'Microsoft-HTTPAPI/2.0',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'x-ms-request-id': call.requestId,
    'x-ms-correlation-request-id': isOwn ? cloud.random.guid() : call.requestId,
    'x-ms-routing-request-id': `${cloud.names.region.toUpperCase()}:${compactTime(call.receivedAt)}:${cloud.random.guid()}`,
  };
  if (reply.gateway !== true) {
    if (wire.negotiate) headers['WWW-Authenticate'] = NEGOTIATE_TOKEN;
    Object.assign(headers, wire.headers);
  }
  return headers;
}

/** `yyyyMMddTHHmmssZ` */
function compactTime(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}
