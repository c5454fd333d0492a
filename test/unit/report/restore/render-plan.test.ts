import { describe, expect, it } from 'vitest';
import { renderPlan, renderWholePlan } from '../../../../src/report/restore/render-plan.js';
import type { PlanResult } from '../../../../src/schema/results.js';
import { BACKUP_ID, HOSTILE } from '../../../fixtures/result-schemas.js';

const now = new Date('2023-01-19T00:00:00Z');
const NEEDED = `/subscriptions/${'a'.repeat(36)}/providers/microsoft.subscriptions.admin/directorytenants/far`;

function planOf(count: number): PlanResult {
  const action = { kind: 'roleAssignment', action: 'blocked', bucket: null, stage: null } as const;
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
    untold: [],
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

/** The commands of the closing lines. */
function listNext(
  change: Partial<PlanResult>,
  ...decides: readonly (readonly string[])[]
): readonly string[] {
  const plan = planOf(1);
  const [blocker] = plan.blockers;
  const blockers = decides.flatMap((decide) =>
    blocker === undefined ? [] : [{ ...blocker, decide: [...decide] }],
  );
  const text = renderPlan({ ...plan, blockers, ...change }, { columns: 80, color: false, now });
  return [...text.matchAll(/^next.*: restack (.*)$/gm)].map(([, command = '']) =>
    command.replace(BACKUP_ID.slice(0, 8), 'ID'),
  );
}

describe('the next command of a plan', () => {
  const failed = (check: 'freshness' | 'version' | 'permissions'): PlanResult['preflight'][number] => ({
    check,
    state: 'failed',
    code: null,
    message: 'm',
  });

  it('is the one that decides each blocker, of several ways the one that changes the least', () => {
    expect(listNext({}, ['--existing plan=update', '--existing plan=skip'], ['--unmet skip'])).toEqual([
      'plan ID --existing plan=skip --unmet skip',
    ]);
    expect(listNext({}, ['--existing plan=adopt', '--existing plan=skip'])).toEqual([
      'plan ID --existing plan=adopt',
    ]);
    expect(
      listNext({}, ['--existing plan=adopt'], ['--existing plan=update', '--existing plan=skip']),
    ).toEqual(['plan ID --existing plan=skip']);
    expect(listNext({}, ['--except "plan/a b" --unmet skip'], ['--except plan/c --unmet skip'])).toEqual([
      'plan ID --except "plan/a b" --unmet skip --except plan/c',
    ]);
    expect(listNext({ file: '/night.plan' }, ['--unmet skip'])).toEqual([
      'plan ID --unmet skip --out /night.plan',
    ]);
    expect(listNext({ preflight: [failed('freshness'), failed('version')] })).toEqual([
      'plan ID --allow-not-fresh --allow-version-distance',
    ]);
  });

  it('offers a mapping beside it where one decides, and instead of it where flags would be too many', () => {
    const decide = ['--map: principals: { "a": "NEW-ID" }', '--unmapped manual', '--unmapped keep'];
    expect(listNext({}, decide)).toEqual(['plan ID --unmapped manual', 'plan ID --map-template FILE']);
    expect(listNext({ mapTemplate: '/m.yaml' }, decide)).toEqual([
      'plan ID --unmapped manual',
      'plan ID --map /m.yaml',
    ]);
    const many = Array.from({ length: 20 }, (_, index) => [`--except plan/${index} --unmet skip`]);
    expect(listNext({}, ...many)).toEqual(['plan ID --map-template FILE']);
  });

  it('is doctor where no flag decides, and to restore where nothing blocks', () => {
    expect(listNext({ preflight: [failed('permissions')] }, ['--unmet skip'])).toEqual(['doctor']);
    expect(listNext({})).toEqual(['restore ID']);
    expect(listNext({ file: '/night.plan' })).toEqual(['restore --plan /night.plan']);
  });
});

describe('a plan', () => {
  it('names objects by kind and reason in 80 columns, and says how many it leaves out', () => {
    const lines = renderPlan(planOf(25), { columns: 80, color: false, now }).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines).toContain('role assignment, 25');
    expect(lines).toContain('  blocked: needs directory tenant far, which is left to a person');
    expect(lines).toContain('    and 15 more');
    expect(lines.join('\n')).not.toContain('\u001b');
  });

  it('says of each kind of thing that the set does not tell what follows, and what to do', () => {
    const untold = {
      kind: 'offer',
      what: 'states of offers',
      consequence: 'each comes back as Private',
      task: 'Set those that were public',
      note: 'in the portal: Offers',
    };
    const lines = renderPlan({ ...planOf(1), untold: [untold] }, { columns: 80, color: false, now }).split(
      '\n',
    );
    const at = lines.indexOf('The set does not tell, and you decide after the restore:');
    expect(
      lines
        .slice(at + 1, at + 3)
        .join(' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ).toBe(
      'states of offers: each comes back as Private. Set those that were public (in the portal: Offers).',
    );
    expect(renderPlan(planOf(1), { columns: 80, color: false, now })).not.toContain('does not tell');
  });

  it('lists every object with its id in a file', () => {
    const result = planOf(25);
    const text = renderWholePlan(result, now);
    for (const { id } of result.actions) expect(text).toContain(`\n      ${id}\n`);
    expect(text).toContain(NEEDED);
    expect(text).not.toMatch(/and \d+ more$/m);
  });

  it('tells one reason and one way to decide once', () => {
    const [blocker] = planOf(1).blockers;
    if (blocker === undefined) throw new TypeError('a plan without a blocker');
    const ways = ['--existing vault=update', '--existing vault=skip'];
    const blockers = [1, 2, 3].map((id) => ({ ...blocker, id: `/x/${id}`, decide: ways, records: 1 }));
    const result = { ...planOf(1), blockers };
    const text = renderPlan(result, { columns: 80, color: false, now });
    expect(text.match(/decide: /g)).toHaveLength(1);
  });
});
