import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { answer, type BenchCase, type BenchContext, locateRestack, ROOT } from './bench-case.js';
import type { Command } from './compare.js';
import { describeRegistration } from './large-set.js';
import { stableGuid } from '../../samples/generator/stable-values.js';
import { formatBackupInfo } from '../../src/backup-set/metadata/backup-info.js';
import { formatRegistrations } from '../../src/backup-set/metadata/registrations.js';
import { formatSnapshotMetadata } from '../../src/backup-set/metadata/snapshot-metadata.js';
import { GIB, MIB } from '../../src/core/sizes.js';
import { groupByKey } from '../../src/core/group-by-key.js';
import { PORTABLE_REPOSITORIES } from '../../src/backup-set/names/portable-repositories.js';

/** Calls that are asked for at a time, and some more. */
const PIPES = 160;

/** Lists a share whole: start, catalog and result. */
function listCommand(share: string, env: Readonly<Record<string, string>> = {}) {
  return (checkout: string) =>
    ({ argv: [process.execPath, locateRestack(checkout), 'list', '--share', share, '--json'], env }) as const;
}

async function writeShare({ folder }: BenchContext, snapshots: number): Promise<string> {
  const share = join(folder, 'share');
  await writeLargeCatalog(share, snapshots / CATALOG_REPOSITORIES);
  return share;
}

/** Seconds that HMAC-SHA-512 took for 1 GiB in memory on the quiet machine of the goals. */
const HASH_SECONDS_PER_GIB = 1.33;
/** Seconds that an empty program of Node took there. */
const START_SECONDS = 0.05;
const HASH_PROGRAM = `const hash = require('node:crypto').createHmac('sha512', 'bench');
const block = Buffer.alloc(2 ** 20);
for (let left = Number(process.argv[1]); left > 0; left--) hash.update(block);
hash.digest();`;

/** Hashes as much as took so many seconds where the goals were set: a goal of seconds is a ratio on any machine. */
function hashCommand(seconds: number): Command {
  const mebibytes = Math.round(((seconds - START_SECONDS) / HASH_SECONDS_PER_GIB) * (GIB / MIB));
  return { argv: [process.execPath, '--eval', HASH_PROGRAM, String(mebibytes)] };
}

/** @param seconds that it may take where the goals were set. */
function createLocalCase(snapshots: number, seconds: number): BenchCase {
  return {
    name: `catalog/${snapshots}`,
    async run(context) {
      const share = await writeShare(context, snapshots);
      await answer(
        {
          title: `list --json of ${snapshots} snapshots on this machine; HMAC-SHA-512 of as much as takes ${seconds} s`,
          restack: listCommand(share),
          reference: { name: 'hash', command: hashCommand(seconds) },
          goal: { ratio: 'restack/reference', text: '≤ 1' },
          memoryBelowMib: 420,
        },
        context,
      );
    },
  };
}

/** Linux alone tells what a thread waits for. */
const slowShareCase: BenchCase = {
  name: 'catalog/slow-share',
  async run(context) {
    const snapshots = 3600;
    const share = await writeShare(context, snapshots);
    const folder = join(context.folder, 'pipes');
    await mkdir(folder);
    const pipes = Array.from({ length: PIPES }, (_, index) => join(folder, String(index)));
    execFileSync('mkfifo', pipes);
    const env = {
      NODE_OPTIONS: `--require ${join(ROOT, 'test', 'bench', 'slow-share.cjs')}`,
      SLOW_SHARE: share,
      SLOW_PIPES: pipes.join(delimiter),
    };
    await answer(
      {
        title: `list --json of ${snapshots} snapshots on a share where each call takes 2 ms`,
        restack: listCommand(share, env),
        goal: { ratio: 'restack/against', text: 'about 1.8 s in all on a quiet machine' },
      },
      context,
    );
  },
};

export const catalogCases: readonly BenchCase[] = [
  createLocalCase(3600, 0.8),
  createLocalCase(36_000, 7),
  slowShareCase,
];

const STAMP_VERSION = '1.2501.0.1';
const DEPLOYMENT_ID = stableGuid('bench deployment');
const FIRST_AT = Date.UTC(2024, 0, 1, 7, 31);
const INTERVAL_MS = 12 * 60 * 60 * 1000;
/** Sets from one Full of a repository to the next. */
const CHAIN = 14;
/** Bytes of a key that is wrapped for an RSA certificate of 2048 bits. */
const WRAPPED_KEY_BYTES = 256;
/** A header and some blocks by their length; what a catalog never opens has no content here. */
const DATA = Buffer.alloc(90 + 58 * 16);
const FILES_AT_A_TIME = 64;

