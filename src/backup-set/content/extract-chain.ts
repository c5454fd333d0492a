import { endAfter } from '../../core/errors/first-failure.js';
import { createDamageError } from '../../core/errors/finding-error.js';
import { followStep, type Progress } from '../../core/progress.js';
import type { RepositoryChain, Snapshot } from '../catalog.js';
import type { OpenContext } from '../data-file/open-data-file.js';
import { isSubscriptionsDatabase, PORTABLE_REPOSITORIES } from '../names/portable-repositories.js';
import { openFullOf, type ProvedDataFile, proveSnapshot } from './prove-snapshot.js';
import { readContent } from './read-content.js';

/** A place for decrypted files. */
export interface FileSink {
  /** Writes a new file. @param path `/` as separator, relative, safe. @returns its size in bytes */
  write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<number>;
}

/** A decrypted file: `<repository>/<snapshot>/<entry>`. */
export interface ExtractedFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** The means of an extraction. */
export interface Extraction {
  readonly open: OpenContext;
  readonly sink: FileSink;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Hears why the records of a database are not among the files. */
  readonly warn: (message: string) => void;
}

/**
 * Writes the decrypted files of every snapshot of a chain. Each data file is proved before one byte of it is written.
 * Beside the newest backup of the subscriptions database go the records that are made of it, as JSON.
 *
 * @throws the code of the first finding when a data file is damaged; the errors of the sink.
 */
export function extractChain(
  chain: RepositoryChain,
  extraction: Extraction,
): Promise<readonly ExtractedFile[]> {
  const { repositoryName, snapshots } = chain;
  const { progress, signal, open } = extraction;
  const about = { title: `Extracting ${repositoryName}`, unit: 'objects', total: snapshots.length } as const;
  return followStep(progress, about, async (step) => {
    const files: ExtractedFile[] = [];
    for (const [index, snapshot] of snapshots.entries()) {
      signal.throwIfAborted();
      const { dataFile, findings } = await proveSnapshot(snapshot, open);
      if (dataFile === undefined) throw createDamageError(findings);
      const extracted = await endAfter(
        async () => {
          const own = await extractFiles(dataFile, extraction);
          const isNewest = snapshot === snapshots.at(-1) && isSubscriptionsDatabase(repositoryName);
          return isNewest ? [...own, ...(await extractRecords(dataFile, { chain, own }, extraction))] : own;
        },
        () => dataFile.dispose(),
      );
      files.push(...extracted);
      step.advance(index + 1);
    }
    return files;
  });
}

async function extractFiles(
  { snapshot, archive }: ProvedDataFile,
  { sink, signal }: Extraction,
): Promise<readonly ExtractedFile[]> {
  const base = selectFolder(snapshot);
  const files: ExtractedFile[] = [];
  for await (const entry of archive.entries()) {
    if (entry.folder) continue;
    const path = [...base, ...entry.name.split('/')].join('/');
    files.push({ path, sizeBytes: await sink.write(path, stopOnSignal(archive.streamEntry(entry), signal)) });
  }
  return files;
}

function selectFolder({ dataFile, repositoryName }: Snapshot): readonly [string, string] {
  const name = dataFile.slice(dataFile.lastIndexOf('/') + 1);
  return [repositoryName, name.replace(/\.zip$/i, '')];
}

/** Writes the records of a database beside its backup, in the form of portable repositories; all kinds, or none. */
async function extractRecords(
  dataFile: ProvedDataFile,
  { chain, own }: { readonly chain: RepositoryChain; readonly own: readonly ExtractedFile[] },
  { sink, open, signal, warn }: Extraction,
): Promise<readonly ExtractedFile[]> {
  const { located, findings } = await readContent(dataFile, openFullOf(chain, open));
  const [wrong] = findings.filter(({ severity }) => severity === 'error');
  if (wrong !== undefined) {
    warn(`the records of the database are not written, only its files: ${wrong.code}, ${wrong.message}`);
    return [];
  }
  const [repository, folder] = selectFolder(dataFile.snapshot);
  const database = repository.slice(repository.lastIndexOf(';') + 1);
  const taken = new Set(own.map(({ path }) => path.toLowerCase()));
  const files: ExtractedFile[] = [];
  for (const { kind, file } of PORTABLE_REPOSITORIES) {
    const values = located.filter(({ record }) => record.kind === kind).map(({ record }) => record.value);
    const path = `${repository}/${folder}/${database}.${file}`;
    if (taken.has(path.toLowerCase())) warn(`${path} is a file of the set; the records are not written`);
    if (values.length === 0 || taken.has(path.toLowerCase())) continue;
    const text = Buffer.from(`${JSON.stringify(values, null, 2)}\n`);
    files.push({ path, sizeBytes: await sink.write(path, stopOnSignal(listPiece(text), signal)) });
  }
  return files;
}

async function* listPiece(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(piece);
}

async function* stopOnSignal(
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
  }
}
