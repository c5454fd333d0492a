import { describe, expect, it } from 'vitest';
import { createArmTarget } from '../../../../../src/adapters/azure/arm/arm-target.js';
import { createBackupService } from '../../../../../src/adapters/azure/backup-service/arm-backup-service.js';
import { REDACTED } from '../../../../../src/core/redaction/redactor.js';
import { QUOTED_FORMS } from '../../../../fixtures/quoted-forms.js';
import { createScriptedChannel, ENDPOINT, type ScriptedAnswer } from '../../../../doubles/scripted-client.js';

const PROVIDER = '3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10';
const ID = '1f3a9c2e-0000-4000-8000-000000000001';
const BASE = `${ENDPOINT}/subscriptions/${PROVIDER}/resourceGroups/system.seattle/providers/Microsoft.Backup.Admin/backupLocations`;
const LOCATION = `${BASE}/seattle`;
const VERSION = '?api-version=2018-09-01';
const SETTINGS = {
  path: '\\\\nas01.contoso.example\\azs',
  userName: 'CONTOSO\\svc',
  frequencyHours: 8,
  retentionDays: 7,
  schedulerEnabled: true,
};

/** As recorded. Source: REST reference, section 9.1. */
const STORE = {
  path: SETTINGS.path,
  userName: SETTINGS.userName,
  password: null,
  encryptionCertBase64: null,
  encryptionCertThumbprint: 'A'.repeat(40),
  backupFrequencyInHours: 8,
  backupRetentionPeriodInDays: 7,
  isBackupSchedulerEnabled: true,
  availableCapacity: '1.00 TB',
  nextBackupTime: '2020-02-20T09:23:55.2345678Z',
  lastBackupTime: null,
};
const resource = (store: object) => ({
  id: 'x',
  name: 'seattle',
  location: 'seattle',
  properties: { externalStoreDefault: store },
});
const BACKUP_INFO = {
  backupDataVersion: '1.0.1',
  backupId: ID.toUpperCase(),
  roleStatus: [{ roleName: 'NRP', status: 'Succeeded' }],
  status: 'Succeeded',
  createdDateTime: '2020-02-20T01:23:55.1234567Z',
  timeTakenToCreate: 'PT6M35.345912S',
  stampVersion: '1.1910.0.58',
  oemVersion: null,
  deploymentID: '7D6F0B1C-2A33-4C77-9F5E-1B2C3D4E5F60',
  encryptionCertThumbprint: 'a'.repeat(40),
  completelyUploaded: true,
  isAutomaticBackup: false,
  isCloudRecoveryReady: true,
};
const BACKUP = {
  name: `seattle/${ID}`,
  type: 'Microsoft.Backup.Admin/backupLocations/backups',
  properties: { backupInfo: BACKUP_INFO },
};
const PARSED = {
  backupId: ID,
  status: 'Succeeded',
  createdAt: new Date('2020-02-20T01:23:55.123Z'),
  durationMs: 395_346,
  deploymentId: '7d6f0b1c-2a33-4c77-9f5e-1b2c3d4e5f60',
  thumbprint: 'A'.repeat(40),
  automatic: false,
  cloudRecoveryReady: true,
  roles: [{ roleName: 'NRP', status: 'Succeeded' }],
};
const running = (address: string, retryAfter: string, more = {}): ScriptedAnswer => ({
  status: 202,
  headers: { location: address, 'retry-after': retryAfter, ...more },
});

function connect(script: readonly ScriptedAnswer[], limitMs = 3_600_000) {
  const { channel, clock, requests, waits } = createScriptedChannel(script);
  const target = createArmTarget({
    identity: {
      adminEndpoint: ENDPOINT,
      userEndpoint: ENDPOINT,
      region: 'seattle',
      domain: 'azs.contoso.example',
      providerSubscriptionId: PROVIDER,
      identitySystem: 'aad',
      homeTenantId: PROVIDER,
      principalId: undefined,
    },
    admin: channel,
    user: channel,
    openVault: () => Promise.reject(new TypeError('no vault was expected')),
    polling: { clock, limitMs },
  });
  const asked = () => requests.map(({ method, url }) => `${method} ${url}`);
  const bodies = () =>
    requests.map(({ body }): unknown => (typeof body === 'string' ? JSON.parse(body) : body));
  return { service: createBackupService(target), asked, bodies, waits };
}

