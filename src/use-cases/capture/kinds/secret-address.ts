import type { SecretVersion, SourceAddress } from '../ports.js';

/** Source: REST reference, section 8.2. */
const VAULT_VERSION = '2016-10-01';

/** Something of a vault's data plane. */
export function secretAddress({ vault, path }: Pick<SecretVersion, 'vault' | 'path'>): SourceAddress {
  return { host: { vault }, path, apiVersion: VAULT_VERSION };
}
