import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ConnectOptions, connectTarget } from '../../src/adapters/azure/connect-target.js';
import type { Person } from '../../src/adapters/azure/sign-in/personal-sign-in.js';
import { connectGivenTarget } from '../../src/app/connect-given-target.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { systemClock } from '../../src/core/clock.js';
import { processRedactor } from '../../src/core/redaction/redactor.js';
import { createAppContext } from '../doubles/app-context.js';
import { ControllerClient } from '../fixtures/controller-client.js';

const CLIENT = '1950a258-227b-4e31-a9cf-717495945fc2';
const SUBSCRIPTIONS = { host: 'admin', path: '/subscriptions', apiVersion: '2016-06-01' } as const;

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
const NO_BROWSER = CHROMIUM === undefined ? ' (skipped: Chromium is not installed)' : '';

const opened: { close(): unknown }[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const one of opened.splice(0).toReversed()) await one.close();
});

/** A person who answers as soon as a code is shown: with a user name, with `decline`, or with `expire`, too late. */
function createPerson(controller: RunningController, answers: readonly string[] = ['']) {
  const told: string[] = [];
  let asked = 0;
  const person: Person = {
    isPresent: true,
    tell: (text) => {
      told.push(text);
      const userCode = / {2}code {2}(\S+)/.exec(text)?.[1];
      if (userCode === undefined) return;
      const answer = answers[Math.min(asked, answers.length - 1)] ?? '';
      asked += 1;
      if (answer === 'expire') return controller.control.advanceClock(901_000);
      const said = answer === 'decline' ? { decline: true } : answer === '' ? {} : { userName: answer };
      controller.control.answerSignIn(userCode, said);
    },
  };
  return { person, told };
}

async function start(identity: 'aad' | 'adfs'): Promise<RunningController> {
  const controller = await startController({ identity });
  controller.control.setSignInRules({ intervalSeconds: 0 });
  opened.push(controller);
  return controller;
}

async function connect(controller: RunningController, person: Person, more: Partial<ConnectOptions> = {}) {
  const { adminEndpoint, userEndpoint, caCertificate } = controller;
  const target = await connectTarget({
    adminEndpoint,
    userEndpoint,
    caCertificate,
    credential: { kind: 'device-code', clientId: CLIENT, person },
    clock: systemClock,
    ...more,
  });
  opened.push(target);
  return target;
}

describe.each(['aad', 'adfs'] as const)('a person who signs in to %s with a device code', (identity) => {
  it('is asked once for all audiences', async () => {
    const controller = await start(identity);
    const { person, told } = createPerson(controller);
    const target = await connect(controller, person);
    expect(told).toHaveLength(1);
    expect(target.identity).toMatchObject({ identitySystem: identity, homeTenantId: controller.tenantId });
    expect(target.identity.principalId).not.toBe(controller.principalId);
  });

  it('is asked again, and told why, where the service gives a token for one audience only', async () => {
    const controller = await start(identity);
    controller.control.setSignInRules({ refreshTokens: 'one-audience' });
    const { person, told } = createPerson(controller);
    await connect(controller, person);
    expect(told).toHaveLength(2);
    expect(told[1]).toMatch(/management\..*invalid_grant/);
  });

  it('goes on silently when tokens expire, and is asked again when that is over', async () => {
    const controller = await start(identity);
    const { person, told } = createPerson(controller);
    let aheadMs = 0;
    const clock = {
      ...systemClock,
      now: () => new Date(Date.now() + aheadMs),
    };
    const target = await connect(controller, person, { clock });
    const passTwoHours = () => {
      aheadMs += 7_200_000;
      controller.control.advanceClock(7_200_000);
    };
    passTwoHours();
    expect(await target.list(SUBSCRIPTIONS)).not.toEqual([]);
    expect(told).toHaveLength(1);
    controller.control.setSignInRules({ refreshTokens: 'revoked' });
    passTwoHours();
    const lists = await Promise.all([1, 2, 3].map(() => target.list(SUBSCRIPTIONS)));
    expect(lists.every((list) => list?.length === 3)).toBe(true);
    expect(told).toHaveLength(2);
    expect(told[1]).toContain('The sign-in has ended');
  });
});

describe('a sign-in with a device code', () => {
  it('ends when the person declines, and is not asked again', async () => {
    const controller = await start('aad');
    const { person, told } = createPerson(controller, ['decline']);
    await expect(connect(controller, person)).rejects.toMatchObject({ code: 'TARGET_AUTH' });
    expect(told).toHaveLength(1);
    expect(
      Object.keys(controller.control.counts().routes).filter((route) => route.includes('/subscriptions')),
    ).toEqual([]);
  });

  it('shows another code at a terminal when one has expired', async () => {
    const controller = await start('adfs');
    const { person, told } = createPerson(controller, ['expire', '']);
    await connect(controller, person);
    expect(told).toHaveLength(2);
    expect(told[1]).toContain('The code has expired');
  });

  it('shows the code that a person types, and nothing else of what it was given', async () => {
    const controller = await start('adfs');
    const { person, told } = createPerson(controller);
    const lines: string[] = [];
    await connect(controller, person, { log: (line) => lines.push(line) });
    const shown = [...told, ...lines].join('\n');
    expect(processRedactor.redact(shown)).toBe(shown);
    expect(shown).not.toMatch(/eyJ|[0-9a-f]{64}/);
  });
});

