import { formatCount, KIB, MIB } from '../../../core/sizes.js';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { undoFor } from '../../../core/errors/first-failure.js';
import { readSystemCode } from '../../../core/errors/system-code.js';
import { type Progress, silentProgress } from '../../../core/progress.js';
import {
  type ArchiveBytes,
  type ArchiveFile,
  createFileBytes,
  createStagedBytes,
  readArchiveStart,
  streamArchiveFile,
} from './archive-bytes.js';
import { createArchiveFault } from './archive-path.js';
import { indexArchive, readArchiveManifest } from './archive-index.js';
import { type ArchiveManifest, MANIFEST_LIMIT_BYTES } from './archive-manifest.js';
import { assertSigned } from './archive-signature.js';
import { createArchiveStores } from './archive-store.js';
import type { VerifyingKey } from '../../../crypto/signature-keys.js';
import { machineFileSystem, type ReadOnlyFileSystem } from '../folder/file-system.js';
import { createStagedMemory } from '../staging/staged-file.js';
import { createStagingArea } from '../staging/staging.js';
import type { Store } from '../../../backup-set/store.js';
import { RestackError } from '../../../core/errors/restack-error.js';

/** The file system and the listeners with which archives are opened. */
export interface OpenArchiveOptions {
  readonly fileSystem: ReadOnlyFileSystem;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Must have signed the archive. */
  readonly verifyingKey?: VerifyingKey | undefined;
}

const ARCHIVE_NAME = /\.(?:tar|tar\.gz|tgz)$/i;
const USTAR_OFFSET = 257;
/**
 * The most bytes at the start of an archive that its manifest can take: with its header and an extended header before
 * it.
 */
const HEAD_LIMIT_BYTES = MANIFEST_LIMIT_BYTES + 128 * KIB;

/** The most that compression makes of a set: its data files are ciphertext, which does not shrink; its metadata does. */
const MOST_SHRINKING = 20;
/** Content up to this size is not held to a ratio. */
const FREE_OF_RATIO_BYTES = MIB;

/** True when a file is an archive by its name or its first bytes. */
export async function looksLikeArchive(file: ArchiveFile): Promise<boolean> {
  if (ARCHIVE_NAME.test(file.location)) return true;
  const { start } = await readArchiveStart(file);
  return isGzip(start) || start.subarray(USTAR_OFFSET, USTAR_OFFSET + 5).toString('latin1') === 'ustar';
}

/**
 * Opens an archive of restack as the stores that it holds: one where a set was packed. A compressed one is decompressed
 * once, into a private copy that is gone when a store is closed: it holds ciphertext and metadata, no plaintext.
 *
 * @throws INTEGRITY when it is cut short, altered, holds a file that its manifest does not name, or is not signed by the
 * key that is given.
 * @throws SHARE_UNREACHABLE when the file cannot be read.
 */
export async function openArchive(location: string, options: OpenArchiveOptions): Promise<readonly Store[]> {
  const file: ArchiveFile = { location, fileSystem: options.fileSystem };
  const { start, sizeBytes } = await readArchiveStart(file);
  const bytes = isGzip(start) ? await decompress(file, sizeBytes, options) : await createFileBytes(file);
  try {
    const index = await indexArchive(bytes);
    const { verifyingKey } = options;
    if (verifyingKey !== undefined) assertSigned({ location, ...index }, verifyingKey);
    return createArchiveStores(bytes, index, verifyingKey !== undefined);
  } catch (error) {
    throw await undoFor(error, () => bytes.close());
  }
}

function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** Decompresses an archive. The manifest is read first, because it bounds the number of bytes. */
async function decompress(
  file: ArchiveFile,
  compressedBytes: number,
  options: OpenArchiveOptions,
): Promise<ArchiveBytes> {
  const { location } = file;
  const head = createStagedBytes(location, await readHead(file));
  const { manifest, limitBytes } = await readArchiveManifest(head);
  assertLikelySize(manifest, { location, compressedBytes });
  const step = (options.progress ?? silentProgress).begin('Decompressing the archive', {
    unit: 'bytes',
    total: limitBytes,
  });
  const staging = createStagingArea();
  let done = 0;
  async function* bounded(): AsyncGenerator<Uint8Array> {
    for await (const chunk of gunzip(file)) {
      options.signal?.throwIfAborted();
      done += chunk.length;
      if (done > limitBytes) throw createArchiveFault(location, 'it is larger than its manifest says');
      step.advance(done);
      yield chunk;
    }
  }
  try {
    const staged = await staging.stage(bounded(), { sizeHintBytes: limitBytes });
    step.end('done');
    return createStagedBytes(location, staged);
  } catch (error) {
    step.end('failed');
    throw await undoFor(error, () => staging.dispose());
  }
}

/** @throws INTEGRITY when an archive would grow as no set does, before the disk is filled with it. */
function assertLikelySize(
  { files }: ArchiveManifest,
  { location, compressedBytes }: { readonly location: string; readonly compressedBytes: number },
): void {
  const contentBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (contentBytes <= Math.max(FREE_OF_RATIO_BYTES, compressedBytes * MOST_SHRINKING)) return;
  throw createArchiveFault(
    location,
    `its ${formatCount(compressedBytes, 'byte')} would become ${contentBytes}, and the files of a set are ciphertext, which does not shrink so`,
  );
}

/** Reads as much of the decompressed bytes as the manifest can take. */
async function readHead(file: ArchiveFile) {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of gunzip(file)) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes >= HEAD_LIMIT_BYTES) break;
  }
  return createStagedMemory(chunks, sizeBytes);
}

async function* gunzip(file: ArchiveFile): AsyncGenerator<Uint8Array> {
  const source = await streamArchiveFile(file);
  const gunzipStream = createGunzip();
  // Errors reach the loop below through the second stream.
  pipeline(source, gunzipStream, () => undefined);
  try {
    for await (const chunk of gunzipStream) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    if (readSystemCode(error)?.startsWith('Z_') !== true) throw error;
    throw createArchiveFault(file.location, 'it does not decompress', error);
  }
}

/**
 * Opens the archive of a set that a person names.
 *
 * @throws NOT_FOUND when nothing is there; UNSUPPORTED when it is no archive, or one of a whole share; INTEGRITY when it
 * is damaged, or not signed by the key that is given.
 */
export async function openGivenArchive(
  path: string,
  {
    fileSystem = machineFileSystem,
    ...options
  }: Pick<OpenArchiveOptions, 'progress' | 'signal' | 'verifyingKey'> & Partial<OpenArchiveOptions>,
): Promise<Store> {
  const facts = await fileSystem.lstat(path).catch(() => undefined);
  if (facts === undefined) throw new RestackError('NOT_FOUND', `archive ${path} is not there`);
  if (facts.isDirectory() || !(await looksLikeArchive({ location: path, fileSystem }))) {
    throw new RestackError('UNSUPPORTED', `${path} is no archive of restack`, {
      hints: ['make one: restack archive pack BACKUP --out FILE.tar --share PATH'],
    });
  }
  const [store, ...others] = await openArchive(path, { fileSystem, ...options });
  if (store?.packedBackupId !== undefined && others.length === 0) return store;
  await store?.close?.();
  throw new RestackError('UNSUPPORTED', `${path} holds a whole share, and only a set is unpacked`, {
    hints: [`read it where it lies: restack list --share ${path}`],
  });
}
