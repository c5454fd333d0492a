import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  assertPrivateKey,
  hasExpired,
  inspectCertificateFile,
  openCertificateFile,
} from '../../../src/crypto/certificate/certificate-file.js';
import { type GivenPassword, readVector, readVectorIndex } from '../../vectors/certificates/vector-index.js';
import { SHARE_TRIED } from '../../mutation/areas.js';
import { catchRejection, catchRestackError } from '../../fixtures/thrown.js';
import {
  childrenOf,
  integerOf,
  objectIdentifierOf,
  octetsOf,
  parseAsn1,
} from '../../../src/crypto/certificate/asn1/asn1.js';
import { type DeriveKey, deriveKey } from '../../../src/crypto/certificate/password/key-derivation.js';
import { bags, createNestedPfx, createPlainPfx, createSealedKey } from '../../fixtures/pkcs12-file.js';
import { unwrapCompactKey, wrapCompactKey } from '../../../src/crypto/wrapped-key.js';

const FILE_COUNT = 106;

const index = readVectorIndex();

function thumbprintOf(name: string): string {
  const thumbprint = index.certificates[name]?.thumbprint;
  if (thumbprint === undefined) throw new Error(`vectors.json has no certificate ${name}`);
  return thumbprint;
}

it('runs every file of the table', () => {
  expect(new Set(index.vectors.map(({ file }) => file)).size).toBe(FILE_COUNT);
  expect(index.vectors).toHaveLength(FILE_COUNT);
  for (const { opened, wrong, unsupported } of index.vectors) {
    expect(opened.length + wrong.length + unsupported.length).toBeGreaterThan(0);
  }
});

