import { describe, expect, it } from 'vitest';
import { renderPlan, renderWholePlan } from '../../../../src/report/restore/render-plan.js';
import type { PlanResult } from '../../../../src/schema/results.js';
import { BACKUP_ID, HOSTILE } from '../../../fixtures/result-schemas.js';

const now = new Date('2023-01-19T00:00:00Z');
const NEEDED = `/subscriptions/${'a'.repeat(36)}/providers/microsoft.subscriptions.admin/directorytenants/far`;

function planOf(count: number): PlanResult {
  const action = { kind: 'roleAssignment', action: 'blocked', stage: null } as const;
  const reason = `needs directory tenant ${NEEDED}, which is left to a person`;
  const actions = Array.from({ length: count }, (_, index) => ({
    ...action,
    id: `/subscriptions/x/roleassignments/${index}`,
    name: `Reader ${index} ${HOSTILE}`,
    reason,
  }));
  const counts = { create: 0, adopt: 0, update: 0, skip: 0, manual: 0, outOfScope: 0 };
  return {
    backupId: BACKUP_ID,
    passedOver: [],
    createdAt: now.toISOString(),
    backupDigest: '',
    target: {
      adminEndpoint: 'https://adminmanagement.seattle.azs.contoso.example',
      userEndpoint: 'https://management.seattle.azs.contoso.example',
      region: 'seattle',
      domain: 'azs.contoso.example',
      providerSubscriptionId: 'p',
      identitySystem: 'adfs',
      homeTenantId: 'h',
    },
    file: null,
    textFile: null,
    mapTemplate: null,
    verification: { level: 'content', verdict: 'passed', complete: true, findings: [] },
    summary: { read: count, blocked: count, ...counts },
    actions,
    blockers: [
      {
        code: 'unmet',
        kind: action.kind,
        id: actions[0]?.id ?? '',
        reason,
        records: count,
        subscriptions: 1,
        decide: ['--unmet skip'],
      },
    ],
    unmapped: [],
    preflight: [],
    estimate: {
      writes: { admin: 0, user: 0, vault: 0 },
      unseen: 0,
      busiest: 0,
      writesPerHour: 1200,
      durationMs: 0,
    },
  };
}

describe('a plan', () => {
  it('names objects by kind and reason in 80 columns, and says how many it leaves out', () => {
    const lines = renderPlan(planOf(25), { columns: 80, color: false, now }).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines).toContain('role assignment, 25');
    expect(lines).toContain('  blocked: needs directory tenant far, which is left to a person');
    expect(lines).toContain('    and 15 more');
    expect(lines.join('\n')).not.toContain('\u001b');
  });

  it('lists every object with its id in a file', () => {
    const result = planOf(25);
    const text = renderWholePlan(result, now);
    for (const { id } of result.actions) expect(text).toContain(`\n      ${id}\n`);
    expect(text).toContain(NEEDED);
    expect(text).not.toMatch(/and \d+ more$/m);
  });

  it('ends, where it is blocked, in the typed command with what decides it carefully, and tells one reason once', () => {
    const [blocker] = planOf(1).blockers;
    if (blocker === undefined) throw new TypeError('a plan without a blocker');
    const ways = ['--existing vault=update', '--existing vault=skip'];
    const blockers = [1, 2, 3].map((id) => ({ ...blocker, id: `/x/${id}`, decide: ways, records: 1 }));
    const result = { ...planOf(1), blockers };
    const text = renderPlan(result, { columns: 80, color: false, now });
    expect(text.match(/decide: /g)).toHaveLength(1);
    expect(text.trimEnd().split('\n').at(-1)).toBe('next: the same command with --existing vault=skip');
    const mapped = { ...result, blockers: [{ ...blocker, decide: ['--map: owners: { "a": "NEW-ID" }'] }] };
    expect(renderPlan(mapped, { columns: 80, color: false, now })).toMatch(
      /^next: restack plan \S+ --json$/m,
    );
  });
});
