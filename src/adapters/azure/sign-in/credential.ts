import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { ClientSecretCredentialOptions } from '@azure/identity';
import { parseJson, readText } from '../../../cloud/json-value.js';
import type { Clock } from '../../../core/clock.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import { MIB } from '../../../core/sizes.js';
import { type CloudMetadata, isSameAuthority } from '../cloud-metadata.js';
import { selectSystemCode } from '../http/connection-error.js';
import type { HttpsClient } from '../http/https-client.js';
import { attemptTimeLimitPolicy } from '../policies/attempt-time-limit.js';

/**
 * The credential of a sign-in. `environment` takes whatever @azure/identity finds in the variables of the Azure SDK.
 * Tenant: the directory's GUID or domain; AD FS needs none.
 */
export type TargetCredential =
  | {
      readonly kind: 'secret';
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | {
      readonly kind: 'certificate';
      readonly tenantId: string;
      readonly clientId: string;
      /** PEM with certificate and private key. */
      readonly certificate: string;
    }
  | {
      readonly kind: 'environment';
      /** Origins on this machine or its host that hand out tokens, beside the sign-in service. */
      readonly localOrigins?: readonly string[];
    };

/** Makes credentials; a new one has an empty token cache. */
export type CredentialFactory = () => Promise<TokenCredential>;

/**
 * Prepares the sign-in of one cloud. The identity library is loaded with the first credential, and its requests take
 * the given client, so that trust roots and name lookup are the same everywhere.
 *
 * Authority discovery is off: a private cloud's authority is unknown to the public one. Whatever the sign-in service
 * answers, no request goes to another origin than its own.
 * Source: REST reference, section 1.3.
 */
export function createCredentialFactory(
  credential: TargetCredential,
  metadata: Pick<CloudMetadata, 'authorityHost' | 'identitySystem'>,
  way: SignInWay,
): CredentialFactory {
  const watched = watchFailures(guardRequests(metadata.authorityHost, credential, way));
  const options: ClientSecretCredentialOptions = {
    authorityHost: metadata.authorityHost,
    disableInstanceDiscovery: true,
    httpClient: watched.client,
    retryOptions: { maxRetries: 2 },
  };
  const tenant = (tenantId: string) => (metadata.identitySystem === 'adfs' ? 'adfs' : tenantId);
  const create = async () => {
    const identity = await import('@azure/identity');
    if (credential.kind === 'environment') return new identity.DefaultAzureCredential(options);
    const { tenantId, clientId } = credential;
    if (credential.kind === 'certificate') {
      const { certificate } = credential;
      return new identity.ClientCertificateCredential(tenant(tenantId), clientId, { certificate }, options);
    }
    return new identity.ClientSecretCredential(tenant(tenantId), clientId, credential.clientSecret, options);
  };
  return async () => watched.explain(await create());
}

/** Members of a sign-in's form by which somebody else could sign in. */
const FORM_SECRETS = [
  'client_secret',
  'client_assertion',
  'password',
  'refresh_token',
  'device_code',
  'code',
];

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

/**
 * Lets the requests of a sign-in go to its authority only, with a limit on the size and the time of each.
 *
 * @throws TARGET_AUTH for a request, or an openid-configuration, that leads to another origin.
 */
function guardRequests(authorityHost: string, credential: TargetCredential, way: SignInWay): HttpClient {
  const timed = attemptTimeLimitPolicy(way.clock, way.limitMs);
  const local = credential.kind === 'environment' ? new Set(credential.localOrigins) : new Set<string>();
  return {
    async sendRequest(request) {
      const { origin, pathname } = new URL(request.url);
      if (!isSameAuthority(authorityHost, origin) && !local.has(origin)) {
        throw createForeignError(authorityHost, origin);
      }
      const response = await timed.sendRequest(request, (outgoing) =>
        way.client.sendRequest(outgoing, { limitBytes: ANSWER_LIMIT_BYTES }),
      );
      if (pathname.endsWith('/.well-known/openid-configuration')) {
        assertOwnEndpoints(authorityHost, response.bodyAsText);
      }
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
    if (!isSameAuthority(authorityHost, origin)) throw createForeignError(authorityHost, origin);
  }
}

function createForeignError(authorityHost: string, origin: string): RestackError {
  return new RestackError(
    'TARGET_AUTH',
    `the sign-in service ${authorityHost} leads to another place (${origin}); that is refused, and nothing was sent there`,
    { details: { authority: authorityHost, origin } },
  );
}

/**
 * Watches the requests of a sign-in, so that one without a meaningful answer is told from one that was refused: the
 * library's errors do not show the difference.
 */
function watchFailures(client: HttpClient): {
  readonly client: HttpClient;
  readonly explain: (credential: TokenCredential) => TokenCredential;
} {
  let failure: RestackError | undefined;
  return {
    client: {
      async sendRequest(request) {
        failure = undefined;
        keepFormSecrets(request.body);
        try {
          const response = await client.sendRequest(request);
          const { status } = response;
          if (status === 429 || status >= 500) failure = createFailure(`answered ${status}`, null);
          return response;
        } catch (error) {
          const systemCode = selectSystemCode(error) ?? null;
          failure =
            error instanceof RestackError
              ? error
              : createFailure(`did not answer (${systemCode ?? 'connection lost'})`, systemCode);
          throw error;
        }
      },
    },
    explain: (credential) => ({
      async getToken(scopes, options) {
        try {
          return await credential.getToken(scopes, options);
        } catch (error) {
          throw failure ?? error;
        }
      },
    }),
  };
}

function createFailure(said: string, systemCode: string | null): RestackError {
  return new RestackError('TARGET_UNREACHABLE', `the sign-in service ${said}`, { details: { systemCode } });
}
