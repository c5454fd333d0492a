import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { RestackError } from '../core/errors/restack-error.js';

/** The ways to sign: the keys of both give signatures of 64 bytes. */
export type SignatureAlgorithm = 'ed25519' | 'ecdsa-p256-sha256';

/** Length of a signature, in bytes. */
export const SIGNATURE_SIZE = 64;

/** The public half of a key pair. */
export interface VerifyingKey {
  readonly algorithm: SignatureAlgorithm;
  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER), lower-case hexadecimal. */
  readonly keyDigest: string;
  /** True when the signature was made by the private half over exactly this message. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** The private half of a key pair. */
export interface SigningKey {
  readonly algorithm: SignatureAlgorithm;
  /** As of {@link VerifyingKey}. */
  readonly keyDigest: string;
  /** The public half in PEM, which ends in a line end. */
  readonly publicPem: string;
  /** Makes a signature of {@link SIGNATURE_SIZE} bytes. */
  sign(message: Uint8Array): Uint8Array;
}

const PRIVATE_LABEL = /^-----BEGIN [A-Z ]*PRIVATE KEY-----/m;
const ENCRYPTED = /^-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m;
const P256 = 'prime256v1';

/** True when a PEM file holds a private key that a password protects. */
export function isEncryptedKey(pem: string): boolean {
  return ENCRYPTED.test(pem);
}

/**
 * Parses a private key in PEM: PKCS#8, encrypted or not, or the older forms of OpenSSL.
 *
 * @throws UNSUPPORTED when it is no private key, or one of another kind than Ed25519 and ECDSA P-256; WRONG_PASSWORD when
 * the password does not open it.
 */
export function parseSigningKey(pem: string, password?: string): SigningKey {
  if (!PRIVATE_LABEL.test(pem)) {
    throw new RestackError('UNSUPPORTED', 'the key to sign with is no private key in PEM', {
      hints: [MAKE_KEY],
    });
  }
  const key = openPrivateKey(pem, password);
  const publicKey = createPublicKey(key);
  const { algorithm, keyDigest } = describeKey(publicKey);
  const hash = hashOf(algorithm);
  return {
    algorithm,
    keyDigest,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (message) => signBytes(hash, message, { key, dsaEncoding: 'ieee-p1363' }),
  };
}

const MAKE_KEY = 'make one: openssl genpkey -algorithm ed25519 -out sign.pem';

function openPrivateKey(pem: string, password: string | undefined): KeyObject {
  try {
    return createPrivateKey({
      key: pem,
      format: 'pem',
      ...(password === undefined ? {} : { passphrase: password }),
    });
  } catch (error) {
    if (isEncryptedKey(pem)) {
      throw new RestackError('WRONG_PASSWORD', 'the password does not open the key to sign with', {
        cause: error,
      });
    }
    throw new RestackError('UNSUPPORTED', 'the key to sign with cannot be read', { cause: error });
  }
}

/**
 * Parses a public key in PEM, alone or in a certificate.
 *
 * @throws UNSUPPORTED when it is none, or one of another kind than Ed25519 and ECDSA P-256; USAGE when it is the private
 * half, which belongs nowhere but to whoever signs.
 */
export function parseVerifyingKey(pem: string): VerifyingKey {
  if (PRIVATE_LABEL.test(pem)) {
    throw new RestackError('USAGE', 'the key to verify with is a private key: give its public half', {
      hints: ['take the public half: openssl pkey -in sign.pem -pubout -out verify.pem'],
    });
  }
  const key = openPublicKey(pem);
  const { algorithm, keyDigest } = describeKey(key);
  const hash = hashOf(algorithm);
  return {
    algorithm,
    keyDigest,
    verify: (message, signature) => verifyBytes(hash, message, { key, dsaEncoding: 'ieee-p1363' }, signature),
  };
}

function openPublicKey(pem: string): KeyObject {
  try {
    return createPublicKey({ key: pem, format: 'pem' });
  } catch (error) {
    throw new RestackError('UNSUPPORTED', 'the key to verify with is no public key in PEM', { cause: error });
  }
}

function describeKey(key: KeyObject): Pick<VerifyingKey, 'algorithm' | 'keyDigest'> {
  const keyDigest = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ed25519') return { algorithm: 'ed25519', keyDigest };
  if (type === 'ec' && details?.namedCurve === P256) return { algorithm: 'ecdsa-p256-sha256', keyDigest };
  const found = details?.namedCurve === undefined ? type : `${type} on ${details.namedCurve}`;
  throw new RestackError('UNSUPPORTED', `the key is ${found}; expected Ed25519, or ECDSA on P-256`, {
    hints: [MAKE_KEY],
  });
}

/** Ed25519 hashes by itself. */
function hashOf(algorithm: SignatureAlgorithm): string | null {
  return algorithm === 'ed25519' ? null : 'sha256';
}
