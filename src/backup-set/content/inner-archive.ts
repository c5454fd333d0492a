import { randomBytes } from 'node:crypto';
import { AES_KEY_SIZE, BLOCK_SIZE, createEncryptor } from '../../crypto/block-cipher.js';
import type { StagingArea } from '../data-file/staged-bytes.js';
import { openPlaintext } from '../data-file/plaintext.js';
import { type RandomAccess, selectRange } from '../data-file/random-access.js';
import type { ArchiveEntry } from '../zip/zip-directory.js';
import { type Archive, assertParsable, openArchive } from '../zip/zip-archive.js';
import { createFindingError } from '../../core/errors/finding-error.js';
import { undoFor } from '../../core/errors/first-failure.js';
import type { PortableRepository } from '../names/portable-repositories.js';
import { quoteName } from '../zip/zip-fault.js';

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

/** The content of an entry, to be read at any offset. */
export interface EntryContent {
  readonly bytes: RandomAccess;
  /** Removes what had to be staged for it. */
  dispose(): Promise<void>;
}

/**
 * Opens the content of an entry for reads at any offset. A stored one is read where it lies. A deflated one cannot be:
 * it is inflated once and staged again, under a key that lives as long as this call's result, so that no plaintext
 * touches a disk and no large buffer is held.
 *
 * @throws INTEGRITY (finding ZIP_DAMAGED).
 */
export async function openEntryContent(
  outer: ArchiveSource,
  entry: ArchiveEntry,
  staging: StagingArea,
): Promise<EntryContent> {
  const stored = await outer.archive.locateStored(entry);
  if (stored !== undefined) return { bytes: selectRange(outer.source, stored), dispose: async () => {} };
  const key = { aesKey: randomBytes(AES_KEY_SIZE), iv: randomBytes(BLOCK_SIZE) };
  const ciphertext = encrypt(outer.archive.streamEntry(entry), key);
  const staged = await staging.stage(ciphertext, { sizeHintBytes: entry.sizeBytes });
  try {
    return { bytes: await openPlaintext(staged, key), dispose: async () => staged.dispose() };
  } catch (error) {
    throw await undoFor(error, () => staged.dispose());
  }
}

/**
 * Opens an entry that is an archive itself.
 *
 * @throws INTEGRITY (findings ZIP_DAMAGED, ZIP_UNSAFE), UNSUPPORTED (finding ZIP_UNSUPPORTED).
 */
export async function openInnerArchive(
  outer: ArchiveSource,
  entry: ArchiveEntry,
  staging: StagingArea,
): Promise<InnerArchive> {
  if (entry.method !== 'stored') assertParsable(entry);
  const content = await openEntryContent(outer, entry, staging);
  const dispose = async () => content.dispose();
  try {
    return { archive: await openArchive(content.bytes), dispose };
  } catch (error) {
    throw await undoFor(error, dispose);
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

/**
 * Finds the one file of this name anywhere in an archive, without regard to case.
 *
 * @returns undefined when there is none.
 * @throws SCHEMA (finding PAYLOAD_DAMAGED) when there are several: no rule says which one counts.
 * Source: format specification, section 5.
 */
export async function findPayloadEntry(archive: Archive, file: string): Promise<ArchiveEntry | undefined> {
  return findOnly(archive, (segments) => segments.at(-1) === file.toLowerCase());
}

/**
 * Finds the inner archive of a repository that nests one: the single `.zip` in the folder of that name.
 *
 * @returns undefined when there is none, or the repository does not nest.
 * @throws SCHEMA (finding PAYLOAD_DAMAGED) when there are several.
 * Source: format specification, section 5.
 */
export async function findInnerArchiveEntry(
  archive: Archive,
  repository: PortableRepository,
): Promise<ArchiveEntry | undefined> {
  const folder = repository.innerArchiveFolder?.toLowerCase();
  if (folder === undefined) return undefined;
  return findOnly(
    archive,
    (segments) => segments.at(-2) === folder && (segments.at(-1) ?? '').endsWith('.zip'),
  );
}

async function findOnly(
  archive: Archive,
  matches: (segments: readonly string[]) => boolean,
): Promise<ArchiveEntry | undefined> {
  let found: ArchiveEntry | undefined;
  for await (const entry of archive.entries()) {
    if (entry.folder || !matches(entry.name.toLowerCase().split('/'))) continue;
    if (found !== undefined) {
      throw createFindingError(
        'PAYLOAD_DAMAGED',
        `the archive holds both ${quoteName(found.name)} and ${quoteName(entry.name)}, expected one of them`,
      );
    }
    found = entry;
  }
  return found;
}
