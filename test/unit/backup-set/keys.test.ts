import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPublicCertificate } from '../../../src/app/keys/keyring.js';
import { createAppContext } from '../../doubles/app-context.js';
import { readVector } from '../../vectors/certificates/vector-index.js';
import { inspectCertificates, matchSets } from '../../../src/backup-set/keys/inspected-certificate.js';
import {
  inspectCertificateFile,
  openCertificateFile,
} from '../../../src/crypto/certificate/certificate-file.js';
import { makeBackupCertificate } from '../../../src/crypto/certificate/make/backup-certificate.js';
import { type OpenedSample, openSample, readSampleKeys, sampleFile } from '../../fixtures/sample-set.js';
import type { BackupSet } from '../../../src/backup-set/catalog.js';
import type { CertificateSource } from '../../../src/backup-set/keys/given-keys.js';
import { matchKeys } from '../../../src/backup-set/keys/match-keys.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';

describe('public certificate', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  /** Writes one of the vectors where it can be read. */
  async function writeVector(name: string): Promise<string> {
    await writeFile(at(name), readVector(`TEST-ONLY-${name}`));
    return at(name);
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restack-certificate-'));
    const keys = forge.pki.rsa.generateKeyPair(1024);
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = keys.publicKey;
    certificate.validity.notAfter = new Date('2040-01-01T00:00:00Z');
    certificate.sign(keys.privateKey, forge.md.sha256.create());
    await writeFile(join(folder, 'weak.cer'), forge.pki.certificateToPem(certificate));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe('a public certificate', () => {
    it.each(['public.cer', 'public-pem.cer'])('takes %s', async (name) => {
      const { thumbprint, publicKey } = await readPublicCertificate(
        await writeVector(name),
        createAppContext(),
      );
      expect(thumbprint).toMatch(/^[0-9A-F]{40}$/);
      expect(publicKey.asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2048);
      if (name !== 'public.cer') return;
      const der = readVector(`TEST-ONLY-${name}`);
      expect(thumbprint).toBe(createHash('sha1').update(der).digest('hex').toUpperCase());
    });

    it.each([
      ['a .pfx', 'openssl3.pfx', 'USAGE'],
      ['a .pfx without a private key', 'no-key.pfx', 'USAGE'],
      ['a certificate with its private key', 'certificate-and-key.pem', 'USAGE'],
      ['a chain with a key', 'chain-and-key.pem', 'USAGE'],
      ['a request', 'request.pem', 'UNSUPPORTED'],
      ['a file that is cut short', 'truncated.cer', 'UNSUPPORTED'],
    ])('refuses %s', async (_what, name, code) => {
      const reading = readPublicCertificate(await writeVector(name), createAppContext());
      await expect(reading).rejects.toMatchObject({ code });
    });

    it('refuses a file that is not there', async () => {
      const reading = readPublicCertificate(at('nowhere.cer'), createAppContext());
      await expect(reading).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('refuses RSA of 1024 bits', async () => {
      await expect(readPublicCertificate(join(folder, 'weak.cer'), createAppContext())).rejects.toMatchObject(
        {
          code: 'UNSUPPORTED',
          details: { keySizeBits: 1024 },
        },
      );
    });
  });
});

const NOW = new Date('2023-01-20T00:00:00Z');

async function lookInto(name: string, password?: string) {
  const bytes = await readFile(sampleFile(`keys/${name}`));
  const opened = password === undefined ? undefined : await openCertificateFile(bytes, password);
  return { facts: await inspectCertificateFile(bytes), opened };
}

const readPassword = async () =>
  (await readFile(sampleFile('keys/TEST-ONLY-password.txt'), 'utf8')).trimEnd();
const codesOf = ({ service }: ReturnType<typeof inspectCertificates>) =>
  service.problems.map(({ code }) => code);

describe('inspectCertificates', () => {
  it('accepts the public part of a backup certificate', async () => {
    const inspected = inspectCertificates(await lookInto('TEST-ONLY-backup-2023.cer'), NOW);
    expect(inspected).toMatchObject({ format: 'cer', hasPrivateKey: false, service: { accepted: true } });
    expect(inspected.certificates).toMatchObject([{ keyType: 'rsa', expired: false, hasPrivateKey: false }]);
  });

  it('says of a file with its private key all that the service minds', async () => {
    const inspected = inspectCertificates(
      await lookInto('TEST-ONLY-backup-2023.pfx', await readPassword()),
      NOW,
    );
    expect(codesOf(inspected)).toEqual(['NOT_A_CER', 'PRIVATE_KEY_INSIDE']);
    expect(inspected.certificates).toMatchObject([{ hasPrivateKey: true }]);
  });

  it('knows a certificate before its time from one behind it', async () => {
    const file = await lookInto('TEST-ONLY-backup-2023.cer');
    expect(codesOf(inspectCertificates(file, new Date('2001-01-01')))).toEqual(['NOT_YET_VALID']);
    expect(codesOf(inspectCertificates(file, new Date('2199-01-01')))).toEqual(['EXPIRED']);
  });

  it('refuses a key that is too short', async () => {
    const made = await makeBackupCertificate({
      subject: [{ shortName: 'CN', value: 'short' }],
      days: 1,
      keySizeBits: 1024,
      password: 'a password of some length',
      now: NOW,
    });
    const inspected = inspectCertificates(
      { facts: await inspectCertificateFile(made.der), opened: undefined },
      NOW,
    );
    expect(codesOf(inspected)).toEqual(['KEY_TOO_SHORT']);
  });

  it('refuses a file without a certificate in sight', () => {
    const facts = { format: 'pem', certificates: [], needsPassword: false, hasPrivateKey: false } as const;
    expect(codesOf(inspectCertificates({ facts, opened: undefined }, NOW))).toEqual(['NOT_ONE_CERTIFICATE']);
  });
});

describe('matchSets', () => {
  it('names sets by their thumbprint, and opens those whose key is at hand', async () => {
    const { catalog } = await openSample();
    const named = await matchSets(catalog.sets, await lookInto('TEST-ONLY-backup-2023.cer'));
    const opened = await matchSets(
      catalog.sets,
      await lookInto('TEST-ONLY-backup-2023.pfx', await readPassword()),
    );
    expect(new Set(named.map(({ state }) => state))).toEqual(new Set(['named']));
    expect(new Set(opened.map(({ state }) => state))).toEqual(new Set(['opens']));
    expect(opened.map(({ backupId }) => backupId)).toEqual(named.map(({ backupId }) => backupId));
    expect(named.length).toBeGreaterThan(0);
    expect(named.length).toBeLessThan(catalog.sets.length);
  });
});

describe('match keys', () => {
  const NOW = new Date('2023-01-20T00:00:00Z');
  const LATER = new Date('2199-01-01T00:00:00Z');

  let sample: OpenedSample;
  let sets: readonly BackupSet[];
  beforeAll(async () => {
    sample = await openSample();
    sets = sample.catalog.sets;
  });

  const setOf = (mode: 'certificate' | 'key'): BackupSet => {
    const set = sets.find(({ encryption }) => encryption.mode === mode);
    if (set === undefined) throw new Error(`no set in mode ${mode}`);
    return set;
  };

  describe('matchKeys', () => {
    it('finds the one certificate that opens a set, and unwraps all of its keys', async () => {
      for (const set of sets.filter(({ encryption }) => encryption.mode === 'certificate')) {
        const matches = await matchKeys(set, sample.keys, NOW);
        const opening = matches.filter(({ state }) => state === 'opens');
        expect(opening.map(({ thumbprint }) => thumbprint)).toEqual([set.encryption.thumbprint]);
        expect(opening[0]?.oaepHash).toMatch(/^sha(?:1|256)$/);
        expect(matches).toHaveLength(3);
      }
    });

    it('leaves a legacy key untested where it could fit, and nowhere else', async () => {
      const [byKey, byCertificate] = await Promise.all(
        (['key', 'certificate'] as const).map((mode) => matchKeys(setOf(mode), sample.keys, NOW)),
      );
      expect(byKey?.map(({ state }) => state)).toEqual(['does-not-open', 'does-not-open', 'untested']);
      expect(byCertificate?.at(-1)).toMatchObject({ state: 'does-not-open', thumbprint: null });
    });

    it('tells an expired certificate from one that is valid', async () => {
      const at = async (now: Date) =>
        (await matchKeys(setOf('certificate'), sample.keys, now)).map(({ expired }) => expired);
      expect([...new Set(await at(NOW))]).toEqual([false]);
      expect(await at(LATER)).toEqual([true, true, false]);
    });

    it('knows a public part and an unrelated certificate from the one that opens', async () => {
      const keys = await readSampleKeys(['TEST-ONLY-backup-2023.cer', 'TEST-ONLY-unrelated.pfx'], false);
      const matches = await matchKeys(setOf('certificate'), keys, NOW);
      expect(matches.map(({ state, oaepHash }) => [state, oaepHash])).toEqual([
        ['public-part', null],
        ['does-not-open', null],
      ]);
    });

    it('says that no password opens a file, and throws everything else', async () => {
      const failing = (error: unknown): CertificateSource => ({
        path: 'file.pfx',
        visible: null,
        open() {
          return Promise.reject(error);
        },
      });
      const wrong = new RestackError('WRONG_PASSWORD', 'wrong');
      const [match] = await matchKeys(
        setOf('certificate'),
        { certificates: [failing(wrong)], legacy: undefined },
        NOW,
      );
      expect(match).toMatchObject({ source: 'file.pfx', thumbprint: null, state: 'wrong-password' });
      const other = new RestackError('CONFIRMATION_REQUIRED', 'nobody');
      const keys = { certificates: [failing(other)], legacy: undefined };
      await expect(matchKeys(setOf('certificate'), keys, NOW)).rejects.toBe(other);
    });
  });
});