/** Repositories in each set of a large catalog. */
const CATALOG_REPOSITORIES = 18;

const REPOSITORIES = [
  ...new Set([
    ...PORTABLE_REPOSITORIES.map(({ repositoryName }) => repositoryName),
    ...Array.from({ length: CATALOG_REPOSITORIES }, (_, index) => `ACS;Bench;-;Part${index}`),
  ]),
].slice(0, CATALOG_REPOSITORIES);

/** Writes a share of so many sets, twice a day. */
async function writeLargeCatalog(share: string, sets: number): Promise<void> {
  const store = join(share, 'MASBackup', 'progressivebackup', STAMP_VERSION);
  await mkdir(store, { recursive: true });
  for (const repository of REPOSITORIES) await mkdir(join(store, repository));
  await writeFile(
    join(store, 'registrations.json'),
    formatRegistrations(REPOSITORIES.map(describeRegistration)),
  );
  let pending: Promise<void>[] = [];
  for (let index = 0; index < sets; index++) {
    for (const [name, content] of listFiles(index)) {
      pending.push(writeFile(join(store, name), content));
      if (pending.length < FILES_AT_A_TIME) continue;
      await Promise.all(pending);
      pending = [];
    }
  }
  await Promise.all(pending);
}

function listFiles(index: number): readonly (readonly [string, string | Uint8Array])[] {
  const createdAt = new Date(FIRST_AT + index * INTERVAL_MS);
  const stamp = createdAt.toISOString().replaceAll(/[-T:]/g, '').slice(0, 12);
  const base = `${stamp}_${idOf(index)}`;
  const type = index % CHAIN === 0 ? 'Full' : 'Progressive';
  return [
    [`${base}_BackupInfo.xml`, describeSet(index, createdAt)],
    ...REPOSITORIES.flatMap((repository) => [
      [`${repository}/${base}_${type}_C.xml`, describeSnapshot(repository, index, createdAt)] as const,
      [`${repository}/${base}_${type}_C.zip`, DATA] as const,
    ]),
  ];
}

function idOf(index: number): string {
  return stableGuid(`bench set ${index}`);
}

const CERTIFICATE = '4B29C9535C52B5C2293EAE2F741B7E383B3BE921';

function describeSet(index: number, createdAt: Date): string {
  const roles = groupByKey(REPOSITORIES, (repository) => repository.split(';')[0] ?? '');
  return formatBackupInfo({
    BackupDataVersion: '1.1.0',
    BackupId: idOf(index),
    RoleStatus: [...roles].map(([RoleName, names]) => ({
      RoleName,
      Status: 'Succeeded',
      RepositoryStatus: names.map((FullRepositoryName) => ({ FullRepositoryName, Status: 'Succeeded' })),
    })),
    Status: 'Succeeded',
    CreatedDateTime: createdAt.toISOString(),
    StampVersion: STAMP_VERSION,
    OemVersion: '2.2.1',
    DeploymentID: DEPLOYMENT_ID,
    EncryptionCertThumbprint: CERTIFICATE,
    IsCloudRecoveryReady: true,
  });
}

/** No two snapshots have one. */
function wrappedKeyOf(repository: string, index: number): string {
  return Buffer.alloc(WRAPPED_KEY_BYTES, `${stableGuid(`${repository} ${index}`)} `).toString('base64');
}

function describeSnapshot(repository: string, index: number, createdAt: Date): string {
  const [RoleName = '', ComponentName = '', PartitionId = '', RepositoryName = ''] = repository.split(';');
  const full = index - (index % CHAIN);
  return formatSnapshotMetadata({
    BackupDataVersion: '1.1.0',
    StampVersion: STAMP_VERSION,
    OemVersion: '2.2.1',
    DeploymentID: DEPLOYMENT_ID,
    IsAutomaticBackup: true,
    IsContemporaneousBackup: true,
    BackupId: idOf(index),
    ComponentInfo: { RoleName, ComponentName, PartitionId },
    HostVMName: 'BENCH-WAS01',
    RepositoryName,
    EncryptedBackupEncryptionKey: wrappedKeyOf(repository, index),
    EncryptionCertThumbprint: CERTIFICATE,
    SnapshotProperties: {
      BackupType: index === full ? 'Full' : 'Progressive',
      ...(index === full ? {} : { PreviousSnapshotId: idOf(index - 1), DependentFullSnapshotId: idOf(full) }),
      CreatedDateTime: createdAt.toISOString(),
      TimeTakenToCreate: 'PT42.5S',
      BackupStatus: 'Succeeded',
      BackupSizeInKb: 1,
      CompressedBackupSizeInKb: 1,
    },
  });
}
