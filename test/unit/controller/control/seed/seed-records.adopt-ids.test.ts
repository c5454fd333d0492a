import { describe, expect, it } from 'vitest';
import { findOrigins, rewriteIds } from '../../../../../src/controller/control/seed/seed-records.js';

const OLD = '3F0D7A52-6a1e-4b8b-9c55-2f0f6f1e8a10';
const NEW = 'aaaaaaaa-6a1e-4b8b-9c55-2f0f6f1e8a10';
const USER = 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55';

describe('rewriteIds', () => {
  const origins = findOrigins([
    { id: `/subscriptions/${OLD}/providers/Microsoft.Compute.Admin/locations/seattle/quotas/q` },
    {
      id: `/subscriptions/${USER}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v`,
      location: 'seattle',
    },
  ]);
  const rewriting = { ...origins, providerSubscriptionId: NEW, region: 'drill' };

  it('finds the provider subscription and the region by admin ids', () => {
    expect([...origins.providers]).toEqual([OLD.toLowerCase()]);
    expect([...origins.regions]).toEqual(['seattle']);
  });

  it.each([
    [
      `/subscriptions/${OLD}/providers/X.Admin/locations/Seattle/quotas/seattle`,
      `/subscriptions/${NEW}/providers/X.Admin/locations/drill/quotas/seattle`,
    ],
    [
      `/subscriptions/${OLD.toLowerCase()}/resourceGroups/system.seattle`,
      `/subscriptions/${NEW}/resourceGroups/system.drill`,
    ],
    [`/subscriptions/${USER}/resourceGroups/seattle`, `/subscriptions/${USER}/resourceGroups/seattle`],
    [OLD, NEW],
    ['text about seattle', 'text about seattle'],
  ])('%s', (text, expected) => {
    expect(rewriteIds({ list: [text], flag: true, none: null }, rewriting)).toEqual({
      list: [expected],
      flag: true,
      none: null,
    });
  });
});
