import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unwrapCompactKey, wrapCompactKey } from '../../../src/crypto/wrapped-key.js';
import { catchFindingCode, catchRestackError } from '../../fixtures/thrown.js';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const compactKey = Uint8Array.from({ length: 64 }, (_, index) => index * 3);

function wrapRaw(text: string): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256' }, Buffer.from(text)).toString('base64');
}

describe('unwrapCompactKey', () => {
  it.each(['sha256', 'sha1'] as const)('unwraps %s, and says so', (oaepHash) => {
    const wrappedKey = wrapCompactKey({ publicKey, compactKey, oaepHash });
    const unwrapped = unwrapCompactKey({ privateKey, wrappedKey });
    expect([...unwrapped.compactKey]).toEqual([...compactKey]);
    expect(unwrapped.oaepHash).toBe(oaepHash);
  });

  it('ignores the line breaks of XML', () => {
    const wrappedKey = wrapCompactKey({ publicKey, compactKey }).replace(/.{64}/g, '  $&\r\n');
    expect([...unwrapCompactKey({ privateKey, wrappedKey }).compactKey]).toEqual([...compactKey]);
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
  ])('refuses $name', ({ wrappedKey }) => {
    expect(catchFindingCode(() => unwrapCompactKey({ privateKey, wrappedKey }))).toBe('WRAPPED_KEY_DAMAGED');
  });

  it('refuses any changed bit of the wrapped bytes', () => {
    const wrapped = Buffer.from(wrapCompactKey({ publicKey, compactKey }), 'base64');
    for (const index of [0, 1, 100, 255]) {
      const flipped = Buffer.from(wrapped);
      flipped.writeUInt8(flipped.readUInt8(index) ^ 1, index);
      const wrappedKey = flipped.toString('base64');
      expect(catchFindingCode(() => unwrapCompactKey({ privateKey, wrappedKey }))).toBe(
        'WRAPPED_KEY_DAMAGED',
      );
    }
  });

  it('refuses a key that is not RSA', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const wrappedKey = wrapCompactKey({ publicKey, compactKey });
    expect(catchRestackError(() => unwrapCompactKey({ privateKey: ec.privateKey, wrappedKey })).code).toBe(
      'UNSUPPORTED',
    );
    expect(catchRestackError(() => wrapCompactKey({ publicKey: ec.publicKey, compactKey })).code).toBe(
      'UNSUPPORTED',
    );
  });
});

describe('wrapCompactKey', () => {
  it.each([
    { oaepHash: 'sha256', size: 32 },
    { oaepHash: 'sha1', size: 20 },
  ] as const)('is repeatable with a seed for $oaepHash', ({ oaepHash, size }) => {
    const wrap = (fill: number) =>
      wrapCompactKey({ publicKey, compactKey, oaepHash, seed: Buffer.alloc(size, fill) });
    expect(wrap(1)).toBe(wrap(1));
    expect(wrap(1)).not.toBe(wrap(2));
    const unwrapped = unwrapCompactKey({ privateKey, wrappedKey: wrap(1) });
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
