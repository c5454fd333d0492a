import { constants, publicEncrypt } from 'node:crypto';
import { encodeOaep, OAEP_SEED_SIZE } from '../../../src/crypto/oaep-encoding.js';
import type { SampleCertificate } from '../sample-keys.js';
import { wrapKey } from '../seal.js';
import { stableBytes } from '../stable-values.js';
import { type DamagedCase, flipBit, LEGACY, ONE, PAIR } from './damage.js';

const certificateKey = (certificate: SampleCertificate) => ({ mode: 'certificate', certificate }) as const;

const wrappedKey = { exitCode: 22, findingCode: 'WRAPPED_KEY_DAMAGED' } as const;

const editBase64 = (text: string | undefined, change: (bytes: Buffer) => Uint8Array) =>
  Buffer.from(change(Buffer.from(text ?? '', 'base64'))).toString('base64');

/** Wraps a message as it is, whatever it is. */
function wrapMessage(certificate: SampleCertificate, message: Uint8Array): string {
  const seed = stableBytes('OAEP seed of a raw message', OAEP_SEED_SIZE.sha256);
  const encoded = encodeOaep(message, { hash: 'sha256', seed, modulusSize: 256 });
  const key = { key: certificate.publicKey, padding: constants.RSA_NO_PADDING };
  return publicEncrypt(key, encoded).toString('base64');
}

/** Faults in keys, and keys that do not fit. */
export const KEY_CASES: readonly DamagedCase[] = [
  {
    name: 'key-other-certificate',
    description: 'nothing is damaged; the certificate given is another one',
    exitCode: 20,
    findingCode: 'KEY_MISSING',
    keys: ['TEST-ONLY-unrelated.pfx'],
    damage: ONE,
  },
  {
    name: 'key-legacy-for-certificate',
    description: 'nothing is damaged; a legacy key is given for a set under a certificate',
    exitCode: 20,
    findingCode: 'KEY_MISSING',
    keys: ['TEST-ONLY-legacy-key.txt'],
    damage: ONE,
  },
  {
    name: 'key-certificate-for-legacy',
    description: 'nothing is damaged; a certificate is given for a set under a legacy key',
    exitCode: 20,
    findingCode: 'KEY_MISSING',
    damage: LEGACY,
  },
  {
    name: 'key-other-legacy',
    description: 'nothing is damaged; the legacy key given is another one',
    exitCode: 20,
    findingCode: 'LEGACY_KEY_WRONG',
    keys: ['TEST-ONLY-unrelated-legacy-key.txt'],
    damage: LEGACY,
  },
  {
    ...wrappedKey,
    name: 'wrapped-key-bit',
    description: 'one bit of the wrapped key is flipped',
    damage: { ...PAIR, key: (honest) => ({ wrappedKey: editBase64(honest.wrappedKey, flipBit(100)) }) },
  },
  {
    ...wrappedKey,
    name: 'wrapped-key-cut-short',
    description: 'the wrapped key is half as long as the certificate demands',
    damage: {
      ...ONE,
      key: (honest) => ({ wrappedKey: editBase64(honest.wrappedKey, (bytes) => bytes.subarray(0, 128)) }),
    },
  },
  {
    ...wrappedKey,
    name: 'wrapped-key-not-base64',
    description: 'the wrapped key holds characters that base64 has not',
    damage: { ...ONE, key: (honest) => ({ wrappedKey: `*${honest.wrappedKey?.slice(1) ?? ''}` }) },
  },
  {
    ...wrappedKey,
    name: 'wrapped-key-for-another',
    description: 'the key is wrapped for another certificate than the one the metadata names',
    damage: {
      ...ONE,
      key: (honest, keys) => ({
        wrappedKey: wrapKey('for another', certificateKey(keys.unrelated), honest.compactKey),
      }),
    },
  },
  {
    ...wrappedKey,
    name: 'wrapped-key-not-text',
    description: 'what is wrapped is not base64 of a key',
    damage: {
      ...ONE,
      key: (_honest, keys) => ({
        wrappedKey: wrapMessage(keys.backup2023, stableBytes('not base64', 88)),
      }),
    },
  },
  {
    ...wrappedKey,
    name: 'wrapped-key-short-inside',
    description: 'the compact key is 32 bytes long, so that nothing is left for the tag',
    damage: {
      ...ONE,
      key: (honest, keys) => ({
        wrappedKey: wrapKey('short', certificateKey(keys.backup2023), honest.compactKey.subarray(0, 32)),
      }),
    },
  },
  {
    name: 'wrapped-key-of-other-snapshot',
    description: 'the wrapped key is whole, but of another snapshot',
    exitCode: 22,
    findingCode: 'TAG_MISMATCH',
    damage: {
      ...ONE,
      key: (_honest, keys) => ({
        wrappedKey: wrapKey(
          'other snapshot',
          certificateKey(keys.backup2023),
          stableBytes('compact key of another snapshot', 64),
        ),
      }),
    },
  },
];
