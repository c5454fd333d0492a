import { describe, expect, it } from 'vitest';
import { parseAsn1 } from '../../../../../src/crypto/certificate/asn1/asn1.js';
import { detectCertificateFile } from '../../../../../src/crypto/certificate/certificate-file-format.js';
import {
  assertIterationCount,
  createIterationBudget,
} from '../../../../../src/crypto/certificate/password/iteration-count.js';
import { listPasswordForms } from '../../../../../src/crypto/certificate/password/certificate-password.js';
import { decryptPrivateKeyInfo } from '../../../../../src/crypto/certificate/password/password-encryption.js';
import { parsePem } from '../../../../../src/crypto/certificate/pem/pem.js';
import { openPemKey } from '../../../../../src/crypto/certificate/pem/pem-private-key.js';
import { matchesPkcs12Mac } from '../../../../../src/crypto/certificate/pkcs12/pkcs12-mac.js';
import { readPkcs12 } from '../../../../../src/crypto/certificate/pkcs12/pkcs12.js';
import { catchRestackError } from '../../../../fixtures/thrown.js';
import { readVector } from '../../../../vectors/certificates/vector-index.js';

const PASSWORD = 'TEST-ONLY-password';

/** The encoding of the password that opens the vectors, with so many iterations to spend. */
function formWith(limit: number) {
  const [form] = listPasswordForms(PASSWORD);
  if (form === undefined) throw new Error('a password has an encoding');
  return { ...form, budget: createIterationBudget(limit) };
}

function keyBlock(file: string) {
  const blocks = parsePem(readVector(file).toString('latin1'));
  const block = blocks.find(({ label }) => label === 'ENCRYPTED PRIVATE KEY');
  if (block === undefined) throw new Error(`${file} has no encrypted key`);
  return block;
}

describe('iterations', () => {
  it.each([1, 2, 10_000_000])('may be %i', (iterations) => {
    expect(() => assertIterationCount(iterations)).not.toThrow();
  });

  it.each([0, -1, 10_000_001, Number.NaN])('may not be %d, of one derivation', (iterations) => {
    expect(catchRestackError(() => assertIterationCount(iterations)).code).toBe('UNSUPPORTED');
    const budget = createIterationBudget();
    expect(catchRestackError(() => budget.spend(iterations)).code).toBe('UNSUPPORTED');
  });

  it('are limited over all of a file', () => {
    const budget = createIterationBudget(5000);
    budget.spend(3000);
    budget.spend(2000);
    expect(catchRestackError(() => budget.spend(1)).code).toBe('UNSUPPORTED');
  });

  it('suffice for a MAC and two encrypted parts of the most, and for no more', () => {
    const budget = createIterationBudget();
    for (let part = 0; part < 5; part += 1) budget.spend(10_000_000);
    expect(catchRestackError(() => budget.spend(1)).code).toBe('UNSUPPORTED');
  });
});

/** What the vectors were made with: 2,048 iterations a derivation, key and IV of PKCS#12 being two. */
describe.each([
  { file: 'TEST-ONLY-pkcs8-aes256.pem', cost: 2048 },
  { file: 'TEST-ONLY-pkcs8-pkcs12-3des.pem', cost: 4096 },
])('the encrypted key of $file', ({ file, cost }) => {
  it('costs what it asks for', () => {
    const info = parseAsn1(keyBlock(file).bytes);
    expect(decryptPrivateKeyInfo(info, formWith(cost))).toBeDefined();
    expect(catchRestackError(() => decryptPrivateKeyInfo(info, formWith(cost - 1))).code).toBe('UNSUPPORTED');
  });

  it('shares its budget with the other keys of its file', () => {
    const given = { password: PASSWORD, forms: [formWith(2 * cost)] };
    expect(openPemKey(keyBlock(file), given).type).toBe('private');
    expect(openPemKey(keyBlock(file), given).type).toBe('private');
    expect(catchRestackError(() => openPemKey(keyBlock(file), given)).code).toBe('UNSUPPORTED');
  });
});

it('the MAC of a PKCS#12 file costs what it asks for', () => {
  const detected = detectCertificateFile(readVector('TEST-ONLY-openssl3.pfx'));
  if (detected.format !== 'pfx') throw new Error('the vector is a PFX');
  const { mac, content } = readPkcs12(detected.pfx);
  if (mac === undefined) throw new Error('the vector has a MAC');
  expect(matchesPkcs12Mac(mac, content, formWith(mac.iterations))).toBe(true);
  const short = () => matchesPkcs12Mac(mac, content, formWith(mac.iterations - 1));
  expect(catchRestackError(short).code).toBe('UNSUPPORTED');
});

it('all encodings of a password share one budget', () => {
  for (const password of [undefined, '', 'ä密']) {
    const [first, second] = listPasswordForms(password);
    expect(first?.budget).toBe(second?.budget);
    expect(first?.budget).toBeDefined();
  }
});
