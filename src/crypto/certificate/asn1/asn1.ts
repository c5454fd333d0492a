import { formatCount } from '../../../core/sizes.js';
import asn1 from 'node-forge/lib/asn1.js';
import util from 'node-forge/lib/util.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { damagedFile } from '../certificate-faults.js';

declare module 'node-forge' {
  namespace asn1 {
    function fromDer(
      bytes: util.ByteBuffer,
      options: { readonly strict: boolean; readonly parseAllBytes: boolean },
    ): Asn1;
  }
}

/** One ASN.1 value, BER or DER. */
export type Asn1 = asn1.Asn1;

/**
 * Parses one ASN.1 value that fills `bytes` to the last one.
 *
 * @returns undefined when it is malformed, ends early, or something follows it.
 * Source: ITU-T X.690.
 */
export function parseAsn1(bytes: Uint8Array): Asn1 | undefined {
  try {
    return asn1.fromDer(Buffer.from(bytes).toString('latin1'), true);
  } catch {
    return undefined;
  }
}

/**
 * Parses one ASN.1 value that zero bytes may follow: Windows and many tools write certificate files into buffers that
 * are larger than what they hold.
 *
 * @returns undefined when it is malformed, ends early, or anything but zeros follows it. `bytes` ends where the value
 * does.
 */
export function parseZeroPaddedAsn1(
  bytes: Uint8Array,
): { readonly value: Asn1; readonly bytes: Uint8Array } | undefined {
  const input = util.createBuffer(Buffer.from(bytes).toString('latin1'));
  try {
    const value = asn1.fromDer(input, { strict: true, parseAllBytes: false });
    const end = bytes.length - input.length();
    if (bytes.subarray(end).some((byte) => byte !== 0)) return undefined;
    return { value, bytes: bytes.subarray(0, end) };
  } catch {
    return undefined;
  }
}

/**
 * The values inside a SEQUENCE, a SET or an explicit tag.
 *
 * @throws UNSUPPORTED when it is a primitive value.
 */
export function childrenOf(node: Asn1 | undefined, what: string): readonly Asn1[] {
  if (node === undefined || !node.constructed || !Array.isArray(node.value))
    throw damagedFile(`it has no ${what}`);
  return node.value;
}

/**
 * The bytes of an OCTET STRING, whole or in pieces, with its own tag or an implicit one.
 *
 * @throws UNSUPPORTED when it is missing or something else.
 */
export function octetsOf(node: Asn1 | undefined, what: string): Uint8Array {
  if (node === undefined || !isOctetString(node)) throw damagedFile(`it has no ${what}`);
  if (typeof node.value === 'string') return Buffer.from(node.value, 'latin1');
  return Buffer.concat(node.value.map((piece) => octetsOf(piece, what)));
}

/**
 * The dotted form of an OBJECT IDENTIFIER.
 *
 * @throws UNSUPPORTED when it is missing or something else.
 */
export function objectIdentifierOf(node: Asn1 | undefined, what: string): string {
  if (!isPrimitive(node, asn1.Type.OID) || node.value === '') throw damagedFile(`it has no ${what}`);
  try {
    return asn1.derToOid(node.value);
  } catch {
    // The library refuses numbers beyond 53 bits; no algorithm, attribute or type that a file is read for has one.
    throw damagedFile(`its ${what} is no identifier that anything is known by`);
  }
}

/**
 * An INTEGER of up to 31 bits.
 *
 * @throws UNSUPPORTED when it is missing, negative, larger, or something else.
 */
export function integerOf(node: Asn1 | undefined, what: string): number {
  if (!isPrimitive(node, asn1.Type.INTEGER)) throw damagedFile(`it has no ${what}`);
  const bytes = Buffer.from(node.value, 'latin1');
  const value = bytes.length >= 1 && bytes.length <= 4 ? bytes.readIntBE(0, bytes.length) : -1;
  if (value < 0) throw new RestackError('UNSUPPORTED', `its ${what} is ${describeInteger(bytes)}`);
  return value;
}

/** As many bytes as a number has that a message can still show. */
const SHOWN_INTEGER_BYTES = 16;

function describeInteger(bytes: Buffer): string {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > SHOWN_INTEGER_BYTES) return `a number of ${formatCount(bytes.length, 'byte')}`;
  return `${BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`))}, which is out of range`;
}

/** True for a SEQUENCE. */
export function isSequence(node: Asn1 | undefined): boolean {
  return isUniversal(node, asn1.Type.SEQUENCE);
}

/** True for an INTEGER. */
export function isInteger(node: Asn1 | undefined): boolean {
  return isUniversal(node, asn1.Type.INTEGER);
}

/** True for a BIT STRING. */
export function isBitString(node: Asn1 | undefined): boolean {
  return isUniversal(node, asn1.Type.BITSTRING);
}

/** True for an OBJECT IDENTIFIER. */
export function isObjectIdentifier(node: Asn1 | undefined): boolean {
  return isUniversal(node, asn1.Type.OID);
}

/** The DER bytes of a value. */
export function formatDer(node: Asn1): Uint8Array {
  return Buffer.from(asn1.toDer(node).getBytes(), 'latin1');
}

function isOctetString(node: Asn1): boolean {
  const implicit = node.tagClass === asn1.Class.CONTEXT_SPECIFIC;
  return implicit || isUniversal(node, asn1.Type.OCTETSTRING);
}

function isUniversal(node: Asn1 | undefined, type: asn1.Type): node is Asn1 {
  return node !== undefined && node.tagClass === asn1.Class.UNIVERSAL && node.type === type;
}

function isPrimitive(node: Asn1 | undefined, type: asn1.Type): node is Asn1 & { readonly value: string } {
  return isUniversal(node, type) && typeof node.value === 'string';
}
