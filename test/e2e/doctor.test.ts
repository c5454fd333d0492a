import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { checkNight, type DoctorOptions } from '../../src/app/doctor/check-night.js';
import { createServerCertificate } from '../../src/controller/certificates.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import type { ErrorCode } from '../../src/core/errors/error-codes.js';
import type { CheckName } from '../../src/use-cases/doctor/doctor-check.js';
import { createAppContext } from '../doubles/app-context.js';
import { samplePath } from '../vectors/damaged-cases.js';

const YEAR_MS = 365 * 86_400_000;
const PASSWORD = samplePath('keys/TEST-ONLY-password.txt');
const SHARE = samplePath('share/azs.contoso.example');

let folder = '';
let good: RunningController;
let expired: Server;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-doctor-'));
  [good, expired] = await Promise.all([startController(), serveExpired()]);
  await writeFile(path.join(folder, 'good.pem'), good.caCertificate);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  expired.close();
  await good.close();
  await rm(folder, { recursive: true });
});

/** Serves nothing, under a certificate whose time is over. */
async function serveExpired(): Promise<Server> {
  const names = ['adminmanagement.old.localhost', 'management.old.localhost'];
  const made = await createServerCertificate(names, new Date(Date.now() - 2 * YEAR_MS));
  await writeFile(path.join(folder, 'expired.pem'), made.caCertificatePem);
  const server = createServer({ cert: made.certificatePem, key: made.privateKeyPem });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function listExpired(): Partial<DoctorOptions> {
  const address = expired.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    target: `https://adminmanagement.old.localhost:${port}`,
    userTarget: `https://management.old.localhost:${port}`,
    caFile: path.join(folder, 'expired.pem'),
  };
}

beforeEach(() => {
  vi.stubEnv('AZURE_TENANT_ID', good.tenantId);
  vi.stubEnv('AZURE_CLIENT_ID', good.clientId);
  vi.stubEnv('AZURE_CLIENT_SECRET', good.clientSecret);
});

/** The share of a night and what opens it. */
const listShare = () => ({
  share: SHARE,
  certFiles: [samplePath('keys/TEST-ONLY-backup-2023.pfx')],
  certPasswordFiles: [PASSWORD],
});

/** Its cloud. */
const listCloud = () => ({
  target: good.adminEndpoint,
  userTarget: good.userEndpoint,
  caFile: path.join(folder, 'good.pem'),
});

async function examine(named: Partial<DoctorOptions>, context = createAppContext()) {
  const nothing = { certFiles: [], certPasswordFiles: [], keyFile: undefined, signIn: 'environment' };
  const { result, outcome } = await checkNight({ ...nothing, ...named }, context);
  const find = (name: CheckName) => result.checks.find(({ check }) => check === name);
  const failed = result.checks.filter(({ status }) => status === 'failed').map(({ check }) => check);
  return { ...result, outcome, find, failed };
}

it('passes a night that has all it needs, and writes nothing anywhere', async () => {
  const before = [await readdir(folder), good.control.dump()];
  const { checks, summary, outcome } = await examine({ ...listShare(), ...listCloud() });
  expect(outcome).toBeUndefined();
  // The sample's files are too small to tell how fast a share is.
  const others = checks.filter(({ status }) => status !== 'passed');
  expect(others.map(({ check, status }) => [check, status])).toEqual([['speed', 'not-checked']]);
  expect(summary).toEqual({ passed: 14, failed: 0, notChecked: 1 });
  expect([await readdir(folder), good.control.dump()]).toEqual(before);
});

/** One thing that is broken: what is named then, the line that says so, its code, and the command that mends it. */
interface Broken {
  readonly name: () => Partial<DoctorOptions>;
  readonly check: CheckName;
  /** Other lines that fail with it. */
  readonly also?: readonly CheckName[];
  readonly code: ErrorCode;
  readonly mend: RegExp;
}

