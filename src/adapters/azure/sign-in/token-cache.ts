import { formatDuration } from '../../../core/clock.js';
import type { AccessToken, GetTokenOptions } from '@azure/core-auth';
import { readText } from '../../../cloud/json-value.js';
import type { Clock } from '../../../core/clock.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { selectSystemCode } from '../http/connection-error.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import type { TokenSource } from '../policies/bearer-token.js';
import { createNoTokenError, shortenWords } from './sign-in-errors.js';

const EARLY_MS = 120_000;

/** The manner in which a token is asked for. */
export interface TokenOptions extends Pick<GetTokenOptions, 'abortSignal'> {
  /** The token before was refused: another one is wanted. */
  readonly isRenewal?: boolean;
}

/** A credential for one sign-in service. */
export interface SignInCredential {
  getToken(scope: string, request: TokenOptions): Promise<AccessToken | null>;
  /** Asks the person whom a token waits for; absent where no person signs in. */
  ask?(scope: string): Promise<void>;
}

/** Makes credentials. That of an application is new each time, with an empty cache; that of a person stays. */
export type CredentialFactory = () => Promise<SignInCredential>;

/** Keeps one token for one audience. All callers that wait for a token wait for the same sign-in. */
export class TokenCache implements TokenSource {
  readonly #createCredential: CredentialFactory;
  readonly #audience: string;
  readonly #clock: Clock;
  readonly #limitMs: number | undefined;
  #credential: Promise<SignInCredential> | undefined;
  #current: AccessToken | undefined;
  #pending: Promise<AccessToken> | undefined;

  /** `limitMs` is for one sign-in with all its requests; without it there is none. */
  constructor(
    createCredential: CredentialFactory,
    audience: string,
    { clock, limitMs }: { readonly clock: Clock; readonly limitMs?: number | undefined },
  ) {
    this.#createCredential = createCredential;
    this.#audience = audience;
    this.#clock = clock;
    this.#limitMs = limitMs;
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
    return (await this.#signIn(true)).token;
  }

  async ask(): Promise<void> {
    const credential = await (this.#credential ?? this.#createCredential());
    await credential.ask?.(this.#scope);
  }

  get #scope(): string {
    return `${this.#audience}/.default`;
  }

  #signIn(isRenewal = false): Promise<AccessToken> {
    this.#pending ??= this.#requestToken(isRenewal).finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #requestToken(isRenewal: boolean): Promise<AccessToken> {
    this.#credential ??= this.#createCredential();
    try {
      const credential = await this.#credential;
      const token = await this.#inTime((abortSignal) =>
        credential.getToken(this.#scope, { abortSignal, isRenewal }),
      );
      // A token goes into a header as it stands.
      if (token === null || !TOKEN.test(token.token)) throw createNoTokenError();
      processRedactor.keep(token.token);
      this.#current = token;
      return token;
    } catch (error) {
      this.#credential = undefined;
      throw error instanceof RestackError ? error : createSignInError(error, this.#audience);
    }
  }

  /** Ends a sign-in that takes too long, its own retries and waits included. */
  async #inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const end = new AbortController();
    const limitMs = this.#limitMs;
    if (limitMs === undefined) return work(end.signal);
    const late = this.#clock.wait(limitMs, end.signal).then(() => {
      const message = `the sign-in service did not answer within ${formatDuration(limitMs)}`;
      throw new RestackError('TARGET_UNREACHABLE', message, { details: { systemCode: 'ETIMEDOUT' } });
    });
    try {
      return await Promise.race([work(end.signal), late]);
    } finally {
      late.catch(() => undefined);
      end.abort(SIGN_IN_IS_OVER);
    }
  }
}

/** The reason that ends the timer of a sign-in. Made once: the usual reason is an error with a stack. */
const SIGN_IN_IS_OVER = Symbol('the sign-in is over');

/** The characters of a bearer token (RFC 6750, section 2.1), and its length. */
const TOKEN = /^[\w.~+/-]{1,32768}=*$/;

const SIGN_IN_HINT =
  'check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or sign in another way: --sign-in device-code';

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
  const named = readText(response, 'error');
  return new RestackError('TARGET_AUTH', `the sign-in was refused: ${shortenWords(said)}`, {
    details: { ...details, error: named === undefined ? null : shortenWords(named) },
    hints: [SIGN_IN_HINT],
  });
}
