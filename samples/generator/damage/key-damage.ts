import { constants, publicEncrypt } from 'node:crypto';
import { encodeOaep, OAEP_SEED_SIZE } from '../../../src/crypto/oaep-encoding.js';
import type { SampleCertificate } from '../sample-keys.js';
import { wrapKey } from '../seal.js';
import { stableBytes } from '../stable-values.js';
import { type DamageByCase, flipBit, LEGACY, ONE, PAIR } from './damage.js';

const certificateKey = (certificate: SampleCertificate) => ({ mode: 'certificate', certificate }) as const;

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
export const KEY_DAMAGE: DamageByCase = {
  'key-other-certificate': ONE,
  'key-legacy-for-certificate': ONE,
  'key-certificate-for-legacy': LEGACY,
  'key-other-legacy': LEGACY,
  'wrapped-key-bit': {
    ...PAIR,
    key: (honest) => ({ wrappedKey: editBase64(honest.wrappedKey, flipBit(100)) }),
  },
  'wrapped-key-cut-short': {
    ...ONE,
    key: (honest) => ({ wrappedKey: editBase64(honest.wrappedKey, (bytes) => bytes.subarray(0, 128)) }),
  },
  'wrapped-key-not-base64': {
    ...ONE,
    key: (honest) => ({ wrappedKey: `*${honest.wrappedKey?.slice(1) ?? ''}` }),
  },
  'wrapped-key-for-another': {
    ...ONE,
    key: (honest, keys) => ({
      wrappedKey: wrapKey('for another', certificateKey(keys.unrelated), honest.compactKey),
    }),
  },
  'wrapped-key-not-text': {
    ...ONE,
    key: (_honest, keys) => ({
      wrappedKey: wrapMessage(keys.backup2023, stableBytes('not base64', 88)),
    }),
  },
  'wrapped-key-short-inside': {
    ...ONE,
    key: (honest, keys) => ({
      wrappedKey: wrapKey('short', certificateKey(keys.backup2023), honest.compactKey.subarray(0, 32)),
    }),
  },
  'wrapped-key-of-other-snapshot': {
    ...ONE,
    key: (_honest, keys) => ({
      wrappedKey: wrapKey(
        'other snapshot',
        certificateKey(keys.backup2023),
        stableBytes('compact key of another snapshot', 64),
      ),
    }),
  },
};
