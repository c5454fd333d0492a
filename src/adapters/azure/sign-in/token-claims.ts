import { parseJson, readText } from '../../../cloud/json-value.js';

/**
 * Reads the id by which RBAC and access policies name the principal of a token: its object id; on AD FS, whose tokens
 * have none, its SID. The token is not checked: the cloud does that.
 *
 * @returns undefined for a token that is no JWT or names neither.
 */
export function readPrincipalId(token: string): string | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  const claims = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  return readText(claims, 'oid') ?? readText(claims, 'primarysid') ?? readText(claims, 'sub');
}
