import { describe, expect, it } from 'vitest';
import { assertMappingFits, type Mapping } from '../../../../../src/use-cases/restore/ids/mapping.js';
import { createIdMap, rewriteRecord } from '../../../../../src/use-cases/restore/ids/rewrite-ids.js';
import { detectSourceCloud } from '../../../../../src/use-cases/restore/ids/source-cloud.js';
import { emptyRecords } from '../../../../fixtures/valid-records.js';
import { TARGET } from '../../../../doubles/memory-target.js';

const OLD = 'aaaaaaaa-0000-4000-8000-000000000001';
const USER = 'bbbbbbbb-0000-4000-8000-000000000002';
const KARI = '4d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f';
const SID = 'S-1-5-21-1-2-3-1108';

const mapping: Mapping = {
  directoryTenants: { [OLD]: USER },
  principals: { [KARI.toUpperCase()]: SID },
  owners: { 'Kari@fabrikam.example': 'ola@fabrikam.example' },
  vaultNames: { 'KV-a': 'kv-b' },
  resourceGroups: { 'rg-a': 'rg-b', [`${USER}/RG-A`]: 'rg-c' },
};

const source = {
  providerSubscriptionId: OLD,
  region: 'seattle',
  domain: 'azs.contoso.example',
  homeTenantId: undefined,
  directories: [],
};
const map = createIdMap(source, TARGET, mapping);

const CASES: readonly (readonly [string, string, unknown, unknown])[] = [
  ['a directory', 'tenantId', OLD.toUpperCase(), USER],
  ['a principal', 'principalId', KARI, SID],
  ['a principal of a policy', 'objectId', KARI, SID],
  ['another principal', 'principalId', USER, USER],
  ['an owner', 'owner', 'kari@FABRIKAM.example', 'ola@fabrikam.example'],
  ['a vault’s URI', 'vaultUri', 'https://kv-A.vault.x.example/', 'https://kv-b.vault.x.example/'],
  [
    'a secret’s id',
    'id',
    'https://kv-a.vault.seattle.azs.contoso.example/secrets/kv-a/1',
    'https://kv-b.vault.drill.localhost/secrets/kv-a/1',
  ],
  [
    'a vault in a scope, and its group',
    'scope',
    `/subscriptions/${OLD}/resourceGroups/rg-a/providers/Microsoft.KeyVault/vaults/kv-a`,
    `/subscriptions/${TARGET.providerSubscriptionId}/resourceGroups/rg-b/providers/Microsoft.KeyVault/vaults/kv-b`,
  ],
  [
    'a group of one subscription before that of all',
    'id',
    `/subscriptions/${USER}/resourcegroups/rg-a`,
    `/subscriptions/${USER}/resourcegroups/rg-c`,
  ],
  ['a group in a tag', 'tags', { owner: 'kari@fabrikam.example' }, { owner: 'kari@fabrikam.example' }],
];

describe('a mapping', () => {
  it.each(CASES)('renames %s', (...[, member, before, after]) => {
    expect(rewriteRecord({ properties: { [member]: before } }, map)).toEqual({
      properties: { [member]: after },
    });
  });

  it('goes before what is found by itself', () => {
    const named = createIdMap(source, TARGET, { providerSubscription: { [OLD]: USER } });
    expect(rewriteRecord({ subscriptionId: OLD }, named)).toEqual({ subscriptionId: USER });
  });

  it('lets a set speak of a cloud by two names', () => {
    const quota = (region: string) => ({
      id: `/subscriptions/${OLD}/providers/Microsoft.Compute.Admin/locations/${region}/quotas/q`,
      properties: {},
    });
    const records = emptyRecords({ computeQuota: [quota('seattle'), quota('tacoma')] });
    const renamed = { region: { Tacoma: 'drill' } };
    expect(() => detectSourceCloud(records)).toThrow(expect.objectContaining({ code: 'PLAN_BLOCKED' }));
    const found = detectSourceCloud(records, renamed);
    expect(found.region).toBe('seattle');
    const both = createIdMap(found, TARGET, renamed);
    expect(records.computeQuota.map((record) => rewriteRecord(record, both).id)).toEqual([
      expect.stringContaining('/locations/drill/'),
      expect.stringContaining('/locations/drill/'),
    ]);
  });

  it.each([
    ['region', { region: { seattle: 'oslo' } }],
    ['provider subscription', { providerSubscription: { [OLD]: USER } }],
    ['external domain', { externalDomain: { 'azs.contoso.example': 'elsewhere.example' } }],
  ])('that is meant for another %s is refused', (_, foreign) => {
    expect(() => assertMappingFits(foreign, TARGET)).toThrow(expect.objectContaining({ code: 'CONFIG' }));
  });

  it('that names the target is taken, in any case', () => {
    const own = { region: { seattle: TARGET.region.toUpperCase() }, externalDomain: { x: TARGET.domain } };
    expect(() => assertMappingFits(own, TARGET)).not.toThrow();
  });
});
