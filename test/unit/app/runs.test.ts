import { expect, it, beforeAll, describe } from 'vitest';
import { selectRunsFolder } from '../../../src/app/runs/runs-folder.js';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRunFolder } from '../../../src/adapters/journal/run/run-folder.js';
import { EarlierCalls } from '../../../src/adapters/journal/run/earlier-calls.js';
import { createRunJournal } from '../../../src/adapters/journal/run/run-journal.js';
import { listRuns, listTodo, showRun } from '../../../src/app/runs/kept-runs.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import { renderRun, renderRunsList } from '../../../src/report/restore/render-run.js';
import { renderTodo } from '../../../src/report/restore/render-todo.js';
import { createAppContext } from '../../doubles/app-context.js';
import { intentOf, NEW_RUN, RESULT } from '../../fixtures/restore-run.js';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.js';

it('keeps runs where the flag, the environment or the platform says', () => {
  expect(selectRunsFolder({ runDir: '/a' }, { RESTACK_RUN_DIR: '/b' })).toMatch(/a$/);
  expect(selectRunsFolder({}, { RESTACK_RUN_DIR: '/b' })).toMatch(/b$/);
  expect(selectRunsFolder({}, {})).toMatch(/restack[/\\]runs$/);
});

describe('kept runs damaged', () => {
  const FILES = ['run.json', 'decisions.json', 'journal.jsonl', 'status.json', 'result.json', 'key'] as const;
  const VIEW = { color: false, columns: 80, unicode: false, now: new Date('2023-01-20T00:00:00Z') };

  let runs = '';
  let path = '';
  const whole = new Map<string, string>();

  beforeAll(async () => {
    runs = await makeTemporaryFolder();
    const run = await createRunFolder(runs, NEW_RUN);
    path = run.path;
    const { file } = await run.openJournal();
    const call = await createRunJournal(file, new EarlierCalls([])).intend(intentOf(0), new Date(0));
    await call.settle({ result: 'done', status: 201, at: '/plans/plan-0' });
    await file.close();
    await run.writeStatus({ ...(await run.readStatus()), state: 'completed', attempts: 1 });
    const stage = { name: 'plans', kind: 'plan', objects: 1, durationMs: 5, state: 'done' } as const;
    const problem = { kind: 'plan', id: '/plans/gold', bucket: 'failed', reason: 'no' } as const;
    await run.writeResult({ ...RESULT, stages: [stage], problems: [problem] });
    for (const name of FILES) whole.set(name, await readFile(join(path, name), 'utf8'));
  });

  /** Shows the run and the list, as the command line does; returns what neither shows nor tells it. */
  async function show(): Promise<unknown> {
    const context = createAppContext();
    for (const work of [
      async () => renderRun(await showRun({ runDir: runs }, context), VIEW),
      async () => renderTodo(await listTodo({ runDir: runs }, context), VIEW),
      async () => renderRunsList(await listRuns({ runDir: runs }, context), VIEW),
    ]) {
      try {
        expect(await work()).toEqual(expect.any(String));
      } catch (error) {
        if (!(error instanceof RestackError)) return error;
        if (error.code === 'INTERNAL') return error;
      }
    }
    return undefined;
  }

  const OTHERS: readonly unknown[] = [null, 0, -1, 1e300, '', 'x', '\ud800', true, [], [null], {}, { a: 1 }];

  /** Every document that differs from one by another value at one place, or by a member less. */
  function* replaceEach(value: unknown): Generator {
    yield* OTHERS;
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      const isList = Array.isArray(value);
      const rebuild = (changed: unknown): unknown =>
        isList
          ? value.map((item: unknown, at) => (String(at) === name ? changed : item))
          : { ...value, [name]: changed };
      for (const changed of replaceEach(member)) yield rebuild(changed);
      yield isList ? [] : Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
    }
  }

  describe.each(FILES)('a run whose %s', (name) => {
    const text = () => whole.get(name) ?? '';
    const restore = async () => {
      await rm(join(path, name), { recursive: true, force: true });
      await writeFile(join(path, name), text(), { mode: 0o600 });
    };

    it('is cut, empty, zeroed, doubled or of other bytes is shown, or told as damaged', async () => {
      const cuts = Array.from({ length: 20 }, (_, part) =>
        text().slice(0, Math.floor((text().length * part) / 20)),
      );
      const others = [
        '\0'.repeat(text().length),
        text() + text(),
        text().replaceAll('"', "'"),
        '\ufeff',
        '[]',
        '7',
      ];
      for (const content of [...cuts, ...others]) {
        await writeFile(join(path, name), content);
        expect(await show(), content.slice(-80)).toBeUndefined();
      }
      await writeFile(join(path, name), Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
      expect(await show()).toBeUndefined();
      await restore();
    });

    it('is gone, a folder or a link to itself is told as that', async () => {
      await rm(join(path, name));
      expect(await show()).toBeUndefined();
      await mkdir(join(path, name));
      expect(await show()).toBeUndefined();
      await rm(join(path, name), { recursive: true });
      await symlink(name, join(path, name));
      expect(await show()).toBeUndefined();
      await restore();
    });
  });

  describe.each(['run.json', 'status.json', 'result.json', 'decisions.json'] as const)(
    'a run whose %s',
    (name) => {
      it(
        'holds another value at any one place is shown, or told as damaged',
        { timeout: 60_000 },
        async () => {
          const text = whole.get(name) ?? '';
          const [first = '', ...rest] = name === 'decisions.json' ? text.split('\n').slice(1, 2) : [text];
          expect(rest).toEqual([]);
          const faults: string[] = [];
          for (const document of replaceEach(JSON.parse(first))) {
            const changed = JSON.stringify(document);
            await writeFile(
              join(path, name),
              text.replace(first, () => changed),
            );
            const fault = await show();
            if (fault !== undefined)
              faults.push(`${changed}: ${fault instanceof Error ? fault.message : 'no error'}`);
          }
          await writeFile(join(path, name), text);
          expect(faults).toEqual([]);
          expect(await show()).toBeUndefined();
        },
      );
    },
  );
});
