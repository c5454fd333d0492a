import { describe, expect, it } from 'vitest';
import { readCatalog } from '../../../../src/backup-set/catalog/read-catalog.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import {
  chainOf,
  codesOf,
  DATA_FILE_BYTES,
  DEPLOYMENT,
  ESSENTIAL,
  healthyShare,
  id,
  MINIMUM,
  QUOTA,
  registrationsOf,
  setOf,
  ShareBuilder,
  STAMP,
  stemOf,
  THUMBPRINT,
  timeOf,
} from '../../../fixtures/share-builder.js';

describe('a healthy share', () => {
  it('lists its sets, newest first, with their chains', async () => {
    const catalog = await healthyShare().catalog();
    expect(catalog.findings).toEqual([]);
    expect(catalog.sets.map(({ backupId }) => backupId)).toEqual([id(3), id(2), id(1)]);
    const set = setOf(catalog, 3);
    expect(set.findings).toEqual([]);
    expect(set).toMatchObject({
      status: 'Succeeded',
      cloudRecoveryReady: true,
      layout: 'progressive',
      stampVersion: STAMP,
      deploymentId: DEPLOYMENT,
      createdAt: timeOf(3),
      encryption: { mode: 'certificate', thumbprint: THUMBPRINT },
      sizeBytes: DATA_FILE_BYTES * 3 * ESSENTIAL.length,
      store: '/share/MASBackup',
    });
    expect(set.chains.map(({ repositoryName }) => repositoryName)).toEqual(ESSENTIAL.toSorted());
    for (const { snapshots } of set.chains) {
      expect(snapshots.map(({ backupId }) => backupId)).toEqual([id(1), id(2), id(3)]);
      expect(snapshots.map(({ type }) => type)).toEqual(['Full', 'Progressive', 'Progressive']);
    }
  });

  it('matches names without regard to case', async () => {
    const share = new ShareBuilder();
    for (const [path, bytes] of healthyShare().files) share.put(path.toUpperCase(), bytes);
    const catalog = await share.catalog();
    expect(catalog.findings).toEqual([]);
    expect(catalog.sets.map(codesOf)).toEqual([[], [], []]);
  });

  it('uses Progressives between contemporaneous backups', async () => {
    const share = new ShareBuilder().registrations(registrationsOf(MINIMUM)).others(1).others(3);
    share.snapshot({ n: 1 });
    share.snapshot({ n: 2, type: 'Progressive', previous: id(1), full: id(1), contemporaneous: false });
    share.snapshot({ n: 3, type: 'Progressive', previous: id(2), full: id(1) });
    share.info(1);
    share.info(3);
    const catalog = await share.catalog();
    expect(catalog.sets.map(({ backupId }) => backupId)).toEqual([id(3), id(1)]);
    expect(chainOf(setOf(catalog, 3)).snapshots).toHaveLength(3);
    expect(setOf(catalog, 3).findings).toEqual([]);
  });

  it('reads snapshot ids after a repository name', async () => {
    const share = new ShareBuilder().registrations(registrationsOf(MINIMUM)).others(1).others(2);
    share.snapshot({ n: 1, previous: `${QUOTA}_${id(0).replaceAll(/[^-]/g, '0')}` });
    share.snapshot({
      n: 2,
      type: 'Progressive',
      previous: `${QUOTA}_${id(1)}`,
      full: `${QUOTA}_${id(1).toUpperCase()}`,
    });
    share.info(2);
    share.info(1);
    const catalog = await share.catalog();
    expect(setOf(catalog, 2).findings).toEqual([]);
    expect(chainOf(setOf(catalog, 2)).snapshots).toHaveLength(2);
  });

  it('lists legacy sets beside progressive ones', async () => {
    const catalog = await healthyShare().legacy(0).catalog();
    expect(catalog.findings).toEqual([]);
    const set = setOf(catalog, 0);
    expect(set).toMatchObject({
      layout: 'legacy',
      status: 'Succeeded',
      cloudRecoveryReady: true,
      encryption: { mode: 'key', thumbprint: null },
      stampVersion: '1.1811.0.101',
    });
    expect(codesOf(set)).toEqual(['INFO_MISSING']);
    expect(set.chains.every(({ snapshots }) => snapshots.length === 1)).toBe(true);
  });

  it('keeps stamp versions, stores and deployments apart', async () => {
    const other = 'a0000000-1111-4ee7-a4ed-4dd3f1a6b3c2';
    const share = healthyShare();
    share.registrations(undefined, '1.2306.0.1');
    share.backup(9, { stamp: '1.2306.0.1' });
    const second = new ShareBuilder().registrations(registrationsOf(MINIMUM));
    for (const repository of MINIMUM)
      second.snapshot({ n: 5, repository, metadata: { DeploymentID: other } });
    const catalog = await readCatalog([share.store('/a/MASBackup'), second.store('/b/MASBackup')]);
    expect(catalog.sets.map(({ backupId }) => backupId)).toEqual([id(9), id(5), id(3), id(2), id(1)]);
    expect(setOf(catalog, 9)).toMatchObject({ stampVersion: '1.2306.0.1', store: '/a/MASBackup' });
    expect(setOf(catalog, 5)).toMatchObject({
      deploymentId: other,
      store: '/b/MASBackup',
      cloudRecoveryReady: true,
    });
  });

  it('reports progress over every metadata file', async () => {
    const advances: number[] = [];
    let total = 0;
    const outcomes: string[] = [];
    await readCatalog([healthyShare().store()], {
      progress: {
        begin(_title, options) {
          total = options?.total ?? 0;
          const advance = (done: number) => advances.push(done);
          return { advance, note() {}, end: (outcome) => outcomes.push(outcome) };
        },
      },
    });
    expect(total).toBe(3 * ESSENTIAL.length + 3 + 1);
    expect(advances.at(-1)).toBe(total);
    expect(outcomes).toEqual(['done']);
  });
});

