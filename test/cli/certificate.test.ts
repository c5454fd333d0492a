import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultSchema } from '../fixtures/result-schemas.js';
import {
  inspectCertificateFile,
  openCertificateFile,
} from '../../src/crypto/certificate/certificate-file.js';
import { createRsaKeyPair, issueCertificate } from '../../src/crypto/certificate/make/issue-certificate.js';
import { readVector } from '../vectors/certificates/vector-index.js';
import { runHere } from './run-here.js';
import {
  CERTIFICATE_2023,
  OTHER_FILE,
  PASSWORD,
  readEnvelope,
  SHARE,
  UNRELATED,
  runRestack,
  readEvents,
} from './run-restack.js';

describe('certificates', () => {
  const createSchema = resultSchema('certificate-create');
  const inspectSchema = resultSchema('certificate-inspect');

  const run = promisify(execFile);
  const SECRET = 'TEST ONLY correct horse';
  const FILES = ['backup.cer', 'backup.pfx', 'backup.txt'];
  const SUBJECT = 'CN=Zürich backup, O=Contoso';

  let folder = '';
  const at = (...names: string[]): string => path.join(folder, ...names);
  const BASE = ['certificate', 'create', '--subject', SUBJECT, '--json'];
  const create = (out: string, ...argv: string[]) => {
    const size = argv.includes('--key-size') ? [] : ['--key-size', '2048'];
    return runHere([...BASE, ...size, '--out', out, '--cert-password-file', at('password.txt'), ...argv]);
  };

  async function inspect(...argv: readonly string[]): Promise<unknown> {
    const inspected = await runHere(['certificate', 'inspect', ...argv, '--json']);
    expect(inspected, inspected.stdout).toMatchObject({ exitCode: 0, leftBehind: [] });
    const { result } = readEnvelope(inspected.stdout);
    expect(inspectSchema.validate(result), JSON.stringify(inspectSchema.validate.errors)).toBe(true);
    return result;
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'restack-certificate-test-'));
    await writeFile(at('password.txt'), `${SECRET}\n`);
    const created = await create(at('made'), '--days', '30');
    expect(created).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(created.stdout + created.stderr).not.toContain(SECRET);
    const { result } = readEnvelope(created.stdout);
    expect(createSchema.validate(result), JSON.stringify(createSchema.validate.errors)).toBe(true);
  });

  afterAll(() => rm(folder, { recursive: true }));

  describe('certificate create', () => {
    it('writes three files, the private key for its owner alone', async () => {
      expect((await readdir(at('made'))).toSorted()).toEqual(FILES);
      expect((await stat(at('made', 'backup.pfx'))).mode & 0o777).toBe(0o600);
    });

    it('puts the public part only into the .cer, and its thumbprint onto the page', async () => {
      const { certificates, format, hasPrivateKey } = await inspectCertificateFile(
        await readFile(at('made', 'backup.cer')),
      );
      expect({ format, hasPrivateKey }).toEqual({ format: 'cer', hasPrivateKey: false });
      const [certificate] = certificates ?? [];
      expect(certificate).toMatchObject({ subject: SUBJECT, keyType: 'rsa', keySizeBits: 2048 });
      const page = await readFile(at('made', 'backup.txt'), 'utf8');
      expect(page).toContain(certificate?.thumbprint);
      expect(page).not.toContain(SECRET);
    });

    it('makes a .pfx that opens with its password alone, here and with OpenSSL', async () => {
      const pfx = await readFile(at('made', 'backup.pfx'));
      const [certificate] = await openCertificateFile(pfx, SECRET);
      expect(certificate?.privateKey?.asymmetricKeyDetails?.modulusLength).toBe(2048);
      await expect(openCertificateFile(pfx, 'another')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });

      const argv = ['pkcs12', '-in', at('made', 'backup.pfx'), '-nodes', '-passin'];
      const { stdout } = await run('openssl', [...argv, `file:${at('password.txt')}`]);
      expect(stdout).toContain('PRIVATE KEY');
      expect(stdout).toContain('BEGIN CERTIFICATE');
      await expect(run('openssl', [...argv, 'pass:another'])).rejects.toThrow();
      const printed = await run('openssl', [
        'x509',
        '-inform',
        'der',
        '-in',
        at('made', 'backup.cer'),
        '-noout',
        '-text',
      ]);
      expect(printed.stdout).toMatch(/Key Encipherment, Data Encipherment/);
    });

    it.each([
      ['3072', 3072],
      ['4096', 4096],
    ])('makes a key of %s bits, which the service takes', async (size, keySizeBits) => {
      const out = at(`made-${size}`);
      const created = await create(out, '--key-size', size);
      expect(created, created.stdout).toMatchObject({ exitCode: 0, leftBehind: [] });
      expect(await inspect(path.join(out, 'backup.cer'))).toMatchObject({
        certificates: [{ keySizeBits }],
        service: { accepted: true },
      });
      const [certificate] = await openCertificateFile(await readFile(path.join(out, 'backup.pfx')), SECRET);
      expect(certificate?.privateKey?.asymmetricKeyDetails?.modulusLength).toBe(keySizeBits);
    });

    it.each(FILES)('overwrites nothing: with %s there, nothing is written', async (name) => {
      const out = at(`taken-${name}`);
      await create(out);
      for (const other of FILES.filter((file) => file !== name)) await rm(path.join(out, other));
      const before = await readFile(path.join(out, name));
      const again = await create(out);
      expect(again).toMatchObject({ exitCode: 2, leftBehind: [] });
      expect(await readdir(out)).toEqual([name]);
      expect(await readFile(path.join(out, name))).toEqual(before);
    });

    it.each([
      ['a key that the service refuses', ['--key-size', '1024'], 2],
      ['days that are none', ['--days', '0'], 2],
      ['a subject without a name', ['--subject', 'O=Contoso'], 2],
      ['a password from an argument', ['--password', SECRET], 2],
      ['a password file that is not there', ['--cert-password-file', 'nothing.txt'], 10],
    ])('refuses %s, and leaves nothing', async (_what, argv, exitCode) => {
      const base = ['certificate', 'create', '--out', 'new'];
      const subject = argv.includes('--subject') ? [] : ['--subject', 'x'];
      for (const json of [[], ['--json']]) {
        const refused = await runHere([...base, ...subject, ...argv, ...json], {
          environment: { RESTACK_CERT_PASSWORD: SECRET },
        });
        expect(refused).toMatchObject({ exitCode, leftBehind: [] });
        expect(refused.stdout + refused.stderr).not.toContain(SECRET);
      }
    });

    it.each([
      ['none, and nobody to ask', {}, 3],
      ['an empty one', { RESTACK_CERT_PASSWORD: '' }, 2],
      ['one that programs read differently', { RESTACK_CERT_PASSWORD: 'pässword pässword' }, 2],
    ])('refuses a password: %s', async (_what, environment, exitCode) => {
      const argv = ['certificate', 'create', '--out', 'new', '--subject', 'x'];
      expect(await runHere(argv, { environment })).toMatchObject({ exitCode, stdout: '', leftBehind: [] });
    });
  });

  describe('certificate inspect', () => {
    it('says that the service takes a .cer', async () => {
      expect(await inspect(at('made', 'backup.cer'))).toMatchObject({
        format: 'cer',
        hasPrivateKey: false,
        certificates: [{ subject: SUBJECT, keySizeBits: 2048, expired: false }],
        service: { accepted: true, problems: [] },
        sets: null,
      });
    });

    it('says why it does not take a .pfx, without its password', async () => {
      expect(await inspect(at('made', 'backup.pfx'))).toMatchObject({
        hasPrivateKey: true,
        certificates: [{ subject: SUBJECT }],
        service: { accepted: false, problems: [{ code: 'NOT_A_CER' }, { code: 'PRIVATE_KEY_INSIDE' }] },
      });
    });

    it.each([
      ['a short key', ['rsa:1024', '-days', '10'], ['KEY_TOO_SHORT']],
      ['another kind of key', ['ed25519', '-days', '10'], ['NOT_RSA']],
    ])('says why it does not take %s', async (what, [algorithm = '', ...validity], codes) => {
      const file = at(`${what}.cer`);
      const argv = [
        'req',
        '-x509',
        '-nodes',
        '-newkey',
        algorithm,
        '-subj',
        '/CN=x',
        '-outform',
        'der',
        ...validity,
      ];
      await run('openssl', [...argv, '-keyout', at('key.pem'), '-out', file]);
      const service = { accepted: false, problems: codes.map((code) => ({ code })) };
      expect(await inspect(file)).toMatchObject({ service });
    });

    it.each([
      ['a .cer that holds the private key', 'TEST-ONLY-certificate-and-key.pem', ['PRIVATE_KEY_INSIDE']],
      ['a chain with its key', 'TEST-ONLY-chain-and-key.pem', ['PRIVATE_KEY_INSIDE', 'NOT_ONE_CERTIFICATE']],
    ])('says why it does not take %s', async (_what, name, codes) => {
      const service = { accepted: false, problems: codes.map((code) => ({ code })) };
      const file = at(name);
      await writeFile(file, readVector(name));
      expect(await inspect(file)).toMatchObject({ service });
    });

    it.each([
      ['EXPIRED', -20, -10],
      ['NOT_YET_VALID', 10, 20],
    ])('says that it does not take one that is %s', async (code, from, to) => {
      const dayMs = 86_400_000;
      const { privateKey, publicKey } = await createRsaKeyPair(2048);
      const name = [{ shortName: 'CN', value: code }];
      const der = await issueCertificate({
        subject: name,
        issuer: name,
        key: publicKey,
        issuerKey: privateKey,
        notBefore: new Date(Date.now() + from * dayMs),
        notAfter: new Date(Date.now() + to * dayMs),
        extensions: [],
      });
      await writeFile(at(`${code}.cer`), der);
      expect(await inspect(at(`${code}.cer`))).toMatchObject({
        service: { accepted: false, problems: [{ code }] },
      });
    });

    it('names the sets that the certificate opens, with its private key', async () => {
      const [, pfx] = CERTIFICATE_2023;
      const opens = { thumbprint: '4B29C9535C52B5C2293EAE2F741B7E383B3BE921', state: 'opens' };
      expect(await inspect(pfx, ...SHARE, ...PASSWORD)).toMatchObject({
        sets: Array.from({ length: 6 }, () => opens),
      });
      const named = { ...opens, state: 'named' };
      const cer = pfx.replace(/pfx$/, 'cer');
      expect(await inspect(cer, ...SHARE)).toMatchObject({ sets: Array.from({ length: 6 }, () => named) });
      expect(await inspect(UNRELATED[1], ...SHARE, ...PASSWORD)).toMatchObject({ sets: [] });
    });

    it.each([
      ['a file that is no certificate', [OTHER_FILE], 23],
      ['a file that is not there', ['nothing.cer'], 10],
      ['a file that shows nothing without its password', [CERTIFICATE_2023[1]], 3],
      ['a wrong password', [CERTIFICATE_2023[1], '--cert-password-file', OTHER_FILE], 21],
    ])('refuses %s', async (_what, argv, exitCode) => {
      for (const json of [[], ['--json']]) {
        const refused = await runHere(['certificate', 'inspect', ...argv, ...json]);
        expect(refused).toMatchObject({ exitCode, leftBehind: [] });
      }
    });
  });
});

