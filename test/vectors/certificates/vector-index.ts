import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A certificate as OpenSSL describes it. */
export interface ExpectedCertificate {
  readonly thumbprint: string;
  readonly thumbprintSha256: string;
  readonly notAfter: string;
  readonly subject: string;
}

/** A password that is given, or null for none. */
export type GivenPassword = string | null;

/** One file, its bytes, and what must come of it. */
export interface CertificateVector {
  readonly file: string;
  readonly base64: string;
  /** The facts that show without the password; null when even a look at the file is refused as UNSUPPORTED. */
  readonly inspect: {
    readonly format: 'pfx' | 'pem' | 'cer';
    readonly needsPassword: boolean;
    readonly hasPrivateKey: boolean | null;
    /** Names of certificates. */
    readonly certificates: readonly string[] | null;
  } | null;
  /** The certificates in the file by name, in its order; `key` when their private key is there too. */
  readonly holds: Readonly<Record<string, 'key' | 'public'>>;
  /** Passwords that open it. */
  readonly opened: readonly GivenPassword[];
  /** Passwords that give WRONG_PASSWORD. */
  readonly wrong: readonly GivenPassword[];
  /** Passwords that give UNSUPPORTED. */
  readonly unsupported: readonly GivenPassword[];
  /** The object identifier of the algorithm (or OpenSSL's own name) because of which it is not supported. */
  readonly algorithm?: string;
}

/** All files, and the certificates in them. */
export interface CertificateVectorIndex {
  readonly certificates: Readonly<Record<string, ExpectedCertificate>>;
  readonly vectors: readonly CertificateVector[];
}

/** The place of the table. */
export const VECTOR_INDEX_FILE = fileURLToPath(new URL('vectors.json', import.meta.url));

/** Reads the table. */
export function readVectorIndex(): CertificateVectorIndex {
  const index: unknown = JSON.parse(readFileSync(VECTOR_INDEX_FILE, 'utf8'));
  if (!isVectorIndex(index)) throw new Error('vectors.json is no table of certificate vectors');
  return index;
}

function isVectorIndex(index: unknown): index is CertificateVectorIndex {
  return typeof index === 'object' && index !== null && 'certificates' in index && 'vectors' in index;
}

let bytesByFile: ReadonlyMap<string, Buffer> | undefined;

/** Reads the bytes of one file. @throws when the table has no such file. */
export function readVector(file: string): Buffer {
  bytesByFile ??= new Map(
    readVectorIndex().vectors.map((vector) => [vector.file, Buffer.from(vector.base64, 'base64')]),
  );
  const bytes = bytesByFile.get(file);
  if (bytes === undefined) throw new Error(`vectors.json has no ${file}`);
  return bytes;
}

/** The key pair of a PEM file that no password protects: making one takes a tenth of a second, and more. */
export function readKeyPair(file: string): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  const privateKey = createPrivateKey(readVector(file));
  return { publicKey: createPublicKey(privateKey), privateKey };
}