describe('the location', () => {
  it('is read as recorded', async () => {
    const { service, asked } = connect([{ status: 200, body: resource(STORE) }]);
    expect(await service.readLocation()).toEqual({
      ...SETTINGS,
      thumbprint: 'A'.repeat(40),
      availableCapacity: '1.00 TB',
      nextBackupAt: new Date('2020-02-20T09:23:55.234Z'),
      lastBackupAt: null,
    });
    expect(asked()).toEqual([`GET ${LOCATION}${VERSION}`]);
  });

  it.each([{}, { path: '', userName: '', encryptionCertThumbprint: '' }, { path: null }])(
    'has no share and the defaults where the store says %j',
    async (store) => {
      const { service } = connect([{ status: 200, body: resource(store) }]);
      expect(await service.readLocation()).toMatchObject({
        path: null,
        userName: null,
        thumbprint: null,
        frequencyHours: 12,
        retentionDays: 7,
        schedulerEnabled: false,
      });
    },
  );

  it('is not there, and others are', async () => {
    const { service } = connect([
      { status: 404, body: { error: { code: 'ResourceNotFound', message: 'x' } } },
      { status: 200, body: { value: [{ name: 'seattle/tacoma' }, { name: 'portland' }], nextLink: null } },
    ]);
    expect(await service.readLocation()).toBeUndefined();
    expect(await service.listLocations()).toEqual(['tacoma', 'portland']);
  });
});

describe('a write', () => {
  it('sends every setting, no secret that stays, and nothing empty', async () => {
    const { service, asked, bodies, waits } = connect([
      running(`${LOCATION}/operationResults/1${VERSION}`, '5'),
      running(`${LOCATION}/operationResults/1${VERSION}`, '5'),
      { status: 200, body: resource(STORE) },
    ]);
    await service.writeLocation(SETTINGS, {});
    expect(asked()).toEqual([
      `PUT ${LOCATION}${VERSION}`,
      `GET ${LOCATION}/operationResults/1${VERSION}`,
      `GET ${LOCATION}/operationResults/1${VERSION}`,
    ]);
    expect(waits).toEqual([5000, 5000]);
    expect(bodies()[0]).toEqual({
      location: 'seattle',
      properties: {
        externalStoreDefault: {
          path: SETTINGS.path,
          userName: SETTINGS.userName,
          backupFrequencyInHours: 8,
          backupRetentionPeriodInDays: 7,
          isBackupSchedulerEnabled: true,
        },
      },
    });
  });

  it('sends password and certificate where they are given', async () => {
    const { service, bodies } = connect([{ status: 200, body: resource(STORE) }]);
    await service.writeLocation(
      { ...SETTINGS, path: null, userName: null },
      { password: 'p', certificate: new Uint8Array([1, 2, 3]) },
    );
    expect(bodies()[0]).toEqual({
      location: 'seattle',
      properties: {
        externalStoreDefault: {
          password: 'p',
          encryptionCertBase64: 'AQID',
          backupFrequencyInHours: 8,
          backupRetentionPeriodInDays: 7,
          isBackupSchedulerEnabled: true,
        },
      },
    });
  });

  it.each<readonly [string, readonly ScriptedAnswer[], string]>([
    ['is refused', [{ status: 400, body: { error: { code: 'BadRequest', message: 'no' } } }], 'PARTIAL'],
    [
      'may not be made',
      [{ status: 403, body: { error: { code: 'AuthorizationFailed' } } }],
      'PERMISSION_MISSING',
    ],
    [
      'is accepted and fails',
      [
        running(`${LOCATION}/operationResults/1`, '5'),
        { status: 200, body: { status: 'Failed', error: { code: 'A', message: 'the share refuses' } } },
      ],
      'PARTIAL',
    ],
    [
      'never ends',
      Array.from({ length: 9 }, () => running(`${LOCATION}/operationResults/1`, '5')),
      'TARGET_UNREACHABLE',
    ],
  ])('that %s throws, and tells no password', async (_what, script, code) => {
    const { service } = connect(script, 20_000);
    const error: unknown = await service
      .writeLocation(SETTINGS, { password: 'canary-password' })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).not.toContain('canary-password');
    expect(String(error)).not.toContain('canary-password');
  });
});

describe('a backup on demand', () => {
  const POLL = `${LOCATION}/operationResults/${ID}`;

  it('has the id of its operation, waits as it is told, and ends with its resource', async () => {
    const { service, asked, bodies, waits } = connect([
      running(POLL, '60'),
      running(POLL, '60'),
      { status: 200, body: BACKUP },
    ]);
    const started = await service.startBackup();
    expect({ backupId: started.backupId, asked: asked() }).toEqual({
      backupId: ID,
      asked: [`POST ${LOCATION}/createBackup${VERSION}`],
    });
    expect(await started.finish()).toEqual(PARSED);
    expect(waits).toEqual([60_000, 60_000]);
    expect(bodies()[0]).toBeUndefined();
  });

  it('is LOCKED out by another one', async () => {
    const { service, asked } = connect([
      { status: 409, body: { error: { code: 'Conflict', message: 'x' } } },
    ]);
    await expect(service.startBackup()).rejects.toMatchObject({ code: 'LOCKED' });
    expect(asked()).toHaveLength(1);
  });

  it.each([{ status: 503 }, { lost: 'ECONNRESET' }])('is never asked for twice: %j', async (answer) => {
    const { service, asked } = connect([answer]);
    await expect(service.startBackup()).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
    expect(asked()).toHaveLength(1);
  });
});

