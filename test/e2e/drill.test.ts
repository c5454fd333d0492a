import { describe, expect, it } from 'vitest';
import { ADATUM_TENANT_ID, SUBSCRIPTION_IDS, TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../src/backup-set/records.js';
import { RestackError } from '../../src/core/restack-error.js';
import type { DrillPorts } from '../../src/drill/ports.js';
import { runDrill } from '../../src/drill/run-drill.js';
import { isJsonObject } from '../../src/restore/json-value.js';
import { startDrillCloud } from './drill-cloud.js';
import { countWrites, tamperWith } from './tampered-target.js';
import { systemClock } from './system-clock.js';

const records = selectHome(contosoRecordsAt(new Date(TIMES.wednesdayNoon)));
const options = { runId: 'drill-1', clock: systemClock };

/** The company without its guests, who need a step that no operator can take for them. */
function selectHome(all: SetRecords): SetRecords {
  return {
    ...all,
    directoryTenant: all.directoryTenant.filter(({ properties }) => properties.tenantId !== ADATUM_TENANT_ID),
    subscription: all.subscription.filter(({ tenantId }) => tenantId !== ADATUM_TENANT_ID),
    resourceGroup: all.resourceGroup.filter(({ id }) => !id.includes(SUBSCRIPTION_IDS.adatumOrders)),
  };
}

function createPorts(
  startCloud: DrillPorts['startCloud'] = startDrillCloud,
  proved: SetRecords | undefined = records,
): DrillPorts {
  return {
    startCloud,
    readSet: () =>
      Promise.resolve({
        backupId: '00000000-0000-4000-8000-000000000001',
        createdAt: new Date(TIMES.wednesdayNoon),
        verification: { level: 'content', verdict: 'passed', findings: [] },
        records: proved,
      }),
  };
}

describe.each(['aad', 'adfs'] as const)('a drill against the embedded controller with %s', (identity) => {
  it('replays the sample company and reads it back equal', async () => {
    const { result, outcome } = await runDrill(
      createPorts(() => startDrillCloud({ identity })),
      options,
    );
    expect(result.problems.filter(({ bucket }) => bucket === 'failed' || bucket === 'readBack')).toEqual([]);
    expect(outcome).toBeUndefined();
    expect(result.state).toBe('completed');
    const { conservation, readBack } = result;
    const { read, created, adopted, updated, skipped, manual, failed, outOfScope } = conservation;
    expect(created + adopted + updated + skipped + manual + failed + outOfScope).toBe(read);
    expect(readBack).toEqual({ compared: created + adopted + updated, different: 0 });
    const plans = conservation.byKind.find(({ kind }) => kind === 'plan');
    expect(plans).toMatchObject({ read: records.plan.length, created: records.plan.length });
  });
});

describe('the same cloud drilled twice', () => {
  it('adopts everything and writes nothing', async () => {
    const cloud = await startDrillCloud();
    try {
      const keepOpen = { ...cloud, close: () => Promise.resolve() };
      const first = await runDrill(
        createPorts(() => Promise.resolve(keepOpen)),
        options,
      );
      const { target, writes } = countWrites(cloud.target);
      const second = await runDrill(
        createPorts(() => Promise.resolve({ ...keepOpen, target })),
        options,
      );
      expect(writes()).toBe(0);
      expect(second.outcome).toBeUndefined();
      const { created, adopted, updated } = first.result.conservation;
      expect(second.result.conservation.adopted).toBe(created + adopted + updated);
      expect(second.result.readBack.compared).toBe(first.result.readBack.compared);
    } finally {
      await cloud.close();
    }
  });
});

describe('a cloud that does not keep what it is sent', () => {
  it('ends in READ_BACK when a value is changed', async () => {
    const { result, outcome } = await runDrill(
      createPorts(() =>
        tamperWith(startDrillCloud(), (path, body) => {
          const properties = body['properties'];
          const changed = path.endsWith('/plans/plan-gold') && isJsonObject(properties);
          return changed ? { ...body, properties: { ...properties, displayName: 'Silver IaaS' } } : body;
        }),
      ),
      options,
    );
    expect(outcome).toBe('READ_BACK');
    expect(result.readBack.different).toBe(1);
    expect(result.state).toBe('partial');
  });

  it('ends in READ_BACK when something is accepted and not stored', async () => {
    const { result, outcome } = await runDrill(
      createPorts(() =>
        tamperWith(startDrillCloud(), (path, body) =>
          path.endsWith('/offers/offer-internal') ? undefined : body,
        ),
      ),
      options,
    );
    expect(outcome).toBe('READ_BACK');
    expect(result.problems).toContainEqual(expect.objectContaining({ kind: 'offer', bucket: 'failed' }));
  });

  it('ends in PARTIAL when the cloud refuses an object', async () => {
    const { result, outcome } = await runDrill(
      createPorts(() =>
        tamperWith(startDrillCloud(), (path, body) =>
          path.endsWith('/quotas/cq-gpu') ? { ...body, properties: { coresLimit: -1 } } : body,
        ),
      ),
      options,
    );
    expect(outcome).toBe('PARTIAL');
    const lost = result.problems.filter(({ bucket }) => bucket !== 'manual' && bucket !== 'readBack');
    expect(lost.map(({ id }) => id.split('/').at(-1))).toEqual(
      expect.arrayContaining(['cq-gpu', 'plan-gpu-addon', 'offer-gold']),
    );
  });
});

describe('a drill that comes to nothing', () => {
  it('starts no cloud for a set that was not proved', async () => {
    const ports: DrillPorts = {
      startCloud: () => Promise.reject(new Error('must not be started')),
      readSet: async () => ({
        ...(await createPorts().readSet()),
        records: undefined,
        verification: { level: 'content', verdict: 'failed', findings: [] },
      }),
    };
    const { result, outcome } = await runDrill(ports, options);
    expect(outcome).toBe('INCOMPLETE');
    expect(result.state).toBe('failed');
    expect(result.conservation.created).toBe(0);
  });

  it('closes the cloud when it is interrupted', async () => {
    const reason = new RestackError('INTERRUPTED', 'stopped');
    const interruption = new AbortController();
    let closed = false;
    const startCloud = async () => {
      const cloud = await startDrillCloud();
      interruption.abort(reason);
      return {
        ...cloud,
        async close() {
          await cloud.close();
          closed = true;
        },
      };
    };
    const drill = runDrill(createPorts(startCloud), { ...options, signal: interruption.signal });
    await expect(drill).rejects.toBe(reason);
    expect(closed).toBe(true);
  });
});

describe('objectives', () => {
  it.each([
    ['RTO', { rtoMs: 0 }],
    ['RPO', { rpoMs: 1000 }],
  ])('ends in OBJECTIVE_MISSED when the %s is missed', async (_name, objectives) => {
    const { outcome } = await runDrill(createPorts(), { ...options, objectives });
    expect(outcome).toBe('OBJECTIVE_MISSED');
  });
});
