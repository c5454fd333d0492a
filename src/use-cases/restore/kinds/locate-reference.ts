import type { ResourceAddress, TargetIdentity } from '../../../cloud/cloud-port.js';

/** Where it shows whether the target has what a reference names. */
export type ReferencePlace =
  | { readonly way: 'read'; readonly address: ResourceAddress }
  /** A list whose items' ids tell. */
  | { readonly way: 'list'; readonly address: ResourceAddress }
  /** Every cloud has it. */
  | { readonly way: 'shipped' }
  /** Nobody knows where to look. */
  | { readonly way: 'unknown' };

/** Versions of the providers of quotas. Source: REST reference, section 3. */
const QUOTA_VERSIONS: Readonly<Record<string, string>> = {
  'microsoft.compute.admin': '2021-01-01',
  'microsoft.network.admin': '2015-06-15',
  'microsoft.storage.admin': '2019-08-08-preview',
  'microsoft.keyvault.admin': '2017-02-01-preview',
  'microsoft.subscriptions.admin': '2015-11-01',
  'microsoft.containerregistry.admin': '2019-11-01-preview',
  'microsoft.containerservice.admin': '2019-11-01',
};

/** Versions of what can be read by its id. Source: REST reference, section 0.3. */
const READ_VERSIONS: readonly (readonly [pattern: RegExp, apiVersion: string])[] = [
  [/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/, '2018-05-01'],
  [
    /\/providers\/microsoft\.subscriptions\.admin\/(?:subscriptions|plans|offers|directorytenants)\/[^/]+$/,
    '2015-11-01',
  ],
  [/\/providers\/microsoft\.authorization\/roledefinitions\/[^/]+$/, '2015-07-01'],
  [/\/providers\/microsoft\.keyvault\/vaults\/[^/]+$/, '2016-10-01'],
];

const QUOTA = /^\/subscriptions\/[^/]+\/providers\/([^/]+)\/locations\/[^/]+\/quotas(?=\/[^/]+$)/;

/** Finds out where to look for what a reference names. Takes the lower-case id with the names of the target. */
export function locateReference(id: string, target: TargetIdentity): ReferencePlace {
  const provider = target.providerSubscriptionId.toLowerCase();
  if (id === `/subscriptions/${provider}` || id.includes('/resourcegroups/system.'))
    return { way: 'shipped' };
  // Only the reseller can make it, and shows it to nobody before.
  if (id.includes('/delegatedproviders/')) return { way: 'unknown' };
  const host = id.startsWith(`/subscriptions/${provider}/`) ? 'admin' : 'user';
  const [list, namespace = ''] = QUOTA.exec(id) ?? [];
  const quotaVersion = QUOTA_VERSIONS[namespace];
  if (list !== undefined && quotaVersion !== undefined) {
    return { way: 'list', address: { host, path: encode(list), apiVersion: quotaVersion } };
  }
  const apiVersion = READ_VERSIONS.find(([pattern]) => pattern.test(id))?.[1];
  if (apiVersion === undefined) return { way: 'unknown' };
  return { way: 'read', address: { host, path: encode(id), apiVersion } };
}

function encode(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}
