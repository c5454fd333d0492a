import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/core/errors/error-codes.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import type {
  CloudPorts,
  SeenCloud,
  SeenEndpoint,
  StagePermissions,
} from '../../../src/use-cases/doctor/cloud-checks.js';
import { type CheckName, selectWorstCode } from '../../../src/use-cases/doctor/doctor-check.js';
import { examineNight } from '../../../src/use-cases/doctor/examine-night.js';
import type { ReadShareFacts, SharePorts, TriedKeys } from '../../../src/use-cases/doctor/share-checks.js';

const NOW = new Date('2023-01-18T12:00:00Z');
const DAY_MS = 86_400_000;
const MACHINE = { nodeVersion: 'v22.1.0', restackVersion: '0.1.0', configuration: 'none' };
const WORDS = { formatBytes: (bytes: number) => `${bytes} B`, formatDuration: (ms: number) => `${ms} ms` };

const NEWEST = {
  backupId: 'aad92cfb-ca4d-402f-906f-8774b4c2546e',
  stampVersion: '1.2301.0.55',
  ageMs: 3_600_000,
  cloudRecoveryReady: true,
  thumbprint: '4B29C9535C52B5C2293EAE2F741B7E383B3BE921',
};
const FACTS: ReadShareFacts = { sets: 8, readMs: 20, bytesPerSecond: 5_000_000, newest: NEWEST };
const TRIED: TriedKeys = { opener: 'a.pfx', untested: undefined, isPasswordWrong: false, isExpired: false };
const PERMITTED: StagePermissions = {
  permitted: ['plans', 'offers'],
  missing: [],
  later: ['vaults'],
  isReadable: true,
};
const HOST = {
  failed: undefined,
  addresses: ['10.0.0.1'],
  certificate: { root: 'Contoso root', expiresAt: new Date(NOW.getTime() + 90 * DAY_MS) },
};

function see(role: SeenEndpoint['role'], changes: Partial<SeenEndpoint> = {}): SeenEndpoint {
  return {
    role,
    url: `https://${role.toLowerCase()}.east.contoso.example`,
    problem: undefined,
    host: HOST,
    ...changes,
  };
}

/** The admin endpoint, seen otherwise. */
function seeAdmin(changes: Partial<SeenEndpoint>): SeenCloud {
  return { ...SEEN, endpoints: [see('admin', changes), see('user'), see('signIn')] };
}

const SEEN: SeenCloud = { endpoints: [see('admin'), see('user'), see('signIn')], clockOffsetMs: 400 };

const identity = {
  identitySystem: 'adfs',
  principalId: 'S-1-5-21-1',
  providerSubscriptionId: 'dps',
} as const;

function signedIn(permissions: StagePermissions | RestackError): CloudPorts['signIn'] {
  const readPermissions = () =>
    permissions instanceof RestackError ? Promise.reject(permissions) : Promise.resolve(permissions);
  return () => Promise.resolve({ identity, readPermissions });
}

type Ports = SharePorts & CloudPorts;

const GOOD: Ports = {
  readShare: () => Promise.resolve(FACTS),
  tryKeys: () => Promise.resolve(TRIED),
  lookAt: () => Promise.resolve(SEEN),
  signIn: signedIn(PERMITTED),
  describeProxy: () => undefined,
  now: () => NOW,
};

const reading = (changes: Partial<ReadShareFacts>): Partial<Ports> => ({
  readShare: () => Promise.resolve({ ...FACTS, ...changes }),
});
const trying = (changes: Partial<TriedKeys>): Partial<Ports> => ({
  tryKeys: () => Promise.resolve({ ...TRIED, opener: undefined, ...changes }),
});
const looking = (seen: SeenCloud): Partial<Ports> => ({ lookAt: () => Promise.resolve(seen) });
const failing = (code: ErrorCode, hints: readonly string[] = []) => new RestackError(code, 'why', { hints });
const rejecting = (reason: unknown) => async (): Promise<never> => {
  throw reason;
};
const badProxy: Partial<Ports> = {
  describeProxy(): string {
    throw failing('CONFIG');
  },
};

