import { describe, expect, it } from 'vitest';
import type { LocatedRecord } from '../../../../../src/backup-set/content/records.js';
import { SUBSCRIPTIONS_DATABASE } from '../../../../../src/backup-set/names/portable-repositories.js';
import { choosePortableFirst } from '../../../../../src/use-cases/verify/database/portable-first.js';

const PORTABLE = 'WAS;Microsoft.Subscriptions.Admin;-;Plans';

function planOf(repositoryName: string, name: string, displayName: string): LocatedRecord {
  const id = `/subscriptions/p/resourceGroups/rg/providers/Microsoft.Subscriptions.Admin/plans/${name}`;
  const value = { id, location: 'seattle', properties: { name, displayName, quotaIds: [] } };
  return { record: { kind: 'plan', repositoryName, index: 0, value }, place: {} };
}

const portable = planOf(PORTABLE, 'Gold', 'Gold');
const ofDatabase = (name: string, displayName: string) => planOf(SUBSCRIPTIONS_DATABASE, name, displayName);

describe('choosePortableFirst', () => {
  it('takes the database where it stands alone', () => {
    const located = [ofDatabase('gold', 'Gold')];
    expect(choosePortableFirst(located, new Set(), 'b')).toEqual({ located, findings: [] });
  });

  it('takes the portable record, and is content with an equal one', () => {
    const located = [ofDatabase('gold', 'Gold'), portable];
    expect(choosePortableFirst(located, new Set(['plan']), 'b')).toEqual({
      located: [portable],
      findings: [],
    });
  });

  it.each([
    ['another value', [ofDatabase('gold', 'Silver')], '0 are in the database alone, 0 in the portable'],
    ['one more', [ofDatabase('gold', 'Gold'), ofDatabase('x', 'X')], '1 are in the database alone'],
  ])('says where they differ: %s', (_, others, message) => {
    const chosen = choosePortableFirst([portable, ...others], new Set(['plan']), 'b');
    expect(chosen.located).toEqual([portable]);
    expect(chosen.findings).toMatchObject([{ code: 'DATABASE_DIFFERS', severity: 'warning' }]);
    expect(chosen.findings[0]?.message).toContain(message);
  });
});
