import { expect, it } from 'vitest';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { startController } from '../../src/controller/index.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { connectController, listContents } from './controller-cloud.js';
import { systemClock } from '../../src/core/clock.js';

const PRINCIPAL = '0e55b5a5-0000-4000-8000-00000000000e';
const company = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

/** The sample company, whose vaults let the one who restores them see and set secrets. */
const records = {
  ...company,
  vault: company.vault.map((vault) => ({
    ...vault,
    properties: {
      ...vault.properties,
      accessPolicies: [
        ...(vault.properties.accessPolicies ?? []),
        {
          tenantId: vault.properties.tenantId,
          objectId: PRINCIPAL,
          permissions: { keys: [], secrets: ['get', 'list', 'set'], certificates: [] },
        },
      ],
    },
  })),
};

/** The sample company as captured, but a subscription that holds a vault is disabled. */
const withDisabled = {
  ...company,
  subscription: company.subscription.map((one) =>
    one.displayName === 'Website' ? { ...one, state: 'Disabled' as const } : one,
  ),
};

it('a second run leaves secrets to a person where a disabled subscription lets nobody look', async () => {
  const weather = { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } };
  const controller = await startController({ weather });
  const target = await connectController(controller);
  try {
    const restore = async () => {
      const plan = await planRestore({ records: withDisabled, target, clock: systemClock });
      return runRestore({ plan, target, clock: systemClock });
    };
    expect((await restore()).outcome).toBeUndefined();
    const before = listContents(controller);
    const second = await restore();
    expect(second.outcome).toBeUndefined();
    expect(second.conservation.total).toMatchObject({ created: 0, updated: 0, failed: 0 });
    const left = second.problems.filter(({ kind, bucket }) => kind === 'secret' && bucket === 'manual');
    expect(left.filter(({ reason }) => reason.includes('disabled')).length).toBeGreaterThan(1);
    expect(listContents(controller)).toEqual(before);
  } finally {
    target.close();
    await controller.close();
  }
});

it('a second run writes nothing at all where the vaults let themselves be seen', async () => {
  const controller = await startController({ deployment: { principalId: PRINCIPAL } });
  const target = await connectController(controller);
  try {
    const restore = async () => {
      const plan = await planRestore({ records, target, clock: systemClock });
      return runRestore({ plan, target, clock: systemClock });
    };
    const first = await restore();
    expect(first.outcome).toBeUndefined();
    controller.control.clearCounts();
    const second = await restore();
    expect(second.outcome).toBeUndefined();
    expect(second.conservation.total).toMatchObject({ created: 0, updated: 0, failed: 0 });
    const { calls, writes } = controller.control.counts();
    expect(calls).toBeGreaterThan(50);
    expect(writes).toBe(0);
  } finally {
    target.close();
    await controller.close();
  }
});
