import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTOSO } from '../../samples/generator/contoso/cloud.js';
import { sampleKeyFile } from '../../samples/generator/stable-values.js';
import { captureFrom } from '../../src/app/capture/capture-set.js';
import { startController as startPackaged } from '../../src/app/controller/controller-package.js';
import { createServiceShare } from '../../src/app/controller/service-share.js';
import { SUBSCRIPTIONS_DATABASE } from '../../src/backup-set/names/portable-repositories.js';
import { verifyBackups } from '../../src/app/share/verify-backups.js';
import { startController } from '../../src/controller/index.js';
import { stringAt, valueAt } from '../../src/controller/wire/request-fields.js';
import { BackupCloud, listShare, readSampleCertificate, TAKES_MS } from './backup-cloud.js';
import {
  captureOptions,
  company,
  context,
  DEPLOYMENT,
  describeDifferences,
  KEYS,
  PORTS,
  readCaptured,
  restoreInto,
} from './captured-cloud.js';
import { connectController, stoppedClock, TestCloud } from './controller-cloud.js';
import { MoodyShare } from './moody-share.js';

const PASSWORD = sampleKeyFile('TEST-ONLY-password.txt');
const OLD_PFX = sampleKeyFile('TEST-ONLY-backup-2022.pfx');
const KEY_FILE = sampleKeyFile('TEST-ONLY-legacy-key.txt');

/** Differences in what the database does not tell, and in what follows from it. */
const UNTOLD =
  /^(offer .*: properties\.(state|addonPlans)|.*: (properties\.)?externalReferenceId|acquiredPlan .*: only left)/;

