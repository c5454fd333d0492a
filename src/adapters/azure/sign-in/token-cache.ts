import type { AccessToken, TokenCredential } from '@azure/core-auth';
import { parseJson, readText } from '../../../cloud/json-value.js';
import type { Clock } from '../../../core/clock.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { selectSystemCode } from '../http/connection-error.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import type { CredentialFactory } from './credential.js';
import type { TokenSource } from '../policies/bearer-token.js';

const EARLY_MS = 120_000;

/** Keeps one token for one audience. All callers that wait for a token wait for the same sign-in. */
export class TokenCache implements TokenSource {
  readonly #createCredential: CredentialFactory;
  readonly #audience: string;
  readonly #clock: Clock;
  #credential: Promise<TokenCredential> | undefined;
  #current: AccessToken | undefined;
  #pending: Promise<AccessToken> | undefined;

  constructor(createCredential: CredentialFactory, audience: string, clock: Clock) {
    this.#createCredential = createCredential;
    this.#audience = audience;
    this.#clock = clock;
  }

  /**
   * The token, signed in for when there is none. @throws TARGET_AUTH when the sign-in is refused, TARGET_UNREACHABLE
   * when nobody answers.
   */
  async getToken(): Promise<string> {
    const current = this.#current;
    const stillGood =
      current !== undefined && current.expiresOnTimestamp - EARLY_MS > this.#clock.now().getTime();
    return stillGood ? current.token : (await this.#signIn()).token;
  }

  async renewToken(refused: string): Promise<string> {
    if (this.#current !== undefined && this.#current.token !== refused) return this.#current.token;
    // The library's own cache would hand out the refused token again.
    if (this.#pending === undefined) this.#credential = undefined;
    return (await this.#signIn()).token;
  }

  #signIn(): Promise<AccessToken> {
    this.#pending ??= this.#requestToken().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #requestToken(): Promise<AccessToken> {
    this.#credential ??= this.#createCredential();
    try {
      const credential = await this.#credential;
      const token = await credential.getToken(`${this.#audience}/.default`);
      if (token === null) throw new RestackError('TARGET_AUTH', 'the sign-in gave no token');
      processRedactor.keep(token.token);
      this.#current = token;
      return token;
    } catch (error) {
      this.#credential = undefined;
      throw error instanceof RestackError ? error : createSignInError(error, this.#audience);
    }
  }
}

/**
 * Makes the error of a refused sign-in. The library's errors are long and hold whole responses; a person needs the
 * service's own code and text.
 */
function createSignInError(error: unknown, audience: string): RestackError {
  const systemCode = selectSystemCode(error);
  const details = { audience, systemCode: systemCode ?? null };
  if (systemCode !== undefined && /^(?:E[A-Z_]+|CERT_|ERR_TLS|SELF_|UNABLE_|DEPTH_)/.test(systemCode)) {
    return new RestackError('TARGET_UNREACHABLE', `the sign-in service did not answer (${systemCode})`, {
      details,
    });
  }
  const response: unknown =
    error instanceof Error && 'errorResponse' in error ? error.errorResponse : undefined;
  const said =
    readText(response, 'errorDescription') ?? (error instanceof Error ? error.message : 'no reason given');
  const words = processRedactor.redactForeign(said).split(/\r?\n/)[0] ?? '';
  const named = readText(response, 'error');
  return new RestackError('TARGET_AUTH', `the sign-in was refused: ${words}`, {
    details: { ...details, error: named === undefined ? null : processRedactor.redactForeign(named) },
    hints: ['check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET'],
  });
}

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
