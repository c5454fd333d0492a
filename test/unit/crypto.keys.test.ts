import { describe, expect, it } from 'vitest';
import { splitCompactKey, parseLegacyKey } from '../../src/crypto/compact-key.js';
import { catchFindingCode, catchRejection, catchRestackError, thrownFinding } from '../fixtures/thrown.js';
import { decodeFileText } from '../../src/crypto/file-text.js';
import { constants, generateKeyPairSync, publicEncrypt, type KeyObject, privateDecrypt } from 'node:crypto';
import { readKeyPair } from '../vectors/certificates/vector-index.js';
import { parseStrictBase64 } from '../../src/crypto/strict-base64.js';
import { unwrapCompactKey, wrapCompactKey } from '../../src/crypto/wrapped-key.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import {
  isEncryptedKey,
  parseSigningKey,
  parseVerifyingKey,
  SIGNATURE_SIZE,
} from '../../src/crypto/signature-keys.js';
import { encodeOaep, OAEP_SEED_SIZE } from '../../src/crypto/oaep-encoding.js';

const ascending = (length: number) => Uint8Array.from({ length }, (_, index) => index);

describe('splitCompactKey', () => {
  it.each([
    { length: 33, unusualLength: true },
    { length: 63, unusualLength: true },
    { length: 64, unusualLength: false },
    { length: 65, unusualLength: true },
    { length: 96, unusualLength: true },
  ])('splits $length bytes', ({ length, unusualLength }) => {
    const key = splitCompactKey(ascending(length));
    expect([...key.aesKey]).toEqual([...ascending(length)].slice(0, 32));
    expect([...key.macKey]).toEqual([...ascending(length)].slice(32));
    expect(key.unusualLength).toBe(unusualLength);
  });

  it.each([0, 1, 31, 32])('refuses %i bytes', (length) => {
    expect(catchFindingCode(() => splitCompactKey(ascending(length)))).toBe('WRAPPED_KEY_DAMAGED');
  });
});

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl';
const printed = Buffer.from(letters).toString('base64');

describe('parseLegacyKey', () => {
  it.each([
    { name: 'alone', text: printed },
    { name: 'with a Windows line end', text: `${printed}\r\n` },
    { name: 'with line ends around', text: `\n\n${printed}\n` },
    { name: 'with blanks around', text: ` \t${printed}  ` },
    { name: 'with a byte order mark', text: `\uFEFF${printed}\n` },
  ])('reads the key $name', ({ text }) => {
    expect(Buffer.from(parseLegacyKey(text)).toString()).toBe(letters);
  });

  it.each([
    { name: 'UTF-8 with mark', bytes: Buffer.from(`\uFEFF${printed}\r\n`, 'utf8') },
    { name: 'UTF-16 little-endian', bytes: Buffer.from(`\uFEFF${printed}\r\n`, 'utf16le') },
    { name: 'UTF-16 big-endian', bytes: Buffer.from(`\uFEFF${printed}\r\n`, 'utf16le').swap16() },
  ])('reads the file that PowerShell writes as $name', ({ bytes }) => {
    expect(Buffer.from(parseLegacyKey(decodeFileText(bytes))).toString()).toBe(letters);
  });

  it.each([
    { name: 'nothing', text: '' },
    { name: 'blanks only', text: ' \r\n' },
    { name: 'the letters themselves', text: letters },
    { name: 'a shorter key', text: Buffer.from(letters.slice(1)).toString('base64') },
    { name: 'a longer key', text: Buffer.from(`${letters}a`).toString('base64') },
    { name: 'a key cut short', text: printed.slice(0, -1) },
    { name: 'a key with a blank inside', text: `${printed.slice(0, 40)} ${printed.slice(40)}` },
    { name: 'two keys', text: `${printed}\n${printed}` },
    { name: 'a password', text: 'correct horse battery staple' },
  ])('refuses $name, and does not repeat it', ({ text }) => {
    const error = catchRestackError(() => parseLegacyKey(text));
    expect(error.code).toBe('NO_KEY');
    const told = JSON.stringify([error.message, error.details, error.hints]);
    const bytes = parseStrictBase64(text);
    expect(error.message).toContain(
      bytes === undefined ? 'not base64' : `found base64 of ${bytes.length} bytes`,
    );
    if (text.trim() !== '') expect(told).not.toContain(text.trim().slice(0, 12));
  });
});