describe('a backup that the controller makes of itself', () => {
  let path = '';
  const clouds: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'restack-export-'));
  });

  afterEach(async () => {
    await Promise.all(clouds.splice(0).map((cloud) => cloud.close()));
    await rm(path, { recursive: true, force: true });
  });

  async function start(options: Parameters<typeof startController>[0] = {}): Promise<BackupCloud> {
    const cloud = await BackupCloud.start({
      backupShare: new MoodyShare().share,
      seed: company,
      ...options,
      // The seed leaves the entry of the home directory to the deployment.
      deployment: { ...DEPLOYMENT, ...options.deployment },
    });
    clouds.push(cloud);
    return cloud;
  }

  async function stop(cloud: BackupCloud): Promise<void> {
    clouds.splice(clouds.indexOf(cloud), 1);
    await cloud.close();
  }

  async function configure(cloud: BackupCloud, year: 2022 | 2023 = 2023) {
    return cloud.configure({ path, encryptionCertBase64: await readSampleCertificate(year) });
  }

  async function backUp(cloud: BackupCloud): Promise<string> {
    const done = await cloud.backUp();
    expect(stringAt(done.body, 'properties.backupInfo.status')).toBe('Succeeded');
    return stringAt(done.body, 'properties.backupInfo.backupId') ?? '';
  }

  const verify = (backup: string, keys: { certFiles?: readonly string[]; keyFile?: string }) =>
    verifyBackups(
      {
        share: path,
        backups: [backup],
        level: 'content',
        certFiles: [],
        certPasswordFiles: [PASSWORD],
        ...keys,
      },
      context,
    );

  it('is ready for a recovery and verifies to its last record', async () => {
    const cloud = await start({ backupShare: createServiceShare() });
    await configure(cloud);
    const backupId = await backUp(cloud);
    const { catalog, records, problems } = await readCaptured(path, backupId);
    expect(problems).toEqual([]);
    expect(catalog).toMatchObject({
      findings: [],
      sets: [
        {
          backupId,
          automatic: false,
          status: 'Succeeded',
          cloudRecoveryReady: true,
          layout: 'progressive',
          stampVersion: '1.2301.0.55',
          encryption: { mode: 'certificate' },
          store: join(path, 'MASBackup'),
          findings: [],
        },
      ],
    });
    expect(catalog.sets[0]?.chains.flatMap(({ snapshots }) => snapshots.map(({ type }) => type))).toEqual(
      Array.from({ length: 14 }, () => 'Full'),
    );
    expect(records?.subscription).toHaveLength(company.subscription?.length ?? 0);
  });

  it('holds disabled secrets too, and all versions', async () => {
    const cloud = await start();
    await configure(cloud);
    const { records } = await readCaptured(path, await backUp(cloud));
    const disabled = (company.secret ?? []).filter(
      (secret) => valueAt(secret, 'attributes.enabled') === false,
    );
    const found = (records?.secret ?? []).filter(({ attributes }) => attributes?.enabled === false);
    expect(records?.secret).toHaveLength(company.secret?.length ?? 0);
    expect(disabled.length).toBeGreaterThan(0);
    expect(found.map(({ value }) => value)).toEqual(disabled.map((secret) => stringAt(secret, 'value')));
  });

  it('holds what a capture of the same cloud holds', async () => {
    const controller = await startController({
      deployment: DEPLOYMENT,
      region: 'seattle',
      clock: stoppedClock,
      backupShare: new MoodyShare().share,
      seed: company,
    });
    clouds.push(controller);
    const cloud = new BackupCloud(await TestCloud.over(controller));
    await configure(cloud);
    const backupId = await backUp(cloud);
    const target = await connectController(controller);
    const own = await mkdtemp(join(tmpdir(), 'restack-capture-'));
    try {
      const { result } = await captureFrom({ source: target, ...PORTS }, await captureOptions(own), context);
      const captured = (await readCaptured(own, result.backupId)).records;
      const exported = (await readCaptured(path, backupId)).records;
      if (captured === undefined || exported === undefined) throw new Error('a set does not verify');
      expect(describeDifferences(exported, captured, CONTOSO.homeTenantId)).toEqual([]);
    } finally {
      target.close();
      await rm(own, { recursive: true, force: true });
    }
  });

  it('with a database comes back as it was, but for what the database does not tell', async () => {
    /** The records of a set that a cloud makes of itself, in a folder of its own. */
    const exportAll = async (name: string, cloud: BackupCloud) => {
      const own = join(path, name);
      await mkdir(own);
      await cloud.configure({ path: own, encryptionCertBase64: await readSampleCertificate(2023) });
      const read = await readCaptured(own, await backUp(cloud));
      if (read.records === undefined) throw new Error(`the set in ${name} does not verify`);
      return { ...read, records: read.records };
    };
    const backupShare = createServiceShare(undefined, { database: true });
    await mkdir(join(path, 'again'));
    const { catalog, records, problems } = await exportAll('database', await start({ backupShare }));
    const { records: whole } = await exportAll('portable', await start());
    expect(catalog.sets).toMatchObject([{ cloudRecoveryReady: true, findings: [] }]);
    const names = catalog.sets[0]?.chains.map(({ repositoryName }) => repositoryName) ?? [];
    expect(names).toContain(SUBSCRIPTIONS_DATABASE);
    expect(names.filter((name) => /;(Plans|Offers|Subscriptions)$/.test(name))).toEqual([]);
    expect(new Set(problems)).toEqual(new Set(['DATABASE_LEFT_OUT', 'DATABASE_UNTOLD']));

    const restored = await startController({ deployment: DEPLOYMENT, region: 'seattle' });
    clouds.push(restored);
    const target = await connectController(restored);
    try {
      const { problems: left } = await restoreInto(target, records);
      const failed = left.filter(({ bucket }) => bucket === 'failed' || bucket === 'readBack');
      // How many of an add-on may be acquired is not told, and the default is one.
      expect(failed.map(({ kind }) => kind)).toEqual(['acquiredPlan']);
      const ports = { source: target, ...PORTS };
      const { result } = await captureFrom(ports, await captureOptions(join(path, 'again')), context);
      const again = (await readCaptured(join(path, 'again'), result.backupId)).records;
      if (again === undefined) throw new Error('what was restored does not verify');
      const differing = describeDifferences(whole, again, CONTOSO.homeTenantId);
      expect(differing.filter((line) => !UNTOLD.test(line))).toEqual([]);
      expect(differing).toContainEqual(expect.stringMatching(/offer-gold: properties.state/));
    } finally {
      target.close();
    }
  });

  it('is made of the moment at which it was started', async () => {
    const cloud = await start();
    await configure(cloud);
    const accepted = await cloud.createBackup();
    await cloud.call(
      'PUT',
      `/subscriptions/${cloud.cloud.controller.providerSubscriptionId}/providers/Microsoft.Network.Admin/locations/seattle/quotas/too-late?api-version=2015-06-15`,
      { properties: {} },
    );
    cloud.advance(TAKES_MS.backup);
    await cloud.call('GET', accepted.headers.location ?? '');
    const { records } = await readCaptured(path, 'latest');
    expect(records?.networkQuota.map(({ id }) => id).filter((id) => id.endsWith('too-late'))).toEqual([]);
  });

  it('on a schedule says that it was automatic', async () => {
    const cloud = await start();
    await configure(cloud);
    cloud.advance(13 * 3_600_000);
    const [backup] = await cloud.listBackups();
    const { catalog } = await readCaptured(path, 'latest');
    expect(backup).toMatchObject({ isAutomaticBackup: true, status: 'Succeeded' });
    expect(catalog.sets).toMatchObject([{ backupId: backup?.['backupId'], automatic: true }]);
  });

  it('leaves no plaintext, no marker and no temporary name behind', async () => {
    const cloud = await start();
    await configure(cloud);
    await backUp(cloud);
    const names = await readdir(path, { recursive: true });
    const files = await Promise.all(
      names
        .filter((name) => /\.\w+$/.test(name))
        .map((name) => readFile(join(path, name)).catch(() => Buffer.alloc(0))),
    );
    const secrets = (company.secret ?? []).map((secret) => stringAt(secret, 'value') ?? '');
    expect(names.filter((name) => /restack|tmp/i.test(name))).toEqual([]);
    expect(secrets.filter((secret) => files.some((bytes) => bytes.includes(secret)))).toEqual([]);
    expect(secrets.length).toBeGreaterThan(0);
  });

  it('stays encrypted for the certificate of its time', async () => {
    const cloud = await start();
    await configure(cloud, 2022);
    const older = await backUp(cloud);
    await configure(cloud, 2023);
    const newer = await backUp(cloud);
    expect((await verify(older, { certFiles: [OLD_PFX] })).outcome).toBeUndefined();
    expect((await verify(newer, KEYS)).outcome).toBeUndefined();
    expect((await verify(newer, { certFiles: [OLD_PFX] })).outcome).toBe('NO_KEY');
    expect((await verify(older, KEYS)).outcome).toBe('NO_KEY');
  });

  describe('of a cloud that was updated from 1811', () => {
    it('opens with the key, until there is a certificate, from which no way leads back', async () => {
      const backupKey = (await readFile(KEY_FILE, 'utf8')).trim();
      const cloud = await start({ updatedFrom1811: true, deployment: { backupKey } });
      await cloud.configure({ path });
      const older = await backUp(cloud);
      const { catalog } = await readCaptured(path, older);
      expect(catalog.sets).toMatchObject([{ encryption: { mode: 'key', thumbprint: null }, findings: [] }]);
      expect((await verify(older, { keyFile: KEY_FILE })).outcome).toBeUndefined();
      await configure(cloud);
      const newer = await backUp(cloud);
      const back = await cloud.put({ encryptionKeyBase64: backupKey });
      expect(back.status).toBe(400);
      expect((await verify(newer, KEYS)).outcome).toBeUndefined();
      expect((await verify(newer, { keyFile: KEY_FILE })).outcome).toBe('NO_KEY');
      expect((await verify(older, { keyFile: KEY_FILE })).outcome).toBeUndefined();
    });

    it('has a key of 64 letters of its own, which no reply shows', async () => {
      const cloud = await start({ updatedFrom1811: true });
      const { backupKey = '' } = cloud.cloud.controller;
      const done = await cloud.configure({ path });
      const keyFile = join(path, 'key.txt');
      await writeFile(keyFile, backupKey);
      expect(Buffer.from(backupKey, 'base64').toString('latin1')).toMatch(/^[A-Za-z]{64}$/);
      expect((await verify(await backUp(cloud), { keyFile })).outcome).toBeUndefined();
      expect(done.text).not.toContain(backupKey);
      expect(stringAt(done.body, 'properties.externalStoreDefault.encryptionCertThumbprint')).toBeUndefined();
    });
  });

  describe('and its state file', () => {
    it('keep settings, list and schedule', async () => {
      const stateFile = join(path, 'state.json');
      const first = await start({ stateFile });
      await configure(first);
      const backupId = await backUp(first);
      const before = await first.readStore();
      const list = await first.listBackups();
      await stop(first);
      const second = await start({ stateFile });
      expect(await second.readStore()).toEqual(before);
      expect(await second.listBackups()).toEqual(list);
      second.advance(13 * 3_600_000);
      const ids = (await second.listBackups()).map((backup) => stringAt(backup, 'backupId') ?? '');
      expect(ids).toHaveLength(2);
      expect(await listShare(path)).toEqual(ids.toSorted());
      expect(ids[0]).toBe(backupId);
    });

    it('know of a backup that was under way at the end whether its set was written', async () => {
      const stateFile = join(path, 'state.json');
      const moody = new MoodyShare();
      const first = await start({ stateFile, backupShare: moody.share });
      await configure(first);
      await first.createBackup();
      await stop(first);
      const second = await start({ stateFile, backupShare: moody.share });
      expect(await second.listBackups()).toMatchObject([{ status: 'Succeeded' }]);
      moody.mood = 'full';
      await second.createBackup();
      await stop(second);
      const third = await start({ stateFile, backupShare: moody.share });
      expect(await third.listBackups()).toMatchObject([{ status: 'Succeeded' }, { status: 'Failed' }]);
      expect(await listShare(path)).toHaveLength(1);
      expect((await third.createBackup()).status).toBe(202);
    });
  });

  it('is forgotten with a reset, and remembered with a dump', async () => {
    const cloud = await start();
    await configure(cloud);
    await backUp(cloud);
    const fresh = await start();
    const store = await cloud.readStore();
    const list = await cloud.listBackups();
    const dump: unknown = JSON.parse(JSON.stringify(cloud.control.dump()));
    cloud.control.reset();
    expect(await cloud.listBackups()).toEqual([]);
    expect(valueAt(await cloud.readStore(), 'properties.externalStoreDefault.path')).toBeUndefined();
    cloud.advance(13 * 3_600_000);
    expect(await cloud.listBackups()).toEqual([]);
    fresh.control.load(dump);
    expect(await fresh.listBackups()).toEqual(list);
    expect(valueAt(await fresh.readStore(), 'properties')).toEqual(valueAt(store, 'properties'));
    expect(await listShare(path)).toHaveLength(1);
  });

  it('needs no options in the package, and a share in the bare controller', async () => {
    const packaged = new BackupCloud(
      await TestCloud.over(await startPackaged({ region: 'seattle', clock: stoppedClock })),
    );
    const bare = new BackupCloud(await TestCloud.start());
    clouds.push(packaged, bare);
    expect((await configure(packaged)).status).toBe(200);
    expect((await configure(bare)).status).toBe(400);
    expect(await readdir(path)).toEqual([]);
  });
});
