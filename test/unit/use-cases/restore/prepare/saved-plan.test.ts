import { describe, expect, it } from 'vitest';
import { processRedactor } from '../../../../../src/core/redaction/redactor.js';
import { INPUTS } from '../../../../fixtures/sample-run.js';
import { createSavedPlan } from '../../../../../src/use-cases/restore/prepare/saved-plan.js';
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
function saveDecision(path: string, differing: readonly string[] = []) {
  const entry = { ...ENTRY, differing, foundAt: { host: 'admin', path, apiVersion: '1' } } as const;
  const plan = { target: TARGET, entries: [entry] };
  const set = { backupId: 'b', deploymentId: 'd' };
  const saved = createSavedPlan(
    { set, plan },
    {
      share: '/mnt/backup',
      backupDigest: 'hmac-sha256:00',
      caFile: undefined,
      settings: SETTINGS,
      restackVersion: '0.1.0',
      plannedAt: new Date(0),
    },
  );
  return saved.decisions[0];
}

describe('a saved plan', () => {
  it('names the place at which the target has an object', () => {
    expect(saveDecision('/plans/other')).toMatchObject({ id: ENTRY.id, at: '/plans/other' });
  });

  it('keeps no secret that the target has said back as a place or a member', () => {
    processRedactor.keep(ECHO);
    const decision = saveDecision(`/plans/${ECHO}`, [`/properties/${ECHO}`]);
    expect(decision).toMatchObject({ id: ENTRY.id, action: 'adopt', at: null });
    expect(JSON.stringify(decision)).not.toContain(ECHO);
  });
});
