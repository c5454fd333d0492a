import { describe, expect, it } from 'vitest';
import { createIdMap, rewriteRecord } from '../../../../../src/use-cases/restore/ids/rewrite-ids.js';
import { TARGET } from '../../../../doubles/memory-target.js';

const OLD = 'aaaaaaaa-0000-4000-8000-000000000001';
const USER = 'bbbbbbbb-0000-4000-8000-000000000002';
const NEW = TARGET.providerSubscriptionId;
const map = createIdMap(
  {
    providerSubscriptionId: OLD,
    region: 'seattle',
    domain: 'azs.contoso.example',
    homeTenantId: undefined,
    directories: [],
  },
  TARGET,
);

const CASES: readonly (readonly [string, string, unknown, unknown])[] = [
  [
    'a quota id',
    'quotaIds',
    [`/subscriptions/${OLD}/providers/Microsoft.Compute.Admin/locations/seattle/quotas/Default Quota`],
    [`/subscriptions/${NEW}/providers/Microsoft.Compute.Admin/locations/drill/quotas/Default Quota`],
  ],
  [
    'ids in another case',
    'offerId',
    `/SUBSCRIPTIONS/${OLD.toUpperCase()}/resourcegroups/rg/providers/x/offers/o`,
    `/SUBSCRIPTIONS/${NEW}/resourcegroups/rg/providers/x/offers/o`,
  ],
  [
    'a system group',
    'id',
    `/subscriptions/${OLD}/resourceGroups/system.Seattle/providers/x/directoryTenants/seattle`,
    `/subscriptions/${NEW}/resourceGroups/system.drill/providers/x/directoryTenants/seattle`,
  ],
  [
    'a user subscription’s scope',
    'scope',
    `/subscriptions/${USER}/resourceGroups/seattle`,
    `/subscriptions/${USER}/resourceGroups/seattle`,
  ],
  ['the provider as reseller', 'delegatedProviderSubscriptionId', OLD.toUpperCase(), NEW],
  ['a user subscription', 'subscriptionId', USER, USER],
  ['a location', 'location', 'Seattle', 'drill'],
  ['another location', 'location', 'global', 'global'],
  [
    'a vault’s URI',
    'vaultUri',
    'https://kv.vault.seattle.azs.contoso.example/',
    'https://kv.vault.drill.localhost/',
  ],
  [
    'a secret’s id with a port',
    'id',
    'https://kv.vault.seattle.azs.contoso.example:443/secrets/a/1',
    'https://kv.vault.drill.localhost:443/secrets/a/1',
  ],
  ['a foreign URI', 'vaultUri', 'https://kv.vault.other.example/', 'https://kv.vault.other.example/'],
  ['a description', 'description', `/subscriptions/${OLD}`, `/subscriptions/${OLD}`],
  [
    'a secret’s value',
    'value',
    `/subscriptions/${OLD}/locations/seattle`,
    `/subscriptions/${OLD}/locations/seattle`,
  ],
  [
    'tags',
    'tags',
    { location: 'seattle', id: `/subscriptions/${OLD}` },
    { location: 'seattle', id: `/subscriptions/${OLD}` },
  ],
  ['null', 'location', null, null],
];

describe('rewriteRecord', () => {
  it.each(CASES)('rewrites %s', (...[, member, before, after]) => {
    const record = { kept: 1, properties: { inside: [{ [member]: before }] } };
    const copy = structuredClone(record);
    expect(rewriteRecord(record, map)).toEqual({ kept: 1, properties: { inside: [{ [member]: after }] } });
    expect(record).toEqual(copy);
  });
});
