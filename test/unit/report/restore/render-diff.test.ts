import { describe, expect, it } from 'vitest';
import { describeDifference, isDifferent, renderDiff } from '../../../../src/report/restore/render-diff.js';
import type { DiffResult } from '../../../../src/schema/results.js';
import { describeDiff } from '../../../../src/use-cases/restore/diff/diff-result.js';
import type { ComparedObject } from '../../../../src/use-cases/restore/diff/diff-target.js';
import { BACKUP_ID, HOSTILE } from '../../../fixtures/result-schemas.js';
import { resultSchema } from '../../../fixtures/result-schemas.js';

const VIEW = { columns: 80, color: false, now: new Date('2023-01-19T00:00:00Z') };
const schema = resultSchema('diff');
const ID = '/subscriptions/x/plans/gold';
const EQUAL: ComparedObject = { kind: 'plan', id: ID, state: 'equal', fields: [] };
const LONG = 'a name as long as the names of plans that people make up when nobody tells them to stop';

function diffOf(...objects: readonly ComparedObject[]): DiffResult {
  const side = { type: 'backup', name: BACKUP_ID } as const;
  const result = describeDiff([EQUAL, ...objects], [side, side]);
  expect(schema.validate(result), JSON.stringify(schema.validate.errors)).toBe(true);
  return result;
}

const CHANGED: ComparedObject = {
  ...EQUAL,
  name: `${LONG} ${HOSTILE}`,
  state: 'changed',
  reason: `no update changes it ${HOSTILE}`,
  fields: [{ pointer: '/properties/x', left: 1, right: HOSTILE.repeat(9) }],
};
const NOT_COMPARED: ComparedObject = { ...EQUAL, state: 'notCompared', reason: 'backs a certificate' };

describe('a comparison', () => {
  it('ends in a legend of the signs that it shows, and a verdict', () => {
    const lines = renderDiff(diffOf(CHANGED, NOT_COMPARED), VIEW).trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.slice(-3)).toEqual([
      '~ changed, left → right   ? not compared',
      '',
      'DIFFERENT: 1 changed, 1 equal; 1 record not compared.',
    ]);
    expect(lines).toContain('    backs a certificate');
    expect(lines.join('\n')).not.toContain('\u001b');
  });

  it.each<readonly [ComparedObject['state'], boolean]>([
    ['equal', false],
    ['notCompared', false],
    ['changed', true],
    ['onlyLeft', true],
    ['onlyRight', true],
  ])('with an object that is %s differs: %s', (state, expected) => {
    const result = diffOf({ ...EQUAL, state });
    expect(isDifferent(result)).toBe(expected);
    expect(describeDifference(result).startsWith('DIFFERENT')).toBe(expected);
  });

  it('is equal as a whole only where everything was compared', () => {
    expect(diffOf().equal).toBe(true);
    expect(diffOf(NOT_COMPARED).equal).toBe(false);
    expect(renderDiff(diffOf(), VIEW)).toMatch(/\nNothing differs: 1 record equal\.\n$/);
  });
});
