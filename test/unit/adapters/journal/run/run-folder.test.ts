import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRunKey, digestValues } from '../../../../../src/adapters/disk/file-digest.js';
import {
  assertRunsWritable,
  createRunFolder,
  listRunIds,
  readRunFiles,
  RunFolder,
} from '../../../../../src/adapters/journal/run/run-folder.js';
import { EarlierCalls } from '../../../../../src/adapters/journal/run/earlier-calls.js';
import { processRedactor } from '../../../../../src/core/redaction/redactor.js';
import { formatLockName } from '../../../../../src/adapters/journal/target-lock.js';
import { isTerminal } from '../../../../../src/use-cases/restore/runs/kept/kept-run.js';
import { TARGET } from '../../../../doubles/memory-target.js';
import { INPUTS, NEW_RUN, RESULT, RUN_ID } from '../../../../fixtures/restore-run.js';
import { makeTemporaryFolder } from '../../../../fixtures/temporary-folder.js';

const OTHER_ID = '5f0c2a61-0000-4000-8000-000000000002';

describe('a run folder', () => {
  it('gives back what the run was started with', async () => {
    const runs = join(await makeTemporaryFolder(), 'deep', 'runs');
    const folder = await createRunFolder(runs, NEW_RUN);
    expect(await listRunIds(runs)).toEqual([RUN_ID]);
    expect(await folder.readInputs()).toEqual(INPUTS);
    expect([...folder.readDecisions()]).toEqual(NEW_RUN.decisions);
    expect(await folder.readRunKey()).toBe(NEW_RUN.runKey);
    expect(await folder.readStatus()).toMatchObject({ state: 'planned', holder: null, attempts: 0 });
    expect(await folder.readResult()).toBeUndefined();
    const { file, records } = await folder.openJournal();
    await file.close();
    expect(records).toHaveLength(1);
  });

  it('tells all but its key, and the result once there is one', async () => {
    const folder = await createRunFolder(await makeTemporaryFolder(), NEW_RUN);
    const names = async () => (await readRunFiles(folder.path)).map(({ name }) => name);
    expect(await names()).toEqual(['plan.json', 'journal.jsonl', 'run.json', 'status.json']);
    await folder.writeResult(RESULT);
    expect(await names()).toContain('result.json');
    const texts = (await readRunFiles(folder.path)).map(({ bytes }) => Buffer.from(bytes).toString());
    expect(texts.join('')).not.toContain(NEW_RUN.runKey);
    await rm(join(folder.path, 'decisions.json'));
    await expect(names()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps no secret that the target has said back', async () => {
    processRedactor.keep('canary-folder-19c4');
    const echo = 'canary-folder-19c4';
    const [first] = NEW_RUN.decisions;
    if (first === undefined) throw new Error('a run without decisions');
    const told = { ...first, reason: `it is ${echo}`, followUp: echo, action: 'adopt' } as const;
    const decisions = [
      { ...told, foundAt: { host: 'admin', path: `/plans/${echo}`, apiVersion: '1' } } as const,
    ];
    const folder = await createRunFolder(await makeTemporaryFolder(), { ...NEW_RUN, decisions });
    const problem = { kind: 'plan', id: '/plans/gold', bucket: 'failed', reason: echo } as const;
    await folder.writeResult({ ...RESULT, problems: [problem] });
    const texts = await Promise.all(
      (await readdir(folder.path)).map((name) => readFile(join(folder.path, name), 'utf8')),
    );
    expect(texts.join('')).not.toContain(echo);
    const [read] = folder.readDecisions();
    expect(read).toMatchObject({ id: first.id, action: 'adopt' });
    expect(read).not.toHaveProperty('foundAt');
  });

  it.skipIf(process.platform === 'win32')('is nobody else’s to read', async () => {
    const folder = await createRunFolder(await makeTemporaryFolder(), NEW_RUN);
    await folder.writeStatus(await folder.readStatus());
    await folder.writeResult(RESULT);
    const modes = await Promise.all(
      ['', ...(await readdir(folder.path))].map(
        async (name) => (await stat(join(folder.path, name))).mode & 0o777,
      ),
    );
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600, 0o600, 0o600, 0o600]);
  });

  it('replaces status and result whole, and leaves nothing beside them', async () => {
    const folder = await createRunFolder(await makeTemporaryFolder(), NEW_RUN);
    const status = { ...(await folder.readStatus()), state: 'interrupted' } as const;
    await folder.writeStatus(status);
    await folder.writeResult(RESULT);
    expect(await folder.readStatus()).toEqual(status);
    expect(await folder.readResult()).toEqual(RESULT);
    expect((await readdir(folder.path)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('clears away what killed processes left half made, and nothing else', async () => {
    const runs = await makeTemporaryFolder();
    const first = await createRunFolder(runs, NEW_RUN);
    for (const name of ['.status.json.new-5b1f', '.result.json.new-77aa', '.kept', 'notes.txt']) {
      await writeFile(join(first.path, name), '{"sch');
    }
    const { file } = await first.openJournal();
    await file.close();
    const left = ['.kept', 'decisions.json', 'journal.jsonl', 'key', 'notes.txt', 'run.json', 'status.json'];
    expect((await readdir(first.path)).toSorted()).toEqual(left);

    const half = join(runs, `.new-${formatLockName(TARGET)}`);
    await mkdir(half);
    await writeFile(join(half, 'key'), 'half a key');
    const second = await createRunFolder(runs, { ...NEW_RUN, inputs: { ...INPUTS, runId: OTHER_ID } });
    expect((await readdir(runs)).toSorted()).toEqual([RUN_ID, OTHER_ID]);
    expect(await second.readRunKey()).toBe(NEW_RUN.runKey);
  });

  it('does not take the place of another run', async () => {
    const runs = await makeTemporaryFolder();
    const folder = await createRunFolder(runs, NEW_RUN);
    await expect(createRunFolder(runs, { ...NEW_RUN, runKey: 'cd'.repeat(32) })).rejects.toMatchObject({
      code: 'CONFIG',
    });
    expect(await readdir(runs)).toEqual([RUN_ID]);
    expect(await folder.readRunKey()).toBe(NEW_RUN.runKey);
  });

  it.each(['run.json', 'decisions.json'])('is not resumed with a changed %s', async (name) => {
    const folder = await createRunFolder(await makeTemporaryFolder(), NEW_RUN);
    const path = join(folder.path, name);
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('plan', 'plam').replace('seattle', 'x') + ' ',
    );
    await expect(folder.openJournal()).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it.each([
    ['{', 'INTEGRITY'],
    ['[]', 'INTEGRITY'],
    ['{"schema":"restack/run/v1"}', 'INTEGRITY'],
    ['{"schema":"restack/run/v2"}', 'UNSUPPORTED'],
  ])('refuses inputs like %s', async (text, code) => {
    const folder = await createRunFolder(await makeTemporaryFolder(), NEW_RUN);
    await writeFile(join(folder.path, 'run.json'), text);
    await expect(folder.readInputs()).rejects.toMatchObject({ code });
  });

  const [decision] = NEW_RUN.decisions;
  const task = { task: 't', reason: 'r', steps: ['s'], note: null, again: false };
  it.each([
    ['a list of another name', 'rows', decision],
    ['a name that is a number', 'decisions', { ...decision, name: 5 }],
    ['a follow-up that is a number', 'decisions', { ...decision, followUp: 5 }],
    ['a place that is no address', 'decisions', { ...decision, foundAt: { path: 5 } }],
    ['a stage that is a number', 'decisions', { ...decision, stages: [5] }],
    ['an index that is a text', 'decisions', { ...decision, recordIndex: '0' }],
    ['a task without a reason', 'decisions', { ...decision, left: { ...task, reason: undefined } }],
    ['a task with a step that is a number', 'decisions', { ...decision, left: { ...task, steps: [5] } }],
    ['a task with a note that is a number', 'decisions', { ...decision, left: { ...task, note: 5 } }],
    ['a task that is no object', 'decisions', { ...decision, left: 'task' }],
    ['no decision', 'decisions', null],
  ])('refuses decisions with %s', async (_, list, value) => {
    const folder = await createRunFolder(await makeTemporaryFolder(), NEW_RUN);
    const schema = 'restack/run-decisions/v1';
    const text = `{"schema":"${schema}","${list}":[\n${JSON.stringify(value)}\n]}\n`;
    await writeFile(join(folder.path, 'decisions.json'), text);
    expect(() => [...folder.readDecisions()]).toThrow(expect.objectContaining({ code: 'INTEGRITY' }));
  });

  it('is NOT_FOUND where there is none', async () => {
    const runs = await makeTemporaryFolder();
    expect(await listRunIds(join(runs, 'nowhere'))).toEqual([]);
    await expect(new RunFolder(join(runs, 'nowhere')).readInputs()).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the calls of a stage', () => {
  it('span the times at which they were begun; those that were begun again are counted', () => {
    const intent = (recordIndex: number, time?: string) =>
      ({
        type: 'intent',
        stage: 'plans',
        kind: 'plan',
        id: `/plans/${recordIndex}`,
        recordIndex,
        ...(time === undefined ? {} : { time }),
      }) as const;
    const entries = [
      intent(0, '2023-01-19T12:00:02.000Z'),
      intent(1, '2023-01-19T12:00:01.000Z'),
      intent(0, '2023-01-19T13:00:00.000Z'),
      intent(2),
    ];
    const calls = new EarlierCalls(entries.map((entry, seq) => ({ seq, entry })));
    expect(calls.spanOf('plans')).toEqual({
      fromMs: Date.parse('2023-01-19T12:00:01.000Z'),
      toMs: Date.parse('2023-01-19T13:00:00.000Z'),
      again: 1,
    });
    expect(calls.spanOf('offers')).toBeUndefined();
    expect(new EarlierCalls([{ seq: 0, entry: intent(0) }]).spanOf('plans')).toBeUndefined();
  });
});

describe('a folder for runs', () => {
  it('is proved to take one, and rid of drills that were killed long ago while they were made', async () => {
    const runs = join(await makeTemporaryFolder(), 'new', 'runs');
    await assertRunsWritable(runs);
    expect(await readdir(runs)).toEqual([]);
    const [old, young] = [join(runs, `.new-${OTHER_ID}`), join(runs, `.new-${RUN_ID}`)];
    for (const folder of [old, young]) await mkdir(folder);
    await writeFile(join(old, 'key'), 'half a key');
    await utimes(old, new Date(0), new Date(0));
    await assertRunsWritable(runs);
    expect(await readdir(runs)).toEqual([`.new-${RUN_ID}`]);
    await writeFile(join(runs, 'file'), '');
    await expect(assertRunsWritable(join(runs, 'file'))).rejects.toMatchObject({ code: 'CONFIG' });
  });
});

describe('isTerminal', () => {
  it.each([
    ['planned', false],
    ['running', false],
    ['completed', true],
    ['partial', false],
    ['blocked', true],
    ['interrupted', false],
    ['failed', false],
  ] as const)('%s: %s', (state, expected) => {
    expect(isTerminal({ state, abandonedAt: null })).toBe(expected);
    expect(isTerminal({ state, abandonedAt: '2023-01-19T12:00:00.000Z' })).toBe(true);
  });
});

describe('digestValues', () => {
  it('tells equal values from different ones, to who has the key', () => {
    const key = createRunKey();
    const values = [{ value: 'hunter2' }, { value: 'x' }];
    expect(digestValues(key, values)).toBe(digestValues(key, structuredClone(values)));
    expect(digestValues(key, values)).not.toBe(digestValues(key, values.toReversed()));
    expect(digestValues(key, values)).not.toBe(digestValues(createRunKey(), values));
  });
});
