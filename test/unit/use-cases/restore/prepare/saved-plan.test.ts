import { describe, expect, it } from 'vitest';
import { processRedactor } from '../../../../../src/core/redaction/redactor.js';
import { INPUTS } from '../../../../fixtures/restore-run.js';
import type { RestorePlan } from '../../../../../src/use-cases/restore/plan/restore-plan.js';
import {
  assertNotSavedBlocked,
  createSavedPlan,
} from '../../../../../src/use-cases/restore/prepare/saved-plan.js';
import { TARGET } from '../../../../doubles/memory-target.js';

const ECHO = 'canary-saved-plan-77aa';

const PREFLIGHT = { allowNotFresh: false, allowVersionDistance: false, targetVersion: null };
const SETTINGS = { ...INPUTS.settings, preflight: PREFLIGHT };

const ENTRY = {
  kind: 'plan',
  recordIndex: 0,
  id: '/subscriptions/x/plans/gold',
  action: 'adopt',
  reason: 'it is there',
} as const;

/** The decision that a plan file has for an object which the target shows at a path. */
function savePlan(path: string, differing: readonly string[] = [], blockers: RestorePlan['blockers'] = []) {
  const entry = { ...ENTRY, differing, foundAt: { host: 'admin', path, apiVersion: '1' } } as const;
  const plan = { target: TARGET, entries: [entry], blockers };
  const set = { backupId: 'b', deploymentId: 'd' };
  const saved = createSavedPlan(
    { set, plan, preflight: { checks: [] } },
    {
      share: '/mnt/backup',
      backupDigest: 'hmac-sha256:00',
      caFile: undefined,
      settings: SETTINGS,
      restackVersion: '0.1.0',
      plannedAt: new Date(0),
    },
  );
  return saved;
}

describe('a saved plan', () => {
  it('names the place at which the target has an object', () => {
    expect(savePlan('/plans/other').decisions[0]).toMatchObject({ id: ENTRY.id, at: '/plans/other' });
  });

  it('keeps no secret that the target has said back as a place or a member', () => {
    processRedactor.keep(ECHO);
    const [decision] = savePlan(`/plans/${ECHO}`, [`/properties/${ECHO}`]).decisions;
    expect(decision).toMatchObject({ id: ENTRY.id, action: 'adopt', at: null });
    expect(JSON.stringify(decision)).not.toContain(ECHO);
  });

  it('is marked as blocked, without a secret in the reason, and refused when it is carried out', () => {
    processRedactor.keep(ECHO);
    const reason = `it differs: ${ECHO}`;
    const facts = { code: 'conflict', kind: 'plan', id: ENTRY.id, records: 1, subscriptions: 2 } as const;
    const saved = savePlan('/plans/other', [], [{ ...facts, reason, decide: ['--existing adopt'] }]);
    expect(saved.blocked).toMatchObject({ code: 'PLAN_BLOCKED' });
    expect(saved.blocked?.reason).toContain('--existing adopt');
    expect(JSON.stringify(saved)).not.toContain(ECHO);
    expect(() => {
      assertNotSavedBlocked(saved, 'plan.json');
    }).toThrow(expect.objectContaining({ code: 'PLAN_BLOCKED' }));
    expect(() => {
      assertNotSavedBlocked(savePlan('/plans/other'), 'plan.json');
    }).not.toThrow();
  });
});
