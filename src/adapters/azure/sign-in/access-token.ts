import { parseJson, readText } from '../../../cloud/json-value.js';
import { parsePrincipalId } from '../../../cloud/told-names.js';
import { isGuid } from '../../../core/guid.js';

/**
 * Reads the id by which RBAC and access policies name the principal of a token: its object id; on AD FS, whose tokens
 * have none, its SID. The token is not checked: the cloud does that.
 *
 * @returns undefined for a token that is no JWT or names neither a GUID nor a SID.
 */
export function readPrincipalId(token: string): string | undefined {
  const claims = readClaims(token);
  const told = ['oid', 'primarysid', 'sub'].map((claim) => parsePrincipalId(readText(claims, claim)));
  return told.find((id) => id !== undefined);
}

/** Reads the GUID of the directory that made a token; undefined where it names none. */
export function readTokenTenant(token: string): string | undefined {
  const tenant = readText(readClaims(token), 'tid');
  return tenant !== undefined && isGuid(tenant) ? tenant.toLowerCase() : undefined;
}

function readClaims(token: string): unknown {
  const payload = token.split('.')[1];
  return payload === undefined ? undefined : parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
}
