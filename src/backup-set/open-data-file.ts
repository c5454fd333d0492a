import { createTagCalculator, equalTags } from '../crypto/authentication-tag.js';
import { BLOCK_SIZE, decryptRange } from '../crypto/block-cipher.js';
import { type DataFileHeader, parseDataFileHeader } from '../crypto/data-file-header.js';
import type { Clock } from '../core/clock.js';
import type { Finding } from '../core/finding.js';
import { createFindingError } from '../core/finding-error.js';
import type { StagedBytes, StagingArea } from '../store/staged-bytes.js';
import type { Store } from '../store/store.js';
import { splitDataFile } from './data-file-stream.js';
import type { Snapshot } from './catalog.js';
import type { Keyring } from './decryption-keys.js';
import { placeOfDataFile, withPlace } from './finding-place.js';
import { assertWholeBlocks, openPlaintext } from './plaintext.js';
import type { RandomAccess } from './random-access.js';
import { type SnapshotKey, unwrapSnapshotKey } from './snapshot-key.js';

/** What opening a data file needs. */
export interface OpenContext {
  readonly store: Store;
  readonly staging: StagingArea;
  readonly keyring: Keyring;
  readonly clock: Clock;
  /** Told how many bytes of ciphertext have been read since it was told last. */
  readonly onBytes?: (bytes: number) => void;
}

/** A data file whose every ciphertext byte has been authenticated. */
export interface OpenedDataFile {
  readonly snapshot: Snapshot;
  /** The ZIP archive, decrypted where it is read. */
  readonly plaintext: RandomAccess;
  /** Bytes of ciphertext that the tag covers. */
  readonly ciphertextBytes: number;
  /** What was noticed on the way and does not stop anything. */
  readonly findings: readonly Finding[];
  /** Removes the staged copy. Safe to call twice. */
  dispose(): Promise<void>;
}

/**
 * Opens the data file of a snapshot: unwraps its key, stages its ciphertext while the tag is computed over it, and
 * compares the tags. Nothing is decrypted before they match, and what is decrypted then are the bytes that matched.
 * Memory does not depend on the size.
 *
 * @throws NO_KEY (findings KEY_MISSING, LEGACY_KEY_WRONG), WRONG_PASSWORD.
 * @throws INTEGRITY (findings WRAPPED_KEY_DAMAGED, HEADER_INVALID, CIPHERTEXT_TRUNCATED, TAG_MISMATCH, PADDING_INVALID).
 * @throws UNSUPPORTED (finding HEADER_UNSUPPORTED).
 * @throws SHARE_UNREACHABLE when the file cannot be read. Nothing stays staged in any of these cases.
 * Source: format specification, section 3.
 */
export async function openDataFile(snapshot: Snapshot, context: OpenContext): Promise<OpenedDataFile> {
  const key = await unwrapSnapshotKey(snapshot, context);
  return withPlace(placeOfDataFile(snapshot), async () => {
    const { header, staged, tag } = await stageCiphertext(snapshot, context, key);
    try {
      assertWholeBlocks(staged.sizeBytes);
      if (!equalTags(tag, header.tag)) throw await describeMismatch(snapshot, { header, staged, key });
      const plaintext = await openPlaintext(staged, { aesKey: key.aesKey, iv: header.iv });
      return {
        snapshot,
        plaintext,
        ciphertextBytes: staged.sizeBytes,
        findings: key.findings,
        dispose: async () => staged.dispose(),
      };
    } catch (error) {
      await staged.dispose();
      throw error;
    }
  });
}

async function stageCiphertext(
  snapshot: Snapshot,
  context: OpenContext,
  key: SnapshotKey,
): Promise<{ readonly header: DataFileHeader; readonly staged: StagedBytes; readonly tag: Uint8Array }> {
  const stream = await context.store.openStream(snapshot.dataFile);
  try {
    const { headerBytes, ciphertext } = await splitDataFile(stream);
    const header = parseDataFileHeader(headerBytes);
    const calculator = createTagCalculator(key.macKey);
    const staged = await context.staging.stage(ciphertext, {
      sizeHintBytes: snapshot.dataFileSizeBytes,
      observe: (chunk) => {
        calculator.update(chunk);
        context.onBytes?.(chunk.length);
      },
    });
    return { header, staged, tag: calculator.digest() };
  } finally {
    stream.destroy();
  }
}

/** What the tag was compared with, and what it was computed over. */
interface MismatchedFile {
  readonly header: DataFileHeader;
  readonly staged: StagedBytes;
  readonly key: SnapshotKey;
}

/**
 * A legacy key does not say which sets it opens, so a wrong key and a damaged file look alike to the tag. The first
 * and the last blocks tell them apart: under the right key an archive begins or ends there, and no single damage
 * reaches both. This is the one look at bytes that are not authenticated, and it is harmless: two signatures are
 * compared, nothing is used, and the answer goes to the holder of the key, who could decrypt the blocks anyway.
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
/** An end record without comment and its padding reach at most 38 bytes back. */
const END_SIZE = 3 * BLOCK_SIZE;

async function looksLikeArchive({ header, staged, key }: MismatchedFile): Promise<boolean> {
  const first = new Uint8Array(BLOCK_SIZE);
  await staged.read(first, 0);
  const begin = decryptRange({ key: key.aesKey, previousBlock: header.iv, ciphertext: first });
  if (Buffer.from(begin).toString('latin1').startsWith(LOCAL_HEADER_SIGNATURE)) return true;
  const size = Math.min(staged.sizeBytes, END_SIZE + BLOCK_SIZE);
  if (size < 2 * BLOCK_SIZE) return false;
  const last = new Uint8Array(size);
  await staged.read(last, staged.sizeBytes - size);
  const end = decryptRange({
    key: key.aesKey,
    previousBlock: last.subarray(0, BLOCK_SIZE),
    ciphertext: last.subarray(BLOCK_SIZE),
  });
  return Buffer.from(end).toString('latin1').includes(END_SIGNATURE);
}