const { publicKey, privateKey } = readKeyPair('TEST-ONLY-certificate-and-key.pem');
const other = readKeyPair('TEST-ONLY-key-of-another.pem');
const compactKey = Uint8Array.from({ length: 64 }, (_, index) => index * 3);

function wrapRaw(text: string): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256' }, Buffer.from(text)).toString('base64');
}

describe('unwrapCompactKey', () => {
  it.each(['sha256', 'sha1'] as const)('unwraps %s, and says so', async (oaepHash) => {
    const wrappedKey = wrapCompactKey({ publicKey, compactKey, oaepHash });
    const unwrapped = await unwrapCompactKey({ privateKey, wrappedKey });
    expect([...unwrapped.compactKey]).toEqual([...compactKey]);
    expect(unwrapped.oaepHash).toBe(oaepHash);
  });

  it('ignores the line breaks of XML', async () => {
    const wrappedKey = wrapCompactKey({ publicKey, compactKey }).replace(/.{64}/g, '  $&\r\n');
    const unwrapped = await unwrapCompactKey({ privateKey, wrappedKey });
    expect([...unwrapped.compactKey]).toEqual([...compactKey]);
  });

  it.each([
    { name: 'nothing', wrappedKey: '' },
    { name: 'no base64', wrappedKey: 'nonsense!' },
    { name: 'base64 that is cut', wrappedKey: wrapCompactKey({ publicKey, compactKey }).slice(0, -1) },
    { name: 'fewer bytes than the key has', wrappedKey: Buffer.alloc(255, 1).toString('base64') },
    { name: 'more bytes than the key has', wrappedKey: Buffer.alloc(257, 1).toString('base64') },
    { name: 'random bytes', wrappedKey: Buffer.alloc(256, 1).toString('base64') },
    {
      name: "another certificate's key",
      wrappedKey: wrapCompactKey({ publicKey: other.publicKey, compactKey }),
    },
    { name: 'raw bytes inside', wrappedKey: wrapRaw('\u0000\u0001 not base64') },
    { name: 'an empty text inside', wrappedKey: wrapRaw('') },
    { name: 'base64 with a line end inside', wrappedKey: wrapRaw('AAAA\n') },
  ])('refuses $name', async ({ wrappedKey }) => {
    expect(await thrownFinding(async () => unwrapCompactKey({ privateKey, wrappedKey }))).toBe(
      'WRAPPED_KEY_DAMAGED',
    );
  });

  it('refuses any changed bit of the wrapped bytes', async () => {
    const wrapped = Buffer.from(wrapCompactKey({ publicKey, compactKey }), 'base64');
    for (const index of [0, 1, 100, 255]) {
      const flipped = Buffer.from(wrapped);
      flipped.writeUInt8(flipped.readUInt8(index) ^ 1, index);
      const wrappedKey = flipped.toString('base64');
      expect(await thrownFinding(async () => unwrapCompactKey({ privateKey, wrappedKey }))).toBe(
        'WRAPPED_KEY_DAMAGED',
      );
    }
  });

  it('refuses a key that is not RSA', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const wrappedKey = wrapCompactKey({ publicKey, compactKey });
    for (const use of [
      async () => unwrapCompactKey({ privateKey: ec.privateKey, wrappedKey }),
      async () => wrapCompactKey({ publicKey: ec.publicKey, compactKey }),
    ]) {
      const error = await catchRejection(use());
      expect(error.code).toBe('UNSUPPORTED');
      expect(error.message).toContain('type ec,');
    }
  });
});