describe('keys derived from passwords', () => {
  const STEP = 'turning the password into a key';

  let folder: string;
  let slow: string;
  /** Writes one of the vectors where restack can read it. */
  async function writeVector(name: string): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, readVector(`TEST-ONLY-${name}`), { mode: 0o600 });
    return file;
  }
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-derivation-'));
    slow = path.join(folder, 'slow.pfx');
    // Seconds of PKCS#12's own derivation, for the MAC alone.
    const protection = ['-certpbe', 'NONE', '-keypbe', 'NONE', '-iter', '1900000', '-passout', 'pass:right'];
    const both = await writeVector('certificate-and-key.pem');
    await promisify(execFile)('openssl', ['pkcs12', '-export', '-in', both, '-out', slow, ...protection]);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const inspect = (file: string, password: string, ...flags: readonly string[]) =>
    runRestack(['certificate', 'inspect', file, '--json', ...flags], {
      environment: { RESTACK_CERT_PASSWORD: password },
    });

  describe('a certificate file that takes long to open', () => {
    it('shows how far it is, and opens', async () => {
      const events = path.join(folder, 'events');
      const run = await inspect(slow, 'right', '--events', events);
      expect(run, run.stdout).toMatchObject({ exitCode: 0, leftBehind: [] });
      const lines = (await readFile(events, 'utf8')).trimEnd().split('\n');
      const told: readonly unknown[] = readEvents(lines.join('\n'));
      const begun = { event: 'step-begin', title: STEP, total: 1_900_000 };
      expect(told).toContainEqual(expect.objectContaining(begun));
      const advanced = lines.filter((line) => /"step-advance".*"done":[1-9]/.test(line));
      expect(advanced).not.toHaveLength(0);
    });

    it('is left at the first signal', async () => {
      let isStopped = false;
      const environment = { RESTACK_CERT_PASSWORD: 'right' };
      const run = await runRestack(['certificate', 'inspect', slow, '--events', '-'], {
        environment,
        onOutput: (child, output) => {
          if (!isStopped && output.includes(STEP)) isStopped = child.kill('SIGINT');
        },
      });
      expect(run, run.stderr).toMatchObject({ exitCode: 130, signal: null, leftBehind: [] });
      const last: unknown = JSON.parse(run.stdout.trimEnd().split('\n').at(-1) ?? '');
      expect(last).toMatchObject({ event: 'end', envelope: { ok: false, error: { code: 'INTERRUPTED' } } });
    });

    it('is refused with its number when it asks for more than anybody needs', async () => {
      const run = await inspect(await writeVector('too-many-iterations-in-all.pfx'), 'TEST-ONLY-password');
      expect(run, run.stdout).toMatchObject({ exitCode: 23, leftBehind: [] });
      expect(readEnvelope(run.stdout)).toMatchObject({
        error: { code: 'UNSUPPORTED', details: { iterations: 2_100_000, limit: 2_000_000 } },
      });
    });
  });
});
