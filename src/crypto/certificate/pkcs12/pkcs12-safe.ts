import { type Asn1, childrenOf, objectIdentifierOf, octetsOf, parseAsn1 } from '../asn1/asn1.js';
import { damagedFile } from '../certificate-faults.js';
import { OID } from '../asn1/object-identifiers.js';
import { parseSealedKey, type SealedValue } from '../password/password-encryption.js';

/** The bags of one or more safes. Other bags (revocation lists, secrets) are passed over. */
export interface SafeContents {
  /** X.509 certificates, DER. */
  readonly certificates: readonly Uint8Array[];
  /** PrivateKeyInfo in the clear. */
  readonly keys: readonly Asn1[];
  /** Private keys that a password protects. */
  readonly shroudedKeys: readonly SealedValue[];
}

const MAX_NESTED_SAFES = 8;

const EMPTY_SAFE: SafeContents = { certificates: [], keys: [], shroudedKeys: [] };

/** The contents of several safes as one, in their order. */
export function joinSafes(safes: readonly SafeContents[]): SafeContents {
  return {
    certificates: safes.flatMap((safe) => safe.certificates),
    keys: safes.flatMap((safe) => safe.keys),
    shroudedKeys: safes.flatMap((safe) => safe.shroudedKeys),
  };
}

/**
 * Reads SafeContents: SEQUENCE OF SafeBag { bagId, [0] bagValue, bagAttributes OPTIONAL }.
 *
 * @throws UNSUPPORTED when it is damaged, or a private key in it is encrypted in a way that is not read.
 * Source: RFC 7292, section 4.2.
 */
export function readSafe(contents: Asn1, depth = 0): SafeContents {
  if (depth > MAX_NESTED_SAFES) throw damagedFile('its safes are nested too deep');
  return joinSafes(childrenOf(contents, 'safe').map((bag) => readBag(bag, depth)));
}

function readBag(bag: Asn1, depth: number): SafeContents {
  const [bagId, tagged] = childrenOf(bag, 'bag');
  const [value] = childrenOf(tagged, 'bag value');
  if (value === undefined) throw damagedFile('it has an empty bag');
  switch (objectIdentifierOf(bagId, 'bag type')) {
    case OID.certificateBag:
      return { ...EMPTY_SAFE, certificates: readCertificateBag(value) };
    case OID.keyBag:
      return { ...EMPTY_SAFE, keys: [value] };
    case OID.shroudedKeyBag:
      return { ...EMPTY_SAFE, shroudedKeys: [parseSealedKey(value)] };
    case OID.safeContentsBag:
      return readSafe(value, depth + 1);
    default:
      return EMPTY_SAFE;
  }
}

/** CertBag: SEQUENCE { certId, [0] EXPLICIT OCTET STRING }. */
function readCertificateBag(bag: Asn1): readonly Uint8Array[] {
  const [certificateType, tagged] = childrenOf(bag, 'certificate bag');
  if (objectIdentifierOf(certificateType, 'certificate type') !== OID.x509Certificate) return [];
  return [octetsOf(childrenOf(tagged, 'certificate')[0], 'certificate')];
}

/**
 * Parses the bytes of a safe that lies in the clear.
 *
 * @throws UNSUPPORTED when it is damaged.
 */
export function parseSafe(bytes: Uint8Array): SafeContents {
  const contents = parseAsn1(bytes);
  if (contents === undefined) throw damagedFile('a safe is not ASN.1');
  return readSafe(contents);
}
