import type { NewRun } from '../../../src/adapters/journal/run/run-folder.js';
import type { RunInputs } from '../../../src/adapters/journal/run/run-inputs.js';
import type { WriteIntent } from '../../../src/use-cases/restore/ports.js';
import { DEFAULT_POLICY } from '../../../src/use-cases/restore/plan/restore-policy.js';
import { TARGET } from '../restore/memory-target.js';

export const RUN_ID = '5f0c2a61-0000-4000-8000-000000000001';

export const INPUTS: RunInputs = {
  runId: RUN_ID,
  startedAt: '2023-01-19T12:00:00.000Z',
  restackVersion: '0.1.0',
  share: '/mnt/backup',
  backup: {
    backupId: 'aaaaaaaa-0000-4000-8000-000000000001',
    deploymentId: 'bbbbbbbb-0000-4000-8000-000000000001',
    createdAt: '2023-01-18T12:00:00.000Z',
    digest: 'hmac-sha256:00',
  },
  target: TARGET,
  caFile: null,
  settings: { mapping: { region: { seattle: 'drill' } }, policy: DEFAULT_POLICY },
};

export const NEW_RUN: NewRun = {
  inputs: INPUTS,
  runKey: 'ab'.repeat(32),
  decisions: [
    {
      kind: 'plan',
      recordIndex: 0,
      id: '/subscriptions/x/plans/gold',
      action: 'create',
      reason: 'the target does not have it',
      stages: ['plans'],
    },
  ],
};

/** The n-th call of a run. */
export function intentOf(recordIndex: number): WriteIntent {
  return { stage: 'plans', kind: 'plan', id: `/plans/plan-${recordIndex}`, recordIndex };
}
