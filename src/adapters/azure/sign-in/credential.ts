import type { AccessToken } from '@azure/core-auth';
import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import type { Clock } from '../../../core/clock.js';
import { isJsonObject, parseJson, readText } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import { MIB } from '../../../core/sizes.js';
import { type CloudMetadata, isSameAuthority } from '../cloud-metadata.js';
import { selectSystemCode } from '../http/connection-error.js';
import type { HttpsClient } from '../http/https-client.js';
import { attemptTimeLimitPolicy } from '../policies/attempt-time-limit.js';
import { describeForeignTenant } from './access-token.js';
import { askThroughCuts, isTokenEndpoint } from './cut-answer.js';
import { closeLoopbackOnAbort } from './browser-loopback.js';
import { createPollPace, takeDeviceCode } from './device-code.js';
import {
  createForeignError,
  createNoTokenError,
  createServiceFailure,
  describeDenial,
} from './sign-in-errors.js';
import { type LibraryCredential, type Person, PersonalSignIn } from './personal-sign-in.js';
import type { CredentialFactory, SignInCredential } from './token-cache.js';

/**
 * The credential of a sign-in. Tenant: the directory's GUID or domain; without one the directory that the cloud's login
 * endpoint names. AD FS needs none.
 */
export type TargetCredential = ApplicationCredential | PersonCredential;

