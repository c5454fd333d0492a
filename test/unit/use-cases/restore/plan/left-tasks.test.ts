import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import type { Untold } from '../../../../../src/backup-set/content/records.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import {
  selectPlannedBucket,
  type PlanEntry,
} from '../../../../../src/use-cases/restore/plan/restore-plan.js';
import { StrictTarget } from '../../../../doubles/strict-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

async function planEntries(): Promise<readonly PlanEntry[]> {
  const policy = { unmapped: 'manual', unmet: 'skip' } as const;
  const target = new StrictTarget('adfs');
  const plan = await planRestore({ records, target, closed: true, policy });
  expect(plan.blockers).toEqual([]);
  return plan.entries;
}

describe('the tasks that a plan leaves to a person', () => {
  it('are there for all that is manual or unmet, and for nothing else', async () => {
    for (const { action, replay, unmet, left } of await planEntries()) {
      const isManual = selectPlannedBucket(action, replay?.followUp) === 'manual';
      expect(left !== undefined).toBe(isManual || unmet === true);
      if (unmet === true) expect(left?.again).toBe(true);
    }
  });

  it('name role, scope and principal, and the command', async () => {
    const entries = await planEntries();
    const grant = entries.find(({ kind, action }) => kind === 'roleAssignment' && action === 'manual');
    const principal = records.roleAssignment[grant?.recordIndex ?? 0]?.properties.principalId ?? 'none';
    expect(grant?.left?.task).toMatch(
      /^Grant the role VM operator \(Finance\) on subscription Finance production/,
    );
    expect(grant?.left?.task).toContain(principal);
    expect(grant?.left?.steps[0]).toMatch(
      /^New-AzRoleAssignment -ObjectId NEW-ID -RoleDefinitionName 'VM operator \(Finance\)' -Scope '\/subscriptions\//,
    );
  });

  it('name vault and rights, and the directory to be decided', async () => {
    const entries = await planEntries();
    const vault = entries.find(({ kind, left }) => kind === 'vault' && left?.again === false);
    expect(vault?.left?.steps[0]).toMatch(
      /^Set-AzKeyVaultAccessPolicy -VaultName 'kv-[^']+' -ObjectId NEW-ID -Perm/,
    );
    const directory = entries.find(({ kind, action }) => kind === 'directoryTenant' && action === 'manual');
    expect(directory?.left).toMatchObject({ again: true });
  });

  it.each([
    ['aad', /^Register the directory /, []],
    ['adfs', /^Decide what becomes of the directory /, [/^directoryTenants: \{ "/]],
  ] as const)(
    'know what a cloud with %s can do about a directory that nobody tells',
    async (system, task, steps) => {
      const untold: Untold = {
        kind: 'directoryTenant',
        members: {},
        what: '',
        consequence: '',
        task: '',
        note: null,
        isPerRecord: true,
      };
      const target = new StrictTarget(system);
      const policy = { unmet: 'skip' } as const;
      const native = { ...records, directoryTenant: [] };
      const plan = await planRestore({ records: native, untold: [untold], target, closed: true, policy });
      const left = plan.entries.filter(({ directory }) => directory !== undefined).map((entry) => entry.left);
      expect(left).not.toEqual([]);
      for (const one of left) {
        expect(one?.task).toMatch(task);
        expect(one?.steps).toHaveLength(steps.length);
        for (const [index, line] of steps.entries()) expect(one?.steps[index]).toMatch(line);
      }
    },
  );

  it('quote names so that PowerShell takes them for text', async () => {
    const hostile = {
      ...records,
      roleDefinition: records.roleDefinition.map((role) => ({
        ...role,
        properties: { ...role.properties, roleName: "a’; Remove-Item x; 'b" },
      })),
    };
    const target = new StrictTarget('adfs');
    const policy = { unmapped: 'manual', unmet: 'skip' } as const;
    const { entries } = await planRestore({ records: hostile, target, closed: false, policy });
    const steps = entries.flatMap(({ kind, left }) => (kind === 'roleAssignment' ? (left?.steps ?? []) : []));
    expect(steps.join('\n')).toContain("'a’’; Remove-Item x; ''b'");
  });
});
