import { describe, expect, it } from 'vitest';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { configure, type ConfigureRequest } from '../../../../src/use-cases/service/configure.js';
import type { WantedConfiguration } from '../../../../src/use-cases/service/plan-configuration.js';
import {
  createBackup,
  createDialogue,
  EMPTY_LOCATION,
  idOf,
  LOCATION,
  MemoryService,
  NEW_THUMBPRINT,
  OLD_THUMBPRINT,
} from '../../../doubles/memory-service.js';

const PASSWORD = 'canary-password';
const CERTIFICATE = { thumbprint: NEW_THUMBPRINT, der: new Uint8Array([48, 3, 1, 1, 0]) };
const { path, userName, frequencyHours, retentionDays, schedulerEnabled } = LOCATION;
const SETTINGS = { path, userName, frequencyHours, retentionDays, schedulerEnabled };

interface Asked {
  readonly service: MemoryService;
  readonly wanted: Partial<WantedConfiguration>;
  readonly answer?: 'yes' | 'no' | 'nobody';
  readonly dryRun?: boolean;
  readonly readSharedSets?: ConfigureRequest['readSharedSets'];
}

function run({ service, wanted, answer, dryRun = false, readSharedSets }: Asked) {
  const { dialogue, ...said } = createDialogue(answer);
  let asked = 0;
  const request: ConfigureRequest = {
    wanted: { renewsPassword: false, ...wanted },
    dryRun,
    readPassword() {
      asked += 1;
      return Promise.resolve(PASSWORD);
    },
    ...(readSharedSets === undefined ? {} : { readSharedSets }),
  };
  return { ...said, done: configure(service, request, dialogue), askedForPassword: () => asked };
}

describe('configure', () => {
  it('sends all settings but the secret ones, and changes only what is wanted', async () => {
    const service = new MemoryService();
    const { done, questions, askedForPassword } = run({ service, wanted: { frequencyHours: 6 } });
    expect(await done).toMatchObject({
      written: true,
      changes: [{ setting: 'frequencyHours', from: 12, to: 6 }],
      differences: [],
      location: { frequencyHours: 6 },
    });
    expect(service.written).toEqual([
      { ...SETTINGS, frequencyHours: 6, password: undefined, certificate: undefined },
    ]);
    expect(questions).toEqual([]);
    expect(askedForPassword()).toBe(0);
  });

  it.each<Partial<WantedConfiguration>>([
    { frequencyHours: 12, retentionDays: 7 },
    { path: `${(path ?? '').toUpperCase()}\\`, userName: (userName ?? '').toLowerCase() },
    { certificate: { ...CERTIFICATE, thumbprint: OLD_THUMBPRINT } },
  ])('writes nothing where nothing changes: %j', async (wanted) => {
    const service = new MemoryService();
    expect(await run({ service, wanted }).done).toMatchObject({ written: false, changes: [] });
    expect(service.written).toEqual([]);
  });

  it.each<Partial<WantedConfiguration>>([
    { path: '\\\\nas02.contoso.example\\azs' },
    { userName: 'CONTOSO\\other' },
    { renewsPassword: true },
  ])('asks for the password where it is needed: %j', async (wanted) => {
    const service = new MemoryService();
    const { done, askedForPassword } = run({ service, wanted });
    const { changes } = await done;
    expect(changes.at(-1)).toEqual({ setting: 'password', from: null, to: null });
    expect(askedForPassword()).toBe(1);
    expect(service.written).toMatchObject([{ password: PASSWORD }]);
    expect(JSON.stringify(await done)).not.toContain(PASSWORD);
  });

  it('needs path, user and certificate for a first share', async () => {
    const service = new MemoryService({ location: EMPTY_LOCATION });
    await expect(run({ service, wanted: { retentionDays: 14 } }).done).rejects.toMatchObject({
      code: 'USAGE',
      details: { missing: ['--path', '--user', '--cert-public'] },
    });
    expect(service.written).toEqual([]);
    const whole = { path: path ?? '', userName: userName ?? '', certificate: CERTIFICATE };
    const { done, questions } = run({ service, wanted: whole });
    expect(await done).toMatchObject({ written: true, oldKey: undefined, location: { path } });
    expect(service.written).toMatchObject([{ password: PASSWORD, certificate: CERTIFICATE.der }]);
    expect(questions).toEqual([]);
  });

  it('says what the cloud has, where it has no such location', async () => {
    const service = new MemoryService({ location: undefined });
    await expect(run({ service, wanted: { frequencyHours: 6 } }).done).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { region: 'oslo', locations: ['bergen'] },
    });
    expect(service.written).toEqual([]);
  });
});