describe.each(index.vectors)('$file', (vector) => {
  const { file, inspect, holds, opened, wrong, unsupported } = vector;
  const bytes = readVector(file);

  it('shows what it can without a password', async () => {
    if (inspect === null) {
      await expect(inspectCertificateFile(bytes)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
      return;
    }
    const facts = await inspectCertificateFile(bytes);
    expect({
      ...facts,
      certificates: facts.certificates?.map(({ thumbprint }) => thumbprint).toSorted() ?? null,
    }).toEqual({ ...inspect, certificates: inspect.certificates?.map(thumbprintOf).toSorted() ?? null });
  });

  it.runIf(opened.length > 0).each(toRows(opened))('opens with $password', async ({ password }) => {
    const certificates = await openCertificateFile(bytes, password);
    expect(certificates).toHaveLength(Object.keys(holds).length);
    for (const [name, part] of Object.entries(holds)) {
      const found = certificates.find(({ thumbprint }) => thumbprint === thumbprintOf(name));
      expect(found).toMatchObject({ ...index.certificates[name], notAfter: expect.any(Date) as unknown });
      expect(found?.notAfter.toISOString()).toBe(index.certificates[name]?.notAfter);
      expect(found?.privateKey?.type ?? null).toBe(part === 'key' ? 'private' : null);
      if (found?.privateKey) expect(createPublicKey(found.privateKey).asymmetricKeyType).toBe(found.keyType);
    }
  });

  it.runIf(wrong.length > 0).each(toRows(wrong.slice(0, Math.ceil(wrong.length * SHARE_TRIED))))(
    'is not opened by $password',
    async ({ password }) => {
      await expect(openCertificateFile(bytes, password)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    },
  );

  it.runIf(unsupported.length > 0).each(toRows(unsupported))('is not supported', async ({ password }) => {
    const error = await catchRejection(openCertificateFile(bytes, password));
    expect(error.code).toBe('UNSUPPORTED');
    expect(JSON.stringify([error.message, error.details])).not.toContain('hunter2');
    expect(error.details['algorithm']).toBe(vector.algorithm);
    if (vector.algorithm === undefined) return;
    expect(error.message).toContain(vector.algorithm);
    // Beside its number, unless nobody has named it.
    expect(/\w \([\d.]+\)/.test(error.message)).toBe(/^[\d.]+$/.test(vector.algorithm));
    expect(error.hints.join()).toContain('openssl');
  });
});

function toRows(passwords: readonly GivenPassword[]): readonly { readonly password: string | undefined }[] {
  return passwords.map((password) => ({ password: password ?? undefined }));
}

const readNamed = (name: string) => readVector(`TEST-ONLY-${name}`);

async function openFirst(name: string, password?: string) {
  const [certificate] = await openCertificateFile(readNamed(name), password);
  if (certificate === undefined) throw new Error(`${name} holds no certificate`);
  return certificate;
}

describe('the three ways to give the wrong file', () => {
  it('have three different codes', async () => {
    const publicPart = await openFirst('public.cer');
    const codes = [
      catchRestackError(() => assertPrivateKey(publicPart)),
      await catchRejection(openCertificateFile(readNamed('windows-3des.pfx'), 'wrong')),
      await catchRejection(openCertificateFile(readNamed('garbage.pfx'), 'wrong')),
    ].map(({ code }) => code);
    expect(codes).toEqual(['NO_KEY', 'WRONG_PASSWORD', 'UNSUPPORTED']);
  });
});

describe('openCertificateFile', () => {
  it('gives a key that unwraps what its certificate wrapped', async () => {
    const certificate = await openFirst('windows-aes256.pfx', 'TEST-ONLY-password');
    assertPrivateKey(certificate);
    const compactKey = Buffer.alloc(64, 5);
    const publicKey = createPublicKey(certificate.privateKey);
    const wrappedKey = wrapCompactKey({ publicKey, compactKey });
    const unwrapped = await unwrapCompactKey({ privateKey: certificate.privateKey, wrappedKey });
    expect(Buffer.compare(unwrapped.compactKey, compactKey)).toBe(0);
    expect(certificate).toMatchObject({ keyType: 'rsa', keySizeBits: 2048 });
  });

  it('pairs every key with its own certificate', async () => {
    for (const certificate of await openCertificateFile(
      readNamed('several-keys.pfx'),
      'TEST-ONLY-password',
    )) {
      if (certificate.privateKey === null) continue;
      const { privateKey } = certificate;
      const wrappedKey = wrapCompactKey({
        publicKey: createPublicKey(privateKey),
        compactKey: Buffer.alloc(64),
      });
      for (const other of await openCertificateFile(readNamed('several-keys.pfx'), 'TEST-ONLY-password')) {
        if (other.privateKey === null) continue;
        const key = other.privateKey;
        const opens = other.thumbprint === certificate.thumbprint;
        const unwrapping = unwrapCompactKey({ privateKey: key, wrappedKey });
        if (opens) expect((await unwrapping).compactKey).toHaveLength(64);
        else expect((await catchRejection(unwrapping)).code).toBe('INTEGRITY');
      }
    }
  });

  it('says no password in its errors', async () => {
    for (const name of ['windows-3des.pfx', 'pkcs8-aes256.pem', 'traditional-aes256.pem', 'truncated.pfx']) {
      const error = await catchRejection(openCertificateFile(readNamed(name), 'canary-password'));
      expect(JSON.stringify([error.message, error.hints, error.details, String(error.cause)])).not.toContain(
        'canary',
      );
    }
  });
});

describe('inspectCertificateFile', () => {
  it('refuses a file of more than 1 MiB, whatever it begins with', async () => {
    const bytes = Buffer.concat([readNamed('certificate-and-key.pem'), Buffer.alloc(1024 * 1024, 0x20)]);
    expect((await catchRejection(inspectCertificateFile(bytes))).code).toBe('UNSUPPORTED');
  });

  it('reads a file of exactly 1 MiB', async () => {
    const pem = readNamed('certificate-and-key.pem');
    const bytes = Buffer.concat([pem, Buffer.alloc(1024 * 1024 - pem.length, 0x20)]);
    expect((await inspectCertificateFile(bytes)).hasPrivateKey).toBe(true);
  });

  it('gives no private key away', async () => {
    const [facts] = (await inspectCertificateFile(readNamed('certificate-and-key.pem'))).certificates ?? [];
    expect(Object.keys(facts ?? {}).toSorted()).toEqual([
      'keySizeBits',
      'keyType',
      'notAfter',
      'notBefore',
      'subject',
      'thumbprint',
      'thumbprintSha256',
    ]);
  });

  it('refuses ASN.1 that is nested without end, quickly', async () => {
    const nested = Buffer.from('3080'.repeat(100_000), 'hex');
    expect((await catchRejection(inspectCertificateFile(nested))).code).toBe('UNSUPPORTED');
  });
});

const CERTIFICATE = readNamed('public.cer');
/** The beginning of a PrivateKeyInfo: version and kind. */
const RSA_INFO = Buffer.from('3012020100300d06092a864886f70d0101010500', 'hex');

const pem = (label: string, bytes: Buffer) =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64')}\n-----END ${label}-----\n`;

describe('a PEM file', () => {
  it.each([
    ['a key that is none', pem('PRIVATE KEY', RSA_INFO), 'is damaged'],
    ['an encrypted key that is no ASN.1', pem('ENCRYPTED PRIVATE KEY', Buffer.from([1, 2])), 'not ASN.1'],
    [
      'a key of too many iterations',
      pem('ENCRYPTED PRIVATE KEY', createSealedKey(2_000_001)),
      '2000001 iter',
    ],
  ])('with %s beside its certificate is refused whatever the password is', async (_, key, why) => {
    const derive: DeriveKey = async () => {
      throw new Error('nothing is to be derived');
    };
    const file = Buffer.from(pem('CERTIFICATE', CERTIFICATE) + key);
    for (const password of [undefined, 'password']) {
      const error = await catchRejection(openCertificateFile(file, password, derive));
      expect(error.code).toBe('UNSUPPORTED');
      expect(error.message).toContain(why);
    }
  });

  it('without a certificate says what it holds', async () => {
    const file = Buffer.from(
      pem('PRIVATE KEY', RSA_INFO) + pem('PRIVATE KEY', RSA_INFO) + pem('X', RSA_INFO),
    );
    expect((await catchRejection(inspectCertificateFile(file))).message).toContain('found PRIVATE KEY, X');
  });
});

describe('a value of ASN.1', () => {
  const parse = (hex: string) => parseAsn1(Buffer.from(hex, 'hex'));

  it.each([
    [0, '020100'],
    [1, '020101'],
    [0x7f_ff_ff_ff, '02047fffffff'],
  ])('is the integer %d', (value, hex) => {
    expect(integerOf(parse(hex), 'count')).toBe(value);
  });

  it.each([
    ['is -1, which', '0201ff'],
    ['is -2147483648, which', '020480000000'],
    ['is 4294967295, which', '020500ffffffff'],
    [`is ${2n ** 127n - 1n}, which`, `0210${'7f'.padEnd(32, 'f')}`],
    ['a number of 17 bytes', `0211${'7f'.padEnd(34, 'f')}`],
    ['is empty', '0200'],
    ['has no count', '0400'],
    ['has no count', '800101'],
    ['has no count', '220302017f'],
  ])('is no integer of 31 bits: it %s', (why, hex) => {
    const error = catchRestackError(() => integerOf(parse(hex), 'count'));
    expect(error.code).toBe('UNSUPPORTED');
    expect(error.message).toContain(why);
  });

  it.each([
    ['one byte', '0401aa', 'aa'],
    ['pieces', '24060401aa0401bb', 'aabb'],
    ['an implicit tag', '8001aa', 'aa'],
  ])('is an OCTET STRING: %s', (_, hex, octets) => {
    expect(Buffer.from(octetsOf(parse(hex), 'text')).toString('hex')).toBe(octets);
  });

  it.each([
    ['an INTEGER', '0201aa', octetsOf],
    ['a SEQUENCE', '30030401aa', octetsOf],
    ['pieces of another kind', '24030201aa', octetsOf],
    ['an application tag', '4401aa', octetsOf],
    ['an empty name', '0600', objectIdentifierOf],
    ['octets', '04012a', objectIdentifierOf],
    ['an implicit tag', '86012a', objectIdentifierOf],
    ['a number of more than 53 bits', '060aff8080808080808080 01'.replace(' ', ''), objectIdentifierOf],
    ['a primitive', '0401aa', childrenOf],
    ['nothing', '', childrenOf],
  ])('is refused where another kind is expected: %s', (_, hex, read) => {
    expect(catchRestackError(() => read(parse(hex), 'part')).code).toBe('UNSUPPORTED');
  });
});

describe('a PKCS#12 file', () => {
  it.each([
    ['a certificate', [bags.certificate(CERTIFICATE)]],
    ['a safe in a safe, eight times', [bags.nested(bags.certificate(CERTIFICATE), 8)]],
    ['what is not read beside it', [bags.unknown(), bags.certificate(CERTIFICATE)]],
    [
      'a certificate of another kind beside it',
      // Its bytes are none of X.509.
      [bags.certificate(RSA_INFO, '2a864886f70d01091602'), bags.certificate(CERTIFICATE)],
    ],
  ])('in the clear shows %s', async (_, held) => {
    const { thumbprint } = await openFirst('public.cer');
    const file = createPlainPfx(held);
    expect((await openCertificateFile(file, undefined)).map((one) => one.thumbprint)).toEqual([thumbprint]);
    expect(await inspectCertificateFile(file)).toMatchObject({ needsPassword: false, hasPrivateKey: false });
  });

  it('says that it holds an encrypted key', async () => {
    const file = createPlainPfx([bags.certificate(CERTIFICATE), bags.shroudedKey({ keyBytes: 32 })]);
    expect(await inspectCertificateFile(file)).toMatchObject({ needsPassword: true, hasPrivateKey: true });
    expect((await catchRejection(openCertificateFile(file, 'password'))).code).toBe('WRONG_PASSWORD');
  });

  it('says that it holds no key where everything in it shows, although its password is not known', async () => {
    const file = createPlainPfx([bags.certificate(CERTIFICATE)], { macBytes: 32 });
    expect(await inspectCertificateFile(file)).toMatchObject({ needsPassword: true, hasPrivateKey: false });
  });

  it('does not say whether it holds a key where an encrypted safe may', async () => {
    const file = createNestedPfx('password', [1]);
    expect(await inspectCertificateFile(file)).toMatchObject({ needsPassword: true, hasPrivateKey: null });
  });

  it.each([
    ['of version 2', createPlainPfx([], { version: 2 }), 'version 2'],
    [
      'that a certificate protects',
      createPlainPfx([], { type: '2a864886f70d010702' }),
      'expected a password',
    ],
    ['whose content is no ASN.1', createPlainPfx([], { safes: Buffer.from([1, 2]) }), 'damaged'],
    ['whose safe is no ASN.1', createPlainPfx([], { safe: Buffer.from([1, 2]) }), 'damaged'],
    ['with a MAC of 31 bytes', createPlainPfx([], { macBytes: 31 }), 'MAC has the wrong length'],
    ['with a key that is not there', createPlainPfx([bags.key()]), 'empty bag'],
    ['with a key that is none', createPlainPfx([bags.certificate(CERTIFICATE), bags.key(RSA_INFO)]), 'RSA'],
    ['of nine safes in each other', createPlainPfx([bags.nested(bags.unknown(), 9)]), 'too deep'],
    ['with a short IV', createPlainPfx([bags.shroudedKey({ iv: Buffer.alloc(15) })]), 'IV'],
    ['with a short key', createPlainPfx([bags.shroudedKey({ keyBytes: 16 })]), 'key has the wrong length'],
    [
      'with an unknown HMAC',
      createPlainPfx([bags.shroudedKey({ hmac: bags.unknown() })]),
      'key derived with',
    ],
    [
      'without a ciphertext',
      createPlainPfx([bags.shroudedKey({ ciphertext: Buffer.alloc(0) })]),
      'cut short',
    ],
    ['with a cut one', createPlainPfx([bags.shroudedKey({ ciphertext: Buffer.alloc(31) })]), 'cut short'],
  ])('%s is refused before a password is tried', async (_, file, why) => {
    const error = await catchRejection(openCertificateFile(file, 'password'));
    expect(error.code).toBe('UNSUPPORTED');
    expect(error.message).toContain(why);
  });
});

describe('the iterations that a file asks for', () => {
  const derive: DeriveKey = async () => {
    throw new Error('nothing is to be derived');
  };

  it.each(['too-many-iterations.pfx', 'too-many-iterations-in-all.pfx'])(
    'are counted before any is done: %s',
    async (name) => {
      for (const work of [
        inspectCertificateFile(readNamed(name), derive),
        openCertificateFile(readNamed(name), 'TEST-ONLY-password', derive),
      ]) {
        expect(await catchRejection(work)).toMatchObject({
          code: 'UNSUPPORTED',
          details: { limit: 2_000_000 },
        });
      }
    },
  );

  it('are counted again where they show only behind the password', async () => {
    const derived: number[] = [];
    const counting: DeriveKey = (derivation) => {
      derived.push(derivation.iterations);
      return deriveKey(derivation);
    };
    const over = createNestedPfx('password', [1_000_000, 1_000_000]);
    const error = await catchRejection(openCertificateFile(over, 'password', counting));
    expect(error).toMatchObject({ code: 'UNSUPPORTED', details: { iterations: 2_000_001 } });
    expect(derived).toEqual([1]);
    const under = createNestedPfx('password', [1000, 1000]);
    expect((await catchRejection(openCertificateFile(under, 'password', counting))).code).toBe(
      'WRONG_PASSWORD',
    );
  });
});

describe('hasExpired', () => {
  it('is true once the last moment of the validity is over, and not before', async () => {
    const { notBefore, notAfter } = await openFirst('public.cer');
    const atMs = (offsetMs: number) => hasExpired({ notAfter }, new Date(notAfter.getTime() + offsetMs));
    expect([-1, 0, 1].map(atMs)).toEqual([false, false, true]);
    // What is not valid yet has not expired.
    expect(hasExpired({ notAfter }, new Date(notBefore.getTime() - 1))).toBe(false);
  });
});

describe('assertPrivateKey', () => {
  it('names the certificate that lacks its key', async () => {
    const certificate = await openFirst('key-of-another.pem');
    const error = catchRestackError(() => assertPrivateKey(certificate));
    expect(error.details).toEqual({ thumbprint: certificate.thumbprint });
  });
});
