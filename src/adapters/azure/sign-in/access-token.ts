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

/**
 * Says that a token is of another directory than the one that was asked for; undefined when it is not, when a domain or
 * nothing was asked for, and when the token names none, as on AD FS.
 */
export function describeForeignTenant(
  token: string | undefined,
  asked: string | undefined,
): string | undefined {
  const tenant = token === undefined ? undefined : readTokenTenant(token);
  if (tenant === undefined || asked === undefined || !isGuid(asked)) return undefined;
  if (tenant === asked.toLowerCase()) return undefined;
  return `that account is of the directory ${tenant}, and ${asked.toLowerCase()} was asked for`;
}

function readClaims(token: string): unknown {
  const payload = token.split('.')[1];
  return payload === undefined ? undefined : parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
}
