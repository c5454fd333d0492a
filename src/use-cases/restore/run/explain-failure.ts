import { isGuid } from '../../../core/guid.js';
import type { RestackError } from '../../../core/errors/restack-error.js';
import type { PayloadKind } from '../../../schema/payloads.js';

/**
 * Explains why a record did not land, in words that may be shown and kept. A vault's own words about a secret can
 * repeat its value: of them only the status is told, and the request id in the vault's logs.
 */
export function explainFailure(kind: PayloadKind, { message, details }: RestackError): string {
  const { status, requestId } = details;
  if (kind !== 'secret' || typeof status !== 'number') return message;
  const request = typeof requestId === 'string' && isGuid(requestId) ? `, request ${requestId}` : '';
  return `its vault answered with ${status}${request}; its words are left out, as they can repeat a secret`;
}
