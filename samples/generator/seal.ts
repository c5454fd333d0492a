import { createTagCalculator } from '../../src/crypto/authentication-tag.js';
import { createEncryptor } from '../../src/crypto/block-cipher.js';
import { COMPACT_KEY_SIZE, splitCompactKey } from '../../src/crypto/compact-key.js';
import { formatDataFileHeader, IV_SIZE } from '../../src/crypto/data-file-header.js';
import { OAEP_SEED_SIZE, type OaepHash } from '../../src/crypto/oaep-encoding.js';
import { wrapCompactKey } from '../../src/crypto/wrapped-key.js';
import { type SampleCertificate, stableBytes } from './stable-values.js';

/** The encryption of a snapshot. */
export type SampleKey =
  | { readonly mode: 'certificate'; readonly certificate: SampleCertificate; readonly oaepHash?: OaepHash }
  | { readonly mode: 'key'; readonly compactKey: Uint8Array };

/** The key of one snapshot; `wrappedKey` is absent in key mode. */
export interface SnapshotKey {
  readonly compactKey: Uint8Array;
  readonly wrappedKey?: string;
}

/** The key of the snapshot that `label` names: always the same one. */
export function createSnapshotKey(label: string, key: SampleKey): SnapshotKey {
  if (key.mode === 'key') return { compactKey: key.compactKey };
  const compactKey = stableBytes(`compact key of ${label}`, COMPACT_KEY_SIZE);
  return { compactKey, wrappedKey: wrapKey(label, key, compactKey) };
}

/** Wraps a compact key with the seed that belongs to `label`. */
export function wrapKey(
  label: string,
  key: Extract<SampleKey, { mode: 'certificate' }>,
  compactKey: Uint8Array,
): string {
  const oaepHash = key.oaepHash ?? 'sha256';
  const seed = stableBytes(`OAEP seed of ${label}`, OAEP_SEED_SIZE[oaepHash]);
  return wrapCompactKey({ publicKey: key.certificate.publicKey, compactKey, oaepHash, seed });
}

/** The data file around a plaintext. `padded` means that the plaintext brings its own padding, right or wrong. */
export function sealPlaintext(
  label: string,
  plaintext: Uint8Array,
  options: { readonly compactKey: Uint8Array; readonly padded?: boolean },
): Buffer {
  const { aesKey, macKey } = splitCompactKey(options.compactKey);
  const iv = stableBytes(`IV of ${label}`, IV_SIZE);
  const encryptor = createEncryptor(aesKey, iv);
  const body = encryptor.update(plaintext);
  const ciphertext = options.padded === true ? body : Buffer.concat([body, encryptor.final()]);
  return Buffer.concat([formatDataFileHeader({ iv, tag: computeTag(macKey, ciphertext) }), ciphertext]);
}

function computeTag(macKey: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const tag = createTagCalculator(macKey);
  tag.update(ciphertext);
  return tag.digest();
}
