import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { ClientSecretCredentialOptions } from '@azure/identity';
import { RestackError } from '../../../core/errors/restack-error.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import type { CloudMetadata } from '../cloud-metadata.js';
import { selectSystemCode } from '../http/connection-error.js';

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
  | { readonly kind: 'environment' };

/** Makes credentials; a new one has an empty token cache. */
export type CredentialFactory = () => Promise<TokenCredential>;

/**
 * Prepares the sign-in of one cloud. The identity library is loaded with the first credential, and its requests take
 * the given client, so that trust roots and name lookup are the same everywhere.
 *
 * Authority discovery is off: a private cloud's authority is unknown to the public one.
 * Source: REST reference, section 1.3.
 */
export function createCredentialFactory(
  credential: TargetCredential,
  metadata: Pick<CloudMetadata, 'authorityHost' | 'identitySystem'>,
  httpClient: HttpClient,
): CredentialFactory {
  const watched = watchFailures(httpClient);
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

/**
 * Watches the requests of a sign-in, so that one without a meaningful answer is told from one that was refused: the
 * library's errors do not show the difference.
 */
function watchFailures(client: HttpClient): {
  readonly client: HttpClient;
  readonly explain: (credential: TokenCredential) => TokenCredential;
} {
  let failure: { readonly said: string; readonly systemCode: string | null } | undefined;
  return {
    client: {
      async sendRequest(request) {
        failure = undefined;
        keepFormSecrets(request.body);
        try {
          const response = await client.sendRequest(request);
          const { status } = response;
          if (status === 429 || status >= 500) failure = { said: `answered ${status}`, systemCode: null };
          return response;
        } catch (error) {
          const systemCode = selectSystemCode(error) ?? null;
          failure = { said: `did not answer (${systemCode ?? 'connection lost'})`, systemCode };
          throw error;
        }
      },
    },
    explain: (credential) => ({
      async getToken(scopes, options) {
        try {
          return await credential.getToken(scopes, options);
        } catch (error) {
          if (failure === undefined) throw error;
          const { said, systemCode } = failure;
          throw new RestackError('TARGET_UNREACHABLE', `the sign-in service ${said}`, {
            details: { systemCode },
          });
        }
      },
    }),
  };
}
