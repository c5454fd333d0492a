import { VAULT_HOST_VERSION } from '../../../cloud/api-versions.js';
import type { ResourceAddress } from '../../../cloud/cloud-port.js';
import type { VersionAddress } from '../enabled-versions.js';

/** The address of a secret's version on the host of its vault. */
export function secretAddress({ vault, path }: Pick<VersionAddress, 'vault' | 'path'>): ResourceAddress {
  return { host: { vault }, path, apiVersion: VAULT_HOST_VERSION };
}
