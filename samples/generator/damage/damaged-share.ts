import { formatBackupInfo } from '../../../src/backup-set/metadata/backup-info.js';
import {
  PORTABLE_REPOSITORIES,
  SUBSCRIPTIONS_DATABASE,
  TOOL_REPOSITORIES,
} from '../../../src/backup-set/names/portable-repositories.js';
import { formatSnapshotMetadata } from '../../../src/backup-set/metadata/snapshot-metadata.js';
import type { SnapshotMetadata } from '../../../src/schema/generated/types.js';
import { CONTOSO } from '../contoso/cloud.js';
import type { FileTree } from '../file-tree.js';
import { archiveEntries, portableRepository, writeRawZip } from '../raw-zip.js';
import { type SampleKeys, stableGuid } from '../stable-values.js';
import { createSnapshotKey, type SampleKey, sealPlaintext } from '../seal.js';
import {
  describeBackup,
  describeRegistrations,
  describeSnapshot,
  formatTimestamp,
  type SnapshotFacts,
  snapshotStem,
  type StoreFacts,
} from '../snapshot-metadata.js';
import type { Damage } from './damage.js';
import { renderDatabaseFiles } from './database-damage.js';
import { createSmallCompany } from './small-company.js';

const STEP_MS = 12 * 60 * 60 * 1000;
const FIRST = Date.parse('2023-01-17T19:31:12.250Z');
const PROGRESSIVE: StoreFacts = {
  cloud: CONTOSO,
  layout: 'progressive',
  stampVersion: '1.2301.0.55',
  oemVersion: '2.2.2212.3',
};
const LEGACY: StoreFacts = {
  cloud: CONTOSO,
  layout: 'legacy',
  stampVersion: '1.1811.0.101',
  oemVersion: '1.0.1810.2',
};

/** A snapshot on its way to disk. */
interface Draft {
  readonly facts: SnapshotFacts;
  /** The damage, where this snapshot is the one that is hit; nothing otherwise. */
  readonly damage: Damage;
}

/** Renders a share with one fault: everything is made right but what the damage says. */
export function renderDamagedShare(given: Damage, keys: SampleKeys): FileTree {
  const damage = { ...given, repositories: complete(given.repositories) };
  const store = damage.layout === 'legacy' ? LEGACY : PROGRESSIVE;
  const drafts = createDrafts(damage, keys);
  const tree: FileTree = new Map();
  const root = store.layout === 'legacy' ? 'MASBackup' : `MASBackup/progressivebackup/${store.stampVersion}`;
  for (const draft of drafts) addSnapshot(tree, root, { store, draft, keys });
  for (const [path, bytes] of renderInfos(store, drafts))
    tree.set(`${root}/${path}`, edit(bytes, damage.info));
  if (store.layout === 'progressive') {
    const registrations = describeRegistrations(
      damage.repositories.map((name) => ({ name, essential: !damage.inessential?.includes(name) })),
    );
    tree.set(
      `${root}/registrations.json`,
      edit(Buffer.from(JSON.stringify(registrations)), damage.registrations),
    );
  }
  damage.files?.(tree);
  return tree;
}

/** Nothing else is wrong with a share: what every set needs comes before the repositories that a case is about. */
function complete(repositories: readonly string[]): readonly string[] {
  // The product's own form knows no portable repository.
  if (repositories.includes(SUBSCRIPTIONS_DATABASE)) return TOOL_REPOSITORIES;
  const needed = PORTABLE_REPOSITORIES.filter(({ essential }) => essential);
  return [...new Set([...needed.map(({ repositoryName }) => repositoryName), ...repositories])].toSorted(
    (a, b) => repositories.indexOf(a) - repositories.indexOf(b),
  );
}

