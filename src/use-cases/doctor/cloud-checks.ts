import { formatCount } from '../../core/sizes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { TargetIdentity } from '../../cloud/cloud-port.js';
import { type CheckName, type DoctorCheck, fail, failWith, pass, skip } from './doctor-check.js';
import type { Wording } from './share-checks.js';

/** The facts of a cloud that are shown. */
export type SignedInIdentity = Pick<
  TargetIdentity,
  'identitySystem' | 'principalId' | 'providerSubscriptionId'
>;

/** One endpoint, as anybody sees it. */
export interface SeenEndpoint {
  readonly role: 'admin' | 'user' | 'signIn';
  readonly url: string;
  readonly problem: RestackError | undefined;
  /** Undefined behind a proxy. */
  readonly host:
    | {
        readonly failed:
          { readonly step: 'resolve' | 'connect' | 'certificate'; readonly systemCode: string } | undefined;
        readonly addresses: readonly string[];
        readonly certificate: { readonly root: string; readonly expiresAt: Date } | undefined;
      }
    | undefined;
}

/** A cloud, as anybody sees it. */
export interface SeenCloud {
  readonly endpoints: readonly SeenEndpoint[];
  readonly clockOffsetMs: number | undefined;
}

/** The stages whose writes the signed-in principal may do, and may not. */
export interface StagePermissions {
  readonly permitted: readonly string[];
  readonly missing: readonly { readonly stage: string; readonly action: string }[];
  /** Stages that write into subscriptions that come with the restore. */
  readonly later: readonly string[];
  /** False when the cloud does not tell what is permitted. */
  readonly isReadable: boolean;
}

/** A cloud that has let somebody in. */
export interface SignedInCloud {
  readonly identity: SignedInIdentity;
  readonly readPermissions: () => Promise<StagePermissions>;
}

/** The questions to a cloud; each rejects with the error that stopped it. */
export interface CloudPorts {
  /** Undefined when no target was named. */
  readonly lookAt: (() => Promise<SeenCloud>) | undefined;
  readonly signIn: () => Promise<SignedInCloud>;
  /** The way that `signIn` takes: a value of `--sign-in`. Undefined when it cannot be told. */
  readonly signInWay?: string | undefined;
  /** Describes the proxy in use; undefined when there is none. @throws CONFIG for one that is no URL. */
  readonly describeProxy: () => string | undefined;
  readonly now: () => Date;
}

const CHECK_OF = { admin: 'admin', user: 'user', signIn: 'sign-in-service' } as const;
const CLOUD_CHECKS = [
  'admin',
  'user',
  'sign-in-service',
  'certificates',
  'clock',
  'sign-in',
  'permissions',
] as const satisfies readonly CheckName[];

/** Checks the way to a cloud, its endpoints, and what it lets us do. */
export async function checkCloud(ports: CloudPorts, words: Wording): Promise<readonly DoctorCheck[]> {
  const proxy = judgeProxy(ports);
  const { lookAt } = ports;
  if (lookAt === undefined) {
    const [first, ...rest] = CLOUD_CHECKS;
    const mend = 'restack doctor --target https://adminmanagement.<region>.<fqdn>';
    return [
      proxy,
      skip(first, 'no target was named', mend),
      ...rest.map((check) => skip(check, 'it needs a target')),
    ];
  }
  let seen: SeenCloud;
  try {
    seen = await lookAt();
  } catch (error) {
    const [first, ...rest] = CLOUD_CHECKS;
    return [proxy, failWith(first, error), ...rest.map((check) => skip(check, 'the target cannot be asked'))];
  }
  const answers = judgeAnswers(seen);
  const isWhole = answers.every(({ status }) => status === 'passed');
  return [
    proxy,
    ...answers,
    judgeCertificates(seen, ports.now(), words),
    judgeClock(seen.clockOffsetMs, words),
    ...(isWhole ? await judgeSignIn(ports) : skipSignIn('the endpoints do not answer')),
  ];
}

function judgeProxy({ describeProxy }: CloudPorts): DoctorCheck {
  try {
    return pass('proxy', describeProxy() ?? 'none: straight to the cloud');
  } catch (error) {
    return failWith('proxy', error, 'export HTTPS_PROXY=http://host:port');
  }
}

function judgeAnswers({ endpoints }: SeenCloud): readonly DoctorCheck[] {
  const found = endpoints.map((endpoint) => judgeAnswer(endpoint));
  if (found.some(({ check }) => check === 'sign-in-service')) return found;
  return [...found, skip('sign-in-service', 'no endpoint names it')];
}

function judgeAnswer({ role, url, host, problem }: SeenEndpoint): DoctorCheck {
  const check = CHECK_OF[role];
  const { hostname } = new URL(url);
  if (problem === undefined) {
    const [address = 'through the proxy'] = host?.addresses ?? [];
    return pass(check, `${hostname} answers (${address})`);
  }
  const { step, systemCode = '' } = host?.failed ?? {};
  const { code } = problem;
  if (step === 'resolve') {
    return fail(check, {
      code,
      message: `${hostname} does not resolve (${systemCode})`,
      mend: `nslookup ${hostname}`,
    });
  }
  if (step === 'connect') {
    const mend = `curl -v ${url}/`;
    return fail(check, { code, message: `${hostname} resolves, no connection (${systemCode})`, mend });
  }
  if (step === 'certificate')
    return fail(check, { code, message: `its certificate is not trusted`, mend: null });
  return failWith(check, problem);
}

