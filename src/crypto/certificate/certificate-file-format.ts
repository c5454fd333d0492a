import { formatCount, MIB } from '../../core/sizes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { decodeFileText, isUtf16 } from '../file-text.js';
import { parseStrictBase64 } from '../strict-base64.js';
import {
  type Asn1,
  isBitString,
  isInteger,
  isObjectIdentifier,
  isSequence,
  objectIdentifierOf,
  parseZeroPaddedAsn1,
} from './asn1/asn1.js';
import { damagedFile } from './certificate-faults.js';
import { looksLikePem, parsePem, type PemBlock } from './pem/pem.js';

/** The format of a certificate file, and its content as far as the format tells. */
export type CertificateFileContent =
  | { readonly format: 'pfx'; readonly pfx: Asn1 }
  | { readonly format: 'pem'; readonly blocks: readonly PemBlock[] }
  | { readonly format: 'cer'; readonly der: Uint8Array };

/**
 * The largest certificate file that is read. Real ones have a few kilobytes; everything that reads them may assume that
 * they fit in memory.
 */
const MAX_FILE_SIZE = MIB;

const SEQUENCE_TAG = 0x30;
const PKCS7_CONTENT = '1.2.840.113549.1.7.';

/**
 * Tells PKCS#12, PEM and a single DER certificate apart by what is in them, not by a name. Zero bytes may follow DER;
 * DER may stand there as base64 text, and PKCS#12 in a PEM block.
 *
 * @throws UNSUPPORTED when it is none of them (the message says what it seems to be), damaged, or larger than 1 MiB.
 */
export function detectCertificateFile(bytes: Uint8Array): CertificateFileContent {
  if (bytes.length === 0) throw notACertificateFile('it is empty');
  if (bytes.length > MAX_FILE_SIZE) {
    throw notACertificateFile(
      `it is ${formatCount(bytes.length, 'byte')} long, expected at most ${MAX_FILE_SIZE}`,
    );
  }
  // PEM's own lines are ASCII: they show in bytes that are no text at all, too.
  const isText = isUtf16(bytes) || looksLikePem(Buffer.from(bytes).toString('latin1'));
  if (isText) return detectText(decodeFileText(bytes, { zeroPadded: true }), bytes);
  if (bytes[0] === SEQUENCE_TAG) return detectDer(bytes);
  const der = parseBase64Text(Buffer.from(bytes).toString('utf8'));
  if (der === undefined) throw notACertificateFile(describeForeign(bytes));
  return detectDer(der);
}

function detectText(text: string, bytes: Uint8Array): CertificateFileContent {
  if (looksLikePem(text)) return detectPem(parsePem(text));
  const der = parseBase64Text(text);
  if (der === undefined) throw notACertificateFile(describeForeign(bytes));
  return detectDer(der);
}

/** PKCS#12 stands in a PEM block of that name, or, as `certutil -encode` writes it, in one that says CERTIFICATE. */
function detectPem(blocks: readonly PemBlock[]): CertificateFileContent {
  const files = blocks.flatMap(({ label, bytes }) => {
    const value = /^(?:PKCS12|PKCS #12|PFX|CERTIFICATE)$/.test(label)
      ? parseZeroPaddedAsn1(bytes)?.value
      : undefined;
    return value !== undefined && isPfx(value) ? [value] : [];
  });
  const [pfx, ...others] = files;
  if (pfx === undefined) return { format: 'pem', blocks };
  if (others.length > 0) throw notACertificateFile(`it holds ${files.length} PKCS#12 blocks, expected one`);
  return { format: 'pfx', pfx };
}

/** DER as base64, in one line or in many, as `[Convert]::ToBase64String` and `base64` write it. */
function parseBase64Text(text: string): Uint8Array | undefined {
  const bytes = parseStrictBase64(text.replace(/[\s\0\uFEFF]/g, ''));
  return bytes?.[0] === SEQUENCE_TAG ? bytes : undefined;
}

function detectDer(bytes: Uint8Array): CertificateFileContent {
  const root = parseZeroPaddedAsn1(bytes);
  if (root === undefined) throw damagedFile('it begins like a certificate file and is not whole ASN.1');
  const [first, second, third] = partsOf(root.value);
  if (isPfx(root.value)) return { format: 'pfx', pfx: root.value };
  if (isSequence(first) && isSequence(second) && isBitString(third))
    return { format: 'cer', der: root.bytes };
  if (isObjectIdentifier(first))
    throw notACertificateFile('it is PKCS#7 (.p7b), which never holds a private key');
  if (isInteger(first)) throw notACertificateFile('it is a private key without a certificate');
  throw notACertificateFile('it is ASN.1 of another kind');
}

function isPfx(root: Asn1): boolean {
  const [first, second] = partsOf(root);
  return isInteger(first) && isPkcs7(second);
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
  ['cececece', 'a Java key store (JCEKS)'],
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
