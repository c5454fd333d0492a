import { createHmac } from 'node:crypto';
import { type Asn1, childrenOf, integerOf, objectIdentifierOf, octetsOf } from '../asn1/asn1.js';
import { equalTags } from '../../authentication-tag.js';
import { damagedFile } from '../certificate-faults.js';
import type { PasswordWork } from '../password/encryption-scheme.js';
import type { Pkcs12Hash } from '../password/pkcs12-key-derivation.js';
import { algorithmNotRead } from '../unsupported-algorithm.js';

/** The MAC of a PKCS#12 file: it tells the right password from a wrong one, and a damaged file from a whole one. */
export interface Pkcs12Mac {
  readonly hash: Pkcs12Hash;
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

const HASHES: Readonly<Record<string, { readonly hash: Pkcs12Hash; readonly size: number }>> = {
  '1.3.14.3.2.26': { hash: 'sha1', size: 20 },
  '2.16.840.1.101.3.4.2.1': { hash: 'sha256', size: 32 },
  '2.16.840.1.101.3.4.2.2': { hash: 'sha384', size: 48 },
  '2.16.840.1.101.3.4.2.3': { hash: 'sha512', size: 64 },
};

/**
 * Reads MacData: SEQUENCE { DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 }.
 *
 * @throws UNSUPPORTED when it is damaged or uses a hash that is not read.
 * Source: RFC 7292, section 4.
 */
export function parsePkcs12Mac(macData: Asn1): Pkcs12Mac {
  const [digestInfo, salt, iterations] = childrenOf(macData, 'MAC');
  const [algorithm, digest] = childrenOf(digestInfo, 'MAC');
  const oid = objectIdentifierOf(childrenOf(algorithm, 'MAC algorithm')[0], 'MAC algorithm');
  const known = HASHES[oid];
  if (known === undefined) throw algorithmNotRead('has a MAC by', oid);
  const mac = {
    hash: known.hash,
    digest: octetsOf(digest, 'MAC'),
    salt: octetsOf(salt, 'MAC salt'),
    iterations: iterations === undefined ? 1 : integerOf(iterations, 'iteration count'),
  };
  if (mac.digest.length !== known.size) throw damagedFile('its MAC has the wrong length');
  return mac;
}

/** True when `password` is the one that `content` was protected with, and nothing of it changed since. */
export async function matchesPkcs12Mac(
  mac: Pkcs12Mac,
  content: Uint8Array,
  { password, derive }: PasswordWork,
): Promise<boolean> {
  const { hash, salt, iterations, digest } = mac;
  const input = { kind: 'pkcs12', password: password.utf16, salt, iterations, hash } as const;
  const key = await derive({ ...input, use: 'mac', size: digest.length });
  return equalTags(createHmac(hash, key).update(content).digest(), digest);
}
