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
import { RestackError } from '../../src/core/errors/restack-error.js';
import {
  inspectCertificateFile,
  openCertificateFile,
} from '../../src/crypto/certificate/certificate-file.js';
import { SHARE_TRIED } from '../mutation/areas.js';
import { readKeyPair, readVector } from '../vectors/certificates/vector-index.js';

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
  const { publicKey, privateKey } = readKeyPair('TEST-ONLY-certificate-and-key.pem');
  // 142 base64 characters fit into a 2048-bit key with SHA-256: 105 bytes.
  const compactKey = fc.uint8Array({ minLength: 1, maxLength: 105 });

  it('unwrap is the inverse of wrap', async () => {
    await fc.assert(
      fc.asyncProperty(
        compactKey,
        fc.constantFrom('sha256' as const, 'sha1' as const),
        async (given, oaepHash) => {
          const wrappedKey = wrapCompactKey({ publicKey, compactKey: given, oaepHash });
          const unwrapped = await unwrapCompactKey({ privateKey, wrappedKey });
          expect(Buffer.compare(unwrapped.compactKey, given)).toBe(0);
          expect(unwrapped.oaepHash).toBe(oaepHash);
        },
      ),
    );
  });

  it('unwrap is the inverse of wrap with a seed', async () => {
    await fc.assert(
      fc.asyncProperty(compactKey, bytes(32), async (given, seed) => {
        const wrappedKey = wrapCompactKey({ publicKey, compactKey: given, seed });
        const unwrapped = await unwrapCompactKey({ privateKey, wrappedKey });
        expect(Buffer.compare(unwrapped.compactKey, given)).toBe(0);
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

const readNamed = (name: string) => readVector(`TEST-ONLY-${name}`);
const PASSWORD = 'TEST-ONLY-password';

const names = [
  'openssl3-one-iteration.pfx',
  'plain-no-mac.pfx',
  'pkcs8-aes256.pem',
  'public.cer',
  'bag-attributes.pem',
];
const files = names.map((name) => readNamed(name));

/** The result of `action`, or the code that it refuses with; any other error is a bug. */
async function outcomeOf<T>(action: () => Promise<T>): Promise<T | string> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof RestackError && error.code !== 'INTERNAL') return error.code;
    throw error;
  }
}

async function openOrRefuse(bytes: Uint8Array) {
  const inspected = await outcomeOf(() => inspectCertificateFile(bytes));
  const opened = await outcomeOf(() => openCertificateFile(bytes, PASSWORD));
  return { inspected, opened };
}

describe('a damaged certificate file', () => {
  it('is refused, or read, when bytes of it change', async () => {
    const change = fc.record({ at: fc.nat(), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (file, changes) => {
          const bytes = Uint8Array.from(file);
          for (const { at, to } of changes) bytes[at % bytes.length] = to;
          expect(await openOrRefuse(bytes)).toBeDefined();
        },
      ),
      { numRuns: 400 * SHARE_TRIED },
    );
  });

  it('is refused wherever a .pfx or .cer ends early', async () => {
    for (const name of ['openssl3-one-iteration.pfx', 'public.cer']) {
      const file = readNamed(name);
      for (let size = 0; size < file.length; size += 7 / SHARE_TRIED) {
        expect(await openOrRefuse(file.subarray(0, size))).toEqual({
          inspected: 'UNSUPPORTED',
          opened: 'UNSUPPORTED',
        });
      }
    }
  });

  it('that has a MAC never opens to something else, whatever bit is flipped', async () => {
    const file = readNamed('openssl3-one-iteration.pfx');
    const intact = await describeOpened(file);
    expect(intact).not.toHaveLength(0);
    for (let bit = 0; bit < file.length * 8; bit += 5 / SHARE_TRIED) {
      const bytes = Uint8Array.from(file);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const opened = await outcomeOf(() => describeOpened(bytes));
      if (typeof opened === 'string') expect(['UNSUPPORTED', 'WRONG_PASSWORD']).toContain(opened);
      else expect(opened).toEqual(intact);
    }
  });
});

describe('any bytes', () => {
  it('are refused as UNSUPPORTED', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (tail, asSequence) => {
        const bytes = asSequence ? Uint8Array.from([0x30, tail.length & 0x7f, ...tail]) : tail;
        expect(await openOrRefuse(bytes)).toEqual({ inspected: 'UNSUPPORTED', opened: 'UNSUPPORTED' });
      }),
    );
  });
});

async function describeOpened(bytes: Uint8Array) {
  const opened = await openCertificateFile(bytes, PASSWORD);
  return opened.map(({ thumbprint, privateKey }) => ({
    thumbprint,
    key: privateKey?.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }));
}
