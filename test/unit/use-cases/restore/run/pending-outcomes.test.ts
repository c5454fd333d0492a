import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { type RestoreJournal, unjournaled } from '../../../../../src/use-cases/restore/restore-journal.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../../../../doubles/app-context.js';
import { MemoryTarget } from '../../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

async function restore(target: MemoryTarget, journal: RestoreJournal) {
  const clock = createFixedClock();
  const plan = await planRestore({ records, target });
  return runRestore({ plan, target, clock, journal, concurrency: 1 });
}

describe('an outcome that is on its way into the journal', () => {
  it('holds up no call of its stage, and nothing comes after the stage before it is there', async () => {
    const steps: string[] = [];
    const target = new MemoryTarget();
    const journal: RestoreJournal = {
      intend: ({ stage }) => {
        steps.push(`intent ${stage}`);
        return Promise.resolve({
          settle: async () => {
            for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
            steps.push(`outcome ${stage}`);
          },
        });
      },
    };
    await restore(target, journal);
    const [plans, offers] = ['plans', 'offers'].map((stage) => steps.indexOf(`intent ${stage}`));
    const ofPlans = steps.filter((step) => step.endsWith(' plans'));
    expect(ofPlans.length).toBeGreaterThan(2);
    expect(ofPlans.slice(0, ofPlans.length / 2).every((step) => step === 'intent plans')).toBe(true);
    expect(plans).toBeLessThan(steps.lastIndexOf('outcome plans'));
    expect(steps.lastIndexOf('outcome plans')).toBeLessThan(offers ?? -1);
  });

  it('ends the run when the journal does not take it, and no call comes after', async () => {
    const whole = new MemoryTarget();
    await restore(whole, unjournaled);
    const target = new MemoryTarget();
    const full = new Error('no space left');
    const journal: RestoreJournal = {
      intend: () => Promise.resolve({ settle: () => Promise.reject(full) }),
    };
    await expect(restore(target, journal)).rejects.toBe(full);
    expect(whole.writes.length).toBeGreaterThan(10);
    expect(target.writes).toHaveLength(1);
  });
});
