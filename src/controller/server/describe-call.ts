import type { IncomingMessage } from 'node:http';
import type { Cloud } from '../cloud/cloud.js';
import type { Call, HostKind } from '../wire/call.js';

/** Makes the call that handlers work with of a request. */
export function describeCall(
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
