import { describe, expect, it } from 'vitest';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import type { ServiceBackup } from '../../../../../src/use-cases/service/backup-service.js';
import { judgeBackup, startBackup } from '../../../../../src/use-cases/service/backups/start-backup.js';
import {
  createBackup,
  createDialogue,
  EMPTY_LOCATION,
  idOf,
  MemoryService,
  type MemoryServiceOptions,
} from '../../../../doubles/memory-service.js';

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