function createDrafts(damage: Damage, keys: SampleKeys): readonly Draft[] {
  const sound: Damage = { repositories: damage.repositories, sound: true };
  const jobs = damage.jobs ?? 1;
  const key: SampleKey =
    damage.layout === 'legacy'
      ? { mode: 'key', compactKey: keys.legacyKey }
      : { mode: 'certificate', certificate: keys.backup2023 };
  const backupId = (job: number) => stableGuid(`damaged backup ${job}`);
  return damage.repositories.flatMap((repository, index) =>
    Array.from({ length: jobs }, (_, job): Draft => {
      const isHit = index === damage.repositories.length - 1 && job === (damage.hitJob ?? jobs - 1);
      const chain = job === 0 ? {} : { previousId: backupId(job - 1), fullId: backupId(0) };
      return {
        damage: isHit ? damage : sound,
        facts: {
          repository,
          backupId: backupId(job),
          type: job === 0 ? 'Full' : 'Progressive',
          createdAt: new Date(FIRST + job * STEP_MS),
          key,
          ...chain,
        },
      };
    }),
  );
}

function addSnapshot(
  tree: FileTree,
  root: string,
  context: { readonly store: StoreFacts; readonly draft: Draft; readonly keys: SampleKeys },
): void {
  const { store, draft, keys } = context;
  const { facts, damage } = draft;
  const label = `damaged ${facts.backupId} ${facts.repository}`;
  const honest = createSnapshotKey(label, facts.key);
  const key = { ...honest, ...damage.key?.(honest, keys) };
  const archive = renderArchive(facts, damage);
  const plaintext = damage.padded?.(archive) ?? archive;
  const sealed = sealPlaintext(label, plaintext, {
    compactKey: honest.compactKey,
    padded: damage.padded !== undefined,
  });
  const sizes = { plain: plaintext.length, sealed: sealed.length };
  const described = describeSnapshot(store, facts, { key, sizes });
  const path =
    store.layout === 'legacy'
      ? `${formatTimestamp(facts.createdAt)}/${facts.backupId}/${facts.repository}`
      : `${damage.folder ?? facts.repository}/${damage.stem?.(snapshotStem(facts)) ?? snapshotStem(facts)}`;
  tree.set(`${root}/${path}.xml`, renderMetadata(described, damage, keys));
  tree.set(`${root}/${path}.zip`, edit(sealed, damage.dataFile));
}

function renderMetadata(described: SnapshotMetadata, damage: Damage, keys: SampleKeys): Uint8Array {
  const metadata = damage.describe?.(described, keys) ?? described;
  const text = formatSnapshotMetadata(metadata);
  const damaged = damage.metadata?.(text) ?? text;
  return typeof damaged === 'string' ? Buffer.from(damaged, 'utf8') : damaged;
}

function renderArchive({ repository: repositoryName, type }: SnapshotFacts, damage: Damage): Uint8Array {
  if (repositoryName === SUBSCRIPTIONS_DATABASE) {
    const files = renderDatabaseFiles(type, damage.database);
    return writeRawZip(damage.entries?.(files) ?? files);
  }
  const repository = portableRepository(repositoryName);
  const records = createSmallCompany();
  damage.records?.(records);
  const payload = edit(Buffer.from(JSON.stringify(records[repository.kind]), 'utf8'), damage.payload);
  const entries = archiveEntries(repository, payload);
  return edit(writeRawZip(damage.entries?.(entries) ?? entries), damage.archive);
}

function renderInfos(store: StoreFacts, drafts: readonly Draft[]): FileTree {
  const infos: FileTree = new Map();
  const sizes = { plain: 4096, sealed: 2048 };
  const repositories = [...new Set(drafts.map((draft) => draft.facts.repository))];
  for (const { facts } of drafts) {
    const key = createSnapshotKey(`damaged info ${facts.backupId}`, facts.key);
    const info = formatBackupInfo(describeBackup(store, { ...facts, repositories }, { key, sizes }));
    const timestamp = formatTimestamp(facts.createdAt);
    const path =
      store.layout === 'legacy'
        ? `${timestamp}/${facts.backupId}/BackupInfo.xml`
        : `${timestamp}_${facts.backupId}_BackupInfo.xml`;
    infos.set(path, Buffer.from(info, 'utf8'));
  }
  return infos;
}

function edit(bytes: Uint8Array, change: ((bytes: Buffer) => Uint8Array) | undefined): Uint8Array {
  return change === undefined ? bytes : change(Buffer.from(bytes));
}
