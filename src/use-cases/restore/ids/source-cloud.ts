import { isJsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { SetRecords } from '../../../backup-set/content/records.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import { listOldNames, type Mapping } from './mapping.js';

/** The cloud that a set was taken from, as far as its records tell. Facts that no record tells are undefined. */
export interface SourceCloud {
  /** Lower-case GUID of the Default Provider Subscription. */
  readonly providerSubscriptionId: string | undefined;
  /** Lower-case region name. */
  readonly region: string | undefined;
  /** Lower-case external domain, without the region. Only vaults and secrets tell it. */
  readonly domain: string | undefined;
  /** Lower-case GUIDs of the directories that its users come from. */
  readonly directories: readonly string[];
  /**
   * Lower-case GUID of the home directory: that of the provider's own subscription; where no record has it, the one of
   * several that most subscriptions belong to.
   */
  readonly homeTenantId: string | undefined;
}

/** Kinds whose own ids always stand under the provider subscription. */
const OPERATOR_KINDS: readonly PayloadKind[] = [
  'computeQuota',
  'networkQuota',
  'storageQuota',
  'plan',
  'offer',
  'offerDelegation',
  'directoryTenant',
  'subscription',
];

const SUBSCRIPTION_OF_ID = /^\/subscriptions\/([^/]+)\//i;
const LOCATION_OF_ID = /\/locations\/([^/]+)(?:\/|$)/i;
const VAULT_HOST = /^https:\/\/[^./]+\.vault\.([^./]+)\.([^/:]+)/i;

/**
 * Detects the cloud that a set comes from. Names that the mapping takes care of may stand beside the cloud's own.
 *
 * @throws PLAN_BLOCKED when the records speak of more than one. Source: REST reference, section 11 (id maps).
 */
export function detectSourceCloud(records: SetRecords, mapping: Mapping = {}): SourceCloud {
  const found = { providers: new Set<string>(), regions: new Set<string>(), domains: new Set<string>() };
  for (const record of OPERATOR_KINDS.flatMap((kind): readonly unknown[] => records[kind])) {
    if (!isJsonObject(record)) continue;
    const id = readTextOrEmpty(record, 'id');
    addMatch(found.providers, SUBSCRIPTION_OF_ID.exec(id)?.[1]);
    addMatch(found.regions, LOCATION_OF_ID.exec(id)?.[1] ?? readText(record, 'location'));
  }
  for (const record of [...records.vault, ...records.secret]) {
    const host = VAULT_HOST.exec(selectVaultUri(record));
    addMatch(found.regions, host?.[1]);
    addMatch(found.domains, host?.[2]);
  }
  return {
    providerSubscriptionId: selectOnly(found.providers, {
      what: 'provider subscriptions',
      mapped: listOldNames(mapping, 'providerSubscription'),
    }),
    region: selectOnly(found.regions, { what: 'regions', mapped: listOldNames(mapping, 'region') }),
    domain: selectOnly(found.domains, {
      what: 'external domains',
      mapped: listOldNames(mapping, 'externalDomain'),
    }),
    ...detectDirectories(records),
  };
}

function detectDirectories({ directoryTenant, subscription }: SetRecords) {
  const directories = directoryTenant.map(({ properties }) => properties.tenantId.toLowerCase());
  const counts = new Map(directories.map((tenantId) => [tenantId, 0]));
  const own = subscription.find(({ routingResourceManagerType }) => routingResourceManagerType === 'Admin');
  for (const { tenantId } of subscription) {
    const key = tenantId?.toLowerCase();
    if (key !== undefined && counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [home] = [...counts].toSorted(([, left], [, right]) => right - left);
  return { directories: [...counts.keys()], homeTenantId: own?.tenantId.toLowerCase() ?? home?.[0] };
}

function selectVaultUri(record: unknown): string {
  if (!isJsonObject(record)) return '';
  const properties = record['properties'];
  const vaultUri = isJsonObject(properties) ? readText(properties, 'vaultUri') : undefined;
  return vaultUri ?? readTextOrEmpty(record, 'id');
}

function addMatch(values: Set<string>, value: string | undefined): void {
  if (value !== undefined && value !== '') values.add(value.toLowerCase());
}

function selectOnly(
  values: ReadonlySet<string>,
  { what, mapped }: { readonly what: string; readonly mapped: readonly string[] },
): string | undefined {
  const unmapped = [...values].filter((value) => !mapped.includes(value));
  if (unmapped.length <= 1) return unmapped[0] ?? [...values][0];
  const sorted = [...values].toSorted();
  throw new RestackError(
    'PLAN_BLOCKED',
    `the records of the set speak of ${values.size} ${what} (${sorted.join(', ')}); a set of one cloud speaks of one`,
    {
      details: { found: sorted },
      hints: ['say in a mapping file which of them is called what on the target: --map FILE'],
    },
  );
}