describe('a shorter retention', () => {
  const backups = [createBackup(1), createBackup(4), createBackup(6), createBackup(9, { status: 'Deleted' })];

  it('names what the service deletes, asks, and is written', async () => {
    const service = new MemoryService({ backups });
    const { done, warnings, questions } = run({ service, wanted: { retentionDays: 3 } });
    const { deletes } = await done;
    expect(deletes.map(({ backupId }) => backupId)).toEqual([idOf(6), idOf(4)]);
    expect(warnings).toHaveLength(1);
    expect(questions).toHaveLength(1);
    expect(service.written).toMatchObject([{ retentionDays: 3 }]);
  });

  it.each(['no', 'nobody'] as const)('is not written when the answer is: %s', async (answer) => {
    const service = new MemoryService({ backups });
    const { done, warnings } = run({ service, wanted: { retentionDays: 3 }, answer });
    await expect(done).rejects.toMatchObject({
      code: answer === 'no' ? 'CANCELLED' : 'CONFIRMATION_REQUIRED',
    });
    expect(warnings).toHaveLength(1);
    expect(service.written).toEqual([]);
  });

  it('does not ask where nothing is deleted, and where it becomes longer', async () => {
    for (const [retentionDays, there] of [
      [6, [createBackup(1)]],
      [14, backups],
    ] as const) {
      const service = new MemoryService({ backups: there });
      const { done, questions } = run({ service, wanted: { retentionDays } });
      expect(await done).toMatchObject({ written: true, deletes: [] });
      expect(questions).toEqual([]);
    }
  });

  it('is only told of by a dry run', async () => {
    const service = new MemoryService({ backups });
    const { done, questions, warnings } = run({ service, wanted: { retentionDays: 2 }, dryRun: true });
    const { written, deletes } = await done;
    expect({ written, deletes: deletes.length }).toEqual({ written: false, deletes: 2 });
    expect(warnings).toHaveLength(1);
    expect(questions).toEqual([]);
    expect(service.written).toEqual([]);
  });
});

describe('another certificate', () => {
  const shared = [
    { ...createShared(1), thumbprint: OLD_THUMBPRINT },
    { ...createShared(30), thumbprint: OLD_THUMBPRINT },
    { ...createShared(40), thumbprint: NEW_THUMBPRINT },
  ];

  function createShared(ageDays: number) {
    const { backupId, createdAt } = createBackup(ageDays);
    const deploymentId = createBackup(0).deploymentId ?? '';
    const at = createdAt ?? new Date(0);
    return { backupId, deploymentId, createdAt: at, status: 'Succeeded', cloudRecoveryReady: true };
  }

  it('names the sets that need the old one, by list and share, and does not ask', async () => {
    const backups = [createBackup(1), createBackup(2), createBackup(3, { status: 'Failed' })];
    const service = new MemoryService({ backups });
    const readSharedSets = () => Promise.resolve(shared);
    const { done, questions, warnings } = run({
      service,
      wanted: { certificate: CERTIFICATE },
      readSharedSets,
    });
    const { oldKey, location } = await done;
    expect(oldKey).toMatchObject({ mode: 'certificate', thumbprint: OLD_THUMBPRINT });
    expect(oldKey?.backups.map(({ backupId, listed, onShare }) => [backupId, listed, onShare])).toEqual([
      [idOf(1), true, true],
      [idOf(2), true, false],
      [idOf(30), false, true],
    ]);
    expect(location.thumbprint).toBe(NEW_THUMBPRINT);
    expect(warnings.join()).toContain(OLD_THUMBPRINT);
    expect(questions).toEqual([]);
  });

  it('says that the way from a key is one-way, and asks', async () => {
    const location = { ...LOCATION, thumbprint: null };
    const backups = [createBackup(1, { thumbprint: null })];
    for (const answer of ['yes', 'no'] as const) {
      const service = new MemoryService({ location, backups });
      const { done, questions, warnings } = run({ service, wanted: { certificate: CERTIFICATE }, answer });
      const ended = await done.catch((error: unknown) => error);
      expect(warnings.join()).toContain('one-way');
      expect(questions).toHaveLength(1);
      expect(service.written).toHaveLength(answer === 'yes' ? 1 : 0);
      if (answer === 'no') expect(ended).toMatchObject({ code: 'CANCELLED' });
      else expect(ended).toMatchObject({ oldKey: { mode: 'key', backups: [{ backupId: idOf(1) }] } });
    }
  });
});

describe('the read-back', () => {
  it('names every value that the service did not take', async () => {
    const onWrite = () => ({ frequencyHours: 12, thumbprint: OLD_THUMBPRINT });
    const service = new MemoryService({ onWrite });
    const wanted = { frequencyHours: 6, certificate: CERTIFICATE };
    expect((await run({ service, wanted }).done).differences).toEqual([
      { setting: 'frequencyHours', sent: 6, found: 12 },
      { setting: 'certificate', sent: NEW_THUMBPRINT, found: OLD_THUMBPRINT },
    ]);
  });

  it.each([
    ['PARTIAL', { unchanged: true }],
    ['TARGET_UNREACHABLE', {}],
    ['INTERRUPTED', {}],
  ] as const)('a write that ends in %s says how to look', async (code, details) => {
    const onWrite = () => {
      throw new RestackError(code, 'the share refuses the user');
    };
    const service = new MemoryService({ onWrite });
    const { done } = run({ service, wanted: { frequencyHours: 6 } });
    await expect(done).rejects.toMatchObject({ code, details, hints: ['restack service show'] });
  });
});

describe('a folder that stands in for a share', () => {
  it('is another one where only its case differs', async () => {
    const service = new MemoryService({ location: { ...LOCATION, path: '/mnt/backup' } });
    const { changes } = await run({ service, wanted: { path: '/mnt/Backup' } }).done;
    expect(changes[0]).toEqual({ setting: 'path', from: '/mnt/backup', to: '/mnt/Backup' });
  });
});
