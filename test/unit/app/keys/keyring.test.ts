import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Prompts } from '../../../../src/app/app.js';
import { checkKeys } from '../../../../src/app/certificate/check-keys.js';
import { drillBackup } from '../../../../src/app/controller/drill-backup.js';
import { assertKeyGiven, readGivenKeys } from '../../../../src/app/keys/keyring.js';
import { diffBackups } from '../../../../src/app/restore/diff-backups.js';
import { planBackup } from '../../../../src/app/restore/plan-backup.js';
import { restoreBackup } from '../../../../src/app/restore/restore-backup.js';
import { extractBackup } from '../../../../src/app/share/extract-backup.js';
import { catchRestackError } from '../../../fixtures/thrown.js';
import { createAppContext } from '../../../doubles/app-context.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';

const KEYS = fileURLToPath(new URL('../../../../samples/keys/', import.meta.url));
const OLD = `${KEYS}TEST-ONLY-backup-2022.pfx`;
const NEW = `${KEYS}TEST-ONLY-backup-2023.pfx`;
const PUBLIC = `${KEYS}TEST-ONLY-backup-2023.cer`;
const OLD_THUMBPRINT = 'DC899D191F4EFDF62DA5023CFECA5596B054B3E5';
const NEW_THUMBPRINT = '4B29C9535C52B5C2293EAE2F741B7E383B3BE921';
const PASSWORD_FILE = `${KEYS}TEST-ONLY-password.txt`;
const LEGACY = `${KEYS}TEST-ONLY-legacy-key.txt`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-test-'));
  vi.stubEnv('RESTACK_CERT', undefined);
  vi.stubEnv('RESTACK_CERT_PASSWORD', undefined);
  vi.stubEnv('RESTACK_ENCRYPTION_KEY', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

function createContext(answers: readonly string[] = []) {
  const left = [...answers];
  const askPassword = vi.fn<Prompts['askPassword']>(() => {
    const answer = left.shift();
    if (answer === undefined)
      return Promise.reject(new RestackError('CONFIRMATION_REQUIRED', 'nobody to ask'));
    return Promise.resolve(answer);
  });
  return { ...createAppContext({ prompts: { askPassword, confirm: () => Promise.resolve() } }), askPassword };
}

const options = (given: { certFiles?: string[]; certPasswordFiles?: string[]; keyFile?: string }) => ({
  certFiles: [],
  certPasswordFiles: [],
  ...given,
});

async function passwordText(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return (await readFile(PASSWORD_FILE, 'utf8')).trimEnd();
}

describe('readGivenKeys', () => {
  it('finds the certificate that a thumbprint names among several files', async () => {
    const prompts = createContext();
    const keys = await readGivenKeys(
      options({ certFiles: [OLD, NEW], certPasswordFiles: [PASSWORD_FILE] }),
      prompts,
    );
    await expect(keys.findCertificateKey(NEW_THUMBPRINT)).resolves.toMatchObject({
      thumbprint: NEW_THUMBPRINT,
    });
    await expect(keys.findCertificateKey(OLD_THUMBPRINT)).resolves.toMatchObject({
      thumbprint: OLD_THUMBPRINT,
    });
    await expect(keys.findCertificateKey('0'.repeat(40))).resolves.toBeUndefined();
    expect(prompts.askPassword).not.toHaveBeenCalled();
  });

  it('asks with the file and the wanted thumbprint, once for a file', async () => {
    const prompts = createContext([await passwordText()]);
    const keys = await readGivenKeys(options({ certFiles: [NEW] }), prompts);
    await keys.findCertificateKey(NEW_THUMBPRINT, 'a set');
    await keys.findCertificateKey(NEW_THUMBPRINT);
    expect(prompts.askPassword.mock.calls).toMatchObject([
      [{ file: NEW, wanted: { thumbprint: NEW_THUMBPRINT, backupId: 'a set' }, wasWrong: false }],
    ]);
  });

  it('asks again after a wrong answer, and gives up after three', async () => {
    const again = createContext(['wrong', await passwordText()]);
    const opened = await readGivenKeys(options({ certFiles: [NEW] }), again);
    await expect(opened.findCertificateKey(NEW_THUMBPRINT)).resolves.toBeDefined();
    const never = createContext(['wrong', 'wronger', 'wrongest', 'never asked']);
    const closed = await readGivenKeys(options({ certFiles: [NEW] }), never);
    await expect(closed.findCertificateKey(NEW_THUMBPRINT)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    expect(never.askPassword.mock.calls.map(([{ wasWrong }]) => wasWrong)).toEqual([false, true, true]);
  });

  it('asks nobody when the given password is wrong', async () => {
    const wrong = join(folder, 'password');
    await writeFile(wrong, 'wrong\n');
    const prompts = createContext(['never asked']);
    const keys = await readGivenKeys(options({ certFiles: [NEW], certPasswordFiles: [wrong] }), prompts);
    await expect(keys.findCertificateKey(NEW_THUMBPRINT)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    expect(prompts.askPassword).not.toHaveBeenCalled();
  });

  it('tells the public part from the private key', async () => {
    const keys = await readGivenKeys(options({ certFiles: [PUBLIC] }), createContext());
    await expect(keys.findCertificateKey(NEW_THUMBPRINT)).rejects.toMatchObject({ code: 'NO_KEY' });
  });

  it('takes password, certificate and legacy key from the environment', async () => {
    vi.stubEnv('RESTACK_CERT', NEW);
    vi.stubEnv('RESTACK_CERT_PASSWORD', await passwordText());
    const { readFile } = await import('node:fs/promises');
    vi.stubEnv('RESTACK_ENCRYPTION_KEY', await readFile(LEGACY, 'utf8'));
    const keys = await readGivenKeys(options({}), createContext());
    await expect(keys.findCertificateKey(NEW_THUMBPRINT)).resolves.toBeDefined();
    await expect(keys.findLegacyKey()).resolves.toMatchObject({ kind: 'legacy' });
    expect(keys.any).toBe(true);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['is not there', () => Promise.resolve(join(folder, 'absent.pfx')), 'NOT_FOUND'],
    ['is a folder', () => Promise.resolve(folder), 'UNSUPPORTED'],
    [
      'is no certificate',
      async () => {
        const file = join(folder, 'text.pfx');
        await writeFile(file, 'hello');
        return file;
      },
      'UNSUPPORTED',
    ],
    [
      'is too large',
      async () => {
        const file = join(folder, 'large.pfx');
        await writeFile(file, new Uint8Array(1024 * 1024 + 1));
        return file;
      },
      'UNSUPPORTED',
    ],
  ])('refuses a certificate file that %s, naming it', async (_, prepare, code) => {
    const file = await prepare();
    const failure = readGivenKeys(options({ certFiles: [file] }), createContext());
    await expect(failure).rejects.toMatchObject({ code });
    await expect(failure).rejects.toThrow(file);
  });

  it('has no key when none was given', async () => {
    const keys = await readGivenKeys(options({}), createContext());
    expect(keys.any).toBe(false);
    await expect(keys.findLegacyKey()).resolves.toBeUndefined();
  });

  it('never puts a bad legacy key into its error', async () => {
    const file = join(folder, 'key.txt');
    await writeFile(file, 'c2VjcmV0LWJ1dC10b28tc2hvcnQ=');
    const failure: unknown = await readGivenKeys(options({ keyFile: file }), createContext()).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'NO_KEY' });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('c2VjcmV0');
  });
});

describe('a forgotten key', () => {
  const share = fileURLToPath(new URL('../../../../samples/share/azs.contoso.example', import.meta.url));
  const target = 'https://adminmanagement.nowhere.example';
  const place = { share, certFiles: [], certPasswordFiles: [], backup: 'latest' };
  const allowed = { allowNotFresh: false, allowVersionDistance: false };
  const decisions = { target, existing: [], only: [], except: [], ...allowed };

  it.each<[string, (context: ReturnType<typeof createAppContext>) => Promise<unknown>]>([
    ['plan', (context) => planBackup({ ...place, ...decisions }, context)],
    ['restore', (context) => restoreBackup({ ...place, ...decisions }, context)],
    ['diff', (context) => diffBackups({ ...place, left: 'latest', target }, context)],
    ['drill', (context) => drillBackup(place, context)],
    [
      'extract',
      (context) => extractBackup({ ...place, out: join(folder, 'out'), repositories: [] }, context),
    ],
    ['keys check', (context) => checkKeys(place, context)],
  ])('is told at once by %s, before anybody is asked or signs in', async (command, run) => {
    for (const name of ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET']) vi.stubEnv(`AZURE_${name}`, 'given');
    const context = createAppContext();
    const failure: unknown = await run(context).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'NO_KEY', exitCode: 20 });
    expect(String(failure)).toContain('no key given: --cert FILE.pfx');
    if (command !== 'keys check') expect(failure).toMatchObject({ details: { thumbprint: NEW_THUMBPRINT } });
    expect(context.warnings).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a set that a legacy key opens is that key', () => {
    const failure = catchRestackError(() => assertKeyGiven(options({}), { mode: 'key', thumbprint: null }));
    expect(failure).toMatchObject({ code: 'NO_KEY' });
    expect(failure.message).toContain('--key-file FILE');
  });
});
