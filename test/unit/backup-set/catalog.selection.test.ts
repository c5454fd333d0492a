import { describe, expect, it } from 'vitest';
import { listPassedOver } from '../../../src/backup-set/catalog/passed-over.js';
import {
  parseSnapshotMetadata,
  formatSnapshotMetadata,
} from '../../../src/backup-set/metadata/snapshot-metadata.js';
import { formatCaptureMarkerName } from '../../../src/backup-set/names/capture-names.js';
import {
  healthyShare,
  id,
  QUOTA,
  setOf,
  ShareBuilder,
  STAMP,
  stemOf,
  timeOf,
  DEPLOYMENT,
  ESSENTIAL,
} from '../../fixtures/share-builder.js';
import type { BackupSet, Catalog } from '../../../src/backup-set/catalog.js';
import {
  listDeployments,
  selectBackupSet,
  selectDeployment,
} from '../../../src/backup-set/catalog/select-set.js';
import { EMPTY_GUID } from '../../../src/core/guid.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';

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

const OTHER = 'a0000000-1111-4ee7-a4ed-4dd3f1a6b3c2';
const share = new ShareBuilder().registrations();
share
  .backup(1)
  .backup(2)
  .backup(3, { repositories: ESSENTIAL.slice(1) });
const catalog = await share.catalog();
const template = setOf(catalog, 2);

function catalogOf(...sets: Partial<BackupSet>[]): Catalog {
  return { sets: sets.map((set) => ({ ...template, ...set })), unread: [], snapshots: [], findings: [] };
}

function failure(select: () => unknown): RestackError {
  try {
    select();
  } catch (error) {
    if (error instanceof RestackError) return error;
    throw error;
  }
  throw new Error('expected a failure');
}

describe('selectBackupSet', () => {
  it.each([
    ['an id', id(3), 3],
    ['an id in upper case', id(3).toUpperCase(), 3],
    ['white space around', ` ${id(1)} `, 1],
    ['latest, which must be ready', 'latest', 2],
    ['latest in another case', 'Latest', 2],
  ])('takes %s', (_name, selector, n) => {
    expect(selectBackupSet(catalog, selector).backupId).toBe(id(n));
  });

  it('takes an unambiguous start of four characters', () => {
    const two = catalogOf({ backupId: 'aaaa1111-52e5-4ee7-a4ed-000000000001' }, { backupId: id(1) });
    expect(selectBackupSet(two, 'AAAA').backupId).toBe('aaaa1111-52e5-4ee7-a4ed-000000000001');
    expect(failure(() => selectBackupSet(two, 'aaa')).code).toBe('USAGE');
    expect(failure(() => selectBackupSet(two, '')).code).toBe('USAGE');
  });

  it('refuses an ambiguous start and lists the candidates', () => {
    const error = failure(() => selectBackupSet(catalog, id(1).slice(0, 8)));
    expect(error.code).toBe('USAGE');
    expect(error.hints).toHaveLength(3);
    expect(error.details['candidates']).toHaveLength(3);
  });

  it('refuses an unknown id, and names the nearest', () => {
    const sets = catalogOf({ backupId: 'ffff0000-0000-4000-8000-000000000000' }, { backupId: id(7) });
    const error = failure(() => selectBackupSet(sets, `${id(7).slice(0, -1)}f`));
    expect(error.code).toBe('NOT_FOUND');
    expect(error.hints[0]).toContain(id(7));
    expect(failure(() => selectBackupSet(catalogOf(), 'abcd')).code).toBe('NOT_FOUND');
  });

  it('refuses one id in two stores, and tells how to say which', () => {
    const sets = catalogOf({ store: '/a/MASBackup' }, { store: '/b/MASBackup' });
    for (const selector of [template.backupId, 'latest']) {
      const error = failure(() => selectBackupSet(sets, selector));
      expect(error.code).toBe('USAGE');
      expect(error.hints).toEqual([
        'restack list --share "/a/MASBackup"',
        'restack list --share "/b/MASBackup"',
      ]);
    }
  });

  it('does not guess between deployments', () => {
    const sets = catalogOf({ deploymentId: OTHER, backupId: id(9) }, {});
    const error = failure(() => selectBackupSet(sets, 'latest'));
    expect(error.code).toBe('USAGE');
    expect(error.hints).toEqual([
      expect.stringContaining(`--deployment ${OTHER.slice(0, 8)}   # newest set `),
      expect.stringContaining(`--deployment ${DEPLOYMENT.slice(0, 8)}   # newest set `),
    ]);
    expect(selectBackupSet(sets, 'latest', { deploymentId: DEPLOYMENT.toUpperCase() }).backupId).toBe(id(2));
    expect(selectBackupSet(sets, 'latest', { deploymentId: 'a000' }).backupId).toBe(id(9));
    expect(selectBackupSet(sets, id(9)).deploymentId).toBe(OTHER);
    expect(failure(() => selectBackupSet(sets, id(9), { deploymentId: DEPLOYMENT })).code).toBe('NOT_FOUND');
  });

  it('knows no latest where nothing is ready', () => {
    expect(failure(() => selectBackupSet(catalogOf({ cloudRecoveryReady: false }), 'latest')).code).toBe(
      'NOT_FOUND',
    );
    expect(failure(() => selectBackupSet(catalogOf(), 'latest')).code).toBe('NOT_FOUND');
  });

  it('ignores sets that do not tell their deployment when it looks for several', () => {
    const sets = catalogOf({ deploymentId: EMPTY_GUID, cloudRecoveryReady: false, backupId: id(9) }, {});
    expect(selectBackupSet(sets, 'latest').backupId).toBe(id(2));
  });
});

describe('selectDeployment', () => {
  const sets = catalogOf(
    { deploymentId: OTHER },
    {},
    { deploymentId: 'a0000001-1111-4ee7-a4ed-4dd3f1a6b3c2' },
  );

  it('keeps the sets of one deployment', () => {
    expect(selectDeployment(sets)).toHaveLength(3);
    expect(selectDeployment(sets, `{${OTHER}}`)).toHaveLength(1);
    expect(listDeployments(sets.sets)).toEqual([OTHER, DEPLOYMENT, 'a0000001-1111-4ee7-a4ed-4dd3f1a6b3c2']);
  });

  it.each([
    ['', 'NOT_FOUND'],
    ['b', 'NOT_FOUND'],
    ['a000', 'USAGE'],
  ])('refuses "%s"', (deployment, code) => {
    expect(failure(() => selectDeployment(sets, deployment)).code).toBe(code);
  });
});
