import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../samples/generator/contoso/company.js';
import { planRestore } from '../../../../src/use-cases/restore/plan/plan-restore.js';
import { endsBefore, STAGES } from '../../../../src/use-cases/restore/stage-order.js';
import { MemoryTarget } from '../../../doubles/memory-target.js';
import { readFileSync } from 'node:fs';
import { listItems, listStageItems, listToleranceItems } from '../../../fixtures/readme-tables.js';

const names: readonly string[] = STAGES.map(({ name }) => name);

describe('the ties of stages', () => {
  it.each(STAGES)('tie $name to stages above it', ({ name, after }) => {
    for (const tie of after) {
      expect(names).toContain(tie);
      expect(names.indexOf(tie)).toBeLessThan(names.indexOf(name));
    }
  });

  it('leave no stage behind the last one', () => {
    for (const name of names.slice(0, -1)) expect(endsBefore(name, 'disabledSubscriptions'), name).toBe(true);
  });

  it('are followed through others, and never backwards', () => {
    expect(endsBefore('storageQuotas', 'secrets')).toBe(true);
    expect(endsBefore('secrets', 'storageQuotas')).toBe(false);
    expect(endsBefore('secrets', 'roleAssignments')).toBe(false);
    expect(endsBefore('plans', 'plans')).toBe(false);
  });

  it('put the steps of each record one after the other', async () => {
    const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
    const { entries } = await planRestore({ records, target: new MemoryTarget() });
    const several = entries.flatMap(({ replay }) =>
      replay !== undefined && replay.steps.length > 1 ? [replay] : [],
    );
    expect(several.length).toBeGreaterThan(3);
    for (const { steps } of several) {
      for (const [index, { stage }] of steps.slice(1).entries()) {
        expect(endsBefore(steps[index]?.stage ?? '', stage), stage).toBe(true);
      }
    }
  });
});

const readme = readFileSync(new URL('../../../../src/use-cases/restore/README.md', import.meta.url), 'utf8');

it('the README holds the stages and the tolerated differences as they are, and no others', () => {
  expect(listItems(readme)).toEqual([...listStageItems(), ...listToleranceItems()]);
});
