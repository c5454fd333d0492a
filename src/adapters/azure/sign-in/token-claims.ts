import { parseJson, readMember } from '../../../cloud/json-body.js';

/**
 * What RBAC and access policies call the principal of a token: its object id; on AD FS, whose tokens have none, its SID.
 * The token is only looked into, not checked: the cloud does that.
 *
 * @returns undefined for a token that is no JWT or names neither.
 */
export function readPrincipalId(token: string): string | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  const claims = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  return readMember(claims, 'oid') ?? readMember(claims, 'primarysid') ?? readMember(claims, 'sub');
}
