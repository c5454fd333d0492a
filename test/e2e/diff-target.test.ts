import { afterAll, beforeAll, expect, it } from 'vitest';
import { SUBSCRIPTION_IDS, TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { systemClock } from '../../src/core/clock.js';
import { diffTarget } from '../../src/use-cases/restore/diff/diff-target.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import type { ConnectedTarget } from '../../src/adapters/azure/connect-target.js';
import { connectController } from './controller-cloud.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const GUID = 'aaaaaaaa-0000-4000-8000-000000000001';

let controller: RunningController;
let target: ConnectedTarget;

beforeAll(async () => {
  controller = await startController({
    weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
  });
  target = await connectController(controller);
  const plan = await planRestore({ records, target });
  expect((await runRestore({ plan, target, clock: systemClock })).outcome).toBeUndefined();
}, 60_000);
afterAll(async () => {
  target.close();
  await controller.close();
});

async function listDifferences(): Promise<readonly string[]> {
  controller.control.clearCounts();
  const objects = await diffTarget({
    records,
    target,
    mapping: {},
    digest: () => 'digest',
  });
  expect(controller.control.counts().calls).toBeGreaterThan(20);
  expect(controller.control.counts().writes).toBe(0);
  return objects
    .filter(({ state }) => state !== 'equal' && state !== 'notCompared')
    .map(({ state, kind, id }) => `${state} ${kind} ${id.split('/').at(-1) ?? ''}`)
    .toSorted();
}

it('finds a restored cloud equal, and then whatever somebody makes beside it', async () => {
  expect(await listDifferences()).toEqual([]);
  const scope = `/subscriptions/${SUBSCRIPTION_IDS.website}`;
  const group = `${scope}/resourceGroups/rg-new`;
  const operator = `/subscriptions/${controller.providerSubscriptionId}`;
  const quota = `${operator}/providers/Microsoft.Compute.Admin/locations/${controller.region}/quotas/cq-new`;
  const [vault] = records.vault;
  const seeded = controller.control.seed({
    resourceGroup: [group, `${operator}/resourceGroups/rg-new-offers`].map((id) => ({
      id,
      location: controller.region,
    })),
    computeQuota: [{ id: quota, name: 'cq-new', properties: { coresLimit: 1 } }],
    vault: [{ ...vault, id: `${group}/providers/Microsoft.KeyVault/vaults/kv-new`, name: 'kv-new' }],
    roleDefinition: [
      {
        id: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${GUID}`,
        name: GUID,
        properties: {
          roleName: 'New',
          type: 'CustomRole',
          permissions: [],
          assignableScopes: [scope, operator],
        },
      },
    ],
  });
  expect([...seeded.values()].reduce((sum, count) => sum + count, 0)).toBe(5);
  expect(await listDifferences()).toEqual([
    'onlyRight computeQuota cq-new',
    'onlyRight resourceGroup rg-new',
    'onlyRight resourceGroup rg-new-offers',
    `onlyRight roleDefinition ${GUID}`,
    'onlyRight vault kv-new',
  ]);
});