async function examine(changes: Partial<Ports> = {}, machine = MACHINE) {
  const checks = await examineNight(machine, { ...GOOD, ...changes }, WORDS);
  const find = (name: CheckName) => checks.find(({ check }) => check === name);
  return { checks, find, worst: selectWorstCode(checks) };
}

describe('a night that has all it needs', () => {
  it('passes every line once, in the order in which they are shown, and has nothing to mend', async () => {
    const { checks, worst } = await examine();
    expect(checks.map(({ check }) => check)).toEqual([
      'node',
      'configuration',
      'share',
      'speed',
      'set',
      'keys',
      'proxy',
      'admin',
      'user',
      'sign-in-service',
      'certificates',
      'clock',
      'sign-in',
      'permissions',
      'versions',
    ]);
    expect(
      checks.every(({ status, code, mend }) => status === 'passed' && code === null && mend === null),
    ).toBe(true);
    expect(worst).toBeUndefined();
  });

  it.each<readonly [string, Partial<Ports>, CheckName, string]>([
    ['a proxy', { describeProxy: () => 'http://proxy:8080' }, 'proxy', 'http://proxy:8080'],
    ['an expired certificate', trying({ opener: 'a.pfx', isExpired: true }), 'keys', 'expired'],
    [
      'a certificate of the cloud that ends soon',
      looking(
        seeAdmin({
          host: { ...HOST, certificate: { root: 'r', expiresAt: new Date(NOW.getTime() + DAY_MS) } },
        }),
      ),
      'certificates',
      `only ${DAY_MS} ms`,
    ],
    ['a proxy that resolves itself', looking(seeAdmin({ host: undefined })), 'admin', 'through the proxy'],
  ])('says more about %s', async (_what, ...[changes, check, part]) => {
    const found = (await examine(changes)).find(check);
    expect(found).toMatchObject({ status: 'passed', mend: null });
    expect(found?.message).toContain(part);
  });
});

const unseen = (step: 'resolve' | 'connect' | 'certificate', systemCode: string): Partial<Ports> =>
  looking(
    seeAdmin({ problem: failing('TARGET_UNREACHABLE'), host: { ...HOST, failed: { step, systemCode } } }),
  );
const missing = [{ stage: 'offers', action: 'Microsoft.Subscriptions.Admin/offers/write' }];

