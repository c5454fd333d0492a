import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/core/errors/finding.js';
import {
  PORTABLE_REPOSITORIES,
  SUBSCRIPTIONS_DATABASE,
} from '../../../../src/backup-set/names/portable-repositories.js';
import type { BackupInfo } from '../../../../src/schema/generated/types.js';
import {
  codesOf,
  DATA_FILE_BYTES,
  ESSENTIAL,
  id,
  MINIMUM,
  QUOTA,
  registrationsOf,
  setOf,
  ShareBuilder,
  timeOf,
} from '../../../fixtures/share-builder.js';

const GROUPS = 'WAS;Microsoft.Resources;-;ResourceGroups';
const IN_DATABASE = ESSENTIAL.filter((name) => /;(?:Plans|Offers|Subscriptions)$/.test(name));
const others = (names: readonly string[], ...without: readonly string[]) =>
  names.filter((name) => !without.includes(name));

function missingOf({ findings }: { readonly findings: readonly Finding[] }): readonly string[] {
  const missing = findings.filter(({ code }) => code === 'REPOSITORY_MISSING');
  return missing.map(({ repository }) => repository ?? '').toSorted();
}

/** The statuses of repositories, each in a role that says nothing against it. */
function statesOf(
  statuses: Readonly<Record<string, 'Succeeded' | 'PartialSucceeded' | 'Failed' | 'Skipped'>>,
) {
  const RepositoryStatus = Object.entries(statuses).map(([FullRepositoryName, Status]) => ({
    FullRepositoryName,
    Status,
  }));
  const RoleStatus: BackupInfo['RoleStatus'] = [
    { RoleName: 'Any', Status: 'PartialSucceeded', RepositoryStatus },
  ];
  return { RoleStatus };
}

describe('the floor', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['nothing', [], MINIMUM],
    ['a repository of the tool', [QUOTA], others(MINIMUM, QUOTA)],
    ['a repository that nobody knows', [QUOTA, 'X;Y;-;Z'], others(MINIMUM, QUOTA)],
    ['one that is portable and essential', [IN_DATABASE[0] ?? ''], others(ESSENTIAL, IN_DATABASE[0] ?? '')],
    ['one that is portable and not essential', [GROUPS], ESSENTIAL],
    [
      'a portable one, with the database',
      [GROUPS, SUBSCRIPTIONS_DATABASE],
      others(ESSENTIAL, ...IN_DATABASE),
    ],
  ])('of a set with %s', async (_name, repositories, missing) => {
    const share = new ShareBuilder().backup(1, { repositories: [...repositories, 'A;B;-;C'] });
    const set = setOf(await share.catalog(), 1);
    expect(missingOf(set)).toEqual(missing.toSorted());
    expect(set.cloudRecoveryReady).toBe(false);
  });

  it('of a set whose only portable repository cannot be used is that of portable sets', async () => {
    const share = new ShareBuilder().backup(1, { repositories: MINIMUM });
    share.snapshot({ n: 1, repository: GROUPS, leaveOut: 'data' });
    expect(missingOf(setOf(await share.catalog(), 1))).toEqual(
      others(ESSENTIAL, ...MINIMUM, ...IN_DATABASE).toSorted(),
    );
  });

  it.each([
    ['registrations.json', (share: ShareBuilder) => share.registrations(registrationsOf([QUOTA], [GROUPS]))],
    ['BackupInfo', (share: ShareBuilder) => void share.info(2, statesOf({ [GROUPS]: 'Failed' }))],
    ['an earlier set', (share: ShareBuilder) => share.backup(1, { repositories: [...MINIMUM, GROUPS] })],
  ])('of portable sets holds where %s alone speaks of one', async (_name, speak) => {
    const share = new ShareBuilder().backup(2, { repositories: MINIMUM });
    speak(share);
    expect(missingOf(setOf(await share.catalog(), 2))).toEqual(
      others(ESSENTIAL, ...MINIMUM, ...IN_DATABASE).toSorted(),
    );
  });

  it('is what Microsoft needs for a legacy set of Microsoft, which registers nothing', async () => {
    const share = new ShareBuilder().legacy(1, { repositories: MINIMUM });
    expect(setOf(await share.catalog(), 1)).toMatchObject({ cloudRecoveryReady: true, status: 'Succeeded' });
  });

  it('is raised by what registrations.json registers as essential, and by nothing that it denies', async () => {
    const share = new ShareBuilder().registrations(registrationsOf(['X;Y;-;Z'], ESSENTIAL));
    share.backup(1, { repositories: others(ESSENTIAL, QUOTA) });
    const set = setOf(await share.catalog(), 1);
    expect(missingOf(set)).toEqual([QUOTA, 'X;Y;-;Z']);
    expect([...set.essential].toSorted()).toEqual(
      [...ESSENTIAL, 'X;Y;-;Z'].map((name) => name.toLowerCase()).toSorted(),
    );
  });

  it('shows the database as essential where it stands in for others', async () => {
    const share = new ShareBuilder().backup(1, {
      repositories: [...others(ESSENTIAL, ...IN_DATABASE), SUBSCRIPTIONS_DATABASE],
    });
    const set = setOf(await share.catalog(), 1);
    expect(set.cloudRecoveryReady).toBe(true);
    expect(set.essential).toContain(SUBSCRIPTIONS_DATABASE.toLowerCase());
  });

  it('lets the three stand in for the database that earlier sets hold, and not for one that is registered', async () => {
    const share = new ShareBuilder().backup(1, { repositories: [...ESSENTIAL, SUBSCRIPTIONS_DATABASE] });
    share.backup(2);
    expect(setOf(await share.catalog(), 2)).toMatchObject({ cloudRecoveryReady: true });
    share.registrations(registrationsOf([SUBSCRIPTIONS_DATABASE]));
    expect(missingOf(setOf(await share.catalog(), 2))).toEqual([SUBSCRIPTIONS_DATABASE]);
  });
});

