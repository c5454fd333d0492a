import { createTagCalculator, equalTags } from '../../crypto/authentication-tag.js';
import { BLOCK_SIZE, decryptRange } from '../../crypto/block-cipher.js';
import {
  DATA_FILE_HEADER_SIZE,
  type DataFileHeader,
  parseDataFileHeader,
} from '../../crypto/data-file-header.js';
import type { Clock } from '../../core/clock.js';
import type { Finding } from '../../core/errors/finding.js';
import { createFindingError } from '../../core/errors/finding-error.js';
import type { StagedBytes, StagingArea } from './staged-bytes.js';
import type { Store } from '../store.js';
import type { Snapshot } from '../catalog.js';
import { type Keyring, type SnapshotKey, unwrapSnapshotKey } from './snapshot-key.js';
import { placeOfDataFile, withPlace } from '../finding-place.js';
import { type FileMemory, hashInMemory } from './hash-in-memory.js';
import { type HashedFile, hashInPlace } from './hash-in-place.js';
import { assertWholeBlocks, openPlaintext, type SharedPlaintext, withSums } from './plaintext.js';
import type { RandomAccess } from './random-access.js';
import type { SegmentHasher } from './segment-hasher.js';

/** The store, keys and listeners with which data files are opened. */
export interface OpenContext {
  readonly store: Store;
  readonly staging: StagingArea;
  readonly keyring: Keyring;
  readonly clock: Clock;
  /** Hears of the bytes of ciphertext that were read since the last call. */
  readonly onBytes?: (bytes: number) => void;
  /** Given when the file is to be proved and not to be read: it is then not staged, where the store permits. */
  readonly inPlace?: InPlaceProof;
}

/** The means to prove a file that nobody will read. */
export interface InPlaceProof {
  /** The file is read into it once where it fits (see {@link hashInMemory}); else it stays where it lies. */
  readonly memory?: FileMemory;
  /** See {@link hashInPlace}. */
  readonly createHasher: (macKey: Uint8Array) => SegmentHasher;
}

/** A data file whose every ciphertext byte has been authenticated. */
export interface OpenedDataFile {
  readonly snapshot: Snapshot;
  /** The ZIP archive, decrypted where it is read. */
  readonly plaintext: RandomAccess;
  /** The plaintext as another thread can open it; undefined unless the file was left where it lies. */
  readonly shared: SharedPlaintext | undefined;
  /** Bytes of ciphertext that the tag covers. */
  readonly ciphertextBytes: number;
  /** Findings that do not stop the opening. */
  readonly findings: readonly Finding[];
  /** Removes the staged copy. Safe to call twice. */
  dispose(): Promise<void>;
}

/**
 * Opens the data file of a snapshot: unwraps its key, stages its ciphertext while the tag is computed over it, and
 * compares the tags. Nothing is decrypted before they match, and then exactly the bytes are decrypted that matched.
 * Memory does not depend on the size.
 *
 * @throws NO_KEY (findings KEY_MISSING, LEGACY_KEY_WRONG), WRONG_PASSWORD.
 * @throws INTEGRITY (findings WRAPPED_KEY_DAMAGED, HEADER_INVALID, CIPHERTEXT_TRUNCATED, TAG_MISMATCH,
 * PADDING_INVALID).
 * @throws UNSUPPORTED (finding HEADER_UNSUPPORTED).
 * @throws SHARE_UNREACHABLE when the file cannot be read. Nothing stays staged in any of these cases.
 * Source: format specification, section 3.
 */
export async function openDataFile(snapshot: Snapshot, context: OpenContext): Promise<OpenedDataFile> {
  return openWithKey(snapshot, await unwrapSnapshotKey(snapshot, context), context);
}

/** The part of the context that opening needs once the key is there. */
export type KeyedContext = Omit<OpenContext, 'keyring' | 'clock'>;

/** The second half of {@link openDataFile}, with the same errors but those of keys. */
export async function openWithKey(
  snapshot: Snapshot,
  key: SnapshotKey,
  context: KeyedContext,
): Promise<OpenedDataFile> {
  return withPlace(placeOfDataFile(snapshot), async () => {
    const { header, ciphertext, tag, known } = await hashDataFile(snapshot, key, context);
    try {
      assertWholeBlocks(ciphertext.sizeBytes);
      if (!equalTags(tag, header.tag)) throw await describeMismatch(snapshot, { header, ciphertext, key });
      const keys = { aesKey: key.aesKey, iv: header.iv };
      const plaintext = await openPlaintext(ciphertext, keys);
      return {
        snapshot,
        plaintext: withSums(plaintext, known),
        shared: known === undefined ? undefined : { ...keys, known },
        ciphertextBytes: ciphertext.sizeBytes,
        findings: key.findings,
        dispose: async () => ciphertext.dispose(),
      };
    } catch (error) {
      await ciphertext.dispose();
      throw error;
    }
  });
}

