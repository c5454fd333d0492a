import { describe, expect, it } from 'vitest';
import type { BackupSet } from '../../../../src/backup-set/catalog.js';
import { PORTABLE_REPOSITORIES } from '../../../../src/backup-set/names/portable-repositories.js';
import { hasErrors, selectOutcome } from '../../../../src/core/errors/finding.js';
import { EMPTY_GUID } from '../../../../src/core/guid.js';
import type { BackupInfo, SnapshotMetadata } from '../../../../src/schema/generated/types.js';
import {
  nameOf,
  NEWER_SET,
  OLDER_SET,
  SAMPLE_REPOSITORIES,
  SampleSets,
} from '../../../fixtures/sample-set.js';

const OTHER = 'X;Y;-;Z';

const essential = new Set(
  PORTABLE_REPOSITORIES.filter((entry) => entry.essential).map((entry) => entry.repositoryName),
);

function callOther(metadata: SnapshotMetadata): SnapshotMetadata {
  const SnapshotProperties = {
    ...metadata.SnapshotProperties,
    BackupType: 'Full' as const,
    PreviousSnapshotId: EMPTY_GUID,
    DependentFullSnapshotId: EMPTY_GUID,
  };
  const ComponentInfo = { RoleName: 'X', ComponentName: 'Y', PartitionId: '-' };
  return { ...metadata, ComponentInfo, RepositoryName: 'Z', SnapshotProperties };
}

/** The harm that a writer of the share does to one repository of the newest set. */
const HARMS = {
  removed(share: SampleSets, repository: string) {
    for (const path of share.list(repository, NEWER_SET)) share.remove(path);
  },
  'removed everywhere'(share: SampleSets, repository: string) {
    for (const path of share.list(repository)) share.remove(path);
  },
  emptied(share: SampleSets, repository: string) {
    share.put(share.find(repository, NEWER_SET, 'zip'), '');
  },
  renamed(share: SampleSets, repository: string) {
    for (const path of share.list(repository, NEWER_SET)) {
      share.put(path.replace(repository, OTHER), share.bytesOf(path)).remove(path);
    }
  },
  'renamed with its metadata'(share: SampleSets, repository: string) {
    for (const path of share.list(repository, NEWER_SET)) {
      const target = path.replace(repository, OTHER).replace('_Progressive_', '_Full_');
      share.put(target, share.bytesOf(path)).remove(path);
    }
    share.changeMetadata(share.find(OTHER, NEWER_SET, 'xml'), callOther);
  },
  'rolled back'(share: SampleSets, repository: string) {
    const [older, newer] = [OLDER_SET, NEWER_SET].map((id) => share.find(repository, id, 'xml'));
    if (older === undefined || newer === undefined) throw new Error(repository);
    const { EncryptedBackupEncryptionKey: key } = share.readMetadata(older);
    if (key === undefined) throw new Error('the sample has no wrapped key');
    share.changeMetadata(newer, (metadata) => ({ ...metadata, EncryptedBackupEncryptionKey: key }));
    share.put(share.find(repository, NEWER_SET, 'zip'), share.bytesOf(older.replace(/xml$/, 'zip')));
  },
} as const;

type Harm = keyof typeof HARMS;

/** The change of registrations.json that hides the missing repository. */
const REGISTRATIONS = {
  honest() {},
  'without the entry'(share: SampleSets, repository: string) {
    share.changeRegistrations((entries) => entries.filter((entry) => nameOf(entry) !== repository));
  },
  'not essential'(share: SampleSets, repository: string) {
    share.changeRegistrations((entries) =>
      entries.map((entry) =>
        nameOf(entry) === repository ? { ...entry, essentialForCloudRecovery: false } : entry,
      ),
    );
  },
  gone(share: SampleSets) {
    share.remove(share.registrationsFile);
  },
} as const;

/** The change of BackupInfo. */
const INFOS = {
  honest() {},
  failed(share: SampleSets, repository: string) {
    share.changeInfo((info) =>
      changeEntry(info, repository, (entry) => [{ ...entry, Status: 'Failed' as const }]),
    );
  },
  'without the entry'(share: SampleSets, repository: string) {
    share.changeInfo((info) => changeEntry(info, repository, () => []));
  },
  gone(share: SampleSets) {
    share.remove(share.infoFile);
  },
} as const;

type RepositoryStatus = NonNullable<NonNullable<BackupInfo['RoleStatus']>[number]['RepositoryStatus']>;