describe('why backups fail', () => {
  const HEALTH = `${ENDPOINT}/subscriptions/${PROVIDER}/resourceGroups/system.seattle/providers/Microsoft.InfrastructureInsights.Admin/regionHealths/seattle/alerts`;
  const alert = (title: string, minute: number, over: object = {}) => ({
    properties: {
      title,
      state: 'Active',
      lastUpdatedTimestamp: `2020-02-20T01:${minute}:00.0000000Z`,
      description: [{ text: 'It is full.', type: 'Text' }],
      impactedResourceId: '/x/providers/Microsoft.Backup.Admin/backupLocations/seattle',
      ...over,
    },
  });

  it('is what its newest active alert says that explains a failure', async () => {
    const faultTypeId = (name: string) => ({ faultTypeId: `AzureStack.BackupController.${name}Fault` });
    const value = [
      alert('Skipped.', 50, faultTypeId('BackupSkippedWithFailedOperation')),
      alert('Switched off.', 51, faultTypeId('BackupSchedulerPaused')),
      alert('Only a warning.', 52, { severity: 'Warning' }),
      alert('Older.', 10),
      alert('Newest.', 20, { ...faultTypeId('BackupShareCapacity'), severity: 'Critical' }),
      alert('Closed.', 30, { state: 'Closed' }),
      alert('Another service.', 40, { impactedResourceId: '/x/providers/Microsoft.Compute.Admin/y' }),
    ];
    const { service, asked } = connect([{ status: 200, body: { value } }]);
    expect(await service.readFailure()).toBe('Newest. It is full.');
    expect(asked()).toEqual([`GET ${HEALTH}?api-version=2016-05-01`]);
  });

  it.each(Object.entries(QUOTED_FORMS))(
    'is told without the password of the share, said back %s',
    async (...form) => {
      const said = form[1]('canary-share-7d21');
      const { service } = connect([
        { status: 400, body: { error: { code: said, message: said } } },
        { status: 200, body: { value: [alert(said, 10, { description: [{ text: said, type: 'Text' }] })] } },
      ]);
      const error: unknown = await service
        .writeLocation(SETTINGS, { password: 'canary-share-7d21' })
        .catch((thrown: unknown) => thrown);
      const reason = await service.readFailure();
      expect(error).toMatchObject({ code: 'PARTIAL' });
      expect(reason).toContain(REDACTED);
      const told = [String(error), JSON.stringify(error), String(reason)].join(' ');
      expect(told).not.toContain(said);
      expect(told).not.toContain('canary-share');
    },
  );

  it.each([{ status: 200, body: { value: [] } }, { status: 403 }, { status: 404 }, { status: 400 }])(
    'is not known after %j',
    async (answer) => {
      expect(await connect([answer]).service.readFailure()).toBeUndefined();
    },
  );
});

describe('lists and clean-ups', () => {
  it.each(['../../x', '\u001b[2J', `${ID}/x`, `{${ID}}`, '', 'latest', `${ID}\u202e`, '\ud800'])(
    'passes over a backup whose id is %j',
    async (backupId) => {
      const named = { ...BACKUP, properties: { backupInfo: { ...BACKUP_INFO, backupId } } };
      const unnamed = { name: `seattle/${backupId}`, properties: { backupInfo: {} } };
      const { service } = connect([{ status: 200, body: { value: [named, unnamed, BACKUP] } }]);
      expect((await service.listBackups()).map((backup) => backup.backupId)).toEqual([ID]);
    },
  );

  it('reads the list of backups and single ones', async () => {
    const { service, asked } = connect([
      { status: 200, body: { value: [BACKUP, { name: 'no info' }], nextLink: null } },
      { status: 200, body: BACKUP },
      { status: 404 },
    ]);
    expect(await service.listBackups()).toEqual([PARSED]);
    expect(await service.readBackup(ID)).toEqual(PARSED);
    expect(await service.readBackup(ID)).toBeUndefined();
    expect(asked().slice(0, 2)).toEqual([
      `GET ${LOCATION}/backups${VERSION}`,
      `GET ${LOCATION}/backups/${ID}${VERSION}`,
    ]);
  });

  it.each([
    ['dryRun', { operationType: 'DryRun' }],
    ['delete', {}],
  ] as const)('prunes: %s', async (mode, body) => {
    const address = `${LOCATION}/operationResults/1`;
    const more = { 'azure-asyncoperation': `${address}?IsAsyncOperation=1` };
    const { service, asked, bodies } = connect([
      running(address, '60', more),
      { status: 200, body: { status: 'Succeeded', properties: { pathsToDelete: ['a', 'b'] } } },
    ]);
    expect(await service.prune(mode)).toEqual(['a', 'b']);
    expect(asked()).toEqual([
      `POST ${LOCATION}/pruneExternalStore${VERSION}`,
      `GET ${address}?IsAsyncOperation=1`,
    ]);
    expect(bodies()[0]).toEqual(body);
  });

  it('does not take a clean-up that tells nothing for one that had nothing to do', async () => {
    const { service } = connect([{ status: 200, body: { status: 'Succeeded' } }]);
    await expect(service.prune('dryRun')).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
  });
});
