import { vi } from 'vitest';
import type * as issueCertificate from '../../src/crypto/certificate/make/issue-certificate.js';

/** Clouds of a worker take turns with so many key pairs, two each: three that live beside each other differ. */
const PREPARED = 6;
const SIZE_BITS = 2048;

// Making an RSA key takes longer than most tests of a cloud. How it is made is tested in test/unit/crypto.
vi.mock('../../src/crypto/certificate/make/issue-certificate.js', async (load) => {
  const issue = await load<typeof issueCertificate>();
  const pairs: Promise<issueCertificate.RsaKeyPair>[] = [];
  let turn = 0;
  return {
    ...issue,
    createRsaKeyPair: (sizeBits = SIZE_BITS): Promise<issueCertificate.RsaKeyPair> => {
      if (sizeBits !== SIZE_BITS) return issue.createRsaKeyPair(sizeBits);
      const at = turn++ % PREPARED;
      return (pairs[at] ??= issue.createRsaKeyPair());
    },
  };
});