/** What is wrong; the line that tells; its code; the command that mends it, in part. */
const FAILURES: readonly (readonly [string, Partial<Ports>, CheckName, ErrorCode, string | null])[] = [
  [
    'a share that is not there',
    { readShare: rejecting(failing('SHARE_UNREACHABLE', ['mount it'])) },
    'share',
    'SHARE_UNREACHABLE',
    'mount it',
  ],
  [
    'a share of which nobody knows more',
    { readShare: rejecting(failing('SHARE_UNREACHABLE')) },
    'share',
    'SHARE_UNREACHABLE',
    'restack doctor --share PATH',
  ],
  [
    'no set to take',
    reading({ newest: failing('NOT_FOUND', ['restack show 1234']) }),
    'set',
    'NOT_FOUND',
    'restack show 1234',
  ],
  [
    'a set that is not ready',
    reading({ newest: { ...NEWEST, cloudRecoveryReady: false } }),
    'set',
    'INCOMPLETE',
    'restack show aad92cfb',
  ],
  ['a wrong password', trying({ isPasswordWrong: true }), 'keys', 'WRONG_PASSWORD', 'restack keys check'],
  ['another certificate', trying({}), 'keys', 'NO_KEY', 'restack doctor --cert FILE.pfx'],
  [
    'a certificate file that cannot be read',
    { tryKeys: rejecting(failing('UNSUPPORTED')) },
    'keys',
    'UNSUPPORTED',
    null,
  ],
  ['a proxy that is none', badProxy, 'proxy', 'CONFIG', 'export HTTPS_PROXY='],
  [
    'a target that is none',
    { lookAt: rejecting(failing('CONFIG', ['say which'])) },
    'admin',
    'CONFIG',
    'say which',
  ],
  [
    'a name that does not resolve',
    unseen('resolve', 'ENOTFOUND'),
    'admin',
    'TARGET_UNREACHABLE',
    'nslookup admin.east',
  ],
  [
    'a host that refuses',
    unseen('connect', 'ECONNREFUSED'),
    'admin',
    'TARGET_UNREACHABLE',
    'curl -v https://admin',
  ],
  [
    'an unknown root, at the endpoint',
    unseen('certificate', 'SELF_SIGNED_CERT_IN_CHAIN'),
    'admin',
    'TARGET_UNREACHABLE',
    null,
  ],
  [
    'an unknown root',
    unseen('certificate', 'SELF_SIGNED_CERT_IN_CHAIN'),
    'certificates',
    'TARGET_UNREACHABLE',
    'restack doctor --ca-file ROOT.pem',
  ],
  [
    'a certificate whose time is over',
    unseen('certificate', 'CERT_HAS_EXPIRED'),
    'certificates',
    'TARGET_UNREACHABLE',
    'openssl s_client -connect admin.east.contoso.example:443',
  ],
  [
    'an answer of something else',
    looking(seeAdmin({ problem: failing('TARGET_AUTH', ['look there']) })),
    'admin',
    'TARGET_AUTH',
    'look there',
  ],
  [
    'a clock that is wrong',
    looking({ ...SEEN, clockOffsetMs: -300_001 }),
    'clock',
    'CONFIG',
    'timedatectl set-ntp true',
  ],
  [
    'a sign-in that is refused',
    { signIn: rejecting(failing('TARGET_AUTH')) },
    'sign-in',
    'TARGET_AUTH',
    'restack doctor --sign-in device-code',
  ],
  ...[
    ['environment', 'restack doctor --sign-in device-code'],
    ['device-code', 'restack doctor --sign-in browser   # or --client-id ID, or AZURE_TENANT_ID'],
    ['browser', 'restack doctor --sign-in device-code   # or --client-id ID, or AZURE_TENANT_ID'],
    ['azure-cli', 'az login'],
  ].map(([signInWay, mend = '']): (typeof FAILURES)[number] => [
    `a sign-in by ${signInWay} that is refused`,
    { signIn: rejecting(failing('TARGET_AUTH')), signInWay },
    'sign-in',
    'TARGET_AUTH',
    mend,
  ]),
  [
    'a sign-in service that does not answer',
    { signIn: rejecting(failing('TARGET_UNREACHABLE')), signInWay: 'device-code' },
    'sign-in',
    'TARGET_UNREACHABLE',
    null,
  ],
  [
    'a permission that is missing',
    { signIn: signedIn({ ...PERMITTED, missing }) },
    'permissions',
    'PERMISSION_MISSING',
    '-ObjectId S-1-5-21-1 -RoleDefinitionName Owner -Scope /subscriptions/dps',
  ],
  [
    'permissions that cannot be read',
    { signIn: signedIn(failing('TARGET_UNREACHABLE')) },
    'permissions',
    'TARGET_UNREACHABLE',
    null,
  ],
];

describe('a night that lacks something', () => {
  it.each(FAILURES)('%s', async (_what, ...[changes, check, code, mend]) => {
    const { find, worst } = await examine(changes);
    const found = find(check);
    expect(found).toMatchObject({ status: 'failed', code });
    expect(found?.mend ?? null).toEqual(mend === null ? null : expect.stringContaining(mend));
    expect(worst).toBe(code);
  });

  it.each(['v20.18.3', 'v18.20.0'])('%s, which restack does not run on', async (nodeVersion) => {
    const { find, worst } = await examine({}, { ...MACHINE, nodeVersion });
    expect(find('node')).toMatchObject({ status: 'failed', code: 'CONFIG' });
    expect(worst).toBe('CONFIG');
  });

  it.each(['v20.19.0', 'v24.0.0'])('but not %s', async (nodeVersion) => {
    expect((await examine({}, { ...MACHINE, nodeVersion })).find('node')?.status).toBe('passed');
  });

  it('is judged by the worst of all lines', async () => {
    const changes = { ...trying({}), signIn: rejecting(failing('TARGET_AUTH')), ...reading({}) };
    expect((await examine(changes)).worst).toBe('NO_KEY');
  });
});

