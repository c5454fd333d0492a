import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY } from '../../samples/generator/stable-values.js';
import { damagedShare, PASSWORD_FILE, samplePath } from '../vectors/damaged-cases.js';
import { QUOTED_FORMS } from '../fixtures/quoted-forms.js';
import { runHere } from './run-here.js';
import { runRestack, readEvents } from './run-restack.js';
import { findSecrets, listSampleSecrets, type SampleSecret } from './sample-secrets.js';

const SHARE = ['--share', samplePath('share/azs.contoso.example')];
const PASSWORD = ['--cert-password-file', PASSWORD_FILE];
const CERTIFICATES = ['2022', '2023'].flatMap((year) => [
  '--cert',
  samplePath(`keys/TEST-ONLY-backup-${year}.pfx`),
]);
const LEGACY_KEY = ['--key-file', samplePath('keys/TEST-ONLY-legacy-key.txt')];
const KEYS = [...CERTIFICATES, ...PASSWORD, ...LEGACY_KEY];
const FILES = {
  wrongPassword: 'WRONG-password-8d21 with spaces',
  wrongKey: 'WRONG-key-77aa',
} as const;

const damaged = (name: string) => ['--share', damagedShare(name), ...KEYS];

/** Command lines that end well. `drill` takes the sample share by itself. */
const SUCCESSES: readonly (readonly string[])[] = [
  ['list', ...SHARE],
  ['show', 'latest', ...SHARE],
  ['verify', '--all', ...SHARE, ...KEYS],
  ['verify', '--all', '--level', 'keys', ...SHARE, ...KEYS],
  ['keys', 'check', '--share', samplePath('share/edge.fabrikam.example'), ...KEYS],
];

/** Command lines that fail, each with its exit code. `FOLDER` stands for the folder of the wrong files. */
const FAILURES: readonly (readonly [exitCode: number, argv: readonly string[]])[] = [
  [20, ['verify', 'latest', ...SHARE, '--cert', samplePath('keys/TEST-ONLY-unrelated.pfx'), ...PASSWORD]],
  [21, ['verify', 'latest', ...SHARE, ...CERTIFICATES, '--cert-password-file', 'FOLDER/wrongPassword']],
  [20, ['verify', '--all', ...SHARE, '--key-file', 'FOLDER/wrongKey']],
  [20, ['verify', ...damaged('key-other-legacy').slice(0, 2), ...wrongLegacyKey()]],
  [22, ['verify', ...damaged('ciphertext-bit')]],
  [22, ['verify', ...damaged('iv-crc')]],
  [22, ['verify', ...damaged('wrapped-key-bit')]],
  [24, ['verify', ...damaged('json-cut-short')]],
  [24, ['verify', ...damaged('record-secret-value')]],
  [24, ['verify', ...damaged('record-secret-attributes')]],
  [24, ['verify', ...damaged('secrets-cut-short')]],
  [25, ['verify', ...damaged('reference-vault')]],
  [22, ['extract', 'latest', '--out', 'out', ...damaged('ciphertext-bit')]],
  [20, ['keys', 'check', ...SHARE, '--key-file', samplePath('keys/TEST-ONLY-unrelated-legacy-key.txt')]],
];

function wrongLegacyKey(): readonly string[] {
  return ['--key-file', samplePath('keys/TEST-ONLY-unrelated-legacy-key.txt')];
}

/** With --debug more is told, never less. */
const VARIANTS: readonly (readonly string[])[] = [['--debug'], ['--json', '--debug']];

