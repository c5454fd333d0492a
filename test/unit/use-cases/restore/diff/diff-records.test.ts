import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import {
  diffRecords,
  selectComparableRecords,
} from '../../../../../src/use-cases/restore/diff/diff-records.js';
import { diffTarget } from '../../../../../src/use-cases/restore/diff/diff-target.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../../../../doubles/app-context.js';
import { MemoryTarget, withProperty } from '../../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const digest = (secret: string) => `digest of ${Buffer.from(secret).reduce((sum, byte) => sum + byte, 0)}`;
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
    const last = records.secret.at(-1);
    if (last === undefined) throw new Error('the company has no secrets');
    const others = records.secret.slice(0, -1);
    const right = { ...records, secret: [...others, { ...last, value: 'canary-changed' }] };
    const changes = diffRecords(comparable(records), comparable(right));
    expect(changes.map(({ fields }) => fields.map(({ pointer }) => pointer))).toEqual([['/value']]);
    const shown = JSON.stringify(changes);
    for (const secret of [last.value, 'canary-changed']) expect(shown).not.toContain(secret);
  });
});

describe('records whose names the server makes', () => {
  const rename = (name: string) => (id: string) => id.replace(/[^/]*$/, name);

  it('are the same grants under other names', () => {
    const roleAssignment = records.roleAssignment.map((one, index) => ({
      ...one,
      id: rename(`00000000-0000-4000-8000-${String(index).padStart(12, '0')}`)(one.id),
    }));
    expect(roleAssignment.length).toBeGreaterThan(3);
    expect(diffRecords(comparable(records), comparable({ ...records, roleAssignment }))).toEqual([]);
  });

  it('are the same secrets with other versions, older ones in any order', () => {
    const versions = records.secret.map((one, index) => ({
      ...one,
      id: rename(index.toString(16).padStart(32, '0'))(one.id).replace(/(https:\/\/[^/:]+)/, '$1:8443'),
      attributes: { ...one.attributes, updated: 1_700_000_000 },
    }));
    expect(diffRecords(comparable(records), comparable({ ...records, secret: versions }))).toEqual([]);
  });

  it('tell an older version that is missing, added or told twice from the current one', () => {
    const [only] = records.secret;
    if (only === undefined) throw new Error('the company has no secrets');
    const version = (value: string, created: number) => ({ ...only, value, attributes: { created } });
    const own = (values: readonly string[]) => ({
      ...records,
      secret: values.map((value, index) => version(value, 1_600_000_000 + index)),
    });
    const changes = (left: readonly string[], right: readonly string[]) =>
      diffRecords(comparable(own(left)), comparable(own(right))).map(({ id, fields }) => [
        /\/older /.test(id) ? 'older' : 'current',
        fields.map(({ pointer, left: before }) => (pointer === '' && before === undefined ? '+' : pointer)),
      ]);
    expect(changes(['a', 'bb', 'ccc'], ['bb', 'a', 'ccc'])).toEqual([]);
    expect(changes(['a', 'ccc'], ['a', 'a', 'ccc'])).toEqual([['older', ['+']]]);
    expect(changes(['a', 'bb', 'ccc'], ['a', 'ccc'])).toEqual([['older', ['']]]);
    expect(changes(['a', 'bb'], ['a', 'dddd'])).toEqual([['current', ['/value']]]);
  });
});

describe('diffTarget', () => {
  const options = { records, clock, mapping: {}, digest };

  it('finds an empty target lacking everything, and writes nothing', async () => {
    const target = new MemoryTarget();
    const objects = await diffTarget({ ...options, target });
    expect(new Set(objects.map(({ state }) => state))).toEqual(new Set(['onlyLeft', 'notCompared']));
    expect(target.writes).toEqual([]);
  });

  it('finds what changed on a restored target, and what is only there', async () => {
    const target = new MemoryTarget();
    await runRestore({ plan: await planRestore({ records, target }), target, clock });
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