function changeEntry(
  info: BackupInfo,
  repository: string,
  change: (entry: RepositoryStatus[number]) => RepositoryStatus,
): BackupInfo {
  const RoleStatus = (info.RoleStatus ?? []).map((role) => ({
    ...role,
    RepositoryStatus: (role.RepositoryStatus ?? []).flatMap((entry) =>
      entry.FullRepositoryName === repository ? change(entry) : [entry],
    ),
  }));
  return { ...info, RoleStatus };
}

interface Case {
  readonly repository: string;
  readonly harm: Harm;
  readonly registrations: keyof typeof REGISTRATIONS;
  readonly info: keyof typeof INFOS;
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record).filter((name): name is K => name in record);
}

const cases: readonly Case[] = SAMPLE_REPOSITORIES.flatMap((repository) =>
  keysOf(HARMS).flatMap((harm) =>
    keysOf(REGISTRATIONS).flatMap((registrations) =>
      keysOf(INFOS).map((info) => ({ repository, harm, registrations, info })),
    ),
  ),
);

async function harmed({ repository, harm, registrations, info }: Case): Promise<BackupSet> {
  const share = new SampleSets();
  HARMS[harm](share, repository);
  REGISTRATIONS[registrations](share, repository);
  INFOS[info](share, repository);
  const { sets } = await share.catalog();
  const set = sets.find(({ backupId }) => backupId === NEWER_SET);
  if (set === undefined) throw new Error('the set is not listed');
  return set;
}

/** Of what is not essential, that BackupInfo does not claim and nothing else names, nobody can know. */
function isUntold({ repository, harm, registrations, info }: Case): boolean {
  const isKnown = essential.has(repository) || info === 'honest' || info === 'failed';
  const isRegistered = registrations === 'honest' || registrations === 'not essential';
  return harm === 'removed everywhere' && !isKnown && !isRegistered;
}

const OWN_CODES: Readonly<Partial<Record<Harm, string>>> = {
  emptied: 'HEADER_INVALID',
  renamed: 'SNAPSHOT_MISMATCH',
  'rolled back': 'SNAPSHOT_REPLAYED',
};

/** The code that must be told of the repository. */
function expectedCode(harmedCase: Case): string {
  const { repository, harm, info } = harmedCase;
  const own = OWN_CODES[harm];
  if (own !== undefined) return own;
  if (essential.has(repository) || info === 'honest') return 'REPOSITORY_MISSING';
  if (harm !== 'removed everywhere') return 'REPOSITORY_DROPPED';
  return 'REPOSITORY_ABSENT';
}

describe('the sample sets', () => {
  it('are complete as long as nobody harms them', async () => {
    const { sets, findings } = await new SampleSets().catalog();
    expect(findings).toEqual([]);
    expect(sets.map(({ backupId }) => backupId)).toEqual([NEWER_SET, OLDER_SET]);
    for (const set of sets) {
      expect(set).toMatchObject({ status: 'Succeeded', cloudRecoveryReady: true, findings: [] });
    }
    expect(SAMPLE_REPOSITORIES).toHaveLength(17);
    expect(cases).toHaveLength(17 * 6 * 4 * 4);
    expect(cases.filter(isUntold)).toHaveLength(8 * 4);
  });
});

describe.each(SAMPLE_REPOSITORIES)('%s', (repository) => {
  it.each(keysOf(HARMS))('%s is told, whatever registrations.json and BackupInfo say', async (harm) => {
    for (const harmedCase of cases.filter((one) => one.repository === repository && one.harm === harm)) {
      const set = await harmed(harmedCase);
      const name = JSON.stringify(harmedCase);
      const codes = set.findings.map(({ code }) => code);
      if (isUntold(harmedCase)) continue;
      expect(codes, name).toContain(expectedCode(harmedCase));
      // All of a set that was rolled back is there.
      if (harm !== 'rolled back') expect(set.status, name).toBe('PartialSucceeded');
      const mustFail = essential.has(repository) || harmedCase.info === 'honest' || harm in OWN_CODES;
      expect(hasErrors(set.findings), name).toBe(mustFail);
      if (!mustFail) continue;
      expect(['INCOMPLETE', 'INTEGRITY'], name).toContain(selectOutcome(set.findings));
      if (essential.has(repository) || harmedCase.info === 'honest') {
        expect(set.cloudRecoveryReady, name).toBe(false);
      }
    }
  });
});
