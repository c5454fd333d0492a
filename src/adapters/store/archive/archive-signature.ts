import {
  SIGNATURE_SIZE,
  type SignatureAlgorithm,
  type SigningKey,
  type VerifyingKey,
} from '../../../crypto/signature-keys.js';
import { createFindingError } from '../../../core/errors/finding-error.js';

/** Name of the entry behind the manifest, in an archive that is signed. */
export const SIGNATURE_NAME = 'RESTACK-SIGNATURE';

/** The kinds of files with a manifest. No signature of one kind can stand in for one of another. */
export type SignedKind = 'archive' | 'evidence';

/** A signature of a manifest, which names every file with its SHA-256. */
export interface ArchiveSignature {
  readonly algorithm: SignatureAlgorithm;
  /** SHA-256 of the signer's public key (SubjectPublicKeyInfo, DER), lower-case hexadecimal. */
  readonly keyDigest: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

const SIGNATURE_TEXT =
  /^# restack (archive|evidence) signature 1\n# algorithm (ed25519|ecdsa-p256-sha256)\n# key ([0-9a-f]{64})\n([A-Za-z0-9+/]{86}==)\n$/;

/** The line that stands before a manifest in what is signed. */
function titleOf(kind: SignedKind): string {
  return `restack ${kind} signature 1\n`;
}

/** Renders a signature as text. Its length depends on the kind and the algorithm alone. */
export function renderSignature(
  { algorithm, keyDigest, signature }: ArchiveSignature,
  kind: SignedKind = 'archive',
): string {
  const base64 = Buffer.from(signature).toString('base64');
  return `# ${titleOf(kind)}# algorithm ${algorithm}\n# key ${keyDigest}\n${base64}\n`;
}

/** A text as long as the signature that `key` will make. */
export function renderPlaceholder(key: SigningKey): string {
  return renderSignature({ ...key, signature: new Uint8Array(SIGNATURE_SIZE) });
}

/** The longest text of a signature. */
export const SIGNATURE_LIMIT_BYTES = 1024;

/** Parses the text of a signature. @returns undefined when it is none of this kind, or not as restack writes it. */
export function parseSignature(
  bytes: Uint8Array,
  kind: SignedKind = 'archive',
): ArchiveSignature | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  const [, found, algorithm, keyDigest, base64] = SIGNATURE_TEXT.exec(text) ?? [];
  if (found !== kind || keyDigest === undefined || base64 === undefined) return undefined;
  if (algorithm !== 'ed25519' && algorithm !== 'ecdsa-p256-sha256') return undefined;
  const signature = { algorithm, keyDigest, signature: Buffer.from(base64, 'base64') } as const;
  // The last digit of base64 has bits that say nothing.
  return renderSignature(signature, kind) === text ? signature : undefined;
}

/** Signs a manifest, as its bytes stand in the file. */
export function signManifest(
  manifest: Uint8Array,
  key: SigningKey,
  kind: SignedKind = 'archive',
): ArchiveSignature {
  const { algorithm, keyDigest } = key;
  return { algorithm, keyDigest, signature: key.sign(signedBytes(manifest, kind)) };
}

/** True when the private half of `key` made this signature of a manifest. */
export function isSignedBy(
  key: VerifyingKey,
  signed: { readonly manifest: Uint8Array; readonly signature: ArchiveSignature; readonly kind: SignedKind },
): boolean {
  return key.verify(signedBytes(signed.manifest, signed.kind), signed.signature.signature);
}

function signedBytes(manifest: Uint8Array, kind: SignedKind): Uint8Array {
  return Buffer.concat([Buffer.from(titleOf(kind)), manifest]);
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
        'sign it where the set is known to be good: restack archive pack BACKUP --sign-key FILE --out FILE.tar --share PATH',
      ],
    });
  }
  if (signature.keyDigest !== key.keyDigest || signature.algorithm !== key.algorithm) {
    const message = `archive ${location} is signed by the key ${signature.keyDigest}, expected ${key.keyDigest}`;
    throw createFindingError('ARCHIVE_SIGNATURE_WRONG', message);
  }
  if (isSignedBy(key, { manifest, signature, kind: 'archive' })) return;
  const message = `the signature of archive ${location} does not match: its list of files was changed`;
  throw createFindingError('ARCHIVE_SIGNATURE_WRONG', message);
}
