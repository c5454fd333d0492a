import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import {
  isEncryptedKey,
  parseSigningKey,
  parseVerifyingKey,
  SIGNATURE_SIZE,
} from '../../../src/crypto/signature-keys.js';

const ED25519 = generateKeyPairSync('ed25519');
const P256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const MESSAGE = Buffer.from('a list of files');

const privatePem = (key: KeyObject, type: 'pkcs8' | 'sec1' = 'pkcs8') =>
  key.export({ type, format: 'pem' }).toString();
const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
const encryptedPem = (key: KeyObject, passphrase: string) =>
  key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();

const KINDS = [
  ['ed25519', ED25519, privatePem(ED25519.privateKey)],
  ['ecdsa-p256-sha256', P256, privatePem(P256.privateKey)],
  ['ecdsa-p256-sha256', P256, privatePem(P256.privateKey, 'sec1')],
] as const;

describe.each(KINDS)('a key pair of %s', (algorithm, { publicKey }, pem) => {
  const signing = parseSigningKey(pem);
  const verifying = parseVerifyingKey(publicPem(publicKey));

  it('verifies what it signed, and nothing else', () => {
    const signature = signing.sign(MESSAGE);
    expect(signature).toHaveLength(SIGNATURE_SIZE);
    expect(verifying.verify(MESSAGE, signature)).toBe(true);
    expect(verifying.verify(Buffer.from('another list'), signature)).toBe(false);
    for (let offset = 0; offset < SIGNATURE_SIZE; offset++) {
      const changed = Buffer.from(signature);
      changed[offset] = (changed[offset] ?? 0) ^ 1;
      expect(verifying.verify(MESSAGE, changed), `byte ${offset}`).toBe(false);
    }
    expect(verifying.verify(MESSAGE, Buffer.alloc(0))).toBe(false);
  });

  it('has one name on both sides', () => {
    expect(verifying).toMatchObject({ algorithm, keyDigest: signing.keyDigest });
    expect(signing.algorithm).toBe(algorithm);
    expect(signing.keyDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not to be had from the private half where the public one belongs, and the other way round', () => {
    expect(codeOf(() => parseVerifyingKey(pem))).toBe('USAGE');
    const swapped = () => parseSigningKey(publicPem(publicKey));
    expect(codeOf(swapped)).toBe('UNSUPPORTED');
  });
});

describe('a private key with a password', () => {
  const pem = encryptedPem(ED25519.privateKey, 'correct');

  it('opens with it alone', () => {
    expect(isEncryptedKey(pem)).toBe(true);
    expect(isEncryptedKey(privatePem(ED25519.privateKey))).toBe(false);
    expect(parseSigningKey(pem, 'correct').algorithm).toBe('ed25519');
    for (const password of ['wrong', undefined]) {
      expect(codeOf(() => parseSigningKey(pem, password))).toBe('WRONG_PASSWORD');
    }
  });
});

describe('a key of another kind', () => {
  const others: readonly (readonly [string, KeyObject, KeyObject])[] = [
    ['RSA', ...pairOf(generateKeyPairSync('rsa', { modulusLength: 2048 }))],
    ['P-384', ...pairOf(generateKeyPairSync('ec', { namedCurve: 'secp384r1' }))],
    ['X25519', ...pairOf(generateKeyPairSync('x25519'))],
  ];

  it.each(others)('is not supported: %s', (_kind, privateKey, publicKey) => {
    expect(codeOf(() => parseSigningKey(privatePem(privateKey)))).toBe('UNSUPPORTED');
    expect(codeOf(() => parseVerifyingKey(publicPem(publicKey)))).toBe('UNSUPPORTED');
  });

  it.each(['', 'no PEM', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'])(
    'is not supported: %j',
    (pem) => {
      expect(codeOf(() => parseSigningKey(pem))).toBe('UNSUPPORTED');
    },
  );
});

function pairOf(pair: { privateKey: KeyObject; publicKey: KeyObject }): [KeyObject, KeyObject] {
  return [pair.privateKey, pair.publicKey];
}

/** The code of the error that `parse` ends in. */
function codeOf(parse: () => unknown): unknown {
  try {
    parse();
    return 'none';
  } catch (error) {
    return error instanceof RestackError ? error.code : error;
  }
}
