import { MIB } from '../../core/sizes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import {
  type Asn1,
  isBitString,
  isInteger,
  isObjectIdentifier,
  isSequence,
  objectIdentifierOf,
  parseAsn1,
} from './asn1/asn1.js';
import { damagedFile } from './damaged-file.js';
import { decodeFileText } from '../file-text.js';
import { looksLikePem } from './pem/pem.js';

/** The format of a certificate file, and its content as far as the format tells. */
export type CertificateFileContent =
  | { readonly format: 'pfx'; readonly pfx: Asn1 }
  | { readonly format: 'pem'; readonly text: string }
  | { readonly format: 'cer'; readonly der: Uint8Array };

/**
 * The largest certificate file that is read. Real ones have a few kilobytes; everything that reads them may assume that
 * they fit in memory.
 */
const MAX_FILE_SIZE = MIB;

const SEQUENCE_TAG = 0x30;
const PKCS7_CONTENT = '1.2.840.113549.1.7.';

/**
 * Tells PKCS#12, PEM and a single DER certificate apart by what is in them, not by a name.
 *
 * @throws UNSUPPORTED when it is none of them (the message says what it seems to be), damaged, or larger than 1 MiB.
 */
export function detectCertificateFile(bytes: Uint8Array): CertificateFileContent {
  if (bytes.length === 0) throw notACertificateFile('it is empty');
  if (bytes.length > MAX_FILE_SIZE) {
    throw notACertificateFile(`it is ${bytes.length} bytes long, expected at most ${MAX_FILE_SIZE}`);
  }
  const text = decodeFileText(bytes);
  if (looksLikePem(text)) return { format: 'pem', text };
  if (bytes[0] !== SEQUENCE_TAG) throw notACertificateFile(describeForeign(bytes));
  const root = parseAsn1(bytes);
  if (root === undefined) throw damagedFile('it begins like a certificate file and is not whole ASN.1');
  return detectDer(root, bytes);
}

function detectDer(root: Asn1, bytes: Uint8Array): CertificateFileContent {
  const [first, second, third] = partsOf(root);
  if (isInteger(first) && isPkcs7(second)) return { format: 'pfx', pfx: root };
  if (isSequence(first) && isSequence(second) && isBitString(third)) return { format: 'cer', der: bytes };
  if (isObjectIdentifier(first))
    throw notACertificateFile('it is PKCS#7 (.p7b), which never holds a private key');
  if (isInteger(first)) throw notACertificateFile('it is a private key without a certificate');
  throw notACertificateFile('it is ASN.1 of another kind');
}

function isPkcs7(contentInfo: Asn1 | undefined): boolean {
  const [contentType] = contentInfo === undefined ? [] : partsOf(contentInfo);
  return (
    isObjectIdentifier(contentType) &&
    objectIdentifierOf(contentType, 'content type').startsWith(PKCS7_CONTENT)
  );
}

function partsOf(node: Asn1): readonly Asn1[] {
  return isSequence(node) && Array.isArray(node.value) ? node.value : [];
}

const MAGIC_NUMBERS: readonly (readonly [hex: string, name: string])[] = [
  ['feedfeed', 'a Java key store (JKS)'],
  ['504b0304', 'a ZIP archive'],
  ['7f454c46', 'a program'],
  ['4d5a', 'a program'],
];

function describeForeign(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  const known = MAGIC_NUMBERS.find(([magic]) => start.startsWith(magic));
  if (known !== undefined) return `it is ${known[1]}`;
  return bytes.includes(0) ? 'it is binary data of another kind' : 'it is text without a PEM block';
}

function notACertificateFile(found: string): RestackError {
  return new RestackError(
    'UNSUPPORTED',
    `the file is no certificate file: ${found}; expected PKCS#12 (.pfx), PEM, or a DER certificate (.cer)`,
  );
}
