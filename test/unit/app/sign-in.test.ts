import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createServerCertificate } from '../../../src/controller/certificates.js';
import { processRedactor } from '../../../src/core/redaction/redactor.js';
import { readCredential, selectSignIn } from '../../../src/app/sign-in.js';
import { createAppContext } from '../../doubles/app-context.js';
import { samplePath } from '../../vectors/damaged-cases.js';

const NAMES = ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_CERTIFICATE_PATH'].map(
  (name) => `AZURE_${name}`,
);
const present = { person: { isPresent: true, tell: () => undefined } };
const nobody = { person: { isPresent: false, tell: () => undefined } };

beforeEach(() => {
  for (const name of [...NAMES, 'RESTACK_SIGN_IN', 'RESTACK_CLIENT_ID']) vi.stubEnv(name, '');
});
afterEach(() => vi.unstubAllEnvs());

describe('selectSignIn', () => {
  it('names each variable that is missing where nobody is there', () => {
    vi.stubEnv('AZURE_CLIENT_ID', 'an-application');
    expect(() => selectSignIn({}, nobody)).toThrow(/AZURE_TENANT_ID.*AZURE_CLIENT_SECRET/);
    vi.stubEnv('AZURE_CLIENT_SECRET', 'canary-of-a-secret');
    expect(selectSignIn({}, nobody)).toMatchObject({ method: 'environment', missing: [] });
  });

  it('takes a device code at a terminal, unless the environment is complete or something is named', () => {
    expect(selectSignIn({}, present).method).toBe('device-code');
    expect(selectSignIn({}, present).missing).toHaveLength(3);
    expect(selectSignIn({ signIn: 'browser' }, nobody)).toMatchObject({ method: 'browser', missing: [] });
    vi.stubEnv('RESTACK_SIGN_IN', 'azure-cli');
    expect(selectSignIn({}, nobody).method).toBe('azure-cli');
  });

  it.each([
    [{ signIn: 'guess' }, 'USAGE'],
    [{ signIn: 'azure-cli', clientId: '1950a258-227b-4e31-a9cf-717495945fc2' }, 'USAGE'],
    [{ signIn: 'browser', clientId: 'no-guid' }, 'USAGE'],
    [{ signIn: 'environment' }, 'CONFIG'],
    [{ signIn: 'certificate' }, 'CONFIG'],
  ])('refuses %j with %s', (options, code) => {
    expect(() => selectSignIn(options, present)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the certificate of an application', () => {
  const PFX = samplePath('keys/TEST-ONLY-backup-2023.pfx');
  const chosen = { method: 'certificate', clientId: '', missing: [] } as const;

  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restack-sign-in-'));
    vi.stubEnv('AZURE_CLIENT_ID', 'an-application');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = (path: string, password: string) => {
    vi.stubEnv('AZURE_CLIENT_CERTIFICATE_PATH', path);
    vi.stubEnv('AZURE_CLIENT_CERTIFICATE_PASSWORD', password);
    return readCredential(chosen, createAppContext());
  };
  const write = async (name: string, ...texts: readonly string[]) => {
    await writeFile(join(folder, name), texts.join(''), { mode: 0o600 });
    return join(folder, name);
  };

  it('opens in every form, and is given on with its own key, which no output repeats', async () => {
    const password = await readFile(samplePath('keys/TEST-ONLY-password.txt'), 'utf8');
    const opened = await read(PFX, `${password.trim()}\r\n`);
    const pem = 'certificate' in opened ? opened.certificate : '';
    expect(opened).toMatchObject({ kind: 'certificate', clientId: 'an-application' });
    expect(new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem))).toBe(true);
    const line = pem.split('\n').at(-5) ?? '';
    expect([line.length, processRedactor.redact(line)]).toEqual([64, '[secret]']);
    const again = await write('again.pem', pem.replaceAll('\n', '\r\n'));
    expect(await read(again, 'needless')).toEqual(opened);
    const locked = createPrivateKey(pem).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'geheim',
    });
    const sealed = await write(
      'sealed.pem',
      locked.toString(),
      pem.slice(0, pem.indexOf('-----BEGIN PRIVATE')),
    );
    expect(await read(sealed, 'geheim')).toEqual(opened);
    await expect(read(sealed, '')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    await expect(read(sealed, 'falsch')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
  });

  it('is refused before anybody is asked where it cannot sign', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { certificatePem } = await createServerCertificate(['a.example'], new Date());
    await expect(read(await write('public.pem', certificatePem), '')).rejects.toMatchObject({
      code: 'CONFIG',
    });
    const another = await write('another.pem', certificatePem, key);
    await expect(read(another, '')).rejects.toMatchObject({ code: 'CONFIG' });
    await expect(read(await write('key.pem', key), '')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await expect(read(await write('text.pem', 'hello'), '')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await expect(read(PFX, 'falsch')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    await expect(read(join(folder, 'nosuch'), '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