async function hashDataFile(
  snapshot: Snapshot,
  key: SnapshotKey,
  context: KeyedContext,
): Promise<HashedFile> {
  const { store, inPlace, onBytes } = context;
  if (inPlace === undefined || store.openReader === undefined) return stageCiphertext(snapshot, key, context);
  const { createHasher, memory } = inPlace;
  const reader = await store.openReader(snapshot.dataFile);
  const options = { sizeBytes: snapshot.dataFileSizeBytes, onBytes };
  try {
    const hashed = memory && (await hashInMemory(reader, key, { ...options, memory }));
    return hashed ?? (await hashInPlace(reader, key, { ...options, createHasher }));
  } catch (error) {
    await reader.close();
    throw error;
  }
}

async function stageCiphertext(
  snapshot: Snapshot,
  key: SnapshotKey,
  context: KeyedContext,
): Promise<HashedFile> {
  const stream = await context.store.openStream(snapshot.dataFile);
  try {
    const { headerBytes, ciphertext: source } = await splitDataFile(stream);
    const header = parseDataFileHeader(headerBytes);
    const calculator = createTagCalculator(key.macKey);
    const ciphertext = await context.staging.stage(source, {
      sizeHintBytes: snapshot.dataFileSizeBytes,
      observe: (chunk) => {
        calculator.update(chunk);
        context.onBytes?.(chunk.length);
      },
    });
    return { header, ciphertext, tag: calculator.digest() };
  } finally {
    stream.destroy();
  }
}

/** A file whose tag does not match. */
interface MismatchedFile {
  readonly header: DataFileHeader;
  readonly ciphertext: StagedBytes;
  readonly key: SnapshotKey;
}

/**
 * Describes a tag that does not match. A legacy key does not say which sets it opens, so to the tag a wrong key and a
 * damaged file look alike. The first and the last blocks tell them apart: under the right key an archive begins or ends
 * there, and no single damage reaches both. This is the one look at bytes that are not authenticated, and it is
 * harmless: two signatures are compared, nothing is used, and the answer goes to the holder of the key, who could
 * decrypt the blocks anyway.
 */
async function describeMismatch(snapshot: Snapshot, file: MismatchedFile): Promise<Error> {
  if (snapshot.encryption.mode === 'key' && !(await looksLikeArchive(file))) {
    return createFindingError(
      'LEGACY_KEY_WRONG',
      'the legacy key that was given is not the one of this set',
      {
        hints: [`restack verify ${snapshot.backupId} --key-file FILE`],
      },
    );
  }
  return createFindingError('TAG_MISMATCH', 'the tag in the header does not match the ciphertext');
}

const LOCAL_HEADER_SIGNATURE = 'PK\u0003\u0004';
const END_SIGNATURE = 'PK\u0005\u0006';
/** Bytes at the end in which an end record without comment and its padding lie: at most 38. */
const END_SIZE = 3 * BLOCK_SIZE;

async function looksLikeArchive({ header, ciphertext, key }: MismatchedFile): Promise<boolean> {
  const first = new Uint8Array(BLOCK_SIZE);
  await ciphertext.read(first, 0);
  const begin = decryptRange({ key: key.aesKey, previousBlock: header.iv, ciphertext: first });
  if (Buffer.from(begin).toString('latin1').startsWith(LOCAL_HEADER_SIGNATURE)) return true;
  const size = Math.min(ciphertext.sizeBytes, END_SIZE + BLOCK_SIZE);
  if (size < 2 * BLOCK_SIZE) return false;
  const last = new Uint8Array(size);
  await ciphertext.read(last, ciphertext.sizeBytes - size);
  const end = decryptRange({
    key: key.aesKey,
    previousBlock: last.subarray(0, BLOCK_SIZE),
    ciphertext: last.subarray(BLOCK_SIZE),
  });
  return Buffer.from(end).toString('latin1').includes(END_SIGNATURE);
}

/** A data file that is being read: the bytes of its header, and a stream of all that follows. */
export interface SplitDataFile {
  /** Shorter than a header when the file is. */
  readonly headerBytes: Uint8Array;
  readonly ciphertext: AsyncIterable<Uint8Array>;
}

/** Reads the header off the front of a stream, however the stream is cut into chunks. */
async function splitDataFile(source: AsyncIterable<Uint8Array>): Promise<SplitDataFile> {
  const iterator = source[Symbol.asyncIterator]();
  let front: Uint8Array = new Uint8Array(0);
  while (front.length < DATA_FILE_HEADER_SIZE) {
    const step = await iterator.next();
    if (step.done === true) break;
    front = front.length === 0 ? step.value : Buffer.concat([front, step.value]);
  }
  const rest = front.subarray(DATA_FILE_HEADER_SIZE);
  return { headerBytes: front.subarray(0, DATA_FILE_HEADER_SIZE), ciphertext: continueWith(rest, iterator) };
}

async function* continueWith(
  first: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) yield step.value;
}
