import { mkdtemp, readdir, rm, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleKeyFile } from '../../../samples/generator/stable-values.js';
import type { AppContext } from '../../../src/app/app.js';
import { captureFrom } from '../../../src/app/capture/capture-set.js';
import { createAppContext } from '../../doubles/app-context.js';
import { machineShareFiles } from '../../../src/adapters/disk/machine-share-files.js';
import { readPublicCertificate } from '../../../src/app/keys/keyring.js';
import type { ShareFiles } from '../../../src/backup-set/write/share-files.js';
import { readShare } from '../../../src/app/share/share.js';
import type { Catalog } from '../../../src/backup-set/catalog.js';
import { silentProgress } from '../../../src/core/progress.js';
import type { ProcessStanding, ProcessMark, ProcessTable } from '../../../src/core/process-mark.js';
import {
  MemorySource,
  PROVIDER,
  denied,
  SMALL_CLOUD,
  VAULT_URL,
  VERSION,
} from '../../doubles/memory-source.js';
import { Killed, StoppingFiles } from '../../doubles/stopping-files.js';
import { type EnabledSecrets, withEnabledSecrets } from '../../../src/app/capture/enabled-secrets.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';

describe('capture set kill', () => {
  const CLOUD = {
    [`/subscriptions/${PROVIDER}/providers/Microsoft.Compute.Admin/locations/seattle/quotas`]: [
      {
        id: `/subscriptions/${PROVIDER}/providers/Microsoft.Compute.Admin/locations/seattle/quotas/cq`,
        name: 'cq',
        type: 'Microsoft.Compute.Admin/quotas',
        properties: { virtualMachineCount: 1, coresLimit: 1, availabilitySetCount: 1 },
      },
    ],
  };

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

  let share = '';
  let minute = 0;
  beforeEach(async () => {
    warnings.length = 0;
    minute = 0;
    share = await mkdtemp(join(tmpdir(), 'restack-capture-kill-'));
  });
  afterEach(() => rm(share, { recursive: true, force: true }));

  async function capture(files: ShareFiles = machineShareFiles, standing: ProcessStanding = 'dead') {
    minute += 1;
    const now = new Date(Date.now() + 2 * 60 * 60 * 1000 + minute * 60_000);
    const clock = { now: () => now, monotonicMs: () => 0, wait: () => Promise.resolve() };
    const processes = {
      readSelf: () => Promise.resolve({ pid: 1, host: 'here', space: null, started: null }),
      readStanding: () => Promise.resolve(standing),
      readMark: () => Promise.resolve(undefined),
    };
    const certificate = await readPublicCertificate(
      sampleKeyFile('TEST-ONLY-backup-2023.cer'),
      createAppContext(),
    );
    const options = { certificate, fullEvery: 3, fqdn: undefined, stampVersion: '1.2301.0.55' };
    const source = new MemorySource(CLOUD);
    return captureFrom(
      { source, files, processes, clock },
      { ...options, share, runsFolder: join(share, '.runs'), enableDisabled: false },
      context,
    );
  }

  /** The sets of the share, as listing shows them. */
  async function list(): Promise<Catalog> {
    return (await readShare({ share }, context)).catalog;
  }

  const shown = (sets: Catalog['sets']) => sets.map(({ store: _store, chains: _chains, ...set }) => set);

  async function isCaptureKilled(stopAt: number): Promise<boolean> {
    try {
      await capture(new StoppingFiles(stopAt));
      return false;
    } catch (error) {
      if (error instanceof Killed) return true;
      throw error;
    }
  }

  describe('a capture that is killed', () => {
    it('lists what was listed before, or also the whole new set; and the next one clears it', async () => {
      await capture();
      let whole = 0;
      let stopAt = 0;
      let before = await list();
      // Captures after the first kill also clear; so the sweep goes through that as well, to the end.
      for (let isKilled = true; isKilled;) {
        stopAt += 1;
        isKilled = await isCaptureKilled(stopAt);
        const after = await list();
        const known = new Set(before.sets.map(({ backupId }) => backupId));
        const fresh = after.sets.filter(({ backupId }) => !known.has(backupId));
        const old = after.sets.filter(({ backupId }) => known.has(backupId));
        expect(shown(old), `step ${stopAt}`).toEqual(shown(before.sets));
        expect(fresh.length).toBeLessThanOrEqual(1);
        for (const set of fresh) {
          expect(set).toMatchObject({ status: 'Succeeded', cloudRecoveryReady: true, findings: [] });
        }
        whole += fresh.length;
        before = after;
      }
      expect(stopAt).toBeGreaterThan(100);
      expect(whole).toBeGreaterThan(0);
      await expect(capture(new StoppingFiles(Math.floor(stopAt / 3)))).rejects.toThrow(Killed);
      const { result } = await capture();
      expect(result.cleared.length).toBeGreaterThan(0);
      const { findings, sets } = await list();
      expect(findings).toEqual([]);
      expect(sets[0]).toMatchObject({ backupId: result.backupId, status: 'Succeeded', findings: [] });
      const names = await readdir(share, { recursive: true });
      expect(names.filter((name) => name.includes('restack-'))).toEqual([]);
      const owners = new Set(names.flatMap((name) => /_([0-9a-f-]{36})_/.exec(name)?.[1] ?? []));
      expect(owners).toEqual(new Set(sets.map(({ backupId }) => backupId)));
    }, 60_000);

    it('is not cleared while it may be alive', async () => {
      await expect(capture(new StoppingFiles(30))).rejects.toThrow(Killed);
      const { result } = await capture(machineShareFiles, 'alive');
      expect(result.cleared).toEqual([]);
      expect(warnings).toHaveLength(1);
      const { sets, findings } = await list();
      expect(sets.map(({ backupId }) => backupId)).toEqual([result.backupId]);
      expect(findings.map(({ code }) => code)).toEqual(['CAPTURE_UNFINISHED']);
    });

    it('is no matter when it ends just as the next one looks', async () => {
      await expect(capture(new StoppingFiles(30))).rejects.toThrow(Killed);
      const files: ShareFiles = {
        ...machineShareFiles,
        read: async (path) => {
          await rm(path);
          return machineShareFiles.read(path);
        },
      };
      const { result } = await capture(files, 'alive');
      expect(result.cleared).toEqual([]);
      expect(warnings).toEqual([]);
    });

    it('leaves nothing when it fails without being killed', async () => {
      const files: ShareFiles = {
        ...machineShareFiles,
        rename: (from, to) =>
          to.endsWith('_BackupInfo.xml')
            ? Promise.reject(new Error('disk full'))
            : machineShareFiles.rename(from, to),
      };
      await expect(capture(files)).rejects.toThrow('disk full');
      const names = await readdir(share, { recursive: true, withFileTypes: true });
      expect(names.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['registrations.json']);
    });
  });

  describe('chains of captures', () => {
    it('have a Full as every third snapshot, and Progressives between', async () => {
      const types: unknown[] = [];
      for (let turn = 0; turn < 5; turn += 1) {
        const { result } = await capture();
        types.push(...new Set(result.repositories.map(({ type }) => type)));
      }
      expect(types).toEqual(['Full', 'Progressive', 'Progressive', 'Full', 'Progressive']);
      const { sets, findings } = await list();
      expect(findings).toEqual([]);
      expect(sets.map(({ chains, status }) => ({ status, length: chains[0]?.snapshots.length }))).toEqual(
        [2, 1, 3, 2, 1].map((length) => ({ status: 'Succeeded', length })),
      );
    });
  });
});

describe('enabled secrets', () => {
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
});
