import { endAfter } from '../../core/errors/first-failure.js';
import { createFindingError } from '../../core/errors/finding-error.js';
import { type BackupFile, type DatabaseSources, listSets } from '../database/open-database.js';
import type { StagingArea } from '../data-file/staged-bytes.js';
import { placeOfDataFile, withPlace } from '../finding-place.js';
import { isSubscriptionsDatabase } from '../names/portable-repositories.js';
import { assertInflatable } from '../zip/zip-archive.js';
import { findPayloadEntry, openEntryContent } from './inner-archive.js';
import type { ProvedDataFile } from './prove-snapshot.js';

/** The data files of a chain whose snapshots hold backups of SQL Server. */
export interface DatabaseChain {
  /** The last snapshot of the chain, which decides what comes back. */
  readonly newest: ProvedDataFile;
  /** Opens the Full that the chain begins with; absent where that is the newest snapshot itself. */
  readonly openFull?: (() => Promise<ProvedDataFile>) | undefined;
  readonly staging: StagingArea;
}

/**
 * Opens the backup files of a chain for as long as `use` runs: of the newest snapshot the backup of the data and that of
 * the log, and, where that one is differential, the full backup that it builds on.
 *
 * @throws INCOMPLETE (findings PAYLOAD_MISSING, DATABASE_INCOMPLETE) when a file of them is not there; INTEGRITY, SCHEMA and
 * UNSUPPORTED as opening the files.
 * Source: format specification, section 5.
 */
export async function withChainSources<R>(
  { newest, openFull, staging }: DatabaseChain,
  use: (sources: DatabaseSources) => Promise<R>,
): Promise<R> {
  const opened: { dispose(): Promise<void> }[] = [];
  const open = async (dataFile: ProvedDataFile, extension: 'bak' | 'log') => {
    const file = await openBackup(dataFile, extension, staging);
    if (file !== undefined) opened.push(file);
    return file;
  };
  const openData = async (dataFile: ProvedDataFile) =>
    (await open(dataFile, 'bak')) ?? Promise.reject(describeMissing(dataFile, 'bak'));
  const work = async () => {
    const data = await openData(newest);
    const log = await open(newest, 'log');
    const { repositoryName } = newest.snapshot;
    // The backup of its log belongs to it.
    if (log === undefined && isSubscriptionsDatabase(repositoryName)) throw describeMissing(newest, 'log');
    const logs = log === undefined ? [] : [log];
    const holdsFull = (await listSets([data])).some(({ kind }) => kind === 'full');
    if (holdsFull || openFull === undefined) return use({ full: [data], logs });
    const full = await openFull();
    opened.unshift(full);
    return use({ full: [await openData(full)], differential: [data], logs });
  };
  return endAfter(work, async () => {
    for (const file of opened.toReversed()) await file.dispose();
  });
}

interface OpenedBackup extends BackupFile {
  dispose(): Promise<void>;
}

async function openBackup(
  dataFile: ProvedDataFile,
  extension: 'bak' | 'log',
  staging: StagingArea,
): Promise<OpenedBackup | undefined> {
  const { archive, plaintext, snapshot } = dataFile;
  return withPlace(placeOfDataFile(snapshot), async () => {
    const entry = await findPayloadEntry(archive, nameOfFile(dataFile, extension));
    if (entry === undefined) return undefined;
    if (entry.method !== 'stored') assertInflatable(entry);
    const content = await openEntryContent({ archive, source: plaintext }, entry, staging);
    const name = `${snapshot.dataFile}!/${entry.name}`;
    return { ...content.bytes, name, dispose: async () => content.dispose() };
  });
}

/** The files of a repository carry the last part of its name. */
function nameOfFile({ snapshot }: ProvedDataFile, extension: 'bak' | 'log'): string {
  const { repositoryName } = snapshot;
  return `${repositoryName.slice(repositoryName.lastIndexOf(';') + 1)}.${extension}`;
}

function describeMissing(dataFile: ProvedDataFile, extension: 'bak' | 'log'): Error {
  const place = placeOfDataFile(dataFile.snapshot);
  const file = nameOfFile(dataFile, extension);
  const message = `the archive ${dataFile.snapshot.dataFile} lacks the file ${file}`;
  return extension === 'bak'
    ? createFindingError('PAYLOAD_MISSING', message, { place })
    : createFindingError('DATABASE_INCOMPLETE', `${message}, the backup of the log that belongs to it`, {
        place,
      });
}
