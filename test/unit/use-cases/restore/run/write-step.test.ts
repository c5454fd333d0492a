import { describe, expect, it } from 'vitest';
import { CONTOSO } from '../../../../../samples/generator/contoso/cloud.js';
import type { SetRecords, Untold } from '../../../../../src/backup-set/content/records.js';
import type { ResourceAddress } from '../../../../../src/cloud/cloud-port.js';
import { isJsonObject, type JsonObject } from '../../../../../src/cloud/json-value.js';
import type { ExistingPolicy } from '../../../../../src/use-cases/restore/plan/decide-entry.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { createKindAccess } from '../../../../../src/use-cases/restore/kinds/kind-access.js';
import type { Doubt } from '../../../../../src/use-cases/restore/kinds/resource-kind.js';
import { keepMembers, writeStep } from '../../../../../src/use-cases/restore/run/write-step.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../../../../doubles/app-context.js';
import { MemoryTarget, withProperty } from '../../../../doubles/memory-target.js';
import { nativeRecords } from '../../../../fixtures/sql-server/native-share.js';
import { emptyRecords } from '../../../../fixtures/valid-records.js';

const all = nativeRecords();
const offers = all.offer.map(({ id, location, properties }) => ({
  id,
  location,
  properties: {
    name: properties.name,
    displayName: properties.displayName,
    basePlanIds: properties.basePlanIds,
    addonPlans: (properties.addonPlans ?? []).map(({ planId }) => ({ planId })),
  },
}));
const records: SetRecords = emptyRecords({
  offer: offers,
  plan: all.plan,
  resourceGroup: all.resourceGroup
    .filter(({ id }) => id.startsWith(`/subscriptions/${CONTOSO.providerSubscriptionId}/`))
    .map(({ id, location }) => ({ id, location })),
  subscription: all.subscription.filter(({ tenantId }) => tenantId !== CONTOSO.homeTenantId).slice(0, 1),
});
const about = { what: '', consequence: '', task: '', note: null, isPerRecord: true } as const;
const untold: readonly Untold[] = [
  {
    ...about,
    kind: 'offer',
    members: {
      offer: [
        'properties.state',
        'properties.externalReferenceId',
        'properties.addonPlans[].maxAcquisitionCount',
      ],
      resourceGroup: ['tags'],
    },
  },
  { ...about, kind: 'directoryTenant', members: {} },
];

const plan = (target: MemoryTarget, existing: ExistingPolicy = 'adopt') =>
  planRestore({ records, untold, target, policy: { existing } });

async function restore(target: MemoryTarget, existing?: ExistingPolicy) {
  return runRestore({ plan: await plan(target, existing), target, clock: createFixedClock() });
}

/** Changes an object as a person would in the portal. */
function change(target: MemoryTarget, name: string, to: (object: JsonObject) => JsonObject): void {
  for (const [id, object] of target.objects) if (id.endsWith(name)) target.objects.set(id, to(object));
}

const find = (target: MemoryTarget, name: string) =>
  [...target.objects].find(([id]) => id.endsWith(name))?.[1];

function openByHand(object: JsonObject): JsonObject {
  const properties = isJsonObject(object['properties']) ? object['properties'] : {};
  const addons = properties['addonPlans'];
  const addonPlans = Array.isArray(addons)
    ? addons.map((addon: unknown) => (isJsonObject(addon) ? { ...addon, maxAcquisitionCount: 7 } : null))
    : [];
  return {
    ...object,
    properties: { ...properties, state: 'Public', externalReferenceId: 'bill-7', addonPlans },
  };
}

