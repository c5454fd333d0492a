import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import { KINDS } from '../../../../../src/use-cases/restore/kinds/kind-registry.js';
import { describeRecords } from '../../../../../src/use-cases/restore/plan/describe-records.js';
import { parseRecordSelector } from '../../../../../src/use-cases/restore/plan/restore-policy.js';
import { listSelectable, selectRecords } from '../../../../../src/use-cases/restore/plan/select-records.js';
import { TARGET } from '../../../../doubles/memory-target.js';
import { emptyRecords } from '../../../../fixtures/valid-records.js';

const company = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const subscription = company.subscription.map((one) => ({ ...one, displayName: 'Same name' }));

describe('the names that --only and --except take', () => {
  it.each([
    ['people gave', company],
    ['are all the same', { ...company, subscription }],
  ])('name each record once, where they %s', (_what, records) => {
    const described = describeRecords(KINDS, { target: TARGET, records });
    const met = new Set<object>();
    for (const { kind, selector, count } of listSelectable(records)) {
      const policy = { only: [parseRecordSelector(selector)], except: [] };
      const selection = selectRecords({ described, records, policy });
      const named = described.filter(
        (record) => selection.leftOutBy(record) === undefined && !selection.isNeeded(record),
      );
      expect([selector, named.length]).toEqual([selector, count]);
      for (const record of named) {
        expect(record.kind).toBe(kind);
        expect(met.has(record)).toBe(false);
        met.add(record);
      }
    }
    expect(met.size).toBe(described.length);
  });

  it('are those that people gave, and of one kind where it is named', () => {
    const shown = listSelectable(company, 'subscription');
    expect(new Set(shown.map(({ kind }) => kind))).toEqual(new Set(['subscription']));
    expect(shown.map(({ selector }) => selector)).toContain('subscription/Finance production');
    expect(listSelectable(emptyRecords())).toEqual([]);
  });
});
