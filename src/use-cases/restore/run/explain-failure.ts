import type { RestackError } from '../../../core/errors/restack-error.js';
import { isGuid } from '../../../core/guid.js';
import type { PayloadKind } from '../../../schema/payloads.js';

/**
 * The refusals of a vault that are known, each with its meaning and the way out.
 *
 * Source: Microsoft's documentation: "Azure Key Vault REST API error codes", "Common error codes for Azure Key Vault".
 */
const VAULT_REFUSALS: Readonly<Record<string, string>> = {
  ObjectIsDeletedButRecoverable:
    'a deleted secret of that name can still be recovered; recover it or purge it in its vault, and resume',
  ObjectIsBeingDeleted: 'a secret of that name is being deleted; resume when that is over',
  ObjectIsBeingRecovered: 'a secret of that name is being recovered; resume when that is over',
  ConflictError: 'something else is changing the secret; resume when that is over',
  SecretDisabled: 'the version that is there is disabled; enable it in its vault, and resume',
  SecretExpired: 'the version that is there has expired; change its dates in its vault, and resume',
  SecretNotYetValid: 'the version that is there is not valid yet; change its dates in its vault, and resume',
  SecretNotFound: 'the secret is not there; look who deletes it, and resume',
  ForbiddenByPolicy:
    'the access policies of the vault do not allow it; give the application get, list and set of secrets, and resume',
  ForbiddenByRbac: 'the application has no role in the vault that allows it; give it one, and resume',
  ForbiddenByFirewall: 'the firewall of the vault shuts out this address; let it in, and resume',
  ForbiddenByConnection: 'the vault answers private links alone; go through one, and resume',
  AccessDenied:
    'the application may not do that in the vault; give it get, list and set of secrets, and resume',
  BadParameter: 'the vault does not take the secret as it is; compare its name, dates and content type',
  VaultAlreadyDeleted: 'the vault itself is deleted and can still be recovered; recover it, and resume',
  Throttled: 'the vault has had too many calls; resume later',
};

/**
 * Explains why a record did not land, in words that may be shown and kept. A vault's own words about a secret can
 * repeat its value: of them only the status is told, the request id in the vault's logs, and a code that is known, with
 * the way out.
 */
export function explainFailure(kind: PayloadKind, { message, details }: RestackError): string {
  const { status, requestId, armCode, innerCode } = details;
  if (kind !== 'secret' || typeof status !== 'number') return message;
  const request = typeof requestId === 'string' && isGuid(requestId) ? `, request ${requestId}` : '';
  const answer = `its vault answered with ${status}`;
  // The inner one is the more exact.
  const known = [innerCode, armCode].find(
    (code) => typeof code === 'string' && Object.hasOwn(VAULT_REFUSALS, code),
  );
  if (typeof known === 'string') return `${answer} ${known}${request}: ${VAULT_REFUSALS[known] ?? ''}`;
  return `${answer}${request}; its words are left out, as they can repeat a secret`;
}
