import type { PayloadTypes } from '../../../src/schema/payloads.js';
import { type Cloud, vaultId, vaultUrl } from '../cloud.js';
import { stableHex } from '../stable-values.js';

/** Where a vault lies. */
export interface VaultPlace {
  readonly subscriptionId: string;
  readonly group: string;
  readonly name: string;
}

/** A vault with one access policy per object id. */
export function vault(
  cloud: Cloud,
  place: VaultPlace,
  facts: {
    readonly tenantId: string;
    readonly objectIds: readonly string[];
    readonly tags?: Readonly<Record<string, string>>;
  },
): PayloadTypes['vault'] {
  return {
    id: vaultId(place.subscriptionId, place.group, place.name),
    name: place.name,
    type: 'Microsoft.KeyVault/vaults',
    location: cloud.region,
    tags: { ...facts.tags },
    properties: {
      tenantId: facts.tenantId,
      sku: { family: 'A', name: 'standard' },
      accessPolicies: facts.objectIds.map((objectId) => ({
        tenantId: facts.tenantId,
        objectId,
        permissions: { keys: ['get', 'list'], secrets: ['get', 'list', 'set'], certificates: [] },
      })),
      enabledForDeployment: true,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: true,
      vaultUri: `${vaultUrl(cloud, place.name)}/`,
    },
  };
}

/** The facts in which one secret version differs from another. Times are Unix seconds. */
export interface SecretFacts {
  readonly value: string;
  readonly created: number;
  readonly contentType?: string;
  readonly enabled?: boolean;
  readonly notBefore?: number;
  readonly expires?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** The secret backs a certificate of the same name. */
  readonly managed?: boolean;
}

/** One version of a secret, as the data plane returns it. `path` is `<vault>/<secret>`. */
export function secret(cloud: Cloud, path: string, facts: SecretFacts): PayloadTypes['secret'] {
  const [vaultName = '', name = ''] = path.split('/');
  const version = stableHex(`secret ${path} ${facts.created}`, 32);
  const url = vaultUrl(cloud, vaultName);
  return {
    value: facts.value,
    ...(facts.contentType === undefined ? {} : { contentType: facts.contentType }),
    id: `${url}/secrets/${name}/${version}`,
    ...(facts.managed === true ? { managed: true, kid: `${url}/keys/${name}/${version}` } : {}),
    attributes: {
      enabled: facts.enabled ?? true,
      ...(facts.notBefore === undefined ? {} : { nbf: facts.notBefore }),
      ...(facts.expires === undefined ? {} : { exp: facts.expires }),
      created: facts.created,
      updated: facts.created,
      recoveryLevel: 'Purgeable',
    },
    ...(facts.tags === undefined ? {} : { tags: { ...facts.tags } }),
  };
}
