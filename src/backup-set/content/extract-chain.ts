import { endAfter } from '../../core/errors/first-failure.js';
import { createDamageError } from '../../core/errors/finding-error.js';
import { followStep, type Progress } from '../../core/progress.js';
import type { RepositoryChain } from '../catalog.js';
import type { OpenContext } from '../data-file/open-data-file.js';
import { type ProvedDataFile, proveSnapshot } from './prove-snapshot.js';

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
}

/**
 * Writes the decrypted files of every snapshot of a chain. Each data file is proved before one byte of it is written.
 *
 * @throws the code of the first finding when a data file is damaged; the errors of the sink.
 */
export function extractChain(
  { repositoryName, snapshots }: RepositoryChain,
  extraction: Extraction,
): Promise<readonly ExtractedFile[]> {
  const { progress, signal, open } = extraction;
  const about = { title: `Extracting ${repositoryName}`, unit: 'objects', total: snapshots.length } as const;
  return followStep(progress, about, async (step) => {
    const files: ExtractedFile[] = [];
    for (const [index, snapshot] of snapshots.entries()) {
      signal.throwIfAborted();
      const { dataFile, findings } = await proveSnapshot(snapshot, open);
      if (dataFile === undefined) throw createDamageError(findings);
      const extracted = await endAfter(
        () => extractFiles(dataFile, extraction),
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
  const name = snapshot.dataFile.slice(snapshot.dataFile.lastIndexOf('/') + 1);
  const base = [snapshot.repositoryName, name.replace(/\.zip$/i, '')];
  const files: ExtractedFile[] = [];
  for await (const entry of archive.entries()) {
    if (entry.folder) continue;
    const path = [...base, ...entry.name.split('/')].join('/');
    files.push({ path, sizeBytes: await sink.write(path, stopOnSignal(archive.streamEntry(entry), signal)) });
  }
  return files;
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
