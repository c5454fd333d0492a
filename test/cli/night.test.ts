import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTOSO } from '../../samples/generator/contoso/cloud.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { findQuotedForms } from '../fixtures/quoted-forms.js';
import { catchSecrets, type SecretsOfSignIns } from '../fixtures/sign-in-secrets.js';
import { samplePath } from '../vectors/damaged-cases.js';
import { BINARY } from './run-restack.js';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
const PASSWORD_FILE = samplePath('keys/TEST-ONLY-password.txt');

/** Everybody tells all that can be told, and somebody says yes. */
const EVERYTHING = `restack() {
  said=; if [ "$1" = restore ]; then said=--yes; fi
  '${process.execPath}' '${BINARY}' "$@" --debug --events "events-$1.jsonl" $said
}`;

const isBashMissing =
  process.platform === 'win32' || spawnSync('bash', ['--version'], { stdio: 'ignore' }).status !== 0;

/** The commands of the section, and the variables that it sets. */
async function readNight() {
  const text = await readFile(README, 'utf8');
  const section = text.split('\n## The night of a redeployment\n')[1]?.split('\n## ')[0] ?? '';
  const lines = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block.trimEnd().split('\n'),
  );
  const isExport = (line: string) => line.startsWith('export ');
  const variables = lines.filter(isExport).flatMap((line) => line.match(/[A-Z_]+(?==)/g) ?? []);
  return { variables, commands: lines.filter((line) => !isExport(line)) };
}

describe('the night of the README', () => {
  let folder = '';
  let controller: RunningController;
  let secrets: SecretsOfSignIns;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'restack-night-'));
    secrets = catchSecrets((userCode) => controller.control.answerSignIn(userCode));
    controller = await startController({
      // A cloud is redeployed in the directory that it had.
      deployment: { tenantId: CONTOSO.homeTenantId },
      weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
    });
    controller.control.setSignInRules({ intervalSeconds: 0 });
    await writeFile(path.join(folder, 'ca.pem'), controller.caCertificate);
  });

  afterEach(async () => {
    secrets.stop();
    await controller.close();
    await rm(folder, { recursive: true });
  });

  it.skipIf(isBashMissing)(
    `goes as it stands, and leaves nothing to sign in with${isBashMissing ? ' (skipped: no bash here)' : ''}`,
    async () => {
      const { variables, commands } = await readNight();
      const given: Readonly<Record<string, string>> = {
        RESTACK_TARGET: controller.adminEndpoint,
        RESTACK_SIGN_IN: 'device-code',
        RESTACK_SHARE: samplePath('share/azs.contoso.example'),
        RESTACK_CERT: samplePath('keys/TEST-ONLY-backup-2023.pfx'),
      };
      expect(variables).toEqual(Object.keys(given));
      expect(commands[0]).toBe('restack doctor');
      const ended = await run(commands, given);
      expect(ended, ended.stderr).toMatchObject({ code: 0 });
      expect(ended.stdout).toContain('0 failed');
      // In a pipe a warning is one line, however long.
      const told = ended.stderr.split('\n').filter((line) => !/^(?:debug|warning): /.test(line));
      expect(told.filter((line) => line.startsWith('Sign in at '))).toHaveLength(4);
      expect(told.filter((line) => line.length > 80 && !line.startsWith(' '))).toEqual([]);
      await expectNoSecret(ended);
    },
    180_000,
  );

  async function run(commands: readonly string[], given: Readonly<Record<string, string>>) {
    const child = spawn('bash', ['-ec', [EVERYTHING, ...commands].join('\n')], {
      cwd: folder,
      env: {
        ...given,
        PATH: process.env['PATH'] ?? '',
        HOME: folder,
        TMPDIR: folder,
        NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem'),
        RESTACK_CERT_PASSWORD: (await readFile(PASSWORD_FILE, 'utf8')).trimEnd(),
        RESTACK_RUN_DIR: path.join(folder, 'runs'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    await once(child, 'close');
    return { code: child.exitCode, stdout, stderr };
  }

  /** The code that a person types stands where the person reads it, and nowhere else. */
  async function expectNoSecret({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) {
    const kinds = [...secrets.found.values()];
    expect(new Set(kinds)).toEqual(
      new Set(['access_token', 'refresh_token', 'id_token', 'device_code', 'user_code', 'client_info']),
    );
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(files.some((file) => file.includes('/runs/'))).toBe(true);
    expect(files.filter((file) => file.includes('/events-')).length).toBeGreaterThan(5);
    const left = await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const));
    const shown = stderr.replaceAll(/^ {2}code {2}\S+$/gm, '');
    for (const [place, text] of [...left, ['stdout', stdout], ['stderr', shown]] as const) {
      const found = [...secrets.found].flatMap(([secret, kind]) =>
        findQuotedForms(text, secret).map((form) => `${kind} ${form} in ${place}`),
      );
      expect(found).toEqual([]);
    }
  }
});
