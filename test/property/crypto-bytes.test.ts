import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingOf } from '../../src/core/errors/finding-error.js';
import {
  BLOCK_SIZE,
  createEncryptor,
  decryptRange,
  readPaddingLength,
} from '../../src/crypto/block-cipher.js';
import { formatDataFileHeader, parseDataFileHeader } from '../../src/crypto/data-file-header.js';
import { parseStrictBase64 } from '../../src/crypto/strict-base64.js';
import { unwrapCompactKey, wrapCompactKey } from '../../src/crypto/wrapped-key.js';

const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
const header = fc.record({ iv: bytes(16), tag: bytes(64) });

describe('data file header', () => {
  it('parse is the inverse of format', () => {
    fc.assert(
      fc.property(header, (given) => {
        const { iv, tag } = parseDataFileHeader(formatDataFileHeader(given));
        expect({ iv, tag }).toEqual(given);
      }),
    );
  });

  it('refuses every single-bit flip, or shows it in IV or tag', () => {
    fc.assert(
      fc.property(header, (given) => {
        const sealed = formatDataFileHeader(given);
        for (let bit = 0; bit < sealed.length * 8; bit += 1) {
          const flipped = Uint8Array.from(sealed);
          flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          expect(isNoticed(flipped, sealed)).toBe(true);
        }
      }),
      { numRuns: 5 },
    );
  });
});

/** True when `flipped` is refused with a finding, or parses to something else than `sealed`. */
function isNoticed(flipped: Uint8Array, sealed: Uint8Array): boolean {
  try {
    return Buffer.compare(formatDataFileHeader(parseDataFileHeader(flipped)), sealed) !== 0;
  } catch (error) {
    return findingOf(error) !== undefined;
  }
}

describe('block cipher', () => {
  const sealed = fc.record({
    key: bytes(32),
    iv: bytes(16),
    plaintext: fc.uint8Array({ maxLength: 6 * BLOCK_SIZE }),
  });

  it('seal and open are inverse', () => {
    fc.assert(
      fc.property(sealed, ({ key, iv, plaintext }) => {
        const opened = decryptRange({ key, previousBlock: iv, ciphertext: seal({ key, iv, plaintext }) });
        const padding = readPaddingLength(opened.subarray(-BLOCK_SIZE));
        expect(Buffer.compare(opened.subarray(0, -padding), plaintext)).toBe(0);
      }),
    );
  });

  it('decrypts every range of blocks to what the whole decrypts to', () => {
    fc.assert(
      fc.property(sealed, ({ key, iv, plaintext }) => {
        const ciphertext = seal({ key, iv, plaintext });
        const whole = decryptRange({ key, previousBlock: iv, ciphertext });
        for (let start = 0; start < ciphertext.length; start += BLOCK_SIZE) {
          for (let end = start; end <= ciphertext.length; end += BLOCK_SIZE) {
            const previousBlock = start === 0 ? iv : ciphertext.subarray(start - BLOCK_SIZE, start);
            const range = decryptRange({ key, previousBlock, ciphertext: ciphertext.subarray(start, end) });
            expect(Buffer.compare(range, whole.subarray(start, end))).toBe(0);
          }
        }
      }),
    );
  });
});

function seal(options: {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly plaintext: Uint8Array;
}): Buffer {
  const encryptor = createEncryptor(options.key, options.iv);
  return Buffer.concat([encryptor.update(options.plaintext), encryptor.final()]);
}

describe('wrapped key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  // 142 base64 characters fit into a 2048-bit key with SHA-256: 105 bytes.
  const compactKey = fc.uint8Array({ minLength: 1, maxLength: 105 });

  it('unwrap is the inverse of wrap', () => {
    fc.assert(
      fc.property(compactKey, fc.constantFrom('sha256' as const, 'sha1' as const), (given, oaepHash) => {
        const wrappedKey = wrapCompactKey({ publicKey, compactKey: given, oaepHash });
        const unwrapped = unwrapCompactKey({ privateKey, wrappedKey });
        expect(Buffer.compare(unwrapped.compactKey, given)).toBe(0);
        expect(unwrapped.oaepHash).toBe(oaepHash);
      }),
    );
  });

  it('unwrap is the inverse of wrap with a seed', () => {
    fc.assert(
      fc.property(compactKey, bytes(32), (given, seed) => {
        const wrappedKey = wrapCompactKey({ publicKey, compactKey: given, seed });
        expect(Buffer.compare(unwrapCompactKey({ privateKey, wrappedKey }).compactKey, given)).toBe(0);
      }),
    );
  });
});

describe('strict base64', () => {
  it('takes exactly what encoding gives', () => {
    fc.assert(
      fc.property(fc.base64String({ minLength: 4 }), (text) => {
        const parsed = parseStrictBase64(text);
        const canonical = Buffer.from(text, 'base64').toString('base64') === text;
        expect(parsed !== undefined).toBe(canonical);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (given) => {
        const parsed = parseStrictBase64(Buffer.from(given).toString('base64'));
        expect(parsed === undefined ? -1 : Buffer.compare(parsed, given)).toBe(0);
      }),
    );
  });
});
