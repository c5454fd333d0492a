import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../samples/generator/contoso/company.js';
import { diffRecords, selectComparableRecords } from '../../../src/restore/diff-records.js';
import { diffTarget } from '../../../src/restore/diff-target.js';
import { planRestore } from '../../../src/restore/plan-restore.js';
import { runRestore } from '../../../src/restore/run-restore.js';
import { createFixedClock } from './fixed-clock.js';
import { MemoryTarget, withProperty } from './memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const digest = (secret: string) => `digest of ${secret.length}`;
const clock = createFixedClock();
const comparable = (all: typeof records) => selectComparableRecords(all, digest);

describe('diffRecords', () => {
  it('leaves out what the server owns, case and order', () => {
    const [plan, ...plans] = records.plan;
    if (plan === undefined) throw new Error('the company sells nothing');
    const other = {
      ...plan,
      id: plan.id.toUpperCase(),
      properties: {
        ...plan.properties,
        subscriptionCount: 99,
        quotaIds: plan.properties.quotaIds.toReversed(),
      },
    };
    expect(diffRecords(comparable(records), comparable({ ...records, plan: [...plans, other] }))).toEqual([]);
  });

  it('names what changed, came and went', () => {
    const [first, ...others] = records.computeQuota;
    if (first === undefined) throw new Error('the company has no quota');
    const changed = { ...first, properties: { ...first.properties, coresLimit: 7 } };
    const right = { ...records, computeQuota: [changed, ...others], vault: records.vault.slice(1) };
    const changes = diffRecords(comparable(records), comparable(right));
    expect(changes.map(({ kind, fields }) => [kind, fields.map(({ pointer }) => pointer)])).toEqual([
      ['computeQuota', ['/properties/coresLimit']],
      ['vault', ['']],
    ]);
  });

  it('compares secrets and never holds one', () => {
    const [first, ...others] = records.secret;
    if (first === undefined) throw new Error('the company has no secrets');
    const right = { ...records, secret: [{ ...first, value: 'canary-changed' }, ...others] };
    const changes = diffRecords(comparable(records), comparable(right));
    expect(changes.map(({ fields }) => fields.map(({ pointer }) => pointer))).toEqual([['/value']]);
    const shown = JSON.stringify(changes);
    for (const secret of [first.value, 'canary-changed']) expect(shown).not.toContain(secret);
  });
});

describe('diffTarget', () => {
  const options = { records, clock, mapping: {}, digest, concurrency: 4 };

  it('finds an empty target lacking everything, and writes nothing', async () => {
    const target = new MemoryTarget();
    const objects = await diffTarget({ ...options, target });
    expect(new Set(objects.map(({ state }) => state))).toEqual(new Set(['onlyLeft', 'notCompared']));
    expect(target.writes).toEqual([]);
  });

  it('finds what changed on a restored target, and what is only there', async () => {
    const target = new MemoryTarget();
    await runRestore({ plan: await planRestore({ records, target, clock }), target, clock });
    const [id, body] = [...target.objects].find(([one]) => one.endsWith('/plans/plan-gold')) ?? [];
    if (id === undefined || body === undefined) throw new Error('the plan was not restored');
    target.objects.set(id, withProperty(body, 'displayName', 'Changed'));
    const other = id.replace('plan-gold', 'plan-other');
    target.objects.set(other, { ...body, id: other });
    const objects = await diffTarget({ ...options, target });
    // The lists of this target are generous: what they show of other kinds is not looked at.
    const differing = objects.filter(({ kind, state }) => kind === 'plan' && state !== 'equal');
    expect(differing).toEqual([
      expect.objectContaining({
        id,
        state: 'changed',
        fields: [expect.objectContaining({ pointer: '/properties/displayName', right: 'Changed' })],
      }),
      expect.objectContaining({ id: other, state: 'onlyRight' }),
    ]);
  });
});
