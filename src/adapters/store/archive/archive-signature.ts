import {
  SIGNATURE_SIZE,
  type SignatureAlgorithm,
  type SigningKey,
  type VerifyingKey,
} from '../../../crypto/signature-keys.js';
import { createFindingError } from '../../../core/errors/finding-error.js';

/** Name of the entry behind the manifest, in an archive that is signed. */
export const SIGNATURE_NAME = 'RESTACK-SIGNATURE';

/** A signature of an archive's manifest, which names every file with its SHA-256. */
export interface ArchiveSignature {
  readonly algorithm: SignatureAlgorithm;
  /** SHA-256 of the signer's public key (SubjectPublicKeyInfo, DER), lower-case hexadecimal. */
  readonly keyDigest: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

const TITLE = '# restack archive signature 1';
const SIGNATURE_TEXT =
  /^# restack archive signature 1\n# algorithm (ed25519|ecdsa-p256-sha256)\n# key ([0-9a-f]{64})\n([A-Za-z0-9+/]{86}==)\n$/;
/** No signature of another purpose can stand in for one of an archive. */
const CONTEXT = Buffer.from('restack archive signature 1\n');

/** Renders a signature as text. Its length depends on the algorithm alone. */
export function renderSignature({ algorithm, keyDigest, signature }: ArchiveSignature): string {
  const base64 = Buffer.from(signature).toString('base64');
  return `${TITLE}\n# algorithm ${algorithm}\n# key ${keyDigest}\n${base64}\n`;
}

/** A text as long as the signature that `key` will make. */
export function renderPlaceholder(key: SigningKey): string {
  return renderSignature({ ...key, signature: new Uint8Array(SIGNATURE_SIZE) });
}

/** The longest text of a signature. */
export const SIGNATURE_LIMIT_BYTES = 1024;

/** Parses the text of a signature. @returns undefined when it is none. */
export function parseSignature(bytes: Uint8Array): ArchiveSignature | undefined {
  const [, algorithm, keyDigest, base64] = SIGNATURE_TEXT.exec(Buffer.from(bytes).toString('latin1')) ?? [];
  if (keyDigest === undefined || base64 === undefined) return undefined;
  if (algorithm !== 'ed25519' && algorithm !== 'ecdsa-p256-sha256') return undefined;
  return { algorithm, keyDigest, signature: Buffer.from(base64, 'base64') };
}

/** Signs a manifest, as its bytes stand in the archive. */
export function signManifest(manifest: Uint8Array, key: SigningKey): ArchiveSignature {
  const { algorithm, keyDigest } = key;
  return { algorithm, keyDigest, signature: key.sign(Buffer.concat([CONTEXT, manifest])) };
}

/**
 * Asserts that a manifest was signed by the key that the caller trusts.
 *
 * @throws INTEGRITY (`ARCHIVE_UNSIGNED`) without a signature; INTEGRITY (`ARCHIVE_SIGNATURE_WRONG`) when it is of another
 * key or of another manifest.
 */
export function assertSigned(
  archive: {
    readonly location: string;
    readonly manifest: Uint8Array;
    readonly signature: ArchiveSignature | undefined;
  },
  key: VerifyingKey,
): void {
  const { location, manifest, signature } = archive;
  if (signature === undefined) {
    throw createFindingError('ARCHIVE_UNSIGNED', `archive ${location} is not signed, and a key was given`, {
      hints: [
        'sign it where the set is known to be good: restack archive pack BACKUP --sign-key FILE --out FILE.tar',
      ],
    });
  }
  if (signature.keyDigest !== key.keyDigest || signature.algorithm !== key.algorithm) {
    const message = `archive ${location} is signed by the key ${signature.keyDigest}, expected ${key.keyDigest}`;
    throw createFindingError('ARCHIVE_SIGNATURE_WRONG', message);
  }
  if (key.verify(Buffer.concat([CONTEXT, manifest]), signature.signature)) return;
  const message = `the signature of archive ${location} does not match: its list of files was changed`;
  throw createFindingError('ARCHIVE_SIGNATURE_WRONG', message);
}