describe('a restore of what a database does not tell all of', () => {
  it('makes offers private, and leaves their states to a person', async () => {
    const target = new MemoryTarget();
    const { conservation } = await restore(target);
    expect(find(target, '/offers/offer-gold')).toMatchObject({ properties: { state: 'Private' } });
    expect(conservation.total).toMatchObject({ failed: 0, manual: offers.length + 1 });
  });

  it('adopts objects to which a person has given what the set does not tell', async () => {
    const target = new MemoryTarget();
    await restore(target);
    change(target, '/offers/offer-gold', openByHand);
    change(target, '/resourcegroups/rg-offers-prod', (group) => ({ ...group, tags: { by: 'hand' } }));
    const { entries, blockers } = await plan(target);
    expect(blockers).toEqual([]);
    const actions = entries.filter(({ kind }) => kind !== 'subscription').map(({ action }) => action);
    expect(new Set(actions)).toEqual(new Set(['adopt']));
  });

  it('still sees a difference in what the set tells', async () => {
    const target = new MemoryTarget();
    await restore(target);
    change(target, '/offers/offer-gold', (offer) => withProperty(offer, 'displayName', 'Platinum'));
    const { blockers } = await plan(target);
    expect(blockers).toMatchObject([{ kind: 'offer', code: 'conflict' }]);
  });

  it('keeps what a person has given an object when it updates that', async () => {
    const target = new MemoryTarget();
    await restore(target);
    change(target, '/offers/offer-gold', (offer) =>
      withProperty(openByHand(offer), 'displayName', 'Platinum'),
    );
    const { conservation } = await restore(target, 'update');
    expect(conservation.total.updated).toBe(1);
    const wanted = offers.find(({ id }) => id.endsWith('/offer-gold'))?.properties;
    expect(find(target, '/offers/offer-gold')).toMatchObject({
      properties: {
        displayName: wanted?.displayName,
        state: 'Public',
        externalReferenceId: 'bill-7',
        addonPlans: wanted?.addonPlans.map(() => ({ maxAcquisitionCount: 7 })),
      },
    });
  });

  it('leaves a subscription to a person until its directory is registered', async () => {
    const target = new MemoryTarget();
    const [subscription] = records.subscription;
    const entryOf = async () => (await plan(target)).entries.find(({ kind }) => kind === 'subscription');
    expect(await entryOf()).toMatchObject({
      action: 'manual',
      directory: subscription?.tenantId,
      left: { again: true },
    });
    const id =
      '/subscriptions/p/resourcegroups/g/providers/microsoft.subscriptions.admin/directorytenants/guest';
    target.objects.set(id, { id, properties: { tenantId: subscription?.tenantId } });
    expect(await entryOf()).toMatchObject({ action: 'create' });
  });
});

describe('writeStep', () => {
  const address: ResourceAddress = { host: 'admin', path: '/offers/gold', apiVersion: '1' };
  const body = { properties: { displayName: 'Gold', state: 'Private' } };
  const found = { properties: { displayName: 'Old', state: 'Public' } };
  const step = { stage: 'offers', body } as const;
  const replay = { address, steps: [step], references: [] } as const;

  async function write(kind: 'offer' | 'plan', action: 'create' | 'update', doubt?: Doubt) {
    const target = new MemoryTarget();
    target.objects.set(address.path, found);
    let reads = 0;
    const read = target.read.bind(target);
    target.read = (asked) => {
      reads += 1;
      return read(asked);
    };
    const access = createKindAccess(target);
    await writeStep({ kind, action, replay }, step, { access, plan: { untold }, doubt });
    return { sent: target.writes.map((one) => one.body), reads };
  }

  const kept = { properties: { displayName: 'Gold', state: 'Public' } };

  it.each([
    ['an update', 'update', undefined],
    ['a creation that an earlier attempt may have made', 'create', { ageMs: 0 }],
  ] as const)('keeps what a person has given the object, at %s', async (_what, action, doubt) => {
    expect(await write('offer', action, doubt)).toEqual({ sent: [kept], reads: 1 });
  });

  it.each([
    ['the object cannot be there', 'offer', 'create', undefined],
    ['the set tells all of it', 'plan', 'update', { ageMs: 0 }],
  ] as const)('sends what the set holds, without a look, where %s', async (...[, kind, action, doubt]) => {
    expect(await write(kind, action, doubt)).toEqual({ sent: [body], reads: 0 });
  });
});

describe('keepMembers', () => {
  const body = {
    name: 'a',
    own: { list: [{ planId: '/P/1', n: 1 }, { planId: '/p/2' }, { n: 3 }, 'text'] },
    text: 'b',
  };

  it.each([
    ['a member that is there', 'state', { state: 'Public' }, { state: 'Public' }],
    ['nothing that is not there', 'state', { other: 1 }, {}],
    ['what was sent where it is not there', 'text', { other: 1 }, {}],
    ['a member whose name has brackets', 'a[]b', { 'a[]b': 1, ab: 2 }, { 'a[]b': 1 }],
    ['a member inside another', 'own.state', { own: { state: 1 } }, { own: { ...body.own, state: 1 } }],
    ['nothing inside what is no object', 'text.state', { text: { state: 1 } }, {}],
    ['nothing inside what is missing there', 'own.state', {}, {}],
    [
      'members of elements by their plan, whatever their order and case',
      'own.list[].max',
      {
        own: {
          list: [
            { max: 4 },
            'text',
            { planId: '/p/3', max: 3 },
            { planId: '/P/2', max: 2 },
            { planId: '/p/1', max: 1 },
          ],
        },
      },
      { own: { list: [{ planId: '/P/1', n: 1, max: 1 }, { planId: '/p/2', max: 2 }, { n: 3 }, 'text'] } },
    ],
    ['nothing of what is no list there', 'own.list[].max', { own: { list: { max: 1 } } }, {}],
  ] as const)('keeps %s', (...[, path, found, changed]) => {
    expect(keepMembers(body, found, [path])).toEqual({ ...body, ...changed });
  });
});
