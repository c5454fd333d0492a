import { describe, expect, it } from 'vitest';
import { compareBackups } from '../../../../src/use-cases/service/backups/compare-backups.js';
import { selectExpired } from '../../../../src/use-cases/service/backups/expired-backups.js';
import { findOldKey, type SharedSet } from '../../../../src/use-cases/service/backups/old-key.js';
import {
  createBackup,
  DEPLOYMENT,
  EMPTY_LOCATION,
  idOf,
  LOCATION,
  NOW,
  OLD_THUMBPRINT,
  createDialogue,
  MemoryService,
  type MemoryServiceOptions,
} from '../../../doubles/memory-service.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { pruneStore } from '../../../../src/use-cases/service/backups/prune-store.js';
import type { ServiceBackup } from '../../../../src/use-cases/service/backup-service.js';
import { judgeBackup, startBackup } from '../../../../src/use-cases/service/backups/start-backup.js';

function createShared(ageDays: number, over: Partial<SharedSet> = {}): SharedSet {
  return {
    backupId: idOf(ageDays),
    deploymentId: DEPLOYMENT,
    createdAt: new Date(NOW.getTime() - ageDays * 86_400_000),
    status: 'Succeeded',
    cloudRecoveryReady: true,
    thumbprint: OLD_THUMBPRINT,
    ...over,
  };
}

describe('compareBackups', () => {
  it('names each kind of difference, newest first', () => {
    const listed = [
      createBackup(4),
      createBackup(1, { status: 'Running' }),
      createBackup(2),
      createBackup(3, { status: 'PartialSucceeded' }),
      createBackup(6, { status: 'Failed' }),
    ];
    const shared = [createShared(2), createShared(3), createShared(5)];
    const { backups, otherSets } = compareBackups(listed, shared);
    expect(backups.map(({ backupId, difference }) => [backupId, difference])).toEqual([
      [idOf(1), undefined],
      [idOf(2), undefined],
      [idOf(3), 'statusDiffers'],
      [idOf(4), 'notOnShare'],
      [idOf(5), 'notListed'],
      [idOf(6), undefined],
    ]);
    expect(otherSets).toBe(0);
  });

  it('leaves out the sets of other deployments, and counts them', () => {
    const deploymentId = '8d6f0b1c-2a33-4c77-9f5e-1b2c3d4e5f60';
    const shared = [createShared(2), createShared(9, { deploymentId })];
    const { backups, otherSets } = compareBackups([createBackup(2)], shared);
    expect({ ids: backups.map(({ backupId }) => backupId), otherSets }).toEqual({
      ids: [idOf(2)],
      otherSets: 1,
    });
    expect(compareBackups([], shared).backups.map(({ difference }) => difference)).toEqual([
      'notListed',
      'notListed',
    ]);
  });

  it('finds no difference without a share', () => {
    expect(compareBackups([createBackup(2)], undefined).backups).toMatchObject([{ difference: undefined }]);
  });
});

describe('selectExpired', () => {
  const expired = (backups: Parameters<typeof selectExpired>[0], retentionDays: number) =>
    selectExpired(backups, { retentionDays, now: NOW }).map(({ backupId }) => backupId);

  it('takes what is older, oldest first', () => {
    expect(expired([createBackup(1), createBackup(3), createBackup(9), createBackup(2)], 2)).toEqual([
      idOf(9),
      idOf(3),
    ]);
  });

  it('keeps the newest successful one, whatever its age', () => {
    const failed = createBackup(9, { status: 'Failed' });
    expect(expired([createBackup(12), createBackup(10), failed], 2)).toEqual([idOf(12), idOf(9)]);
  });

  it.each(['Deleted', 'Running', 'Queued', 'Creating'])('passes over what is %s', (status) => {
    expect(expired([createBackup(1), createBackup(9, { status })], 2)).toEqual([]);
  });
});

