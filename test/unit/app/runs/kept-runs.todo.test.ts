import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../samples/generator/contoso/company.js';
import { listTodo } from '../../../../src/app/runs/kept-runs.js';
import type { Untold } from '../../../../src/backup-set/content/records.js';
import type { ResourceAddress } from '../../../../src/cloud/cloud-port.js';
import type { JsonObject } from '../../../../src/cloud/json-value.js';
import { renderTodo } from '../../../../src/report/restore/render-todo.js';
import { planRestore } from '../../../../src/use-cases/restore/plan/plan-restore.js';
import { startRun } from '../../../../src/use-cases/restore/runs/start-run.js';
import { createAppContext } from '../../../doubles/app-context.js';
import { refused } from '../../../doubles/memory-target.js';
import { StrictTarget } from '../../../doubles/strict-target.js';
import { createStart, createTestDialogue, openTestGround } from '../../../fixtures/restore-run.js';
import { resultSchema } from '../../../fixtures/result-schemas.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const VIEW = { color: false, columns: 80, now: new Date('2023-01-20T00:00:00Z') };
const schema = resultSchema('runs-todo');
const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const policy = { unmapped: 'manual', unmet: 'skip' } as const;
const context = createAppContext();

/** Restores a set of Azure AD into a cloud with AD FS. @returns the folder of its run. */
async function restore(
  target = new StrictTarget('adfs'),
  set = records,
  untold: readonly Untold[] = [],
): Promise<string> {
  const runDir = await makeTemporaryFolder();
  const plan = await planRestore({ records: set, untold, target, closed: true, policy });
  const start = createStart({ runId: randomUUID(), plan, target, records: set });
  await startRun(start, openTestGround(runDir), createTestDialogue().dialogue);
  return runDir;
}

/** Nothing that hangs on a directory or a principal. */
const NO_TENANTS = {
  directoryTenant: [],
  subscription: [],
  resourceGroup: records.resourceGroup.filter(({ id }) => id.includes('/rg-offers')),
  offerDelegation: [],
  acquiredPlan: [],
  roleDefinition: [],
  roleAssignment: [],
  vault: [],
  secret: [],
};

/** A cloud that takes every plan but one. */
class RefusingTarget extends StrictTarget {
  override write(address: ResourceAddress, body: JsonObject) {
    const isRefused = address.path.endsWith('/plans/plan-gold');
    return isRefused ? Promise.reject(refused('not today')) : super.write(address, body);
  }
}

async function list(runDir: string, out?: string) {
  const todo = await listTodo({ runDir, out }, context);
  expect(schema.validate(todo), JSON.stringify(schema.validate.errors)).toBe(true);
  return todo;
}

describe('the to-do list of a run', () => {
  it('has every record that was left to a person, and what another restore brings', async () => {
    const runDir = await restore();
    const todo = await list(runDir);
    expect(todo).toMatchObject({ state: 'completed', terminal: true, pending: 0, file: null });
    const grants = todo.tasks.filter(
      ({ kind, afterwards }) => kind === 'roleAssignment' && afterwards === 'nothing',
    );
    expect(grants.length).toBeGreaterThan(3);
    for (const { task, steps } of grants) {
      expect(task).toMatch(/^Grant the role .+ on .+ to the successor of [0-9a-f-]{36}$/);
      expect(steps).toEqual([expect.stringMatching(/^New-AzRoleAssignment -ObjectId NEW-ID /)]);
    }
    const again = todo.tasks.filter(({ afterwards }) => afterwards === 'restore');
    expect(again.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['directoryTenant', 'subscription']),
    );
    expect(again.every(({ reason }) => !reason.includes('/subscriptions/'))).toBe(true);
    expect(todo.tasks.filter(({ afterwards }) => afterwards === 'resume')).toEqual([]);
    const lines = renderTodo(todo, VIEW).split('\n');
    expect(lines.filter((line) => line.length > 80 && !line.startsWith('      '))).toHaveLength(1);
    expect(lines.at(-2)).toMatch(/^next, with your FILE.yaml: restack plan 00000000 --map FILE.yaml /);
    for (const { task } of todo.tasks) expect(lines.join(' ').replaceAll(/ +/g, ' ')).toContain(task);
  });

  it('tells what failed, and what a resume brings', async () => {
    const runDir = await restore(new RefusingTarget('adfs'));
    const { tasks, terminal } = await list(runDir);
    expect(terminal).toBe(false);
    const open = tasks.filter(({ afterwards }) => afterwards === 'resume');
    const refusals = open.filter(({ kind, reason }) => kind === 'plan' && reason.includes('not today'));
    expect(refusals).toHaveLength(1);
    expect(open.map(({ kind }) => kind)).toContain('offer');
    expect(renderTodo(await list(runDir), VIEW)).toMatch(/^next: restack runs resume /m);
  });

  it('says that nothing is left, where nothing is', async () => {
    const runDir = await restore(undefined, { ...records, ...NO_TENANTS });
    const todo = await list(runDir);
    expect(todo.tasks).toEqual([]);
    expect(renderTodo(todo, VIEW)).toContain('Nothing is left to you.');
  });
});

