import type { OrderRow } from './order-row.js';

/** Inside `core`, `crypto` and `schema`. */
export const FOUNDATION_ROWS: readonly OrderRow[] = [
  {
    of: 'core/errors',
    reason: 'codes, findings and the one error class: nothing else is needed to say that something failed',
  },
  {
    of: 'crypto/certificate',
    reason:
      'certificate files, over the tag, the text and the base64 that other keys have in common with them',
    imports: ['authentication-tag.ts', 'file-text.ts', 'strict-base64.ts'],
    crowded:
      'one entry point, one folder per layer of a certificate file, and the faults that all layers name',
  },
  {
    of: 'crypto/certificate/asn1',
    reason: 'the encoding that every layer above is written in',
    imports: ['damaged-file.ts'],
    packages: ['node-forge'],
  },
  {
    of: 'crypto/certificate/private-key.ts',
    reason: 'a key is read from its encoding',
    imports: ['asn1'],
  },
  {
    of: 'crypto/certificate/password',
    reason: 'keys from passwords, and what they encrypt; both kinds of files use it',
    imports: ['damaged-file.ts', 'asn1'],
    packages: ['node-forge', 'node:crypto'],
  },
  {
    of: 'crypto/certificate/pkcs12',
    reason: 'one of the two kinds of files; it knows nothing of the other',
    imports: ['damaged-file.ts', 'wrong-password.ts', 'asn1', 'password'],
    packages: ['node:crypto'],
  },
  {
    of: 'crypto/certificate/pem',
    reason: 'one of the two kinds of files; it knows nothing of the other',
    imports: [
      'damaged-file.ts',
      'wrong-password.ts',
      'x509-certificate.ts',
      'private-key.ts',
      'asn1',
      'password',
    ],
    packages: ['node:crypto'],
  },
  {
    of: 'crypto/certificate/certificate-file-format.ts',
    reason: 'tells the kinds of files apart by their first bytes',
    imports: ['asn1', 'pem'],
  },
  {
    of: 'crypto/certificate/certificate-file-reader.ts',
    reason: 'hands a file to the layer that reads its kind',
    imports: ['pem', 'pkcs12'],
    types: ['asn1'],
  },
  {
    of: 'crypto/certificate/make',
    reason: 'new certificates: whoever opens files does not load it, whoever makes one reads no files',
    outside: [],
    packages: ['node-forge', 'node:crypto', 'node:util'],
  },
  {
    of: 'schema/*.ts',
    reason: 'validation stands on what the build makes of the schemas',
    imports: ['generated'],
  },
];