/** Stands in for the browser of this machine: the address that it is to open comes out of a pipe. */
async function catchBrowser(): Promise<() => Promise<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'restack-browser-'));
  opened.push({ close: () => rm(folder, { recursive: true }) });
  const [pipe, script] = [join(folder, 'pipe'), join(folder, 'browser')];
  execFileSync('mkfifo', [pipe]);
  await writeFile(script, `#!/bin/sh\nprintf %s "$1" > '${pipe}'\n`, { mode: 0o700 });
  vi.stubEnv('BROWSER', script);
  return () => readFile(pipe, 'utf8');
}

describe.each(['aad', 'adfs'] as const)('a person who signs in to %s in a browser', (identity) => {
  it.skipIf(CHROMIUM === undefined)(`approves on the page of the cloud${NO_BROWSER}`, async () => {
    const controller = await start(identity);
    const readAddress = await catchBrowser();
    const { person, told } = createPerson(controller);
    const credential = { kind: 'browser', clientId: CLIENT, person } as const;
    const connecting = connect(controller, person, { credential });
    const address = await readAddress();
    const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
    opened.push(browser);
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    const problems: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    await page.goto(address);
    expect(new URL(address).searchParams.get('code_challenge_method')).toBe('S256');
    expect(await page.title()).toBe('Sign-in');
    await page.getByLabel('Person').selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Approve' }).click();
    const target = await connecting;
    expect(problems.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
    expect(await target.list(SUBSCRIPTIONS)).toHaveLength(3);
    expect(told).toHaveLength(1);
  });
});

/** Stands in for an Azure CLI in which somebody is signed in to this cloud, or to nothing. */
async function signInToCli(controller: RunningController, isSignedIn = true): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'restack-cli-'));
  opened.push({ close: () => rm(folder, { recursive: true }) });
  const client = new ControllerClient(controller);
  const cases: string[] = [];
  for (const [host, endpoint] of [
    ['//adminmanagement.', controller.adminEndpoint],
    ['//management.', controller.userEndpoint],
  ] as const) {
    const accessToken = await client.signInTo(endpoint);
    const expiresOn = Math.floor(Date.now() / 1000) + 3600;
    await writeFile(join(folder, host.slice(2)), JSON.stringify({ accessToken, expires_on: expiresOn }));
    cases.push(`*${host}*) cat '${join(folder, host.slice(2))}' ;;`);
  }
  client.close();
  const answer = isSignedIn
    ? `case "$*" in ${cases.join(' ')} *) exit 2 ;; esac`
    : 'echo "az login" >&2; exit 1';
  await writeFile(join(folder, 'az'), `#!/bin/sh\n${answer}\n`, { mode: 0o700 });
  vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
}

describe('whoever is signed in to the Azure CLI', () => {
  const nobody: Person = { isPresent: false, tell: () => expect.unreachable('somebody was asked') };

  it.each(['aad', 'adfs'] as const)('signs in to %s, and nobody is asked', async (identity) => {
    const controller = await start(identity);
    await signInToCli(controller);
    const target = await connect(controller, nobody, { credential: { kind: 'azure-cli' } });
    expect(target.identity.principalId).toBe(controller.principalId);
    expect(await target.list(SUBSCRIPTIONS)).toHaveLength(3);
  });

  it('is refused with the words of the CLI when nobody is', async () => {
    const controller = await start('aad');
    await signInToCli(controller, false);
    const connecting = connect(controller, nobody, { credential: { kind: 'azure-cli' } });
    await expect(connecting).rejects.toMatchObject({ code: 'TARGET_AUTH' });
    await expect(connecting).rejects.toThrow(/az login/);
  });

  it('is refused when that is an account of another directory than the one asked for', async () => {
    const controller = await start('aad');
    await signInToCli(controller);
    const tenantId = '00000000-0000-4000-8000-00000000000f';
    const connecting = connect(controller, nobody, { credential: { kind: 'azure-cli', tenantId } });
    await expect(connecting).rejects.toMatchObject({ code: 'TARGET_AUTH' });
    await expect(connecting).rejects.toThrow(tenantId);
  });
});

it('no machine is asked who we are, whatever the environment says of one', async () => {
  const controller = await start('aad');
  for (const name of ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_CERTIFICATE_PATH']) {
    vi.stubEnv(`AZURE_${name}`, '');
  }
  vi.stubEnv('IDENTITY_ENDPOINT', 'http://169.254.169.254/identity');
  vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', 'http://169.254.169.254');
  const folder = await mkdtemp(join(tmpdir(), 'restack-ca-'));
  opened.push({ close: () => rm(folder, { recursive: true }) });
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, controller.caCertificate);
  const given = { adminEndpoint: controller.adminEndpoint, userEndpoint: controller.userEndpoint, caFile };
  const connects = vi.spyOn(Socket.prototype, 'connect');
  opened.push({ close: () => connects.mockRestore() });
  const chains = ['ManagedIdentityCredential', 'WorkloadIdentityCredential', 'prod', 'dev'];
  for (const chain of chains) {
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', chain);
    await expect(connectGivenTarget(given, createAppContext())).rejects.toMatchObject({ code: 'CONFIG' });
  }
  expect(connects).not.toHaveBeenCalled();
  vi.stubEnv('AZURE_TENANT_ID', controller.tenantId);
  vi.stubEnv('AZURE_CLIENT_ID', controller.clientId);
  vi.stubEnv('AZURE_CLIENT_SECRET', 'wrong');
  await expect(connectGivenTarget(given, createAppContext())).rejects.toMatchObject({ code: 'TARGET_AUTH' });
  const called = JSON.stringify(connects.mock.calls, (key, value: unknown) =>
    ['host', 'port', ''].includes(key) || /^\d+$/.test(key) ? value : undefined,
  );
  expect(called).toContain(String(controller.port));
  expect(called).not.toContain('169.254');
});