describe('the to-do list of a run of a set that does not tell all', () => {
  it('has what no record stands for, and nothing twice', async () => {
    const about = { members: {}, consequence: 'none is acquired', note: null } as const;
    const runDir = await restore(undefined, { ...records, ...NO_TENANTS }, [
      { ...about, kind: 'acquiredPlan', what: 'add-ons', task: 'Acquire them again', isPerRecord: false },
      { ...about, kind: 'offer', what: 'states', task: 'Set them', isPerRecord: true },
    ]);
    const todo = await list(runDir);
    expect(todo.tasks).toMatchObject([
      { kind: 'acquiredPlan', records: 0, task: 'Acquire them again', afterwards: 'nothing' },
    ]);
    expect(renderTodo(todo, VIEW)).toContain('Acquire them again');
  });
});

describe('the file of a to-do list', () => {
  const HOSTILE = '=1+1"`\u001b[31m<b>*x*|`\n';
  const hostile = {
    ...records,
    roleDefinition: records.roleDefinition.map((role) => ({
      ...role,
      properties: { ...role.properties, roleName: HOSTILE },
    })),
  };

  it('has a box for each task in Markdown, and no markup of the backup', async () => {
    const runDir = await restore(undefined, hostile);
    const out = join(await makeTemporaryFolder(), 'todo.md');
    const { tasks, file } = await list(runDir, out);
    expect(file).toBe(out);
    const text = await readFile(out, 'utf8');
    expect(text.match(/^- \[ \] /gm)).toHaveLength(tasks.length);
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('<b>*x*|`\\u{a} on');
    expect((await stat(out)).mode & 0o077).toBe(0);
  });

  it('has a line for each task in CSV, and no formula', async () => {
    const runDir = await restore(undefined, hostile);
    const out = join(await makeTemporaryFolder(), 'todo.csv');
    const { tasks } = await list(runDir, out);
    const text = await readFile(out, 'utf8');
    expect(text.split('\r\n')).toHaveLength(tasks.length + 2);
    expect(text).not.toMatch(/(?:^|,)"[=+@-]/m);
    expect(text).toContain(`"'=1+1""`);
  });

  it.each(['todo.txt', 'todo'])('is refused before anything is read: %s', async (name) => {
    const folder = await makeTemporaryFolder();
    await expect(listTodo({ runDir: folder, out: join(folder, name) }, context)).rejects.toMatchObject({
      code: 'USAGE',
    });
    await expect(stat(join(folder, name))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('replaces nothing that is there', async () => {
    const runDir = await restore();
    const out = join(await makeTemporaryFolder(), 'todo.md');
    await list(runDir, out);
    const before = await readFile(out, 'utf8');
    await expect(listTodo({ runDir, out }, context)).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readFile(out, 'utf8')).toBe(before);
  });
});