describe('wrapCompactKey', () => {
  it.each([
    { oaepHash: 'sha256', size: 32 },
    { oaepHash: 'sha1', size: 20 },
  ] as const)('is repeatable with a seed for $oaepHash', async ({ oaepHash, size }) => {
    const wrap = (fill: number) =>
      wrapCompactKey({ publicKey, compactKey, oaepHash, seed: Buffer.alloc(size, fill) });
    expect(wrap(1)).toBe(wrap(1));
    expect(wrap(1)).not.toBe(wrap(2));
    const unwrapped = await unwrapCompactKey({ privateKey, wrappedKey: wrap(1) });
    expect([...unwrapped.compactKey]).toEqual([...compactKey]);
    expect(unwrapped.oaepHash).toBe(oaepHash);
  });

  it('differs each time without a seed', () => {
    expect(wrapCompactKey({ publicKey, compactKey })).not.toBe(wrapCompactKey({ publicKey, compactKey }));
  });

  it('refuses a seed of another length', () => {
    const seed = Buffer.alloc(20);
    expect(catchRestackError(() => wrapCompactKey({ publicKey, compactKey, seed })).code).toBe('INTERNAL');
  });

  it.each([{ seed: undefined }, { seed: Buffer.alloc(32) }])(
    'refuses an RSA key that is too short',
    ({ seed }) => {
      const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
      const options = { publicKey: short.publicKey, compactKey, ...(seed === undefined ? {} : { seed }) };
      expect(catchRestackError(() => wrapCompactKey(options)).code).toBe('UNSUPPORTED');
    },
  );
});

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
  const open = () => ({ signing: parseSigningKey(pem), verifying: parseVerifyingKey(publicPem(publicKey)) });

  it('verifies what it signed, and nothing else', () => {
    const { signing, verifying } = open();
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
    const { signing, verifying } = open();
    expect(verifying).toMatchObject({ algorithm, keyDigest: signing.keyDigest });
    expect(signing.algorithm).toBe(algorithm);
    expect(signing.keyDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not to be had from the private half where the public one belongs, and the other way round', () => {
    const error = catchRestackError(() => parseVerifyingKey(pem));
    expect(error).toMatchObject({ code: 'USAGE', hints: [expect.stringContaining('-pubout')] });
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
    ['rsa', privateKey, publicKey],
    ['ec on secp384r1', ...pairOf(generateKeyPairSync('ec', { namedCurve: 'secp384r1' }))],
    ['x25519', ...pairOf(generateKeyPairSync('x25519'))],
  ];

  it.each(others)('is not supported: %s', (kind, privateKey, publicKey) => {
    for (const parse of [
      () => parseSigningKey(privatePem(privateKey)),
      () => parseVerifyingKey(publicPem(publicKey)),
    ]) {
      const error = catchRestackError(parse);
      expect(error).toMatchObject({
        code: 'UNSUPPORTED',
        hints: [expect.stringContaining('openssl genpkey')],
      });
      expect(error.message).toContain(`the key is ${kind};`);
    }
  });

  it.each(['', 'no PEM', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'])(
    'is none at all: %j',
    (pem) => {
      expect(codeOf(() => parseVerifyingKey(pem))).toBe('UNSUPPORTED');
      expect(catchRestackError(() => parseSigningKey(pem)).hints.join()).toContain('openssl genpkey');
    },
  );

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

describe('OAEP encoding', () => {
  const MODULUS_BYTES = 256;

  describe.each(['sha256', 'sha1'] as const)('EME-OAEP with %s', (hash) => {
    const seed = new Uint8Array(OAEP_SEED_SIZE[hash]).fill(7);
    /** RFC 8017, section 7.1.1: the modulus less two hashes and two bytes. */
    const longest = MODULUS_BYTES - 2 * OAEP_SEED_SIZE[hash] - 2;
    const encode = (length: number) =>
      encodeOaep(new Uint8Array(length).fill(1), { hash, seed, modulusSize: MODULUS_BYTES });

    it.each([0, 1, longest - 1, longest])('opens with node:crypto, of %i bytes', (length) => {
      const encoded = encode(length);
      expect(encoded).toHaveLength(MODULUS_BYTES);
      const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, encoded);
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const opened = privateDecrypt({ key: privateKey, padding, oaepHash: hash }, sealed);
      expect(opened).toEqual(Buffer.alloc(length, 1));
    });

    it('refuses a message that is a byte too long', () => {
      expect(catchRestackError(() => encode(longest + 1)).code).toBe('UNSUPPORTED');
    });

    it('refuses a seed of another length', () => {
      const short = { hash, seed: seed.subarray(1), modulusSize: MODULUS_BYTES };
      expect(catchRestackError(() => encodeOaep(new Uint8Array(1), short)).code).toBe('INTERNAL');
    });
  });
});
