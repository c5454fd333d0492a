import { formatDuration } from '../../../core/clock.js';
import type { AccessToken, GetTokenOptions } from '@azure/core-auth';
import type { Clock } from '../../../core/clock.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import { createPersonNeededError } from '../policies/bearer-token.js';
import { describeForeignTenant, readPrincipalId } from './access-token.js';
import { shortenWords } from './sign-in-errors.js';
import type { SignInCredential, TokenOptions } from './token-cache.js';

/** The person who signs in. */
export interface Person {
  /** Shows lines that the person must act on, whatever else is drawn or kept quiet. */
  tell(text: string): void;
  /** True at a terminal: a code that has expired is followed by another, and a run waits for the person. */
  readonly isPresent: boolean;
}

/** A credential of the library that answers silently, or fails; `authenticate` asks the person. */
export interface LibraryCredential {
  getToken(scope: string, options?: GetTokenOptions): Promise<AccessToken | null>;
  authenticate(scope: string, options?: GetTokenOptions): Promise<unknown>;
}

/** The parts of a person's sign-in at one sign-in service. */
export interface PersonalSignInParts {
  /** Makes a credential that nobody has signed in with, and that shows `why` before it asks. */
  readonly create: (why: string) => Promise<LibraryCredential>;
  readonly person: Person;
  /** The directory that was asked for; undefined where any will do. */
  readonly tenant: string | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The failure of the newest request of the sign-in that got no meaningful answer; undefined when it got one. */
  readonly lastFailure: () => RestackError | undefined;
  /** The words by which the newest request of the sign-in was refused; empty when it was not. */
  readonly lastRefusal: () => string;
  /** Runs `authenticate`, and gives it up when the signal is aborted. */
  readonly watch: <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;
}

/** Why a person is needed for an audience. */
interface Need {
  readonly why: string;
  /** The number of sign-ins before. */
  readonly asked: number;
  /** True when the sign-in is over for every audience, not refused for this one alone. */
  readonly hasEnded: boolean;
}

/** The longest that a person may take where the library sets no limit, in milliseconds: that of a device code. */
const ASKING_LIMIT_MS = 900_000;

/** The pause before a person is asked again, when the sign-in service did not answer. */
const PAUSE_MS = 10_000;

/** Codes that may expire sooner than anybody can type them: whoever gives none that lasts is not asked for ever. */
const MOST_QUICK_ENDS = 3;

/** Any claim: with one the library asks for a new token instead of handing out the one that was refused. */
const NEW_TOKEN = '{"access_token":{"nbf":{"essential":false}}}';

/**
 * The sign-in of one person for all audiences of one sign-in service. It is silent as long as that service allows it;
 * when it does not, `getToken` fails at once as `withPerson` knows, and `ask` asks the person, one
 * question at a time. Tokens stay in memory.
 */