/** A credential that needs nobody. */
type ApplicationCredential =
  | {
      readonly kind: 'secret';
      readonly tenantId?: string | undefined;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | {
      readonly kind: 'certificate';
      readonly tenantId?: string | undefined;
      readonly clientId: string;
      /** PEM with certificate and private key, which is not encrypted. */
      readonly certificate: string;
    }
  | { readonly kind: 'azure-cli'; readonly tenantId?: string | undefined };

/** A person who signs in, by a code that is typed elsewhere or in a browser of this machine. */
interface PersonCredential {
  readonly kind: 'device-code' | 'browser';
  readonly tenantId?: string | undefined;
  /** A public client. */
  readonly clientId: string;
  readonly person: Person;
}

/**
 * Prepares the sign-in of a target: the credentials of its endpoints, by what each says of itself. A person signs in
 * once for all endpoints of one sign-in service. The identity library is loaded with the first credential, and its
 * requests take the given client, so that trust roots and name lookup are the same everywhere.
 *
 * Authority discovery is off: a private cloud's authority is unknown to the public one. Whatever the sign-in service
 * answers, no request goes to another origin than its own.
 * Source: REST reference, section 1.3.
 */
export function createSignIn(
  credential: TargetCredential,
  way: SignInWay,
): (metadata: SignInMetadata) => CredentialFactory {
  const known = new Map<string, CredentialFactory>();
  return (metadata) => {
    const tenant = selectTenant(credential, metadata);
    const key = JSON.stringify([metadata.authorityHost, tenant]);
    const factory = known.get(key) ?? createFactory({ credential, metadata, tenant, way });
    known.set(key, factory);
    return factory;
  };
}

type SignInMetadata = Pick<CloudMetadata, 'authorityHost' | 'identitySystem' | 'loginTenant'>;

interface SignInPlan {
  readonly credential: TargetCredential;
  readonly metadata: SignInMetadata;
  /** Undefined for the person's own directory. */
  readonly tenant: string | undefined;
  readonly way: SignInWay;
}

/** Names that stand for any directory. An application signs in to one; a person's own is found without them. */
const ANY: ReadonlySet<string> = new Set(['common', 'organizations', 'consumers']);

function selectTenant(credential: TargetCredential, metadata: SignInMetadata): string | undefined {
  if (metadata.identitySystem === 'adfs') return 'adfs';
  return [credential.tenantId, metadata.loginTenant].find(
    (tenant) => tenant !== undefined && !ANY.has(tenant),
  );
}

function createFactory(plan: SignInPlan): CredentialFactory {
  const { credential, metadata, way } = plan;
  const watched = watchFailures(guardRequests(metadata.authorityHost, way));
  if (!('person' in credential)) {
    return async () =>
      watched.explain(await createApplication(credential, plan, watched.client), plan.tenant);
  }
  const { person } = credential;
  const { clock, signal = new AbortController().signal } = way;
  const { lastFailure, lastRefusal } = watched;
  const create = (why: string) =>
    createPersonal(
      { ...plan, kind: credential.kind, clientId: credential.clientId, person, why },
      watched.client,
    );
  const watch =
    credential.kind === 'browser'
      ? closeLoopbackOnAbort
      : async <T>(_signal: AbortSignal, work: () => Promise<T>) => work();
  const { tenant } = plan;
  const shared = new PersonalSignIn({
    create,
    person,
    tenant,
    clock,
    signal,
    lastFailure,
    lastRefusal,
    watch,
  });
  return () => Promise.resolve(shared);
}

async function createApplication(
  credential: ApplicationCredential,
  { metadata, tenant, way }: SignInPlan,
  httpClient: HttpClient,
): Promise<SignInCredential> {
  const identity = await import('@azure/identity');
  if (credential.kind === 'azure-cli') {
    // AD FS has one directory, and the Azure CLI knows it from its own list of clouds.
    const isNamed = metadata.identitySystem === 'aad' && tenant !== undefined;
    return new identity.AzureCliCredential({
      processTimeoutInMs: way.limitMs,
      ...(isNamed ? { tenantId: tenant } : {}),
    });
  }
  if (tenant === undefined) {
    throw new RestackError('CONFIG', 'AZURE_TENANT_ID names no directory: the cloud signs in with Azure AD', {
      hints: ['set AZURE_TENANT_ID to the GUID of the directory'],
      details: { missing: ['AZURE_TENANT_ID'] },
    });
  }
  const options = { ...describeAuthority(metadata), httpClient };
  if (credential.kind === 'secret') {
    return new identity.ClientSecretCredential(tenant, credential.clientId, credential.clientSecret, options);
  }
  const { clientId, certificate } = credential;
  return new identity.ClientCertificateCredential(tenant, clientId, { certificate }, options);
}

function describeAuthority({ authorityHost }: SignInMetadata) {
  return { authorityHost, disableInstanceDiscovery: true, retryOptions: { maxRetries: 2 } } as const;
}

interface PersonalPlan extends SignInPlan {
  readonly kind: 'device-code' | 'browser';
  readonly clientId: string;
  readonly person: Person;
  /** The reason for asking again; empty the first time. */
  readonly why: string;
}

async function createPersonal(
  { kind, metadata, tenant, clientId, person, why }: PersonalPlan,
  httpClient: HttpClient,
): Promise<LibraryCredential> {
  const identity = await import('@azure/identity');
  const place = new URL(metadata.authorityHost).host;
  const head = why === '' ? `Sign in at ${place}:` : `${why}\nSign in again at ${place}:`;
  const options = {
    ...describeAuthority(metadata),
    httpClient,
    clientId,
    tenantId: tenant ?? 'organizations',
    disableAutomaticAuthentication: true,
  };
  if (kind === 'device-code') {
    return new identity.DeviceCodeCredential({
      ...options,
      userPromptCallback: ({ userCode, verificationUri }) =>
        person.tell(`${head}\n  open  ${verificationUri}\n  code  ${userCode}`),
    });
  }
  const browser = new identity.InteractiveBrowserCredential({
    ...options,
    browserCustomizationOptions: {
      successMessage: '<!DOCTYPE html><title>restack</title><p>Signed in. This page can be closed.</p>',
      errorMessage: '<!DOCTYPE html><title>restack</title><p>Not signed in. The terminal says why.</p>',
    },
  });
  return {
    getToken: (scope, request) => browser.getToken(scope, request),
    authenticate: (scope, request) => {
      person.tell(`${head}\n  a browser opens; without one, stop and use --sign-in device-code`);
      return browser.authenticate(scope, request);
    },
  };
}

/** Members of a sign-in's form by which somebody else could sign in. */
const FORM_SECRETS = [
  'client_secret',
  'client_assertion',
  'password',
  'refresh_token',
  'device_code',
  'code',
  'code_verifier',
];

/** Members of a sign-in's answer by which somebody else could sign in. The code that a person types is none. */
const ANSWER_SECRETS = ['access_token', 'refresh_token', 'id_token', 'device_code', 'client_info'];

/** Lets no output repeat what a sign-in has given. */
function keepAnswerSecrets(answer: unknown): void {
  for (const name of ANSWER_SECRETS) processRedactor.keep(readText(answer, name));
}

/** Lets no output repeat what signs in, whichever credential the library has found. */
function keepFormSecrets(body: unknown): void {
  if (typeof body !== 'string') return;
  const form = new URLSearchParams(body);
  for (const name of FORM_SECRETS) processRedactor.keep(form.get(name) ?? undefined);
}

/** The way of the requests of a sign-in, and the limits of each. */
export interface SignInWay {
  readonly client: HttpsClient;
  readonly clock: Clock;
  /** For one request, in milliseconds. */
  readonly limitMs: number;
  /** Ends the wait for a person. */
  readonly signal?: AbortSignal | undefined;
}

/** The size of an answer of a sign-in service, in bytes. */
const ANSWER_LIMIT_BYTES = MIB;

/** The longest wait between two requests that a sign-in service may ask for. */
const LONGEST_DELAY_MS = 10_000;

/** Headers by which the library lets an answer say how long it waits. */
const DELAYS = ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms'] as const;

/** The members of an openid-configuration that a secret, a person or a key comes from or goes to. */
const ENDPOINTS = [
  'token_endpoint',
  'authorization_endpoint',
  'device_authorization_endpoint',
  'jwks_uri',
  'end_session_endpoint',
] as const;

/** The members of answers that the library takes for texts, and stumbles over where they are something else. */
const TEXTS = ['access_token', 'token_type', 'scope', 'id_token', 'refresh_token', 'issuer', ...ENDPOINTS];

/**
 * Lets the requests of a sign-in go to its authority only, with a limit on the size and the time of each.
 *
 * @throws TARGET_AUTH for a request, or an openid-configuration, that leads to another origin.
 */
function guardRequests(authorityHost: string, way: SignInWay): HttpClient {
  const timed = attemptTimeLimitPolicy(way.clock, way.limitMs);
  const pace = createPollPace(way.clock, way.signal);
  return {
    async sendRequest(request) {
      const { origin, pathname } = new URL(request.url);
      if (!isSameAuthority(authorityHost, origin)) throw createForeignError(authorityHost, origin);
      const response = await askThroughCuts(request, way.clock, () =>
        timed.sendRequest(request, (outgoing) =>
          way.client.sendRequest(outgoing, { limitBytes: ANSWER_LIMIT_BYTES }),
        ),
      );
      if (pathname.endsWith('/.well-known/openid-configuration')) {
        assertOwnEndpoints(authorityHost, response.bodyAsText);
      }
      if (/\/devicecode\/?$/.test(pathname)) takeDeviceCode(authorityHost, response);
      await pace(request, response);
      for (const name of DELAYS) {
        const unitMs = name === 'retry-after' ? 1000 : 1;
        const delay = response.headers.get(name);
        // A date, or anything else that is no number, is left to the library's own back-off.
        if (delay !== undefined && !(Number(delay) * unitMs <= LONGEST_DELAY_MS))
          response.headers.delete(name);
      }
      return response;
    },
  };
}

function assertOwnEndpoints(authorityHost: string, text: string | null | undefined): void {
  const configuration = parseJson(text);
  for (const member of ENDPOINTS) {
    const endpoint = readText(configuration, member);
    if (endpoint === undefined) continue;
    const origin = URL.canParse(endpoint) ? new URL(endpoint).origin : 'no URL';
    if (!isSameAuthority(authorityHost, origin)) throw createForeignError(authorityHost, endpoint);
  }
}

interface WatchedSignIn {
  readonly client: HttpClient;
  /** @throws TARGET_AUTH for a token of another directory than `tenant`. */
  readonly explain: (credential: SignInCredential, tenant: string | undefined) => SignInCredential;
  readonly lastFailure: () => RestackError | undefined;
  readonly lastRefusal: () => string;
}

/**
 * Watches the requests of a sign-in, so that one without a meaningful answer is told from one that was refused: the
 * library's errors do not show the difference.
 */
function watchFailures(client: HttpClient): WatchedSignIn {
  let failure: RestackError | undefined;
  let refusal = '';
  return {
    client: {
      async sendRequest(request) {
        failure = undefined;
        refusal = '';
        keepFormSecrets(request.body);
        try {
          const response = await client.sendRequest(request);
          const answer = parseJson(response.bodyAsText);
          keepAnswerSecrets(answer);
          failure = findFailure(request, response, answer);
          if (failure === undefined) refusal = describeDenial(answer);
          return response;
        } catch (error) {
          const systemCode = selectSystemCode(error) ?? null;
          failure =
            error instanceof RestackError
              ? error
              : createServiceFailure(`did not answer (${systemCode ?? 'connection lost'})`, systemCode);
          throw error;
        }
      },
    },
    explain: (credential, tenant) => ({
      async getToken(scope, request): Promise<AccessToken | null> {
        const token = await credential.getToken(scope, request).catch((error: unknown) => {
          throw failure ?? error;
        });
        if (token !== null && !hasText(token, 'token')) throw failure ?? createNoTokenError();
        const foreign = describeForeignTenant(token?.token, tenant);
        processRedactor.keep(token?.token);
        if (foreign !== undefined) throw new RestackError('TARGET_AUTH', foreign);
        return token;
      },
    }),
    lastFailure: () => failure,
    lastRefusal: () => refusal,
  };
}

/** The fault of an answer that is neither a token nor a refusal; undefined where it is one of them. */
function findFailure(
  { url }: PipelineRequest,
  { status }: PipelineResponse,
  answer: unknown,
): RestackError | undefined {
  if (status === 429 || status >= 500) return createServiceFailure(`answered ${status}`);
  if (!isJsonObject(answer) && (status === 200 || status >= 400)) {
    return new RestackError('TARGET_AUTH', `the sign-in service answered ${status}, and not like one`);
  }
  const wrong = status === 200 ? TEXTS.find((name) => !isTextOrAbsent(answer, name)) : undefined;
  if (wrong !== undefined) return createServiceFailure(`gave something other than a text as ${wrong}`);
  const isToken = status === 200 && isTokenEndpoint(url);
  if (!isToken || hasText(answer, 'access_token') || hasText(answer, 'error')) return undefined;
  return createNoTokenError();
}

function isTextOrAbsent(answer: unknown, member: string): boolean {
  const value = isJsonObject(answer) ? answer[member] : undefined;
  return value === undefined || typeof value === 'string';
}

function hasText(answer: unknown, member: string): boolean {
  return (readText(answer, member) ?? '') !== '';
}
