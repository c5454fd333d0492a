import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectsAt, stringAt, stringsAt, valueAt } from '../../src/controller/wire/request-fields.js';
import type { ClientReply } from '../fixtures/controller-client.js';
import {
  ALERTS,
  BackupCloud,
  listShare,
  LOCATION,
  readSampleCertificate,
  TAKES_MS,
  VERSION,
  CHROMIUM,
  measurePage,
} from './backup-cloud.js';
import { like, membersOf } from './controller-cloud.js';
import { MoodyShare } from './moody-share.js';

const THUMBPRINT = '4B29C9535C52B5C2293EAE2F741B7E383B3BE921';
const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const SEVEN_DIGITS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/;

/** Every fact of the REST reference, section 9, that is marked [REC]. */
describe('backups on the wire', () => {
  let cloud: BackupCloud;
  let path = '';
  let certificate = '';
  const moody = new MoodyShare();

  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'restack-contract-'));
    certificate = await readSampleCertificate(2023);
    cloud = await BackupCloud.start({ backupShare: moody.share });
  });

  afterAll(async () => {
    await cloud.close();
    await rm(path, { recursive: true, force: true });
  });

  const get = (url: string) => cloud.call('GET', url + VERSION);
  const follow = (reply: ClientReply) => cloud.call('GET', reply.headers.location ?? '');

  describe('before anything is configured', () => {
    it('shows what a deployment begins with', async () => {
      const reply = await get(LOCATION);
      expect(reply.body).toEqual({
        id: LOCATION,
        name: 'seattle',
        type: 'Microsoft.Backup.Admin/backupLocations',
        location: 'seattle',
        tags: {},
        properties: {
          externalStoreDefault: {
            path: null,
            userName: null,
            password: null,
            encryptionCertBase64: null,
            encryptionCertThumbprint: null,
            backupFrequencyInHours: 12,
            backupRetentionPeriodInDays: 7,
            isBackupSchedulerEnabled: true,
            availableCapacity: null,
            nextBackupTime: null,
            lastBackupTime: null,
          },
        },
      });
      expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(reply.headers['www-authenticate']).toMatch(/^Negotiate /);
    });

    it('starts no backup', async () => {
      const reply = await cloud.createBackup();
      expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([
        400,
        'BackupLocationNotConfigured',
      ]);
      expect(reply.headers.location).toBeUndefined();
      expect(await cloud.listBackups()).toEqual([]);
    });

    it.each([LOCATION.replace('system.seattle', 'rg'), LOCATION.replace(/seattle$/, 'nowhere')])(
      'knows no location at %s',
      async (url) => {
        expect((await get(url)).status).toBe(404);
      },
    );
  });

  describe('backupLocations PUT', () => {
    it.each([
      ['a frequency below 4 hours', { backupFrequencyInHours: 3 }],
      ['a frequency above 12 hours', { backupFrequencyInHours: 13 }],
      ['a retention below 2 days', { backupRetentionPeriodInDays: 1 }],
      ['a retention above 14 days', { backupRetentionPeriodInDays: 15 }],
      ['a user without a domain', { userName: 'svc-backup' }],
      ['an empty path', { path: '' }],
      ['a symmetric key', { encryptionKeyBase64: 'QUJD' }],
      ['what is no certificate', { encryptionCertBase64: 'QUJD' }],
    ])('refuses %s', async (_what, store) => {
      const before = await cloud.readStore();
      const reply = await cloud.put({ path, ...store });
      expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([400, 'BadRequest']);
      expect(await cloud.readStore()).toEqual(before);
    });

    it('refuses a certificate with something behind it', async () => {
      const bytes = Buffer.concat([Buffer.from(certificate, 'base64'), Buffer.from('PRIVATE KEY')]);
      const reply = await cloud.put({ path, encryptionCertBase64: bytes.toString('base64') });
      expect(reply.status).toBe(400);
    });

    it('accepts with a Location only, asks to wait 5 seconds, and ends with the resource', async () => {
      const store = {
        path,
        userName: 'CONTOSO\\svc-azsbackup',
        password: 'not-shown',
        encryptionCertBase64: certificate,
        backupFrequencyInHours: 8,
      };
      const accepted = await cloud.put(store);
      expect(accepted.status).toBe(202);
      expect(accepted.text).toBe('');
      expect(accepted.headers['retry-after']).toBe('5');
      expect(accepted.headers['azure-asyncoperation']).toBeUndefined();
      const url = new RegExp(
        `^https://adminmanagement\\.seattle\\.localhost:\\d+${LOCATION}/operationResults/${GUID}\\?api-version=2018-09-01$`,
      );
      expect(accepted.headers.location).toMatch(url);
      const running = await follow(accepted);
      expect([running.status, running.text]).toEqual([202, '']);
      cloud.advance(TAKES_MS.configure);
      const done = await follow(accepted);
      expect(done.status).toBe(200);
      expect(done.headers['content-type']).toBe('application/json');
      expect(done.body).toEqual((await get(LOCATION)).body);
      expect(valueAt(done.body, 'properties.externalStoreDefault')).toMatchObject({
        path,
        userName: store.userName,
        password: null,
        encryptionCertBase64: null,
        encryptionCertThumbprint: THUMBPRINT,
        backupFrequencyInHours: 8,
        backupRetentionPeriodInDays: 7,
        availableCapacity: like.text(/^\d+\.\d\d [KMGT]B$/),
        nextBackupTime: like.text(SEVEN_DIGITS),
      });
      expect(done.text + JSON.stringify(cloud.control.dump())).not.toContain('not-shown');
    });

    it('merges: what a body leaves out stays', async () => {
      const before = valueAt(await cloud.readStore(), 'properties.externalStoreDefault');
      const done = await cloud.configure({
        backupFrequencyInHours: 12,
        backupRetentionPeriodInDays: 6,
        isBackupSchedulerEnabled: false,
      });
      const after = valueAt(done.body, 'properties.externalStoreDefault');
      expect(after).toMatchObject({
        path,
        userName: stringAt(before, 'userName'),
        encryptionCertThumbprint: THUMBPRINT,
        backupFrequencyInHours: 12,
        backupRetentionPeriodInDays: 6,
        isBackupSchedulerEnabled: false,
      });
    });

    it('fails, and changes nothing, when the share does not answer', async () => {
      const before = await cloud.readStore();
      moody.mood = 'gone';
      const done = await cloud.configure({ backupRetentionPeriodInDays: 5 });
      moody.mood = 'well';
      expect(done.status).toBe(400);
      expect(done.body).toEqual({
        properties: { provisioningState: 'Failed' },
        error: { code: 'BackupShareNotAccessible', message: like.text(/./) },
      });
      expect(await cloud.readStore()).toEqual(before);
    });

    it('lists the one location, nextLink null', async () => {
      const { body } = await get(LOCATION.replace(/\/seattle$/, ''));
      expect(membersOf(body)).toEqual(['value', 'nextLink']);
      expect(body).toMatchObject({ value: [{ name: 'seattle' }], nextLink: null });
    });
  });

  describe('createBackup', () => {
    let accepted: ClientReply;
    let backupId = '';
    let startedMs = 0;

    it('accepts without a body; the operation is named after the backup', async () => {
      startedMs = cloud.nowMs;
      accepted = await cloud.createBackup();
      backupId = new RegExp(`operationResults/(${GUID})`).exec(accepted.headers.location ?? '')?.[1] ?? '';
      expect([accepted.status, accepted.text, accepted.headers['retry-after']]).toEqual([202, '', '60']);
      expect(accepted.headers['azure-asyncoperation']).toBeUndefined();
      expect(await cloud.listBackups()).toMatchObject([{ backupId, status: 'Running' }]);
    });

    it('takes no second one meanwhile', async () => {
      const reply = await cloud.createBackup();
      expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([409, 'BackupInProgress']);
      expect(await cloud.listBackups()).toHaveLength(1);
    });

    it('polls with 202, no body, and both headers again', async () => {
      const running = await follow(accepted);
      expect([running.status, running.text]).toEqual([202, '']);
      expect(running.headers).toMatchObject({ location: accepted.headers.location, 'retry-after': '60' });
    });

    it('ends with the backup, its key and its sizes', async () => {
      cloud.advance(TAKES_MS.backup);
      const done = await follow(accepted);
      expect([done.status, done.headers['content-type']]).toEqual([200, 'application/json']);
      expect(done.body).toMatchObject({
        id: `${LOCATION}/backups/${backupId}`,
        name: `seattle/${backupId}`,
        type: 'Microsoft.Backup.Admin/backupLocations/backups',
        location: 'seattle',
        tags: {},
      });
      const info = valueAt(done.body, 'properties.backupInfo');
      expect(info).toMatchObject({
        backupId,
        status: 'Succeeded',
        createdDateTime: like.text(SEVEN_DIGITS),
        timeTakenToCreate: 'PT395.346S',
        stampVersion: '1.2301.0.55',
        oemVersion: null,
        deploymentID: like.text(new RegExp(`^${GUID}$`)),
        encryptionCertThumbprint: THUMBPRINT,
        completelyUploaded: true,
        isAutomaticBackup: false,
        isCloudRecoveryReady: true,
        encryptedBackupEncryptionKey: like.text(/^[A-Za-z0-9+/]{300,}=*$/),
      });
      // It is dated by its end.
      expect(Date.parse(stringAt(info, 'createdDateTime') ?? '') - startedMs).toBe(TAKES_MS.backup);
      expect(Number(valueAt(info, 'backupSizeInKb'))).toBeGreaterThan(0);
      expect(Number(valueAt(info, 'compressedBackupSizeInKb'))).toBeGreaterThan(0);
      expect(objectsAt(info, 'roleStatus').map(({ status }) => status)).not.toContain('Failed');
      expect(await listShare(path)).toEqual([backupId]);
    });

    it('leaves key and sizes out of lists and single reads', async () => {
      const [listed] = await cloud.listBackups();
      const single = await get(`${LOCATION}/backups/${backupId}`);
      expect(valueAt(single.body, 'properties.backupInfo')).toEqual(listed);
      const names = membersOf(listed).filter((name) => /key|size/i.test(name));
      expect(names).toEqual([]);
      expect(stringAt(single.body, 'name')).toBe(`seattle/${backupId}`);
      expect(stringAt(await cloud.readStore(), 'properties.externalStoreDefault.lastBackupTime')).toBe(
        stringAt(listed, 'createdDateTime'),
      );
    });

    it('lists with nextLink null, and honours $top and $skip', async () => {
      const all = await get(`${LOCATION}/backups`);
      const none = await cloud.call('GET', `${LOCATION}/backups${VERSION}&$top=10&$skip=1`);
      expect(membersOf(all.body)).toEqual(['value', 'nextLink']);
      expect([valueAt(all.body, 'nextLink'), objectsAt(none.body, 'value')]).toEqual([undefined, []]);
    });

    it('is blocked while the cloud is updated', async () => {
      const { stateEndpoint, stateToken } = cloud.cloud.controller;
      const update = (isUpdating: boolean) =>
        cloud.cloud.client.send({
          method: 'PUT',
          url: `${stateEndpoint}/update`,
          token: stateToken,
          json: { isUpdating },
        });
      await update(true);
      const refused = await cloud.createBackup();
      await update(false);
      expect([refused.status, stringAt(refused.body, 'error.code')]).toEqual([409, 'UpdateInProgress']);
      expect(await cloud.listBackups()).toHaveLength(1);
    });
  });

  describe('a backup that fails', () => {
    it.each([
      ['full', 'Backup failed because the file share is out of capacity.'],
      ['read-only', 'Backup failed due to authentication issue.'],
      ['gone', 'Backup failed due to a fault in the path.'],
    ] as const)('on a share that is %s says so, and leaves nothing there', async (mood, title) => {
      const before = await listShare(path);
      const known = await cloud.listBackups();
      moody.mood = mood;
      const done = await cloud.backUp();
      moody.mood = 'well';
      expect(done.status).toBe(200);
      expect(valueAt(done.body, 'properties.backupInfo')).toMatchObject({
        status: 'Failed',
        completelyUploaded: false,
        isCloudRecoveryReady: false,
      });
      expect((await cloud.listBackups()).length).toBe(known.length + 1);
      expect(await listShare(path)).toEqual(before);
      const { body } = await cloud.call('GET', `${ALERTS}?api-version=2016-05-01`);
      const [alert] = objectsAt(body, 'value').filter(
        ({ properties }) => stringAt(properties, 'title') === title,
      );
      expect(alert).toMatchObject({
        id: `${ALERTS}/${stringAt(alert, 'properties.alertId') ?? ''}`,
        name: `seattle/${stringAt(alert, 'properties.alertId') ?? ''}`,
        type: 'Microsoft.InfrastructureInsights.Admin/regionHealths/alerts',
        properties: {
          state: 'Active',
          severity: 'Critical',
          closedTimestamp: '0001-01-01T00:00:00Z',
          faultHash: '',
          faultId: like.text(new RegExp(`^${GUID}$`)),
          faultTypeId: like.text(/^AzureStack\.BackupController\.[A-Za-z]+Fault$/),
          impactedResourceId: LOCATION.replace('backupLocations/seattle', ''),
          impactedResourceDisplayName: 'Infrastructure backup',
          preview: 'False',
          hasValidRemediationAction: false,
          remediationHistory: {},
          description: [{ type: 'Text' }],
          remediation: [{ type: 'Text' }],
        },
      });
      expect(membersOf(valueAt(alert, 'properties'))).not.toContain('serviceRegistrationId');
    });

    it('is seen on the status page, with its reason', async () => {
      const { text } = await cloud.cloud.client.send({ url: `${cloud.cloud.controller.adminEndpoint}/` });
      expect(text).toContain('<strong>Backup failed due to a fault in the path.</strong>');
      expect(text.match(/<td>on demand<\/td><td>Failed<\/td>/g)).toHaveLength(3);
      expect(text).toContain(path);
    });

    it.skipIf(CHROMIUM === undefined).each([320, 1280])(
      `lets nothing of that page run off %i pixels${CHROMIUM === undefined ? ' (skipped: no Chromium)' : ''}`,
      async (width) => {
        const { ends, scrollWidth } = await measurePage(cloud.cloud.controller.adminEndpoint, width);
        expect([ends.length > 50, Math.max(...ends, scrollWidth) <= width]).toEqual([true, true]);
      },
    );

    it('is forgotten with the next one that succeeds', async () => {
      const done = await cloud.backUp();
      const { body } = await cloud.call('GET', `${ALERTS}?api-version=2016-05-01`);
      expect(stringAt(done.body, 'properties.backupInfo.status')).toBe('Succeeded');
      const states = objectsAt(body, 'value').map(({ properties }) => stringAt(properties, 'state'));
      expect(states).toEqual(['Closed', 'Closed', 'Closed']);
    });
  });

  describe('pruneExternalStore', () => {
    const prune = (json: unknown) => cloud.call('POST', `${LOCATION}/pruneExternalStore${VERSION}`, json);

    it('names both URLs, and what it would delete, without deleting', async () => {
      const [oldest] = (await cloud.listBackups()).filter(({ status }) => status === 'Succeeded');
      // The scheduler is off, so that nothing else deletes.
      cloud.advance(8 * 24 * 3_600_000);
      const before = await listShare(path);
      const accepted = await prune({ operationType: 'DryRun' });
      expect([accepted.status, accepted.headers['retry-after']]).toEqual([202, '60']);
      const asyncUrl = `${accepted.headers.location ?? ''}&IsAsyncOperation=1`;
      expect(accepted.headers['azure-asyncoperation']).toBe(asyncUrl);
      expect((await follow(accepted)).status).toBe(202);
      cloud.advance(TAKES_MS.prune);
      const result = await follow(accepted);
      const status = await cloud.call('GET', asyncUrl);
      expect(membersOf(result.body)).toEqual(['id', 'name', 'type', 'location', 'tags', 'properties']);
      expect(result.body).toMatchObject({
        id: cloud.location,
        name: 'seattle',
        type: 'Microsoft.Backup.Admin/backupLocations',
      });
      expect(membersOf(status.body)).toEqual(['status', 'id', 'name', 'properties']);
      expect(status.body).toMatchObject({ status: 'Succeeded', id: cloud.location, name: 'seattle' });
      const paths = valueAt(result.body, 'properties.pathsToDelete');
      expect(valueAt(status.body, 'properties.pathsToDelete')).toEqual(paths);
      // BackupInfo, and two files for each of fourteen repositories. Of two sets the newer one is kept.
      expect(paths).toHaveLength(29);
      const others = stringsAt({ paths }, 'paths').filter(
        (file) => !file.includes(stringAt(oldest, 'backupId') ?? '?'),
      );
      expect(others).toEqual([]);
      const absolute = stringsAt({ paths }, 'paths').filter(
        (file) => !file.startsWith('masbackup/progressivebackup/1.2301.0.55/'),
      );
      expect(absolute).toEqual([]);
      expect(await listShare(path)).toEqual(before);
    });

    it('deletes exactly that by default', async () => {
      const before = await listShare(path);
      const accepted = await prune({});
      cloud.advance(TAKES_MS.prune);
      const result = await follow(accepted);
      const after = await listShare(path);
      expect(valueAt(result.body, 'properties.pathsToDelete')).toHaveLength(29);
      expect([before.length, after.length]).toEqual([2, 1]);
      const listed = (await cloud.listBackups()).map(({ backupId }) => backupId);
      expect(listed).toEqual(after);
    });

    it('takes no other mode', async () => {
      expect((await prune({ operationType: 'Everything' })).status).toBe(400);
    });
  });

  describe('restore', () => {
    const restore = (backupId: string, json: unknown) =>
      cloud.call('POST', `${LOCATION}/backups/${backupId}/restore${VERSION}`, json);
    const key = { decryptionCertBase64: 'QUJD', decryptionCertPassword: 'x' };

    it('is refused: this cloud is not being recovered', async () => {
      const [backup] = await cloud.listBackups();
      const reply = await restore(stringAt(backup, 'backupId') ?? '', key);
      expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([409, 'CloudRecoveryModeRequired']);
      expect(reply.headers.location).toBeUndefined();
    });

    it('knows no other backup, and wants certificate and password', async () => {
      const [backup] = await cloud.listBackups();
      const unknown = await restore('5f6a7285-76dd-4080-aa37-39234c3a4332', key);
      const bare = await restore(stringAt(backup, 'backupId') ?? '', {});
      expect([unknown.status, bare.status]).toEqual([404, 400]);
    });
  });

  it('knows no other operation', async () => {
    const reply = await get(`${LOCATION}/operationResults/5f6a7285-76dd-4080-aa37-39234c3a4332`);
    expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([404, 'OperationNotFound']);
  });
});
