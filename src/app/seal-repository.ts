import { type KeyObject, randomBytes } from 'node:crypto';
import type { PortableRepository } from '../backup-set/portable-repositories.js';
import { sealBytes } from '../backup-set/seal-data-file.js';
import { buildZip, type ZipInput } from '../backup-set/write-zip.js';
import { COMPACT_KEY_SIZE } from '../crypto/compact-key.js';
import { IV_SIZE } from '../crypto/data-file-header.js';
import { wrapCompactKey } from '../crypto/wrapped-key.js';

/** A data file, and what its metadata says of it. Sizes in bytes. */
export interface SealedRepository {
  readonly bytes: Uint8Array;
  /** Base64. */
  readonly wrappedKey: string;
  readonly plainBytes: number;
}

/** A fresh compact key, wrapped; for what is encrypted with it, and for metadata that must name one. */
export function createWrappedKey(publicKey: KeyObject): {
  readonly compactKey: Uint8Array;
  readonly wrappedKey: string;
} {
  const compactKey = randomBytes(COMPACT_KEY_SIZE);
  return { compactKey, wrappedKey: wrapCompactKey({ publicKey, compactKey }) };
}

/**
 * Encrypts the records of a repository under a key of its own, in memory.
 * Source: format specification, sections 3 and 5.
 */
export async function sealRepository(
  repository: PortableRepository,
  records: readonly object[],
  { publicKey, createdAt }: { readonly publicKey: KeyObject; readonly createdAt: Date },
): Promise<SealedRepository> {
  const payload = Buffer.from(JSON.stringify(records), 'utf8');
  const plaintext = await buildZip(await listInputs(repository, payload, createdAt), {
    modifiedAt: createdAt,
  });
  const { compactKey, wrappedKey } = createWrappedKey(publicKey);
  const bytes = await sealBytes(plaintext, { compactKey, iv: randomBytes(IV_SIZE) });
  return { bytes, wrappedKey, plainBytes: plaintext.length };
}

/** The storage resource provider nests one archive in another. Source: format specification, section 5. */
async function listInputs(
  repository: PortableRepository,
  payload: Uint8Array,
  modifiedAt: Date,
): Promise<readonly ZipInput[]> {
  const input: ZipInput = { name: repository.file, content: payload };
  if (repository.innerArchiveFolder === undefined) return [input];
  const content = await buildZip([input], { modifiedAt });
  return [{ name: `${repository.innerArchiveFolder}/Quota.zip`, content, method: 'stored' }];
}
