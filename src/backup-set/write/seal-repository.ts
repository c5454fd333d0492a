import { processRedactor } from '../../core/redaction/redactor.js';
import { type KeyObject, randomBytes } from 'node:crypto';
import type { PortableRepository } from '../names/portable-repositories.js';
import { sealBytes } from './seal-data-file.js';
import { buildZip, type ZipInput } from '../zip/write-zip.js';
import { COMPACT_KEY_SIZE, parseLegacyKey } from '../../crypto/compact-key.js';
import { IV_SIZE } from '../../crypto/data-file-header.js';
import { wrapCompactKey } from '../../crypto/wrapped-key.js';

/** A data file, and the facts for its metadata. Sizes in bytes. */
export interface SealedRepository {
  readonly bytes: Uint8Array;
  /** Base64; undefined where every file is under the one legacy key. */
  readonly wrappedKey: string | undefined;
  readonly plainBytes: number;
}

/** The key of a data file. */
export interface FileKey {
  readonly compactKey: Uint8Array;
  /** Base64; undefined for the legacy key, which its owner has. */
  readonly wrappedKey: string | undefined;
}

/** Makes the keys of a set's files, one for each file. Source: format specification, section 3. */
export type FileKeys = () => FileKey;

/** Makes a fresh compact key for every file, wrapped for a certificate. */
export function createWrappedKeys(publicKey: KeyObject): FileKeys {
  return () => {
    const compactKey = randomBytes(COMPACT_KEY_SIZE);
    processRedactor.keepBytes(compactKey);
    return { compactKey, wrappedKey: wrapCompactKey({ publicKey, compactKey }) };
  };
}

/** Uses the legacy key for every file. @throws NO_KEY when the text is none. */
export function createLegacyKeys(text: string): FileKeys {
  const compactKey = parseLegacyKey(text);
  return () => ({ compactKey, wrappedKey: undefined });
}

/**
 * Encrypts the files of a repository, in memory.
 * Source: format specification, sections 3 and 5.
 */
export async function sealRepository(
  files: readonly ZipInput[],
  { keys, createdAt }: { readonly keys: FileKeys; readonly createdAt: Date },
): Promise<SealedRepository> {
  const plaintext = await buildZip(files, { modifiedAt: createdAt });
  const { compactKey, wrappedKey } = keys();
  const bytes = await sealBytes(plaintext, { compactKey, iv: randomBytes(IV_SIZE) });
  return { bytes, wrappedKey, plainBytes: plaintext.length };
}

/**
 * Lists the files of a portable repository's archive. The storage resource provider nests one archive in another. Source:
 * format specification, section 5.
 */
export async function listPortableFiles(
  repository: PortableRepository,
  records: readonly object[],
  modifiedAt: Date,
): Promise<readonly ZipInput[]> {
  const input: ZipInput = { name: repository.file, content: Buffer.from(JSON.stringify(records), 'utf8') };
  if (repository.innerArchiveFolder === undefined) return [input];
  const content = await buildZip([input], { modifiedAt });
  return [{ name: `${repository.innerArchiveFolder}/Quota.zip`, content, method: 'stored' }];
}
