import { describe, expect, it } from 'vitest';
import { listPassedOver } from '../../../../src/backup-set/catalog/passed-over.js';
import {
  parseSnapshotMetadata,
  formatSnapshotMetadata,
} from '../../../../src/backup-set/metadata/snapshot-metadata.js';
import { formatCaptureMarkerName } from '../../../../src/backup-set/names/capture-names.js';
import {
  healthyShare,
  id,
  QUOTA,
  setOf,
  ShareBuilder,
  STAMP,
  stemOf,
  timeOf,
} from '../../../fixtures/share-builder.js';

const OTHER_DEPLOYMENT = '5d2f7c11-0f0e-4b5e-9a31-2f5f6a7b8c9d';

describe('the sets that latest passed over', () => {
  it('are the newer ones, each with its worst reason', async () => {
    const share = healthyShare();
    share.remove(`${stemOf(3, 'Progressive_C')}.zip`);
    share.info(9, { Status: 'Running' });
    const catalog = await share.catalog();
    const passed = listPassedOver(catalog, setOf(catalog, 2));
    expect(passed).toMatchObject([
      { backupId: id(9), createdAt: timeOf(9), status: 'Running', code: 'SET_EMPTY' },
      { backupId: id(3), createdAt: timeOf(3), status: 'PartialSucceeded', code: 'DATA_FILE_MISSING' },
    ]);
    expect(passed[1]?.reason).toContain(QUOTA);
    expect(passed[1]?.reason).toContain('(and 1 more)');
  });

  /** Lets nothing be read of the newest set, as far as its metadata goes. */
  const HIDINGS: Readonly<Record<string, (share: ShareBuilder) => ShareBuilder>> = {
    'whose metadata are empty': (share) => empty(share, /xml$/),
    'whose metadata are gone': (share) => removeAll(share, /xml$/),
    'of which BackupInfo is left, emptied': (share) =>
      empty(removeAll(share, /Progressive_C\.(?:xml|zip)$/), /BackupInfo\.xml$/),
    'that a marker calls an unfinished capture': (share) =>
      share.put(`progressivebackup/${STAMP}/${formatCaptureMarkerName(timeOf(0), id(3))}`),
  };

  function listOwn(share: ShareBuilder, pattern: RegExp): readonly string[] {
    return [...share.files.keys()].filter((path) => path.includes(id(3)) && pattern.test(path));
  }
  function empty(share: ShareBuilder, pattern: RegExp): ShareBuilder {
    for (const path of listOwn(share, pattern)) share.put(path);
    return share;
  }
  function removeAll(share: ShareBuilder, pattern: RegExp): ShareBuilder {
    for (const path of listOwn(share, pattern)) share.remove(path);
    return share;
  }

  it.each(Object.entries(HIDINGS))('are those too %s: too little to be listed as a set', async (_, hide) => {
    const catalog = await hide(healthyShare()).catalog();
    expect(catalog.sets.map(({ backupId }) => backupId)).toEqual([id(2), id(1)]);
    const passed = listPassedOver(catalog, setOf(catalog, 2));
    expect(passed).toMatchObject([{ backupId: id(3), createdAt: timeOf(3) }]);
    const older = { ...catalog, unread: catalog.unread.map((one) => ({ ...one, takenAt: timeOf(1) })) };
    expect(listPassedOver(older, setOf(catalog, 2))).toEqual([]);
    const elsewhere = { ...catalog, unread: catalog.unread.map((one) => ({ ...one, store: '/other' })) };
    expect(listPassedOver(elsewhere, setOf(catalog, 2))).toEqual([]);
  });

  it('are those too that say they are of another deployment, and have no chain that bears it out', async () => {
    const share = healthyShare();
    for (const path of listOwn(share, /C\.xml$/)) {
      const { metadata } = parseSnapshotMetadata(share.files.get(path) ?? Buffer.of(), path);
      share.put(path, formatSnapshotMetadata({ ...metadata, DeploymentID: OTHER_DEPLOYMENT }));
    }
    const catalog = await share.catalog();
    expect(setOf(catalog, 3)).toMatchObject({ deploymentId: OTHER_DEPLOYMENT, chains: [] });
    expect(listPassedOver(catalog, setOf(catalog, 2))).toMatchObject([{ backupId: id(3) }]);
    const other = new ShareBuilder().registrations();
    other.backup(2).backup(3).info(2);
    const two = await other.catalog();
    const foreign = {
      ...two,
      sets: two.sets.map((set, index) => (index === 0 ? { ...set, deploymentId: OTHER_DEPLOYMENT } : set)),
    };
    expect(listPassedOver(foreign, setOf(two, 2))).toEqual([]);
  });

  it('are none where the newest one is taken', async () => {
    const catalog = await healthyShare().catalog();
    expect(listPassedOver(catalog, setOf(catalog, 3))).toEqual([]);
  });

  it('say their status where no finding says why', async () => {
    const { sets } = await healthyShare().catalog();
    const [newest, second] = sets;
    if (newest === undefined || second === undefined) throw new Error('too few sets');
    const unready = { ...newest, cloudRecoveryReady: false, status: 'Deleted' } as const;
    const passed = listPassedOver({ sets: [unready, second], unread: [] }, second);
    expect(passed).toMatchObject([{ code: null, status: 'Deleted' }]);
  });
});