describe('a repository that BackupInfo claims', () => {
  it.each(['Succeeded', 'PartialSucceeded'] as const)(
    'as %s is missing where nothing of it is there',
    async (said) => {
      const share = new ShareBuilder().backup(1);
      share.info(1, {
        ...statesOf({ 'X;Y;-;Z': said }),
        Status: 'PartialSucceeded',
        IsCloudRecoveryReady: false,
      });
      const set = setOf(await share.catalog(), 1);
      expect(codesOf(set)).toEqual(['REPOSITORY_MISSING']);
      expect(set).toMatchObject({ cloudRecoveryReady: false, status: 'PartialSucceeded' });
      expect(set.essential).not.toContain('x;y;-;z');
    },
  );

  it('stays claimed, whatever a later BackupInfo file of the set says', async () => {
    const share = new ShareBuilder().backup(1);
    const first = share.info(1, { ...statesOf({ 'X;Y;-;Z': 'Succeeded' }), IsCloudRecoveryReady: false });
    share.put(first.replace(/_BackupInfo/, '_1_BackupInfo'), share.files.get(first));
    share.info(1, { CreatedDateTime: timeOf(2).toISOString() });
    const set = setOf(await share.catalog(), 1);
    expect(codesOf(set)).toContain('REPOSITORY_MISSING');
    expect(codesOf(set)).toContain('INFO_STALE');
  });

  it('is told once where it is there and cannot be used', async () => {
    const share = new ShareBuilder().backup(1);
    share.snapshot({ n: 1, repository: 'X;Y;-;Z', leaveOut: 'data' });
    share.info(1, { ...statesOf({ 'X;Y;-;Z': 'Succeeded' }), Status: 'PartialSucceeded' });
    const set = setOf(await share.catalog(), 1);
    expect(codesOf(set).filter((code) => code !== 'INFO_STALE')).toEqual(['DATA_FILE_MISSING']);
    expect(set).toMatchObject({ cloudRecoveryReady: false, status: 'PartialSucceeded' });
  });

  it('must be there by its own name, whatever else holds the same', async () => {
    const share = new ShareBuilder().backup(1, {
      repositories: [...others(ESSENTIAL, ...IN_DATABASE), SUBSCRIPTIONS_DATABASE],
    });
    const [first = ''] = IN_DATABASE;
    share.info(1, { ...statesOf({ [first]: 'Succeeded' }), Status: 'PartialSucceeded' });
    expect(missingOf(setOf(await share.catalog(), 1))).toEqual([first]);
  });

  it('is no fault where it was skipped', async () => {
    const share = new ShareBuilder().backup(1);
    share.info(1, statesOf({ 'X;Y;-;Z': 'Skipped' }));
    expect(setOf(await share.catalog(), 1)).toMatchObject({ status: 'Succeeded', findings: [] });
  });
});

describe('a repository that earlier sets hold', () => {
  it('is told once it is gone, and only of the sets of its own deployment and stamp version', async () => {
    const share = new ShareBuilder();
    share.backup(1, { repositories: [...ESSENTIAL, 'X;Y;-;Z'] }).backup(2);
    share.backup(3, { stamp: '1.2306.0.1' });
    for (const repository of ESSENTIAL)
      share.snapshot({ n: 4, repository, metadata: { DeploymentID: id(77) } });
    const catalog = await share.catalog();
    const [dropped, ...more] = setOf(catalog, 2).findings.filter(({ code }) => code === 'REPOSITORY_DROPPED');
    expect(dropped).toMatchObject({ severity: 'warning', repository: 'X;Y;-;Z', backupId: id(2) });
    expect(dropped?.message).toContain(id(1));
    expect(more).toEqual([]);
    expect(setOf(catalog, 2)).toMatchObject({ cloudRecoveryReady: true, status: 'PartialSucceeded' });
    for (const n of [1, 3, 4]) expect(codesOf(setOf(catalog, n))).not.toContain('REPOSITORY_DROPPED');
  });

  it('is an error where it is essential to any set', async () => {
    const share = new ShareBuilder().backup(1).backup(2, { repositories: others(ESSENTIAL, QUOTA) });
    const set = setOf(await share.catalog(), 2);
    expect(missingOf(set)).toEqual([QUOTA]);
    expect(codesOf(set)).not.toContain('REPOSITORY_DROPPED');
  });

  it('counts although it could not be used there', async () => {
    const share = new ShareBuilder().backup(1).backup(2);
    share.snapshot({ n: 1, repository: 'X;Y;-;Z', leaveOut: 'data' });
    expect(codesOf(setOf(await share.catalog(), 2))).toContain('REPOSITORY_DROPPED');
  });
});

