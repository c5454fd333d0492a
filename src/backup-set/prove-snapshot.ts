import type { Finding, FindingPlace } from '../core/finding.js';
import { findingOf } from '../core/finding-error.js';
import type { StagingArea } from '../store/staged-bytes.js';
import type { Snapshot } from './catalog.js';
import { addPlace, placeOfDataFile, withPlace } from './finding-place.js';
import { type InnerArchive, openInnerArchive } from './inner-archive.js';
import { type OpenContext, openDataFile, type OpenedDataFile } from './open-data-file.js';
import { findInnerArchiveEntry } from './payload-entry.js';
import { findPortableRepository } from './portable-repository-lookup.js';
import { type Archive, openArchive } from './zip-archive.js';

/** A data file that is proved to its last byte. Dispose it when its records have been read. */
export interface ProvedDataFile {
  readonly snapshot: Snapshot;
  readonly archive: Archive;
  /** The nested archive of a repository that has one, proved as well. */
  readonly inner: { readonly archive: Archive; readonly file: string } | undefined;
  dispose(): Promise<void>;
}

/** What was found out about one snapshot. */
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
 * @throws SHARE_UNREACHABLE, WRONG_PASSWORD, CONFIG and all else that says nothing about the snapshot.
 * Source: format specification, sections 3 and 5.
 */
export async function proveSnapshot(snapshot: Snapshot, context: OpenContext): Promise<SnapshotProof> {
  const place = placeOfDataFile(snapshot);
  let opened: OpenedDataFile | undefined;
  try {
    const dataFile = await openDataFile(snapshot, context);
    opened = dataFile;
    const proved = await withPlace(place, async () => proveArchives(dataFile, context.staging, place));
    return { findings: opened.findings, bytes: snapshot.dataFileSizeBytes, dataFile: proved };
  } catch (error) {
    await opened?.dispose();
    const finding = findingOf(addPlace(error, place));
    if (finding === undefined) throw error;
    return { findings: [...(opened?.findings ?? []), finding], bytes: 0, dataFile: undefined };
  }
}

async function proveArchives(
  dataFile: OpenedDataFile,
  staging: StagingArea,
  place: FindingPlace,
): Promise<ProvedDataFile> {
  const { snapshot, plaintext } = dataFile;
  const archive = await openArchive(plaintext);
  await archive.proveAll();
  const repository = findPortableRepository(snapshot.repositoryName);
  const entry = repository && (await findInnerArchiveEntry(archive, repository));
  if (entry === undefined) {
    return { snapshot, archive, inner: undefined, dispose: async () => dataFile.dispose() };
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
