import type { Finding, FindingPlace } from '../../core/errors/finding.js';
import { createDamageError, findingOf } from '../../core/errors/finding-error.js';
import type { RepositoryChain, Snapshot } from '../catalog.js';
import { addPlace, placeOfDataFile, withPlace } from '../finding-place.js';
import { findInnerArchiveEntry, type InnerArchive, openInnerArchive } from './inner-archive.js';
import {
  type KeyedContext,
  type OpenContext,
  type OpenedDataFile,
  openWithKey,
} from '../data-file/open-data-file.js';
import { findPortableRepository } from '../names/portable-repositories.js';
import type { RandomAccess } from '../data-file/random-access.js';
import { type SnapshotKey, unwrapSnapshotKey } from '../data-file/snapshot-key.js';
import { type Archive, openArchive } from '../zip/zip-archive.js';

/** A data file that is proved to its last byte. Dispose it when its records have been read. */
export interface ProvedDataFile {
  readonly snapshot: Snapshot;
  readonly archive: Archive;
  /** The bytes that the archive lies in. */
  readonly plaintext: RandomAccess;
  /** The nested archive of a repository that has one, proved as well. */
  readonly inner: { readonly archive: Archive; readonly file: string } | undefined;
  dispose(): Promise<void>;
}

/** The result of proving one snapshot. */
export interface SnapshotProof {
  readonly findings: readonly Finding[];
  /** Size of the data file in bytes when it is proved, 0 when it is not. */
  readonly bytes: number;
  /** Undefined when one of the findings is an error. */
  readonly dataFile: ProvedDataFile | undefined;
}

/**
 * Proves one snapshot to the level `integrity`: key, header, tag, padding, every entry of the archive, and of the
 * archive inside it where its repository nests one. Every fault is a finding, and the first one ends the proof.
 *
 * @throws SHARE_UNREACHABLE, WRONG_PASSWORD, CONFIG and every other error that says nothing about the snapshot.
 * Source: format specification, sections 3 and 5.
 */
export async function proveSnapshot(snapshot: Snapshot, context: OpenContext): Promise<SnapshotProof> {
  return collectFault(snapshot, async () => {
    const key = await unwrapSnapshotKey(snapshot, context);
    return proveWithKey(snapshot, key, context);
  });
}

/**
 * Proves a snapshot whose data file is needed. The caller disposes of it.
 *
 * @throws the code of the first finding when it is damaged, and all that {@link proveSnapshot} throws.
 */
export async function proveOrThrow(snapshot: Snapshot, context: OpenContext): Promise<ProvedDataFile> {
  const { dataFile, findings } = await proveSnapshot(snapshot, context);
  if (dataFile === undefined) throw createDamageError(findings);
  return dataFile;
}

/** The way to the Full that a chain begins with, proved when it is asked for; none where the chain is that Full alone. */
export function openFullOf({ snapshots }: Pick<RepositoryChain, 'snapshots'>, context: OpenContext) {
  const [first] = snapshots;
  const openFull =
    first === undefined || snapshots.length === 1 ? undefined : async () => proveOrThrow(first, context);
  return { openFull, staging: context.staging };
}

/** The context of a proof once the key is there. */
export interface ProofContext extends KeyedContext {
  /** Proves the entries of a file's archive in place of {@link Archive.proveAll}, with the same outcome. */
  readonly proveEntries?: (archive: Archive, opened: OpenedDataFile) => Promise<void>;
}

/** The second half of {@link proveSnapshot}, which needs no keyring, and may run in another thread. */
export async function proveWithKey(
  snapshot: Snapshot,
  key: SnapshotKey,
  context: ProofContext,
): Promise<SnapshotProof> {
  const place = placeOfDataFile(snapshot);
  const proof = await collectFault(snapshot, async () => {
    const opened = await openWithKey(snapshot, key, context);
    try {
      const dataFile = await withPlace(place, async () => proveArchives(opened, context, place));
      return { findings: [], bytes: snapshot.dataFileSizeBytes, dataFile };
    } catch (error) {
      await opened.dispose();
      throw error;
    }
  });
  return { ...proof, findings: [...key.findings, ...proof.findings] };
}

/** Turns the fault that ends a proof into its finding. */
async function collectFault(snapshot: Snapshot, work: () => Promise<SnapshotProof>): Promise<SnapshotProof> {
  try {
    return await work();
  } catch (error) {
    const finding = findingOf(addPlace(error, placeOfDataFile(snapshot)));
    if (finding === undefined) throw error;
    return { findings: [finding], bytes: 0, dataFile: undefined };
  }
}

async function proveArchives(
  dataFile: OpenedDataFile,
  { staging, proveEntries }: ProofContext,
  place: FindingPlace,
): Promise<ProvedDataFile> {
  const { snapshot, plaintext } = dataFile;
  const archive = await openArchive(plaintext);
  await (proveEntries === undefined ? archive.proveAll() : proveEntries(archive, dataFile));
  const repository = findPortableRepository(snapshot.repositoryName);
  const entry = repository && (await findInnerArchiveEntry(archive, repository));
  if (entry === undefined) {
    return { snapshot, archive, plaintext, inner: undefined, dispose: async () => dataFile.dispose() };
  }
  const file = `${snapshot.dataFile}!/${entry.name}`;
  const inner = await withPlace({ ...place, file }, async () => {
    const opened = await openInnerArchive({ archive, source: plaintext }, entry, staging);
    await proveOrDispose(opened);
    return opened;
  });
  return {
    snapshot,
    archive,
    plaintext,
    inner: { archive: inner.archive, file },
    dispose: async () => {
      await inner.dispose();
      await dataFile.dispose();
    },
  };
}

async function proveOrDispose(inner: InnerArchive): Promise<void> {
  try {
    await inner.archive.proveAll();
  } catch (error) {
    await inner.dispose();
    throw error;
  }
}
