import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Person } from '../../src/adapters/azure/sign-in/personal-sign-in.js';
import { planBackup } from '../../src/app/restore/plan-backup.js';
import { restoreBackup } from '../../src/app/restore/restore-backup.js';
import { resumeRun } from '../../src/app/runs/resume-run.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import type { FaultHook } from '../../src/controller/server/weather/profile.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { createAppContext } from '../doubles/app-context.js';
import { findQuotedForms } from '../fixtures/quoted-forms.js';
import { catchSecrets, type SecretsOfSignIns } from '../fixtures/sign-in-secrets.js';
import { samplePath } from '../vectors/damaged-cases.js';

const KEYS = {
  certFiles: [samplePath('keys/TEST-ONLY-backup-2023.pfx')],
  certPasswordFiles: [samplePath('keys/TEST-ONLY-password.txt')],
  keyFile: undefined,
};
const BACKUP = { share: samplePath('share/azs.contoso.example'), backup: 'latest', ...KEYS };
const NOTHING_DECIDED = {
  existing: [],
  only: [],
  except: [],
  allowNotFresh: false,
  allowVersionDistance: false,
};
const DECISIONS = { ...NOTHING_DECIDED, unmapped: 'keep', unmet: 'skip' } as const;

let folder = '';
let controller: RunningController;
let secrets: SecretsOfSignIns;
/** Called for each request that a cloud gets. */
let onCall: (writes: number) => void = () => {};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-signed-in-'));
  for (const name of ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_CERTIFICATE_PATH']) {
    vi.stubEnv(`AZURE_${name}`, '');
  }
  let writes = 0;
  const faults: FaultHook = ({ method }) => {
    if (method === 'PUT') writes += 1;
    onCall(writes);
    return undefined;
  };
  secrets = catchSecrets();
  controller = await startController({
    weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
    faults,
  });
  controller.control.setSignInRules({ intervalSeconds: 0 });
  await writeFile(path.join(folder, 'ca.pem'), controller.caCertificate);
});

afterEach(async () => {
  onCall = () => {};
  secrets.stop();
  vi.unstubAllEnvs();
  await controller.close();
  await rm(folder, { recursive: true });
});

/** A person who approves each code at once, after `before` was done. */
function createPerson({ isPresent = true, before = () => {} } = {}) {
  const told: string[] = [];
  const person: Person = {
    isPresent,
    tell: (text) => {
      told.push(text);
      const code = / {2}code {2}(\S+)/.exec(text)?.[1];
      if (code === undefined) return;
      before();
      controller.control.answerSignIn(code);
    },
  };
  return { person, told };
}

/** A session whose every line is kept, whoever would show it. */
function createSession(person: Person) {
  const logged: string[] = [];
  const keep = (...values: readonly unknown[]) => void logged.push(JSON.stringify(values));
  const context = createAppContext({
    person,
    prompts: { askPassword: () => Promise.reject(new Error('asked')), confirm: () => Promise.resolve() },
    debug: keep,
    note: keep,
    warn: keep,
    progress: {
      begin: (title) => {
        keep(title);
        return { advance: keep, note: keep, end: keep };
      },
    },
  });
  return { context, logged };
}

function givenTarget(signIn: string) {
  const target = controller.adminEndpoint;
  const userTarget = controller.userEndpoint;
  return {
    target,
    userTarget,
    caFile: path.join(folder, 'ca.pem'),
    signIn,
    runDir: path.join(folder, 'runs'),
  };
}

/** Everything that was left in the folder, by name. */
async function readFiles(): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
}

function expectNoSecret(places: ReadonlyMap<string, string>): void {
  const seen = [...places].flatMap(([place, text]) =>
    [...secrets.found].flatMap(([secret, what]) =>
      findQuotedForms(text, secret).map((form) => `${what} ${form} in ${place}`),
    ),
  );
  expect(seen).toEqual([]);
}

/** Stands in for a browser in which the operator approves: it posts the form and follows to the program. */
async function useBrowser(): Promise<void> {
  const script = path.join(folder, 'browser');
  const form = `--data answer=approve --data-urlencode "username=operator@${controller.region}.localhost"`;
  const call = `curl --silent --location --cacert '${path.join(folder, 'ca.pem')}' ${form} "$1" >/dev/null`;
  await writeFile(script, `#!/bin/sh\n${call}\n`, { mode: 0o700 });
  vi.stubEnv('BROWSER', script);
}

