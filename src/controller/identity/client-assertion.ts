import { constants, type KeyObject, verify } from 'node:crypto';
import type { Cloud } from '../cloud/cloud.js';
import type { Call } from '../wire/call.js';
import { integerAt, stringAt } from '../wire/request-fields.js';
import { findCertificate, type Principal } from '../cloud/accounts/principals.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A JWT in its parts; the signature is not yet checked. */
interface Assertion {
  readonly header: unknown;
  readonly claims: unknown;
  readonly signedText: Buffer;
  readonly signature: Buffer;
}

/**
 * Checks a certificate assertion: signature by a registered certificate, audience, issuer, subject and times.
 *
 * @returns what is wrong with it; undefined when nothing is. Source: REST reference, section 1.3; RFC 7523.
 */
export function checkAssertion(request: {
  readonly form: URLSearchParams;
  readonly principal: Principal;
  readonly call: Call;
  readonly cloud: Cloud;
}): string | undefined {
  const { form, principal, call, cloud } = request;
  if (form.get('client_assertion_type') !== ASSERTION_TYPE)
    return 'The client assertion type is not supported.';
  const assertion = parseAssertion(form.get('client_assertion') ?? '');
  if (assertion === undefined) return 'The client assertion is not a signed JWT.';
  return (
    checkSignature(assertion, principal) ??
    checkClaims(assertion.claims, {
      clientId: principal.clientId,
      tokenUrl: `https://${call.authority}${call.path}`,
      nowSeconds: cloud.clock.nowMs() / 1000,
    })
  );
}

function parseAssertion(jwt: string): Assertion | undefined {
  const [header, claims, signature] = jwt.split('.');
  if (header === undefined || claims === undefined || signature === undefined) return undefined;
  try {
    return {
      header: parsePart(header),
      claims: parsePart(claims),
      signedText: Buffer.from(`${header}.${claims}`),
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    return undefined;
  }
}

function parsePart(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}

function checkSignature(assertion: Assertion, principal: Principal): string | undefined {
  const thumbprint = stringAt(assertion.header, 'x5t#S256') ?? stringAt(assertion.header, 'x5t') ?? '';
  const certificate = findCertificate(principal, thumbprint);
  if (certificate === undefined) return 'The certificate of the client assertion is not registered.';
  const isSigned = verifySignature(assertion, certificate.publicKey);
  return isSigned ? undefined : 'The signature of the client assertion is not valid.';
}

function verifySignature(assertion: Assertion, key: KeyObject): boolean {
  const { signedText, signature } = assertion;
  const algorithm = stringAt(assertion.header, 'alg');
  if (algorithm === 'RS256') return verify('sha256', signedText, key, signature);
  if (algorithm !== 'PS256') return false;
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verify('sha256', signedText, { key, ...padding }, signature);
}

function checkClaims(
  claims: unknown,
  wanted: { readonly clientId: string; readonly tokenUrl: string; readonly nowSeconds: number },
): string | undefined {
  const { clientId, tokenUrl, nowSeconds } = wanted;
  if (stringAt(claims, 'iss') !== clientId || stringAt(claims, 'sub') !== clientId) {
    return 'The issuer and the subject of the client assertion must be the client id.';
  }
  if (!sameUrl(stringAt(claims, 'aud') ?? '', tokenUrl)) {
    return 'The audience of the client assertion must be the token URL.';
  }
  if ((integerAt(claims, 'exp') ?? 0) <= nowSeconds) return 'The client assertion has expired.';
  if ((integerAt(claims, 'nbf') ?? 0) > nowSeconds + 300) return 'The client assertion is not yet valid.';
  return undefined;
}

function sameUrl(left: string, right: string): boolean {
  const normalize = (url: string) => url.toLowerCase().replace(/\/$/, '');
  return normalize(left) === normalize(right);
}