/** What was not named or cannot be asked; the lines that are not checked for that; the command of the first. */
const UNCHECKED: readonly (readonly [string, Partial<Ports>, readonly CheckName[], string | null])[] = [
  ['no share', { readShare: undefined }, ['share', 'speed', 'set', 'keys'], 'restack doctor --share PATH'],
  [
    'a share that fails',
    { readShare: rejecting(failing('SHARE_UNREACHABLE')) },
    ['speed', 'set', 'keys'],
    null,
  ],
  ['no key', { tryKeys: undefined }, ['keys'], 'restack doctor --cert FILE.pfx'],
  [
    'no legacy key',
    { tryKeys: undefined, ...reading({ newest: { ...NEWEST, thumbprint: null } }) },
    ['keys'],
    'restack doctor --key-file FILE',
  ],
  ['a legacy key', trying({ untested: 'key.txt' }), ['keys'], 'restack verify aad92cfb --level integrity'],
  ['small files only', reading({ bytesPerSecond: undefined }), ['speed'], null],
  [
    'several clouds',
    reading({ newest: { deployments: ['b3cb0001', 'cc26'] } }),
    ['speed', 'set', 'keys'],
    null,
  ],
  [
    'no target',
    { lookAt: undefined },
    ['admin', 'user', 'sign-in-service', 'certificates', 'clock', 'sign-in', 'permissions'],
    'restack doctor --target https://adminmanagement.<region>.<fqdn>',
  ],
  [
    'endpoints that name no sign-in service',
    looking({ ...SEEN, endpoints: [see('admin'), see('user')] }),
    ['sign-in-service', 'sign-in', 'permissions'],
    null,
  ],
  ['no clock', looking({ ...SEEN, clockOffsetMs: undefined }), ['clock'], null],
  [
    'a proxy in between',
    looking({ ...SEEN, endpoints: SEEN.endpoints.map((one) => ({ ...one, host: undefined })) }),
    ['certificates'],
    null,
  ],
  ['a refused sign-in', { signIn: rejecting(failing('TARGET_AUTH')) }, ['permissions'], null],
  [
    'a cloud that does not tell',
    { signIn: signedIn({ ...PERMITTED, isReadable: false }) },
    ['permissions'],
    null,
  ],
];

describe('a line that is not checked', () => {
  it.each(UNCHECKED)('with %s', async (_what, ...[changes, names, mend]) => {
    const { checks } = await examine(changes);
    const skipped = checks.filter(({ status }) => status === 'not-checked');
    expect(skipped.map(({ check }) => check)).toEqual(names);
    expect(skipped.every(({ code }) => code === null)).toBe(true);
    expect(skipped[0]?.mend).toBe(mend);
  });

  it('names the deployment that could be meant', async () => {
    const { find, worst } = await examine(reading({ newest: { deployments: ['b3cb0001', 'cc26'] } }));
    expect(find('set')?.mend).toBe('restack doctor --deployment b3cb0001');
    expect(worst).toBeUndefined();
  });

  it('asks nobody to sign in where the endpoints do not answer', async () => {
    let asked = 0;
    const signIn = () => {
      asked += 1;
      return GOOD.signIn();
    };
    await examine({ ...unseen('connect', 'ECONNREFUSED'), signIn });
    expect(asked).toBe(0);
  });
});

it.each([
  ['INTERRUPTED', failing('INTERRUPTED')],
  ['a bug', new TypeError('x')],
])('%s is no finding: it ends the examination', async (_what, error) => {
  await expect(examine({ readShare: rejecting(error) })).rejects.toBe(error);
  await expect(examine({ signIn: rejecting(error) })).rejects.toBe(error);
});
