import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppContext } from '../../../../src/app/app.js';
import { type EnabledSecrets, withEnabledSecrets } from '../../../../src/app/capture/enabled-secrets.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { silentProgress } from '../../../../src/core/progress.js';
import type { ProcessMark, ProcessTable } from '../../../../src/core/process-mark.js';
import { denied, MemorySource, SMALL_CLOUD, VAULT_URL, VERSION } from '../../../doubles/memory-source.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const ID = `${VAULT_URL}/secrets/login/${VERSION}`;
const LOGIN = { id: ID, vault: 'kv-one', path: `/secrets/login/${VERSION}` };

const warnings: string[] = [];
const context: AppContext = {
  progress: silentProgress,
  prompts: {
    askPassword: () => Promise.reject(new Error('nobody is here')),
    confirm: () => Promise.reject(new Error('nobody is here')),
  },
  signal: new AbortController().signal,
  warn: (message) => warnings.push(message),
};

let runsFolder = '';
beforeEach(async () => {
  warnings.length = 0;
  runsFolder = await mkdtemp(join(tmpdir(), 'restack-enabled-'));
});
afterEach(() => rm(runsFolder, { recursive: true, force: true }));

/** A machine on which only process 1 and those in `alive` run. */
function createProcesses(self: Partial<ProcessMark> = {}, alive: readonly number[] = []): ProcessTable {
  const mark = { pid: 1, host: 'here', space: null, started: 'then', ...self };
  return {
    readSelf: () => Promise.resolve(mark),
    readMark: (pid) => Promise.resolve(alive.includes(pid) ? { ...mark, pid } : undefined),
    readStanding: () => Promise.resolve('alive'),
  };
}

const HERE = createProcesses();

function run<R>(
  use: (secrets: EnabledSecrets) => Promise<R>,
  more: { processes?: ProcessTable; source?: MemorySource; now?: Date; enableDisabled?: boolean } = {},
): Promise<R> {
  const defaults = { processes: HERE, source: new MemorySource(SMALL_CLOUD), now: new Date() };
  return withEnabledSecrets({ runsFolder, enableDisabled: false, ...defaults, ...more }, context, use);
}

/** A capture that enables a version and dies: its note stays. */
async function leaveEnabled(processes = createProcesses({ pid: 7 })): Promise<string> {
  const left = await run(
    async ({ note }) => {
      await note?.add(LOGIN);
      return note?.path ?? '';
    },
    { processes, enableDisabled: true },
  );
  expect(await readFile(left, 'utf8')).toContain(ID);
  return left;
}

const nothing = () => Promise.resolve();
const listNotes = async () =>
  (await readdir(runsFolder, { recursive: true })).filter((name) => name.endsWith('.enabled'));

describe('what a dead capture left enabled', () => {
  it('is disabled first, whatever comes after, and the note is gone', async () => {
    await leaveEnabled();
    const source = new MemorySource(SMALL_CLOUD);
    const failed = new RestackError('TARGET_UNREACHABLE', 'gone');
    await expect(run(() => Promise.reject(failed), { source })).rejects.toBe(failed);
    expect(source.patched).toEqual([{ attributes: { enabled: false } }]);
    expect(warnings).toMatchObject([expect.stringContaining(ID)]);
    expect(await listNotes()).toEqual([]);
  });

  it('stays noted, and is an omission, while it cannot be disabled', async () => {
    await leaveEnabled();
    const source = new MemorySource(SMALL_CLOUD, () => {
      throw denied;
    });
    const { leftEnabled } = await run((secrets) => Promise.resolve(secrets), { source });
    expect(leftEnabled).toMatchObject([{ kind: 'secret', reason: 'leftEnabled', id: ID }]);
    expect(await listNotes()).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });

  it('needs nothing when it is not there any more', async () => {
    await leaveEnabled();
    const source = new MemorySource(SMALL_CLOUD, () => {
      throw new RestackError('PARTIAL', 'not there', { details: { status: 404 } });
    });
    const { leftEnabled } = await run((secrets) => Promise.resolve(secrets), { source });
    expect(leftEnabled).toEqual([]);
    expect(await listNotes()).toEqual([]);
  });

  it('is not touched again once it was disabled', async () => {
    const processes = createProcesses({ pid: 7 });
    await run(
      async ({ note }) => {
        await note?.add({ ...LOGIN, id: `${ID}0` });
        await note?.add(LOGIN);
        await note?.remove(LOGIN);
      },
      { processes, enableDisabled: true },
    );
    const source = new MemorySource(SMALL_CLOUD);
    await run(nothing, { source });
    expect(source.patched).toHaveLength(1);
    expect(warnings).toMatchObject([expect.stringContaining(`${ID}0`)]);
  });

  it('is found behind a line that was cut short', async () => {
    const path = await leaveEnabled();
    const text = await readFile(path, 'utf8');
    await writeFile(path, `\n{"enabled":{"id":"https:${text}`);
    const source = new MemorySource(SMALL_CLOUD);
    await run(nothing, { source });
    expect(source.patched).toHaveLength(1);
  });

  it('on another machine is disabled, and its note kept for a day', async () => {
    const path = await leaveEnabled(createProcesses({ pid: 7, host: 'there' }));
    const source = new MemorySource(SMALL_CLOUD);
    await run(nothing, { source });
    await run(nothing, { source });
    expect(source.patched).toHaveLength(1);
    expect(await listNotes()).toHaveLength(1);
    await run(nothing, { source, now: new Date(Date.now() + 2 * DAY_MS) });
    expect(source.patched).toHaveLength(1);
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('of another cloud is left alone', async () => {
    await leaveEnabled();
    const source = new MemorySource(SMALL_CLOUD);
    const identity = { ...source.identity, region: 'oslo' };
    await run(nothing, { source: Object.assign(source, { identity }) });
    expect(source.patched).toEqual([]);
    expect(await listNotes()).toHaveLength(1);
  });
});

describe('a capture that is just enabling', () => {
  it.each([true, false])('keeps another one out (that enables, too: %s)', async (enableDisabled) => {
    await leaveEnabled();
    const source = new MemorySource(SMALL_CLOUD);
    const processes = createProcesses({}, [7]);
    await expect(run(nothing, { source, processes, enableDisabled })).rejects.toMatchObject({
      code: 'LOCKED',
      details: { pid: 7 },
    });
    expect(source.patched).toEqual([]);
    expect(await listNotes()).toHaveLength(1);
  });

  it('leaves no note when nothing is to be undone', async () => {
    await run(
      async ({ note }) => {
        await note?.add(LOGIN);
        await note?.remove(LOGIN);
      },
      { enableDisabled: true },
    );
    expect(await listNotes()).toEqual([]);
  });
});