export class PersonalSignIn implements SignInCredential {
  readonly #parts: PersonalSignInParts;
  /** The credential that last signed in, with the audience it did so for; and the newest one of each audience. */
  #newest: { readonly credential: LibraryCredential; readonly scope: string } | undefined;
  readonly #own = new Map<string, LibraryCredential>();
  /** The audiences that a token was had for: of these a sign-in can end. */
  readonly #served = new Set<string>();
  /** Why a person is needed, by audience; `asked` is the number of sign-ins before. */
  readonly #needs = new Map<string, Need>();
  #asked = 0;
  #principalId: string | undefined;
  #ended: RestackError | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: PersonalSignInParts) {
    this.#parts = parts;
  }

  /** A token, without a question. @throws TARGET_UNREACHABLE when nobody answers; TARGET_AUTH when a person is needed. */
  async getToken(scope: string, request: TokenOptions): Promise<AccessToken | null> {
    if (this.#ended !== undefined) throw this.#ended;
    const asked = this.#asked;
    const candidates = new Set([this.#own.get(scope), this.#newest?.credential]);
    let refusal: string | undefined;
    for (const credential of candidates) {
      if (credential === undefined) continue;
      try {
        const token = await credential.getToken(scope, createOptions(request));
        this.#served.add(scope);
        return token;
      } catch (error) {
        const failure = this.#parts.lastFailure();
        if (failure !== undefined) throw failure;
        refusal = this.#parts.lastRefusal() || readWords(error);
      }
    }
    const hasEnded = await this.#hasEnded(scope, request);
    const why = refusal === undefined ? '' : describeRefusal(scope, refusal, hasEnded);
    this.#needs.set(scope, { why, asked, hasEnded });
    throw createPersonNeededError();
  }

  /**
   * True when no token for an audience means the end of the sign-in: the audience had one before, or the audience
   * that the person signed in for gets none either.
   */
  async #hasEnded(scope: string, request: TokenOptions): Promise<boolean> {
    if (this.#served.has(scope) || this.#newest === undefined) return this.#served.has(scope);
    const { credential, scope: signedInFor } = this.#newest;
    try {
      await credential.getToken(signedInFor, createOptions({ ...request, isRenewal: true }));
      return false;
    } catch {
      const failure = this.#parts.lastFailure();
      if (failure !== undefined) throw failure;
      return true;
    }
  }

  /** Asks the person, and returns when a token can be had. @throws TARGET_AUTH when the person says no, or when nobody is there and a sign-in for the audience has ended. */
  ask(scope: string): Promise<void> {
    const turn = this.#askInTurn(scope, this.#turn);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #askInTurn(scope: string, before: Promise<void>): Promise<void> {
    await before;
    if (this.#ended !== undefined) throw this.#ended;
    const need = this.#needs.get(scope);
    // Somebody has signed in while this question waited: its silent way is tried first.
    if (need !== undefined && need.asked !== this.#asked) return;
    if (!this.#parts.person.isPresent && need?.hasEnded === true) {
      this.#ended = createUnattendedEnd(need.why);
      throw this.#ended;
    }
    await this.#askUntilDone(scope, need?.why ?? '');
  }

  async #askUntilDone(scope: string, firstWhy: string): Promise<void> {
    const { person, clock, signal, create } = this.#parts;
    let quickEnds = 0;
    const mayFollow = (error: unknown) =>
      person.isPresent && isExpired(error, this.#parts.lastRefusal()) && quickEnds < MOST_QUICK_ENDS;
    for (let why: string | undefined = firstWhy; why !== undefined;) {
      const startedMs = clock.monotonicMs();
      const credential = await create(why);
      try {
        await this.#authenticate(credential, scope);
        const token = await credential.getToken(scope);
        why = this.#accept(token, credential, scope);
      } catch (error) {
        signal.throwIfAborted();
        const failure = this.#parts.lastFailure();
        const isLost = failure?.code === 'TARGET_UNREACHABLE';
        if (isLost && this.#asked > 0 && person.isPresent) {
          person.tell(`${failure.message}; asking again in ${formatDuration(PAUSE_MS)}`);
          await clock.wait(PAUSE_MS, signal);
        } else if (isLost || !mayFollow(error)) {
          this.#ended = failure ?? createEnd(error, this.#parts.lastRefusal());
          throw this.#ended;
        } else {
          if (clock.monotonicMs() - startedMs < PAUSE_MS) quickEnds += 1;
          why = 'The code has expired.';
        }
      }
    }
  }

  async #authenticate(credential: LibraryCredential, scope: string): Promise<void> {
    const { clock, signal, watch } = this.#parts;
    const over = new AbortController();
    const abort = () => over.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    const limit = new AbortController();
    const late = new RestackError('TARGET_AUTH', 'nobody signed in within 15 minutes');
    clock.wait(ASKING_LIMIT_MS, limit.signal).then(
      () => over.abort(late),
      () => undefined,
    );
    const given = new Promise<never>((_resolve, reject) => {
      over.signal.addEventListener('abort', () => reject(over.signal.reason), { once: true });
    });
    try {
      over.signal.throwIfAborted();
      const asking = watch(over.signal, () => credential.authenticate(scope, { abortSignal: over.signal }));
      asking.catch(() => undefined);
      await Promise.race([asking, given]);
    } finally {
      given.catch(() => undefined);
      limit.abort(ASKING_IS_OVER);
      signal.removeEventListener('abort', abort);
    }
  }

  /** Takes a token's credential, when the person is the one who began. @returns why to ask again; undefined when not. */
  #accept(token: AccessToken | null, credential: LibraryCredential, scope: string): string | undefined {
    const { person, tenant } = this.#parts;
    const principalId = token === null ? undefined : readPrincipalId(token.token);
    processRedactor.keep(token?.token);
    const isAnother = this.#asked > 0 && principalId !== this.#principalId;
    const message = isAnother
      ? 'that was another account than the one that the work began with'
      : describeForeignTenant(token?.token, tenant);
    if (message !== undefined) {
      if (person.isPresent) return `${message.replace('that', 'That')}.`;
      throw new RestackError('TARGET_AUTH', message);
    }
    this.#principalId = principalId;
    this.#own.set(scope, credential);
    this.#served.add(scope);
    this.#newest = { credential, scope };
    this.#asked += 1;
    return undefined;
  }
}

function createOptions({ abortSignal, isRenewal = false }: TokenOptions): GetTokenOptions {
  return {
    ...(abortSignal === undefined ? {} : { abortSignal }),
    ...(isRenewal ? { claims: NEW_TOKEN } : {}),
  };
}

/** The reason that ends the timer of a question. Made once: the usual reason is an error with a stack. */
const ASKING_IS_OVER = Symbol('the question is over');

function describeRefusal(scope: string, words: string, hasEnded: boolean): string {
  const audience = scope.replace(/\/\.default$/, '');
  const place = URL.canParse(audience) ? new URL(audience).hostname : audience;
  const said = hasEnded
    ? 'The sign-in has ended'
    : `The sign-in service gives no token for ${place} with the sign-in so far`;
  return `${said}${formatWords(words)}.`;
}

function formatWords(words: string): string {
  return words === '' ? '' : `: ${words.replace(/\.$/, '')}`;
}

/** The library's words, but for those that only say that it did not ask. */
function readWords(error: unknown): string {
  const text = error instanceof Error ? shortenWords(error.message) : '';
  if (text.startsWith('Automatic authentication has been disabled')) return '';
  return text.replace(/: See https:\/\/\S+ for details\.?$/, '');
}

/** RFC 8628, section 3.5; the v1 endpoints; and the library's own code. */
function isExpired(error: unknown, refusal: string): boolean {
  const text = `${error instanceof Error ? error.message : ''} ${refusal}`;
  return /\b(?:expired_token|code_expired|device_code_expired)\b/.test(text);
}

/** A pipe cannot answer: whoever takes the work up signs in again. */
function createUnattendedEnd(why: string): RestackError {
  const said = why.replace(/^The/, 'the').replace(/\.$/, '');
  return new RestackError('TARGET_AUTH', `${said}; nobody is at a terminal to sign in again`, {
    hints: ['the same at a terminal waits for the person and goes on'],
  });
}

function createEnd(error: unknown, refusal: string): RestackError {
  if (error instanceof RestackError) return error;
  const why = isExpired(error, refusal) ? 'the code has expired' : refusal || readWords(error);
  const words = why === '' ? 'the sign-in service names no account' : why;
  return new RestackError('TARGET_AUTH', `nobody signed in${formatWords(words)}`, {
    hints: ['or sign in with device-code, browser, azure-cli or environment: --sign-in browser'],
  });
}