const BROKEN: Readonly<Record<string, Broken>> = {
  'another certificate': {
    name: () => ({ ...listShare(), certFiles: [samplePath('keys/TEST-ONLY-unrelated.pfx')] }),
    check: 'keys',
    code: 'NO_KEY',
    mend: /^restack doctor --cert FILE\.pfx$/,
  },
  'a wrong password': {
    name: () => ({ ...listShare(), certPasswordFiles: [samplePath('keys/TEST-ONLY-legacy-key.txt')] }),
    check: 'keys',
    code: 'WRONG_PASSWORD',
    mend: /^restack keys check$/,
  },
  'a share that is not there': {
    name: () => ({ ...listShare(), share: path.join(folder, 'no-such-share') }),
    check: 'share',
    code: 'SHARE_UNREACHABLE',
    mend: /mounted.*: restack doctor --share PATH$/,
  },
  'a host that nobody knows': {
    name: () => ({ target: 'https://adminmanagement.nowhere.invalid' }),
    check: 'admin',
    also: ['user'],
    code: 'TARGET_UNREACHABLE',
    mend: /^nslookup adminmanagement\.nowhere\.invalid$/,
  },
  'a port where nobody listens': {
    name: () => ({ ...listCloud(), userTarget: 'https://management.drill.localhost:1' }),
    check: 'user',
    code: 'TARGET_UNREACHABLE',
    mend: /^curl -v https:\/\/management\.drill\.localhost:1\/$/,
  },
  'an expired certificate': {
    name: listExpired,
    check: 'certificates',
    also: ['admin', 'user'],
    code: 'TARGET_UNREACHABLE',
    mend: /^openssl s_client -connect adminmanagement\.old\.localhost:\d+ /,
  },
  'a root that nobody knows': {
    name: () => ({ ...listCloud(), caFile: undefined }),
    check: 'certificates',
    also: ['admin', 'user'],
    code: 'TARGET_UNREACHABLE',
    mend: /^restack doctor --ca-file ROOT\.pem$/,
  },
  'a wrong secret': {
    name: () => {
      vi.stubEnv('AZURE_CLIENT_SECRET', 'of another cloud');
      return listCloud();
    },
    check: 'sign-in',
    code: 'TARGET_AUTH',
    mend: /^restack doctor --sign-in device-code$/,
  },
  'a permission that is missing': {
    name: () => {
      good.control.restrictPrincipal(good.clientId, {
        denied: [{ action: 'Microsoft.Subscriptions.Admin/offers/*' }],
      });
      return listCloud();
    },
    check: 'permissions',
    code: 'PERMISSION_MISSING',
    mend: /^New-AzRoleAssignment -ObjectId [\da-f-]{36} -RoleDefinitionName Owner -Scope \/subscriptions\//,
  },
  'a clock that is wrong': {
    name: () => {
      good.control.restrictPrincipal(good.clientId, { denied: [] });
      good.control.advanceClock(600_000);
      return listCloud();
    },
    check: 'clock',
    code: 'CONFIG',
    mend: /^timedatectl set-ntp true/,
  },
};

it('names another way where a person has declined a device code', async () => {
  good.control.setSignInRules({ intervalSeconds: 0 });
  const tell = (text: string) => {
    const userCode = / {2}code {2}(\S+)/.exec(text)?.[1];
    if (userCode !== undefined) good.control.answerSignIn(userCode, { decline: true });
  };
  const context = createAppContext({ person: { isPresent: true, tell } });
  const { find } = await examine({ ...listCloud(), signIn: 'device-code' }, context);
  expect(find('sign-in')).toMatchObject({ status: 'failed', code: 'TARGET_AUTH' });
  expect(find('sign-in')?.mend).toMatch(
    /^restack doctor --sign-in browser .*--client-id ID.*AZURE_TENANT_ID$/,
  );
});

it.each(Object.entries(BROKEN))('names %s, what mends it, and nothing else', async (_what, broken) => {
  const { name, check, also = [], code, mend } = broken;
  const { find, failed, outcome } = await examine(name());
  expect(outcome).toBe(code);
  expect(find(check)).toMatchObject({ status: 'failed', code });
  expect(find(check)?.mend).toMatch(mend);
  expect(new Set(failed)).toEqual(new Set([check, ...also]));
  expect(find('sign-in')?.status === 'passed').toBe(['permissions', 'clock'].includes(check));
});
