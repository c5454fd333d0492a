import { describe, expect, it } from 'vitest';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import { moveToTacoma, TACOMA } from '../../samples/generator/database/native-store.js';
import { sampleKeyFile } from '../../samples/generator/stable-values.js';
import { chooseSet } from '../../src/app/share/choose-set.js';
import { withOpenSets } from '../../src/app/share/open-sets.js';
import { proveRecords } from '../../src/app/share/prove-records.js';
import { createAppContext } from '../doubles/app-context.js';
import { samplePath } from '../vectors/damaged-cases.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import { isJsonObject } from '../../src/cloud/json-value.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import type { DrillPorts } from '../../src/use-cases/drill/drill-report.js';
import type { ProvedRecords } from '../../src/use-cases/verify/require-records.js';
import { runDrill } from '../../src/use-cases/drill/run-drill.js';
import { startDrillCloud } from './controller-cloud.js';
import { countWrites, tamperWith } from './tampered-target.js';
import { systemClock } from '../../src/core/clock.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const options = { runId: 'drill-1', clock: systemClock };

function createPorts(
  startCloud: DrillPorts['startCloud'] = () => startDrillCloud(),
  proved: SetRecords | undefined = records,
): DrillPorts {
  return {
    startCloud,
    readSet: () =>
      Promise.resolve({
        backupId: '00000000-0000-4000-8000-000000000001',
        createdAt: new Date(TIMES.wednesdayNoon),
        deploymentId: '00000000-0000-4000-8000-000000000002',
        stampVersion: '1.2301.0.55',
        digest: 'a'.repeat(64),
        verification: { level: 'content', verdict: 'passed', complete: true, findings: [] },
        records: proved,
      }),
  };
}

describe('a drill against the embedded controller', () => {
  it('replays everything of the sample company and reads it back equal', async () => {
    const { result, outcome } = await runDrill(createPorts(), options);
    expect(result.problems.filter(({ bucket }) => bucket === 'failed' || bucket === 'readBack')).toEqual([]);
    expect(outcome).toBeUndefined();
    expect(result.state).toBe('completed');
    const { read, created, adopted, updated, skipped, manual, failed, outOfScope } = result.conservation;
    expect(created + adopted + updated + skipped + manual + failed + outOfScope).toBe(read);
    expect({ failed, outOfScope }).toEqual({ failed: 0, outOfScope: 0 });
    const registered = records.directoryTenant.length - 1;
    expect(result.readBack).toEqual({ compared: created + adopted + updated + registered, different: 0 });
    for (const kind of ['plan', 'offer', 'subscription', 'roleAssignment', 'vault'] as const) {
      const counts = result.conservation.byKind.find((item) => item.kind === kind);
      expect(counts).toMatchObject({ read: records[kind].length, created: records[kind].length });
    }
  });

  it('signs in to AD FS, which has no guests', async () => {
    const { result, outcome } = await runDrill(
      createPorts(() => startDrillCloud({ identity: 'adfs' })),
      options,
    );
    expect(outcome).toBe('PARTIAL');
    expect(result.conservation.failed).toBe(0);
    expect(result.readBack.different).toBe(0);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ kind: 'directoryTenant', bucket: 'manual' }),
    );
  });

  it('takes back the access that it gave itself, and keeps every version of a secret', async () => {
    const cloud = await startDrillCloud();
    try {
      const keepOpen = { ...cloud, close: () => Promise.resolve() };
      await runDrill(
        createPorts(() => Promise.resolve(keepOpen)),
        options,
      );
      const { principalId } = cloud.target.identity;
      for (const { id, properties } of records.vault) {
        const found = await cloud.target.read({ host: 'user', path: id, apiVersion: '2016-10-01' });
        expect(found).toBeDefined();
        expect(JSON.stringify(found)).not.toContain(principalId);
        expect(JSON.stringify(found)).toContain(properties.accessPolicies?.[0]?.objectId);
      }
    } finally {
      await cloud.close();
    }
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
      const registered = records.directoryTenant.length - 1;
      expect(second.result.conservation.adopted).toBe(created + adopted + updated + registered);
      expect(second.result.readBack).toEqual(first.result.readBack);
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

  it('ends in PARTIAL when something is accepted and never shows', async () => {
    const { result, outcome } = await runDrill(
      createPorts(() =>
        tamperWith(startDrillCloud(), (path, body) =>
          path.endsWith('/offers/offer-internal') ? undefined : body,
        ),
      ),
      { ...options, settleMs: 100 },
    );
    expect(outcome).toBe('PARTIAL');
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
        verification: { level: 'content', verdict: 'failed', complete: true, findings: [] },
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

  it('finds in the SQL Server backup of the sample share what the portable form of the same company holds', async () => {
    const { records: native } = await proveNativeRecords();
    const company = contosoRecordsAt(new Date('2023-01-17T07:31:14.500Z'));
    expect(describeRecords(native)).toEqual(
      JSON.parse(moveToTacoma(JSON.stringify(describeRecords(company)))),
    );
  });

  it('brings back plans, offers and subscriptions out of a SQL Server backup, and leaves states to a person', async () => {
    const { records: native, untold } = await proveNativeRecords();
    const ports = createPorts(() => startDrillCloud(), native);
    const readSet = async () => ({ ...(await ports.readSet()), untold });
    const { result, outcome } = await runDrill({ ...ports, readSet }, options);
    expect(outcome).toBeUndefined();
    expect(result.problems.filter(({ bucket }) => bucket === 'failed' || bucket === 'readBack')).toEqual([]);
    const countsOf = (kind: string) => result.conservation.byKind.find((item) => item.kind === kind);
    expect(countsOf('plan')).toMatchObject({ read: native.plan.length, created: native.plan.length });
    expect(countsOf('offer')).toMatchObject({ read: native.offer.length, manual: native.offer.length });
    const guests = native.subscription.filter(({ tenantId }) => tenantId !== TACOMA.homeTenantId).length;
    const created = native.subscription.length - guests - 1;
    expect(countsOf('subscription')).toMatchObject({ skipped: 1, created, manual: guests });
  });
});

async function proveNativeRecords(): Promise<ProvedRecords> {
  const share = samplePath(`share/${TACOMA.fqdn}`);
  const keys = {
    certFiles: [sampleKeyFile('TEST-ONLY-backup-2023.pfx')],
    certPasswordFiles: [sampleKeyFile('TEST-ONLY-password.txt')],
  };
  const context = createAppContext();
  return withOpenSets({ share, ...keys }, context, async (sets) => {
    const { set } = await chooseSet(sets, { backup: 'latest' }, context);
    return proveRecords(set, { sets, context });
  });
}

/** What a database tells of plans, offers and subscriptions; those of the operator itself are no part of it. */
function describeRecords({ plan, offer, subscription }: SetRecords): unknown {
  const users = subscription.filter(
    ({ routingResourceManagerType }) => routingResourceManagerType !== 'Admin',
  );
  return {
    plans: plan.map(({ id, location, properties: { name, displayName, quotaIds } }) => {
      return { id, location, name, displayName, quotaIds };
    }),
    offers: offer.map(({ id, properties: { displayName, basePlanIds, addonPlans = [] } }) => {
      return { id, displayName, basePlanIds, addons: (addonPlans ?? []).map(({ planId }) => planId) };
    }),
    subscriptions: users.map(({ id, displayName, owner, offerId, tenantId, state }) => {
      return { id, displayName, owner, offerId, tenantId, state };
    }),
  };
}
