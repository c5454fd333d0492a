import { randomBytes } from 'node:crypto';
import { AES_KEY_SIZE, BLOCK_SIZE, createEncryptor } from '../../crypto/block-cipher.js';
import type { StagingArea } from '../data-file/staged-bytes.js';
import { openPlaintext } from '../data-file/plaintext.js';
import { type RandomAccess, selectRange } from '../data-file/random-access.js';
import type { ArchiveEntry } from '../zip/zip-directory.js';
import { type Archive, assertParsable, openArchive } from '../zip/zip-archive.js';

/** An archive that lies inside another as an entry. */
export interface InnerArchive {
  readonly archive: Archive;
  /** Removes what had to be staged for it. */
  dispose(): Promise<void>;
}

/** An archive, and the bytes it lies in. */
export interface ArchiveSource {
  readonly archive: Archive;
  readonly source: RandomAccess;
}

/**
 * Opens an entry that is an archive itself. A stored one is read where it lies. A deflated one cannot be read at
 * random: it is inflated once and staged again, under a key that lives as long as this call's result, so that no
 * plaintext touches a disk and no large buffer is held.
 *
 * @throws INTEGRITY (findings ZIP_DAMAGED, ZIP_UNSAFE), UNSUPPORTED (finding ZIP_UNSUPPORTED).
 */
export async function openInnerArchive(
  outer: ArchiveSource,
  entry: ArchiveEntry,
  staging: StagingArea,
): Promise<InnerArchive> {
  const stored = await outer.archive.locateStored(entry);
  if (stored !== undefined) {
    return { archive: await openArchive(selectRange(outer.source, stored)), dispose: async () => {} };
  }
  assertParsable(entry);
  const key = { aesKey: randomBytes(AES_KEY_SIZE), iv: randomBytes(BLOCK_SIZE) };
  const ciphertext = encrypt(outer.archive.streamEntry(entry), key);
  const staged = await staging.stage(ciphertext, { sizeHintBytes: entry.sizeBytes });
  try {
    const archive = await openArchive(await openPlaintext(staged, key));
    return { archive, dispose: async () => staged.dispose() };
  } catch (error) {
    await staged.dispose();
    throw error;
  }
}

async function* encrypt(
  plaintext: AsyncIterable<Uint8Array>,
  key: { readonly aesKey: Uint8Array; readonly iv: Uint8Array },
): AsyncGenerator<Uint8Array> {
  const encryptor = createEncryptor(key.aesKey, key.iv);
  for await (const piece of plaintext) yield encryptor.update(piece);
  yield encryptor.final();
}
