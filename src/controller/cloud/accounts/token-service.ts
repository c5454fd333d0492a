import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { isJsonObject } from '../../../cloud/json-value.js';
import { integerAt, stringAt } from '../../wire/request-fields.js';
import type { Caller } from '../../wire/call.js';

/** The facts that a new token states. */
export interface TokenRequest {
  readonly caller: Caller;
  readonly audience: string;
  readonly issuer: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly tokenId: string;
  /** The application that a person has signed in to; the caller is the person then. */
  readonly publicClient?: string | undefined;
}

/** The claims of a token whose signature has been checked. */
export interface TokenClaims {
  readonly caller: Caller;
  readonly audience: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** Makes access tokens and reads them back. */
export interface TokenService {
  readonly lifetimeSeconds: number;
  issue(request: TokenRequest): string;
  /** Signs claims of another kind of token, such as one that tells a program who has signed in. */
  sign(claims: Readonly<Record<string, unknown>>): string;
  /** @returns undefined when the token was not made here or was altered. */
  read(token: string): TokenClaims | undefined;
  /** The public key as a JSON Web Key set. */
  readonly keySet: unknown;
}

const LIFETIME_SECONDS = 3600;
const REMEMBERED_TOKENS = 1000;

export function createTokenService(keys: {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}): TokenService {
  const jwk = keys.publicKey.export({ format: 'jwk' });
  const keyId = createHash('sha1').update(JSON.stringify(jwk)).digest('base64url');
  const header = encode({ typ: 'JWT', alg: 'RS256', x5t: keyId, kid: keyId });
  const known = new Map<string, TokenClaims>();
  const remember = (token: string, claims: TokenClaims) => {
    if (known.size >= REMEMBERED_TOKENS) known.clear();
    known.set(token, claims);
    return claims;
  };
  const signClaims = (claims: Readonly<Record<string, unknown>>) => {
    const text = `${header}.${encode(claims)}`;
    return `${text}.${sign('sha256', Buffer.from(text), keys.privateKey).toString('base64url')}`;
  };
  return {
    lifetimeSeconds: LIFETIME_SECONDS,
    keySet: { keys: [{ ...jwk, use: 'sig', alg: 'RS256', kid: keyId, x5t: keyId }] },
    issue: (request) => signClaims(claimsOf(request)),
    sign: signClaims,
    read: (token) => {
      const seen = known.get(token);
      if (seen !== undefined) return seen;
      const claims = parseToken(token, header, keys.publicKey);
      return claims === undefined ? undefined : remember(token, claims);
    },
  };
}

function claimsOf(request: TokenRequest): Readonly<Record<string, unknown>> {
  const { caller, issuedAt } = request;
  return {
    aud: request.audience,
    iss: request.issuer,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
    ...(request.publicClient === undefined
      ? { appid: caller.clientId }
      : { appid: request.publicClient, upn: caller.clientId }),
    oid: caller.principalId,
    sub: caller.principalId,
    tid: caller.tenantId,
    uti: request.tokenId,
    ver: '1.0',
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function parseToken(token: string, header: string, key: KeyObject): TokenClaims | undefined {
  const [head, payload, signature] = token.split('.');
  if (head !== header || payload === undefined || signature === undefined) return undefined;
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) return undefined;
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  if (!isJsonObject(claims)) return undefined;
  return {
    audience: stringAt(claims, 'aud') ?? '',
    expiresAt: integerAt(claims, 'exp') ?? 0,
    caller: {
      clientId: stringAt(claims, 'upn') ?? stringAt(claims, 'appid') ?? '',
      principalId: stringAt(claims, 'oid') ?? '',
      tenantId: stringAt(claims, 'tid') ?? '',
    },
  };
}