const TOKENS = ['access_token', 'refresh_token', 'id_token', 'client_info'] as const;

it('a plan by browser leaves nothing to sign in with', async () => {
  await useBrowser();
  const { person, told } = createPerson();
  const { context, logged } = createSession(person);
  const out = path.join(folder, 'night.plan');
  const planned = await planBackup({ ...BACKUP, ...DECISIONS, ...givenTarget('browser'), out }, context);
  expect(told).toHaveLength(1);
  expect(new Set(secrets.found.values())).toEqual(new Set([...TOKENS, 'authorization code']));
  const files = await readFiles();
  expect([...files.keys()].some((file) => file.endsWith('night.plan'))).toBe(true);
  expectNoSecret(
    new Map([...files, ['the log', logged.join('\n')], ['the result', JSON.stringify(planned)]]),
  );
}, 120_000);

const TWO_HOURS_MS = 7_200_000;

it('a run whose sign-in ends waits for the person, keeps its place, and leaves nothing to sign in with', async () => {
  const { person, told } = createPerson({
    before: () => controller.control.setSignInRules({ refreshTokens: 'any-audience' }),
  });
  const { context, logged } = createSession(person);
  let passed = 0;
  onCall = (writes) => {
    if (writes === 20 && passed === 0) {
      passed = 1;
      controller.control.advanceClock(TWO_HOURS_MS);
    }
    if (writes === 60 && passed === 1) {
      passed = 2;
      controller.control.setSignInRules({ refreshTokens: 'revoked' });
      controller.control.advanceClock(TWO_HOURS_MS);
    }
  };
  const run = await restoreBackup({ ...BACKUP, ...DECISIONS, ...givenTarget('device-code') }, context);
  expect(passed).toBe(2);
  expect(run.result).toMatchObject({ state: 'completed' });
  expect(told).toHaveLength(2);
  expect(told[1]).toContain('The sign-in has ended');
  expect(new Set(secrets.found.values())).toEqual(new Set([...TOKENS, 'device_code', 'user_code']));
  const files = await readFiles();
  expect([...files.keys()].filter((file) => file.includes('/runs/')).length).toBeGreaterThan(1);
  expectNoSecret(new Map([...files, ['the log', logged.join('\n')], ['the result', JSON.stringify(run)]]));
}, 120_000);

// While other tokens last, the first to meet the end is an audience that no token was had for: the vault's.
it.each([
  ['with its tokens', 60, TWO_HOURS_MS],
  ['while its tokens last', 1, 0],
])(
  'a run whose sign-in ends in a pipe, %s, stops at once, and is taken up',
  async (_when, at, laterMs) => {
    const { person, told } = createPerson({ isPresent: false });
    const { context } = createSession(person);
    let isRevoked = false;
    onCall = (writes) => {
      if (writes !== at || isRevoked) return;
      isRevoked = true;
      controller.control.setSignInRules({ refreshTokens: 'revoked' });
      controller.control.advanceClock(laterMs);
    };
    const run = await restoreBackup({ ...BACKUP, ...DECISIONS, ...givenTarget('device-code') }, context);
    expect(run).toMatchObject({ outcome: 'PARTIAL', result: { state: 'partial' } });
    expect(told).toHaveLength(1);
    expect(JSON.stringify(run.result.problems)).toContain('nobody is at a terminal');
    const { created } = run.result.conservation;
    controller.control.setSignInRules({ refreshTokens: 'any-audience' });
    // This cloud shows at once what it took; a secret in doubt is looked for no longer than that.
    const resumed = { ...KEYS, ...givenTarget('device-code'), settleMs: 2000 };
    const { result, outcome } = await resumeRun(resumed, context);
    expect({ outcome, state: result.state }).toEqual({ outcome: undefined, state: 'completed' });
    expect(result.conservation.created).toBeGreaterThan(created);
    expect(told).toHaveLength(2);
  },
  120_000,
);