describe('no secret of the samples leaves restack', () => {
  let folder = '';
  let secrets: readonly SampleSecret[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'restack-canary-test-'));
    for (const [name, content] of Object.entries(FILES)) await writeFile(path.join(folder, name), content);
    secrets = [
      ...(await listSampleSecrets()),
      ...Object.entries(FILES).map(([what, text]) => ({ what, text })),
    ];
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it.each(Object.entries(QUOTED_FORMS))('would be seen %s', (name, form) => {
    for (const secret of secrets) {
      const seen = findSecrets(`{"message":"they said ${form(secret.text)}, and more"}\n`, [secret]);
      expect(seen).toContain(`${secret.what}, ${name}`);
    }
  });

  it.each(SUCCESSES)('%s %s', async (...argv) => {
    for (const variant of VARIANTS) {
      const run = await runHere([...argv, ...variant, '--no-input']);
      expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
      expect(findSecrets(run.stdout + run.stderr, secrets)).toEqual([]);
    }
  });

  it.each(FAILURES)('exit %i: %s', async (exitCode, argv) => {
    const inPlace = argv.map((argument) => argument.replace(/^FOLDER/, folder));
    for (const variant of VARIANTS) {
      const run = await runHere([...inPlace, ...variant, '--no-input']);
      expect(run).toMatchObject({ exitCode, leftBehind: [] });
      expect(findSecrets(run.stdout + run.stderr, secrets)).toEqual([]);
    }
  });

  it('in the events, in the debug log and in the kept runs of a drill', async () => {
    const environment = { RESTACK_RUN_DIR: path.join(folder, 'drills') };
    for (const variant of [
      [
        '--json',
        '--debug',
        '--events',
        path.join(folder, 'events.jsonl'),
        '--metrics',
        path.join(folder, 'drill.prom'),
      ],
      ['--debug', '--progress', 'json'],
    ]) {
      const run = await runRestack(['drill', ...variant, '--no-input'], { environment });
      expect(run.leftBehind).toEqual([]);
      expect(run.stdout).not.toBe('');
      expect(findSecrets(run.stdout + run.stderr, secrets)).toEqual([]);
    }
    const events = await readFile(path.join(folder, 'events.jsonl'), 'utf8');
    const metrics = await readFile(path.join(folder, 'drill.prom'), 'utf8');
    expect(metrics).toContain('restack_drill_state{state="completed"} 1');
    expect(findSecrets(metrics, secrets)).toEqual([]);
    expect(readEvents(events).length).toBeGreaterThan(20);
    expect(findSecrets(events, secrets)).toEqual([]);
    const kept = await readdir(environment.RESTACK_RUN_DIR, { recursive: true, withFileTypes: true });
    const files = kept.filter((entry) => entry.isFile());
    expect(files).toHaveLength(14);
    for (const { parentPath, name } of files) {
      const text = await readFile(path.join(parentPath, name), 'utf8');
      expect(findSecrets(text, secrets), name).toEqual([]);
    }
  });

  it('when secrets come from the environment and are wrong', async () => {
    const environment = {
      RESTACK_CERT_PASSWORD: FILES.wrongPassword,
      RESTACK_ENCRYPTION_KEY: FILES.wrongKey,
    };
    for (const variant of VARIANTS) {
      const argv = ['verify', '--all', ...SHARE, ...CERTIFICATES, ...variant, '--no-input'];
      const run = await runHere(argv, { environment });
      expect([20, 21]).toContain(run.exitCode);
      expect(run.leftBehind).toEqual([]);
      expect(findSecrets(run.stdout + run.stderr, secrets)).toEqual([]);
    }
  });

  it('in what a shell completes, or in the scripts that ask for it', async () => {
    const environment = {
      RESTACK_SHARE: samplePath('share/azs.contoso.example'),
      RESTACK_CERT_PASSWORD: FILES.wrongPassword,
      RESTACK_ENCRYPTION_KEY: FILES.wrongKey,
      RESTACK_SHARE_PASSWORD: FILES.wrongKey,
    };
    const yaml = `cert-password-file: ${PASSWORD_FILE}\nkey-file: ${path.join(folder, 'wrongKey')}\n`;
    const lines = [
      ['show', '='],
      ['show', 'latest', '='],
      ['verify', '--cert-password', FILES.wrongPassword, '='],
      ['verify', `=${FILES.wrongKey}`],
      ['verify', '--cert-password-file', '='],
      ['verify', '--cert-password-file', PASSWORD_FILE, '=--'],
      ['runs', 'show', '='],
    ];
    const options = { environment, files: { 'restack.yaml': yaml } };
    const runs = [
      // The launcher answers a shell itself.
      ...lines.map((line) => () => runRestack(['__complete', ...line], options)),
      ...['bash', 'zsh', 'fish', 'powershell'].map((shell) => () => runHere(['completion', shell], options)),
    ];
    let words = 0;
    for (const start of runs) {
      const run = await start();
      expect(run).toMatchObject({ exitCode: 0, leftBehind: ['restack.yaml'] });
      expect(findSecrets(run.stdout + run.stderr, secrets)).toEqual([]);
      words += run.stdout.split('\n').length;
    }
    expect(words).toBeGreaterThan(100);
    const settings = await runHere(['config', 'view', '--origin'], { environment });
    expect(settings.stdout).toContain('RESTACK_CERT_PASSWORD');
    expect(findSecrets(settings.stdout, secrets)).toEqual([]);
  });

  it('but by extract, into its folder and nowhere else', async () => {
    const out = path.join(folder, 'plain');
    const run = await runRestack(['extract', 'latest', '--out', out, ...SHARE, ...KEYS, '--no-input']);
    expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(findSecrets(run.stdout + run.stderr, secrets)).toEqual([]);
    const files = await readdir(out, { recursive: true, withFileTypes: true });
    const withCanary: string[] = [];
    for (const entry of files.filter((file) => file.isFile())) {
      const content = await readFile(path.join(entry.parentPath, entry.name), 'utf8');
      if (content.includes(CANARY)) withCanary.push(entry.name);
    }
    expect(new Set(withCanary)).toEqual(new Set(['Secrets.json']));
  });
});
