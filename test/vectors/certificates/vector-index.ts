/** A certificate as OpenSSL describes it. */
export interface ExpectedCertificate {
  readonly thumbprint: string;
  readonly thumbprintSha256: string;
  readonly notAfter: string;
  readonly subject: string;
}

/** A password that is given, or null for none. */
export type GivenPassword = string | null;

/** One file, and what must come of it. */
export interface CertificateVector {
  readonly file: string;
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
}

/** The table of the folder. */
export interface CertificateVectorIndex {
  readonly certificates: Readonly<Record<string, ExpectedCertificate>>;
  readonly vectors: readonly CertificateVector[];
}

/** Parses index.json. */
export function parseVectorIndex(text: string): CertificateVectorIndex {
  const index: unknown = JSON.parse(text);
  if (!isVectorIndex(index)) throw new Error('index.json is no table of certificate vectors');
  return index;
}

function isVectorIndex(index: unknown): index is CertificateVectorIndex {
  return typeof index === 'object' && index !== null && 'certificates' in index && 'vectors' in index;
}
