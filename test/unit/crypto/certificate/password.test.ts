import { describe, expect, it } from 'vitest';
import { listPasswordForms } from '../../../../src/crypto/certificate/password/encryption-scheme.js';
import {
  assertIterations,
  MAX_ITERATIONS,
} from '../../../../src/crypto/certificate/password/iteration-limit.js';
import { catchRestackError } from '../../../fixtures/thrown.js';
import {
  countHashes,
  derivePkcs12InPieces,
  type Pkcs12Derivation,
} from '../../../../src/crypto/certificate/password/pkcs12-key-derivation.js';

const listUtf16 = (password: string | undefined) => listPasswordForms(password).map(({ utf16 }) => utf16);

describe('listPasswordForms', () => {
  it('takes no password and the empty one for the same, in two forms', () => {
    expect(listUtf16(undefined)).toEqual(['', null]);
    expect(listUtf16('')).toEqual(['', null]);
  });

  it('has one form of an ASCII password', () => {
    expect(listUtf16(' p w ')).toEqual([' p w ']);
  });

  it('tries the standard form of another password first', () => {
    expect(listUtf16('ä密')).toEqual(['ä密', 'Ã¤å¯\u0086']);
    expect(listPasswordForms('ä密').map(({ utf8 }) => Buffer.from(utf8).toString('hex'))).toEqual(
      Array.from({ length: 2 }, () => 'c3a4e5af86'),
    );
  });
});

describe('assertIterations', () => {
  it.each([[[]], [[1]], [[MAX_ITERATIONS]], [[1_000_000, 999_999, 1]]])('takes %j', (counts) => {
    expect(() => assertIterations(counts)).not.toThrow();
  });

  it.each([
    [[MAX_ITERATIONS + 1], 2_000_001],
    [[1_000_000, 1_000_000, 1], 2_000_001],
    [[0x7f_ff_ff_ff, 0x7f_ff_ff_ff], 4_294_967_294],
  ])('refuses %j with the number of all', (counts, iterations) => {
    const error = catchRestackError(() => assertIterations(counts));
    expect(error).toMatchObject({ code: 'UNSUPPORTED', details: { iterations, limit: 2_000_000 } });
    expect(error.message).toContain(String(iterations));
  });

  it.each([[[0]], [[2000, 0]], [[MAX_ITERATIONS, 0]]])('refuses %j, which derives nothing', (counts) => {
    const error = catchRestackError(() => assertIterations(counts));
    expect(error.code).toBe('UNSUPPORTED');
    expect(error.message).toContain('asks for no iteration');
  });
});

const salt = Buffer.from('0102030405060708', 'hex');

/** 70 bytes. */
const countUp = (first: number) => Uint8Array.from({ length: 70 }, (_, index) => first + index);

/** The bytes, and the hashes of each piece. */
function derive(derivation: Omit<Pkcs12Derivation, 'kind'>) {
  const pieces = derivePkcs12InPieces({ kind: 'pkcs12', ...derivation });
  const counts: number[] = [];
  for (;;) {
    const piece = pieces.next();
    if (piece.done === true) return { hex: Buffer.from(piece.value).toString('hex'), counts };
    counts.push(piece.value);
  }
}

describe('derivePkcs12InPieces', () => {
  // From `openssl kdf … PKCS12KDF` with the same salt and 2000 iterations.
  it.each([
    { password: null, hash: 'sha1', size: 20, hex: 'bc437242ad03a1c4c3836d9a0f51cbca5a740636' },
    { password: '', hash: 'sha1', size: 20, hex: '369c83f9b5828d859f8929a900450b74910afdef' },
    {
      password: 'p',
      hash: 'sha256',
      size: 32,
      hex: 'f2926fa03ade6b71c236a1fa36279eefbac0f8795c664893137188d1c3b151f6',
    },
  ] as const)('derives what OpenSSL derives of $password with $hash', ({ password, hash, size, hex }) => {
    expect(derive({ password, salt, iterations: 2000, hash, use: 'mac', size }).hex).toBe(hex);
  });

  // From `openssl kdf … PKCS12KDF` as well. The output is longer than one hash, salt or password than one block.
  it.each([
    {
      name: 'two hashes',
      of: { password: 'p', salt, iterations: 2000, hash: 'sha1' },
      wanted: { use: 'key', size: 24 },
      hex: 'eb71d9a1ab417b8e780cec3e2ae2f796489d7caec719e1a5',
    },
    {
      name: 'a part of one',
      of: { password: 'p', salt, iterations: 2000, hash: 'sha1' },
      wanted: { use: 'iv', size: 8 },
      hex: '8d459fe516f9eac6',
    },
    {
      name: 'a password beyond the basic plane',
      of: { password: 'ün\u{1F600}', salt: countUp(0), iterations: 5, hash: 'sha384' },
      wanted: { use: 'key', size: 150 },
      hex:
        '51f2532c6334cbb0e04903a4407ec673b3b037651ecb68cdd70cfae45b5e9ac788cf59f53c26461b546e3d4e8b13107b97842bcd' +
        'f9c80aadd858559a534be8e7f2b56937f431e702f032a7df4a886d22247b3ab1070a66be302f1c3b04aaa263c37803694e597ffc' +
        '421128d63deb0b55f6efb15ecf42585f7257805b3e2f008852a3d97b8539045c93a2dc72dc46fa265d5fd8038868',
    },
    {
      name: 'a salt of more than a block',
      of: { password: 'p', salt: countUp(100), iterations: 7, hash: 'sha256' },
      wanted: { use: 'key', size: 100 },
      hex:
        '0e1b91e1e732b5cfbfcf483c03ae5ce532d5abed0f3fe948b2a618ea5ccdbcff01f4fd54b9237b43ae8e66321a3fb5bb6d710570' +
        'f141091e6c08b6dcf4479ce18eb8a83e1e7bedc877be6c09ac85f8df4955dcda2ddcddac3258556ee4946e305e5a7021',
    },
    {
      name: 'a long password and carries',
      of: { password: 'A'.repeat(40), salt: Buffer.alloc(16, 0xff), iterations: 2, hash: 'sha1' },
      wanted: { use: 'key', size: 45 },
      hex: 'cfa25fa56f5554a9fe6b95e5ec40092ee0f192e5f421ecf2662a9894cf1aaa919430414f6d5d3a688a7081136d',
    },
  ] as const)('derives what OpenSSL derives: $name', ({ of, wanted, hex }) => {
    expect(derive({ ...of, ...wanted }).hex).toBe(hex);
  });

  it('lets the caller go on in between, and counts every hash', () => {
    const derivation = {
      password: 'p',
      salt,
      iterations: 25_000,
      hash: 'sha1',
      use: 'key',
      size: 24,
    } as const;
    const { counts } = derive(derivation);
    const total = countHashes({ kind: 'pkcs12', ...derivation });
    expect(total).toBe(50_000);
    // The first hash of each of the two blocks is no part of a piece.
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total - 2);
    expect(Math.max(...counts)).toBeLessThanOrEqual(10_000);
  });
});