describe('what lies on the share', () => {
  it('names foreign files once per folder and opens none', async () => {
    const share = healthyShare()
      .put('desktop.ini')
      .put('notes/a.txt')
      .put('notes/b.txt')
      .put('progressivebackup/old copy/registrations.json')
      .put(`progressivebackup/${STAMP}/readme.txt`)
      .put(`progressivebackup/${STAMP}/${QUOTA}/202301171931_x_Full_C.zip`)
      .put(`progressivebackup/${STAMP}/${QUOTA}/202313321931_${id(1)}_Full_C.zip`)
      .put('201807060646/not-a-guid/BackupInfo.xml')
      .put('201813060646/x/BackupInfo.xml');
    share.unopened.push('link');
    const { findings } = await share.catalog();
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['FOREIGN_FILE']));
    expect(findings.map(({ file }) => file)).toEqual([
      'desktop.ini',
      'notes',
      'progressivebackup/old copy',
      `progressivebackup/${STAMP}/readme.txt`,
      `progressivebackup/${STAMP}/${QUOTA}/202301171931_x_Full_C.zip`,
      `progressivebackup/${STAMP}/${QUOTA}/202313321931_${id(1)}_Full_C.zip`,
      '201807060646/not-a-guid',
      '201813060646',
      'link',
    ]);
  });

  it('reports folders that cannot be read', async () => {
    const share = healthyShare();
    share.unreadable.push({ path: 'progressivebackup/1.2306.0.1', reason: 'EACCES' });
    expect(await share.catalog()).toMatchObject({
      findings: [{ code: 'FOLDER_UNREADABLE', file: 'progressivebackup/1.2306.0.1', backupId: null }],
    });
  });

  it('reports names that differ only by case', async () => {
    const share = healthyShare();
    const path = `${stemOf(3, 'Progressive_C')}.xml`;
    share.put(path.replace('.xml', '.XML'), share.files.get(path));
    const catalog = await share.catalog();
    expect(codesOf(catalog)).toEqual(['SNAPSHOT_MISMATCH']);
    expect(codesOf(setOf(catalog, 3))).toEqual([]);
  });

  it('uses the default list without registrations.json', async () => {
    const catalog = await healthyShare().remove(`progressivebackup/${STAMP}/registrations.json`).catalog();
    expect(codesOf(catalog)).toEqual(['REGISTRATIONS_MISSING']);
    expect(catalog.sets.map((set) => set.cloudRecoveryReady)).toEqual([true, true, true]);
    expect(catalog.sets.map(codesOf)).toEqual([[], [], []]);
  });

  it.each([
    ['no JSON', '{'],
    ['an object', '{}'],
    ['a wrong type', '[{"repositoryName":5}]'],
    ['nothing', '[]'],
    ['nothing essential', '[{"repositoryName":"a;b;c;d","essentialForCloudRecovery":false}]'],
    ['bytes that are no text', Buffer.from([0x5b, 0xc3, 0x28])],
  ])('uses the default list where registrations.json holds %s', async (_name, content) => {
    const catalog = await healthyShare()
      .put(`progressivebackup/${STAMP}/registrations.json`, content)
      .catalog();
    expect(codesOf(catalog)).toEqual(['REGISTRATIONS_INVALID']);
    expect(setOf(catalog, 3).cloudRecoveryReady).toBe(true);
  });

  it('reports a metadata file that vanished or is refused, and goes on', async () => {
    const share = healthyShare();
    const store = share.store();
    const gone = `${stemOf(3, 'Progressive_C')}.xml`;
    const listing = await store.list();
    share.remove(gone);
    const catalog = await readCatalog([
      { ...store, location: '', list: async () => listing, readFile: (p, l) => store.readFile(p, l) },
    ]);
    expect(codesOf(setOf(catalog, 3))).toContain('FOLDER_UNREADABLE');
    expect(setOf(catalog, 3)).toMatchObject({ cloudRecoveryReady: false, status: 'PartialSucceeded' });
    expect(setOf(catalog, 2).cloudRecoveryReady).toBe(true);
  });

  /** The catalog of a share from which some files vanish once it was listed: all whose paths hold one of the texts. */
  async function readWhileGoing(texts: readonly string[]) {
    const share = healthyShare();
    const store = share.store();
    const listing = await store.list();
    const isGoing = (path: string) => texts.some((text) => path.includes(text));
    const files = listing.files.filter(({ path }) => !path.endsWith('.zip') || !isGoing(path));
    const details = { scope: 'file', reason: 'ENOENT' };
    return readCatalog([
      {
        location: '',
        list: async () => ({ ...listing, files }),
        openStream: (path) => store.openStream(path),
        readFile: async (path, limit) => {
          if (!isGoing(path)) return store.readFile(path, limit);
          throw new RestackError('SHARE_UNREACHABLE', 'gone', { details });
        },
      },
    ]);
  }

  it('says nothing of a set that retention takes away while the share is read', async () => {
    const { sets, findings } = await readWhileGoing([id(3)]);
    expect(sets.map(({ backupId }) => backupId)).not.toContain(id(3));
    expect(findings).toEqual([]);
    expect(sets.map(codesOf)).toEqual([[], []]);
  });

  it('counts what is gone since it was listed as if it had never been there', async () => {
    const stem = stemOf(3, 'Progressive_C');
    const goneMetadata = await readWhileGoing([`${stem}.xml`]);
    expect(codesOf(setOf(goneMetadata, 3))).toContain('METADATA_MISSING');
    const goneRegistrations = await readWhileGoing(['registrations.json']);
    expect(codesOf(goneRegistrations)).toEqual(['REGISTRATIONS_MISSING']);
  });

  it('fails when the store itself fails', async () => {
    const share = healthyShare();
    for (let n = 4; n < 60; n++) share.backup(n, { fullAt: 1 });
    const store = share.store();
    let reads = 0;
    const failing = {
      location: store.location,
      list: () => store.list(),
      openStream: (path: string) => store.openStream(path),
      readFile: async (path: string, limit: number) => {
        reads += 1;
        const isFailing = reads === 3;
        await new Promise((resolve) => setImmediate(resolve));
        if (isFailing)
          return Promise.reject(
            new RestackError('SHARE_UNREACHABLE', 'gone', { details: { scope: 'store' } }),
          );
        return store.readFile(path, limit);
      },
    };
    await expect(readCatalog([failing])).rejects.toMatchObject({ code: 'SHARE_UNREACHABLE' });
    expect(reads).toBeLessThan(150);
  });

  it('lists nothing on an empty store', async () => {
    expect(await new ShareBuilder().catalog()).toEqual({ sets: [], unread: [], snapshots: [], findings: [] });
  });
});

describe('one backup id in two places', () => {
  it('makes two sets, and each says so', async () => {
    const catalog = await readCatalog([healthyShare().store('/a'), healthyShare().store('/b')]);
    expect(catalog.sets).toHaveLength(6);
    expect(catalog.sets.map(codesOf)).toEqual(Array.from({ length: 6 }, () => ['SET_DUPLICATE']));
  });
});

describe('a legacy set', () => {
  it('lies in the folder of its id', async () => {
    const share = new ShareBuilder().legacy(1, { metadata: { BackupId: id(2) } });
    const set = setOf(await share.catalog(), 1);
    expect(codesOf(set)).toContain('SNAPSHOT_MISMATCH');
    expect(set.chains).toEqual([]);
  });

  it('may be encrypted with a certificate', async () => {
    const metadata = { EncryptedBackupEncryptionKey: 'AAAA', EncryptionCertThumbprint: THUMBPRINT };
    const set = setOf(await new ShareBuilder().legacy(1, { metadata }).catalog(), 1);
    expect(set.encryption).toEqual({ mode: 'certificate', thumbprint: THUMBPRINT });
  });
});
