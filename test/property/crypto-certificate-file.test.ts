import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RestackError } from '../../src/core/errors/restack-error.js';
import {
  inspectCertificateFile,
  openCertificateFile,
} from '../../src/crypto/certificate/certificate-file.js';
import { readVector } from '../vectors/certificates/vector-index.js';

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
      { numRuns: 400 },
    );
  });

  it('is refused wherever a .pfx or .cer ends early', async () => {
    for (const name of ['openssl3-one-iteration.pfx', 'public.cer']) {
      const file = readNamed(name);
      for (let size = 0; size < file.length; size += 7) {
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
    for (let bit = 0; bit < file.length * 8; bit += 5) {
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
