import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { ClientSecretCredentialOptions } from '@azure/identity';
import type { CloudMetadata } from './cloud-metadata.js';

/**
 * Who signs in. `environment` takes whatever @azure/identity finds in the variables of the Azure SDK.
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
  const options: ClientSecretCredentialOptions = {
    authorityHost: metadata.authorityHost,
    disableInstanceDiscovery: true,
    httpClient,
    retryOptions: { maxRetries: 2 },
  };
  const tenant = (tenantId: string) => (metadata.identitySystem === 'adfs' ? 'adfs' : tenantId);
  return async () => {
    const identity = await import('@azure/identity');
    if (credential.kind === 'environment') return new identity.DefaultAzureCredential(options);
    const { tenantId, clientId } = credential;
    if (credential.kind === 'certificate') {
      const { certificate } = credential;
      return new identity.ClientCertificateCredential(tenant(tenantId), clientId, { certificate }, options);
    }
    return new identity.ClientSecretCredential(tenant(tenantId), clientId, credential.clientSecret, options);
  };
}
