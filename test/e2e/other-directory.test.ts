import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import type { ConnectedTarget } from '../../src/adapters/azure/connect-target.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { systemClock } from '../../src/core/clock.js';
import { parseMapping } from '../../src/use-cases/restore/ids/parse-mapping.js';
import { planRestore, type PlanOptions } from '../../src/use-cases/restore/plan/plan-restore.js';
import { selectPlannedBucket } from '../../src/use-cases/restore/plan/restore-plan.js';
import { estimateCost, readRegistered } from '../../src/use-cases/restore/preflight/estimate-duration.js';
import { runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import { connectController } from './controller-cloud.js';

// A set of Azure AD, with a guest directory, and a cloud with AD FS, which has one directory.
const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const KEEP = { unmapped: 'keep' } as const;

let controller: RunningController;
let target: ConnectedTarget;
let writes = 0;
beforeAll(async () => {
  controller = await startController({
    identity: 'adfs',
    faults({ method, url }) {
      // A sign-in is asked for with POST, and changes nothing.
      if (method !== 'GET' && !url.includes('/oauth2/')) writes += 1;
      return undefined;
    },
    weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
  });
  target = await connectController(controller);
}, 60_000);
beforeEach(() => {
  controller.control.reset();
});
afterAll(async () => {
  target.close();
  await controller.close();
});

const planFor = (options: Partial<PlanOptions>) => planRestore({ records, target, closed: true, ...options });

/** Carries a plan out, and holds the run to what the plan said: no failure, its buckets, its number of writes. */
async function expectRunAsPlanned(options: Partial<PlanOptions>) {
  const plan = await planFor(options);
  expect(plan.blockers).toEqual([]);
  const registered = await readRegistered(plan, target);
  const { writes: said, unseen } = estimateCost(plan, { latencyMs: 1, concurrency: 8, registered });
  writes = 0;
  const result = await runRestore({ plan, target, clock: systemClock });
  expect(result.outcome).toBeUndefined();
  expect(result.problems.filter(({ bucket }) => bucket === 'failed' || bucket === 'readBack')).toEqual([]);
  const planned = { created: 0, adopted: 0, updated: 0, skipped: 0, manual: 0, outOfScope: 0 };
  for (const { action, replay } of plan.entries) {
    planned[selectPlannedBucket(action, replay?.followUp) ?? 'outOfScope'] += 1;
  }
  expect(result.conservation.total).toMatchObject({ ...planned, read: plan.entries.length, failed: 0 });
  const most = said.admin + said.user + said.vault;
  expect(writes).toBeLessThanOrEqual(most);
  expect(writes).toBeGreaterThanOrEqual(most - unseen);
  return { plan, planned };
}

it('blocks what hangs on the directory that is left to a person, with what decides it', async () => {
  const plan = await planFor({ policy: KEEP });
  expect(new Set(plan.blockers.map(({ code }) => code))).toEqual(new Set(['unmet']));
  expect(plan.blockers.reduce((sum, { subscriptions }) => sum + subscriptions, 0)).toBeGreaterThan(0);
  for (const { decide } of plan.blockers) expect(decide).toContain('--unmet skip');
  writes = 0;
  await expect(runRestore({ plan, target, clock: systemClock })).rejects.toMatchObject({
    code: 'PLAN_BLOCKED',
  });
  expect(writes).toBe(0);
});

it('leaves it out with --unmet skip, and the run is what the plan said', async () => {
  const { plan, planned } = await expectRunAsPlanned({ policy: { ...KEEP, unmet: 'skip' } });
  expect(planned.skipped).toBeGreaterThan(5);
  const lost = plan.entries.filter(({ unmet }) => unmet === true);
  expect(lost.length).toBeGreaterThan(5);
  expect(lost.every(({ left }) => left?.again === true)).toBe(true);
});

it('brings all of it with the line of a mapping that the plan suggests', async () => {
  const { blockers } = await planFor({ policy: KEEP });
  const lines = blockers.flatMap(({ decide }) => decide.filter((one) => one.startsWith('--map: ')));
  expect(new Set(lines).size).toBe(1);
  const { mapping } = parseMapping((lines[0] ?? '').slice('--map: '.length), 'suggested');
  const { plan } = await expectRunAsPlanned({ policy: KEEP, mapping });
  expect(plan.entries.filter(({ unmet }) => unmet === true)).toEqual([]);
});