/** Codes of OpenSSL for a chain that ends at a root nobody knows; a further root mends that and nothing else. */
const UNKNOWN_ROOT = /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/;

function describePlace(url: string): { readonly name: string; readonly place: string } {
  const { hostname, port } = new URL(url);
  return { name: hostname, place: `${hostname}:${port === '' ? '443' : port}` };
}

const SOON_MS = 30 * 86_400_000;

function judgeCertificates({ endpoints }: SeenCloud, now: Date, words: Wording): DoctorCheck {
  const hosts = endpoints.flatMap(({ url, host }) =>
    host === undefined ? [] : [{ ...describePlace(url), ...host }],
  );
  if (hosts.length === 0)
    return skip('certificates', 'the proxy stands between: the answers above were trusted');
  const bad = hosts.find(({ failed }) => failed?.step === 'certificate');
  if (bad?.failed !== undefined) {
    const { systemCode } = bad.failed;
    const root = bad.certificate?.root ?? 'no certificate';
    return fail('certificates', {
      code: 'TARGET_UNREACHABLE',
      message: `${bad.name}: ${systemCode}, issued below "${root}"`,
      mend: UNKNOWN_ROOT.test(systemCode)
        ? 'restack doctor --ca-file ROOT.pem'
        : `openssl s_client -connect ${bad.place} </dev/null | openssl x509 -noout -dates -ext subjectAltName`,
    });
  }
  const shown = hosts.flatMap(({ certificate }) => (certificate === undefined ? [] : [certificate]));
  const [first] = shown.toSorted((left, right) => left.expiresAt.getTime() - right.expiresAt.getTime());
  if (first === undefined) return skip('certificates', 'no endpoint has shown one');
  const leftMs = first.expiresAt.getTime() - now.getTime();
  const roots = [...new Set(shown.map(({ root }) => root))].join(', ');
  const soon = leftMs < SOON_MS ? 'only ' : '';
  return pass('certificates', `trusted, root "${roots}", good for ${soon}${words.formatDuration(leftMs)}`);
}

/** Tokens are refused beyond it. */
const CLOCK_LIMIT_MS = 300_000;

function judgeClock(offsetMs: number | undefined, words: Wording): DoctorCheck {
  if (offsetMs === undefined) return skip('clock', 'the target did not tell its time');
  const apart = `${words.formatDuration(Math.abs(offsetMs))} ${offsetMs > 0 ? 'behind' : 'ahead of'} the cloud`;
  if (Math.abs(offsetMs) <= CLOCK_LIMIT_MS) return pass('clock', apart);
  return fail('clock', {
    code: 'CONFIG',
    message: `${apart}: its tokens are refused`,
    mend: 'timedatectl set-ntp true   # Windows: w32tm /resync',
  });
}

function skipSignIn(why: string): readonly DoctorCheck[] {
  return [skip('sign-in', why), skip('permissions', why)];
}

/** The commands that help where a way was refused: another one, or what the sign-in is asked for. */
const OTHER_WAYS: Readonly<Record<string, string>> = {
  'device-code': 'restack doctor --sign-in browser   # or --client-id ID, or AZURE_TENANT_ID',
  browser: 'restack doctor --sign-in device-code   # or --client-id ID, or AZURE_TENANT_ID',
  'azure-cli': 'az login   # or: restack doctor --sign-in device-code',
};

async function judgeSignIn({ signIn, signInWay = '' }: CloudPorts): Promise<readonly DoctorCheck[]> {
  let cloud: SignedInCloud;
  try {
    cloud = await signIn();
  } catch (error) {
    const mend = OTHER_WAYS[signInWay] ?? 'restack doctor --sign-in device-code';
    // Where nobody answers, no other way helps.
    const isUnreachable = error instanceof RestackError && error.code === 'TARGET_UNREACHABLE';
    return [
      failWith('sign-in', error, isUnreachable ? null : mend),
      skip('permissions', 'nobody is signed in'),
    ];
  }
  const { identity } = cloud;
  const system = identity.identitySystem === 'adfs' ? 'AD FS' : 'Azure AD';
  const done = pass('sign-in', `${system}, as ${identity.principalId ?? 'a principal without an id'}`);
  try {
    return [done, judgePermissions(await cloud.readPermissions(), identity)];
  } catch (error) {
    return [done, failWith('permissions', error)];
  }
}

function judgePermissions(
  found: StagePermissions,
  { principalId, providerSubscriptionId }: SignedInIdentity,
): DoctorCheck {
  const { permitted, missing, later, isReadable } = found;
  if (!isReadable) return skip('permissions', 'the cloud does not tell what is permitted');
  const [first] = missing;
  if (first === undefined) {
    return pass(
      'permissions',
      `may write in ${formatCount(permitted.length, 'stage')}; ${later.length} more are in subscriptions to come`,
    );
  }
  const stages = [...new Set(missing.map(({ stage }) => stage))];
  return fail('permissions', {
    code: 'PERMISSION_MISSING',
    message: `may not write ${stages.join(', ')}`,
    mend: `New-AzRoleAssignment -ObjectId ${principalId ?? 'ID'} -RoleDefinitionName Owner -Scope /subscriptions/${providerSubscriptionId}`,
  });
}
