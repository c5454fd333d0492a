/** The object identifiers of RFC 5652, 7292, 8018 and 9579 that a certificate file is read by. */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  pbmac1: '1.2.840.113549.1.5.14',
} as const;

/** The algorithm of a file, for a message: its name where restack has one, and its number. */
export function describeAlgorithm(oid: string): string {
  const name = NAMES[oid];
  return name === undefined ? oid : `${name} (${oid})`;
}

const NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.5.3': 'PBES1 with MD5 and DES',
  '1.2.840.113549.1.5.10': 'PBES1 with SHA-1 and DES',
  '1.2.840.113549.1.5.14': 'PBMAC1',
  '1.2.840.113549.1.7.3': 'public-key encryption',
  '1.2.840.113549.1.12.1.1': 'RC4 of 128 bits',
  '1.2.840.113549.1.12.1.2': 'RC4 of 40 bits',
  '1.2.840.113549.2.5': 'MD5',
  '1.3.6.1.4.1.11591.4.11': 'scrypt',
};