describe('a set that was taken in part', () => {
  it('names the repository, and what its writer says that it lacks', async () => {
    const share = new ShareBuilder().backup(1, { repositories: others(ESSENTIAL, QUOTA) });
    share.snapshot({ n: 1, properties: { Description: 'not read: 2 denied' } });
    share.info(1, { ...statesOf({ [QUOTA]: 'PartialSucceeded' }), Status: 'PartialSucceeded' });
    const set = setOf(await share.catalog(), 1);
    expect(set.findings).toMatchObject([
      { code: 'REPOSITORY_PARTIAL', severity: 'warning', repository: QUOTA },
    ]);
    expect(set.findings[0]?.message).toContain('not read: 2 denied');
    expect(set).toMatchObject({ status: 'PartialSucceeded', cloudRecoveryReady: true });
  });

  it('names what failed, although nobody registers it', async () => {
    const share = new ShareBuilder().backup(1);
    share.info(1, { ...statesOf({ [GROUPS]: 'Failed' }), Status: 'PartialSucceeded' });
    const set = setOf(await share.catalog(), 1);
    expect(set.findings).toMatchObject([
      { code: 'REPOSITORY_ABSENT', severity: 'warning', repository: GROUPS },
    ]);
    expect(set.status).toBe('PartialSucceeded');
  });

  it('has a finding about a repository, whatever made it so', async () => {
    const names = PORTABLE_REPOSITORIES.map(({ repositoryName }) => repositoryName);
    for (const repository of names) {
      for (const said of ['PartialSucceeded', 'Failed', 'Skipped'] as const) {
        const share = new ShareBuilder().registrations(registrationsOf(ESSENTIAL, names));
        const isThere = said === 'PartialSucceeded';
        share.backup(1, { repositories: isThere ? names : others(names, repository) });
        share.info(1, { ...statesOf({ [repository]: said }), Status: 'PartialSucceeded' });
        const set = setOf(await share.catalog(), 1);
        expect(set.status, `${repository} ${said}`).toBe('PartialSucceeded');
        expect(set.findings.map((finding) => finding.repository)).toContain(repository);
      }
    }
  });
});

describe('sizes', () => {
  const KIB_FILE = DATA_FILE_BYTES - 106 + 1034;
  /** Three sets whose metadata and BackupInfo say 2 KiB for each file of 1,034 bytes. */
  function sized(): ShareBuilder {
    const share = new ShareBuilder();
    for (const n of [1, 2, 3]) {
      for (const repository of ESSENTIAL) {
        share.snapshot({ n, repository, sizeBytes: KIB_FILE, properties: { CompressedBackupSizeInKb: 2 } });
      }
      share.info(n, { CompressedBackupSizeInKb: 2 * ESSENTIAL.length });
    }
    return share;
  }

  it('say nothing where they agree', async () => {
    const catalog = await sized().catalog();
    expect(catalog.sets.map(codesOf)).toEqual([[], [], []]);
  });

  it('name the data file that its metadata contradicts', async () => {
    const share = sized();
    share.snapshot({ n: 3, sizeBytes: 10 * 1024 + 10, properties: { CompressedBackupSizeInKb: 2 } });
    const [finding, ...more] = setOf(await share.catalog(), 3).findings;
    expect(finding).toMatchObject({ code: 'SIZE_CONTRADICTED', severity: 'warning', backupId: id(3) });
    expect(finding?.message).toContain(QUOTA);
    expect(more).toEqual([]);
  });

  it('name the set whose files together contradict BackupInfo', async () => {
    const share = sized();
    share.info(3, { CompressedBackupSizeInKb: 4 * ESSENTIAL.length });
    const catalog = await share.catalog();
    expect(codesOf(setOf(catalog, 3))).toEqual(['SIZE_CONTRADICTED']);
    expect(codesOf(setOf(catalog, 2))).toEqual([]);
  });

  it('of a writer who counts something else are not judged', async () => {
    const share = new ShareBuilder();
    for (const n of [1, 2]) {
      for (const repository of ESSENTIAL) {
        share.snapshot({ n, repository, properties: { CompressedBackupSizeInKb: 700 } });
      }
      share.info(n, { CompressedBackupSizeInKb: 90_000 });
    }
    expect((await share.catalog()).sets.map(codesOf)).toEqual([[], []]);
  });
});