describe('findOldKey', () => {
  it('is nothing while nothing encrypts', () => {
    expect(findOldKey(EMPTY_LOCATION, [], [createShared(1)])).toBeUndefined();
  });

  it('takes sets of a key only of the deployments that are listed', () => {
    const listed = [createBackup(1, { thumbprint: null })];
    const shared = [
      createShared(2, { thumbprint: null }),
      createShared(3, { thumbprint: null, deploymentId: 'another' }),
      createShared(4),
    ];
    const found = findOldKey({ ...LOCATION, thumbprint: null }, listed, shared);
    expect(found?.backups.map(({ backupId }) => backupId)).toEqual([idOf(1), idOf(2)]);
  });
});

const PATHS = [
  '\\\\nas01.contoso.example\\azs\\MASBackup\\one',
  '\\\\nas01.contoso.example\\azs\\MASBackup\\two',
];

describe('pruneStore', () => {
  it('asks what is expired, asks the person, and deletes', async () => {
    const service = new MemoryService({ prunes: PATHS });
    const { dialogue, questions, warnings } = createDialogue();
    expect(await pruneStore(service, { dryRun: false }, dialogue)).toEqual({
      expired: PATHS,
      deleted: PATHS,
    });
    expect(service.pruned).toEqual(['dryRun', 'delete']);
    expect(questions).toHaveLength(1);
    for (const path of PATHS) expect(warnings.join()).toContain(path);
  });

  it('deletes nothing in a dry run', async () => {
    const service = new MemoryService({ prunes: PATHS });
    const { dialogue, questions } = createDialogue();
    expect(await pruneStore(service, { dryRun: true }, dialogue)).toEqual({ expired: PATHS, deleted: [] });
    expect(service.pruned).toEqual(['dryRun']);
    expect(questions).toEqual([]);
  });

  it('asks for nothing where nothing is expired', async () => {
    const service = new MemoryService();
    const { dialogue, questions } = createDialogue();
    expect(await pruneStore(service, { dryRun: false }, dialogue)).toEqual({ expired: [], deleted: [] });
    expect(service.pruned).toEqual(['dryRun']);
    expect(questions).toEqual([]);
  });

  it.each(['no', 'nobody'] as const)('deletes nothing when the answer is: %s', async (answer) => {
    const service = new MemoryService({ prunes: PATHS });
    const { dialogue } = createDialogue(answer);
    await expect(pruneStore(service, { dryRun: false }, dialogue)).rejects.toMatchObject({
      code: answer === 'no' ? 'CANCELLED' : 'CONFIRMATION_REQUIRED',
    });
    expect(service.pruned).toEqual(['dryRun']);
  });

  it.each(['TARGET_UNREACHABLE', 'INTERRUPTED'] as const)(
    'says that the end of a deletion is not known: %s',
    async (code) => {
      const service = new MemoryService({ prunes: PATHS });
      service.prune = (mode) =>
        mode === 'dryRun' ? Promise.resolve(PATHS) : Promise.reject(new RestackError(code, 'no answer'));
      await expect(pruneStore(service, { dryRun: false }, createDialogue().dialogue)).rejects.toMatchObject({
        code,
        message: expect.stringContaining('not known') as unknown,
        hints: ['restack service backups'],
      });
    },
  );

  it('asks nothing of a service without a share', async () => {
    const service = new MemoryService({ location: EMPTY_LOCATION });
    const { dialogue } = createDialogue();
    await expect(pruneStore(service, { dryRun: true }, dialogue)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(service.pruned).toEqual([]);
  });
});

const ID = idOf(0);

function ending(finish: () => Promise<ServiceBackup | undefined>, backupId: string | null = ID) {
  return () => Promise.resolve({ backupId, finish });
}

function run(options: MemoryServiceOptions, waits = true) {
  const service = new MemoryService(options);
  return { service, done: startBackup(service, { waits }, createDialogue().dialogue) };
}

const failing = (code: 'PARTIAL' | 'TARGET_UNREACHABLE' | 'INTERRUPTED') => () =>
  Promise.reject(new RestackError(code, 'the share is full'));

describe('startBackup', () => {
  it.each([
    ['Succeeded', undefined],
    ['PartialSucceeded', 'PARTIAL'],
    ['Failed', 'INCOMPLETE'],
    ['Skipped', 'INCOMPLETE'],
  ])('tells how it ended: %s', async (status, code) => {
    const backup = createBackup(0, { status });
    const { done, service } = run({ start: ending(() => Promise.resolve(backup)) });
    const ended = await done;
    expect(ended).toEqual({ backupId: ID, backup, reason: null });
    expect(judgeBackup(ended)).toBe(code);
    expect(service.starts).toBe(1);
  });

  it('tells why it failed, where the cloud does', async () => {
    const backup = createBackup(0, { status: 'Failed' });
    const start = ending(() => Promise.resolve(backup));
    expect(await run({ start, failure: 'the share is full' }).done).toMatchObject({
      reason: 'the share is full',
    });
  });

  it('looks up the backup where the operation does not tell', async () => {
    const backups = [createBackup(0)];
    const { done } = run({ backups, start: ending(() => Promise.resolve(undefined)) });
    expect(await done).toMatchObject({ backup: { status: 'Succeeded' } });
  });

  it('does not take silence for success', async () => {
    const { done } = run({ start: ending(() => Promise.resolve(undefined)) });
    await expect(done).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE', details: { backupId: ID } });
  });

  it('does not wait when told so', async () => {
    const start = ending(() => Promise.reject(new TypeError('waited')));
    const ended = await run({ start }, false).done;
    expect(ended).toEqual({ backupId: ID, backup: undefined, reason: null });
    expect(judgeBackup(ended)).toBeUndefined();
  });

  it('keeps the reason of an operation that failed', async () => {
    const backups = [createBackup(0, { status: 'Running' })];
    const service = new MemoryService({
      start: ending(() => {
        backups[0] = createBackup(0, { status: 'Failed' });
        return failing('PARTIAL')();
      }),
    });
    service.listBackups = () => Promise.resolve(service.starts === 0 ? [] : backups);
    const ended = await startBackup(service, { waits: true }, createDialogue().dialogue);
    expect(ended).toMatchObject({ backup: { status: 'Failed' }, reason: 'the share is full' });
  });

  it.each(['TARGET_UNREACHABLE', 'INTERRUPTED', 'PARTIAL'] as const)(
    'says that the backup goes on when the wait ends in %s',
    async (code) => {
      const { done } = run({ start: ending(failing(code)) });
      await expect(done).rejects.toMatchObject({
        code,
        message: expect.stringContaining('goes on in the cloud') as unknown,
        hints: ['restack service backups'],
        details: { backupId: ID },
      });
    },
  );

  it('keeps the failure of the wait when the backup cannot be looked up after it', async () => {
    const service = new MemoryService({ start: ending(failing('PARTIAL')) });
    service.readBackup = failing('TARGET_UNREACHABLE');
    const done = startBackup(service, { waits: true }, createDialogue().dialogue);
    await expect(done).rejects.toMatchObject({ code: 'PARTIAL', hints: ['restack service backups'] });
  });

  it.each(['Creating', 'Queued', 'Running'])('starts none while one is %s', async (status) => {
    const { done, service } = run({ backups: [createBackup(0, { status }), createBackup(1)] });
    await expect(done).rejects.toMatchObject({ code: 'LOCKED', details: { backupId: ID, status } });
    expect(service.starts).toBe(0);
  });

  it('starts none without a share', async () => {
    const { done, service } = run({ location: EMPTY_LOCATION });
    await expect(done).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(service.starts).toBe(0);
  });
});

describe('a request whose answer is lost', () => {
  it.each(['TARGET_UNREACHABLE', 'INTERRUPTED'] as const)('may have begun one: %s', async (code) => {
    const { done, service } = run({ start: failing(code) });
    await expect(done).rejects.toMatchObject({
      code,
      message: expect.stringContaining('not known') as unknown,
      hints: ['restack service backups'],
    });
    expect(service.starts).toBe(1);
  });
});
