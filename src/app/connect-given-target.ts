import { resolve } from 'node:path';
import { RestackError, SAME_COMMAND } from '../core/errors/restack-error.js';
import { systemClock } from '../core/clock.js';
import { parseAdminEndpoint, parseUserEndpoint } from '../adapters/azure/cloud-metadata.js';
import type { ConnectedTarget, ConnectLimits } from '../adapters/azure/connect-target.js';
import type { AppContext } from './app.js';
import { readAuthorityHost, readEnvironment, readProxy } from './environment.js';
import { GIVEN_FILES } from '../adapters/disk/given-file-kinds.js';
import { assertStdinAllowed } from '../adapters/disk/read-given-file.js';
import { readTrustRoots } from '../adapters/keys/given-file.js';
import { readCredential, selectSignIn, type SignInOptions } from './sign-in.js';

/** A cloud, as flags name it, and the way to sign in there. */
export interface GivenTarget extends SignInOptions {
  readonly adminEndpoint: string;
  readonly userEndpoint?: string | undefined;
  /** File with further trust roots, PEM. */
  readonly caFile?: string | undefined;
}

/** The flags that name a cloud. Absent ones are taken from `RESTACK_TARGET` and `RESTACK_USER_TARGET`. */
export interface TargetOptions extends SignInOptions {
  readonly target?: string | undefined;
  readonly userTarget?: string | undefined;
  readonly caFile?: string | undefined;
}

/** Reads the endpoints that flags or environment name. A user endpoint of the environment goes with its target alone. */
function readNamedEndpoints({ target, userTarget }: TargetOptions) {
  const environment = readEnvironment();
  return {
    adminEndpoint: target ?? environment.target,
    userEndpoint: userTarget ?? (target === undefined ? environment.userTarget : undefined),
  };
}

/**
 * Selects the cloud and the way to sign in there: the cloud is judged first. @throws the errors of
 * {@link selectGivenCloud} and {@link selectSignIn}.
 */
export function selectGivenTarget(options: TargetOptions, context: Pick<AppContext, 'person'>): GivenTarget {
  const cloud = selectGivenCloud(options);
  selectSignIn(options, context);
  const { signIn, clientId } = options;
  return { ...cloud, signIn, clientId };
}

/** A cloud without a way to sign in. */
export type GivenCloud = Omit<GivenTarget, keyof SignInOptions>;

/**
 * Selects the cloud alone. @throws USAGE when neither flag nor environment names one, or the CA file is standard input;
 * CONFIG when what is named is no endpoint.
 */
export function selectGivenCloud(options: TargetOptions): GivenCloud {
  const { adminEndpoint, userEndpoint } = readNamedEndpoints(options);
  if (adminEndpoint !== undefined) {
    parseAdminEndpoint(adminEndpoint);
    if (userEndpoint !== undefined) parseUserEndpoint(userEndpoint);
    return { adminEndpoint, userEndpoint, caFile: resolveCaFile(options.caFile ?? readEnvironment().caFile) };
  }
  throw new RestackError('USAGE', 'no target was given', {
    hints: [
      `${SAME_COMMAND}--target https://adminmanagement.<region>.<fqdn>`,
      'give the admin endpoint of the cloud, or set RESTACK_TARGET to it',
    ],
  });
}

/** The path of a CA file from anywhere, as plans and runs keep it. @throws USAGE for standard input. */
function resolveCaFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  assertStdinAllowed(path, GIVEN_FILES.trustRoots);
  return resolve(path);
}

/** The cloud that a plan file or a run folder names. */
interface RecordedTarget {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
}

/** A recorded cloud that may be connected to. */
export interface AcceptedTarget {
  readonly given: GivenTarget;
  /** The flag by which the caller would have named the cloud; undefined when he has. */
  readonly instead: string | undefined;
}

/**
 * Accepts the cloud that a plan or a run was made for. Trust roots come from the caller alone, and so does a user
 * endpoint that does not go with the admin endpoint: whoever can write that file must not say where secrets go.
 *
 * @throws USAGE when the caller names another cloud, or the file an endpoint that the caller has to name; CONFIG when it
 * names no admin endpoint.
 */
export function acceptRecordedTarget(
  recorded: RecordedTarget,
  options: TargetOptions,
  what: string,
): AcceptedTarget {
  const derived = parseAdminEndpoint(recorded.adminEndpoint);
  const { adminEndpoint: target, userEndpoint: userTarget } = readNamedEndpoints(options);
  if (target !== undefined) assertSameEndpoint(target, derived.adminEndpoint, { what, flag: '--target' });
  if (userTarget !== undefined) {
    assertSameEndpoint(userTarget, recorded.userEndpoint, { what, flag: '--user-target' });
  } else if (recorded.userEndpoint !== derived.userEndpoint) {
    throw new RestackError('USAGE', `${what} names a user endpoint of its own: ${recorded.userEndpoint}`, {
      hints: [`where that is right, name it yourself: --user-target ${recorded.userEndpoint}`],
    });
  }
  return {
    given: {
      adminEndpoint: derived.adminEndpoint,
      userEndpoint: recorded.userEndpoint,
      caFile: resolveCaFile(options.caFile ?? readEnvironment().caFile),
      signIn: options.signIn,
      clientId: options.clientId,
    },
    instead: target === undefined ? `--target ${derived.adminEndpoint}` : undefined,
  };
}

function assertSameEndpoint(
  named: string,
  recorded: string,
  { what, flag }: { readonly what: string; readonly flag: string },
): void {
  if (isSameEndpoint(named, recorded)) return;
  throw new RestackError('USAGE', `${what} is for ${recorded}, and ${named} is named as its target`, {
    hints: [`leave out ${flag} and its variable, or give ${flag} ${recorded}`],
    details: { named, recorded },
  });
}

/** The admin endpoint that flag or environment names; undefined when neither does. */
export function selectNamedEndpoint(options: TargetOptions): string | undefined {
  return readNamedEndpoints(options).adminEndpoint;
}

/** True when two texts name one endpoint. */
export function isSameEndpoint(left: string, right: string): boolean {
  const [one, other] = [left, right].map((text) => (URL.canParse(text) ? new URL(text).origin : text));
  return one === other;
}

/**
 * Connects to a cloud and signs in.
 *
 * @throws CONFIG, TARGET_UNREACHABLE, TARGET_AUTH or PERMISSION_MISSING as the cloud answers; NOT_FOUND for the CA file.
 */
export async function connectGivenTarget(
  given: GivenTarget,
  context: AppContext,
  limits: Partial<ConnectLimits> = {},
): Promise<ConnectedTarget> {
  const chosen = selectSignIn(given, context);
  const { connectTarget } = await import('../adapters/azure/connect-target.js');
  return connectTarget({
    adminEndpoint: given.adminEndpoint,
    userEndpoint: given.userEndpoint,
    credential: await readCredential(chosen, context),
    authorityHost: readAuthorityHost(),
    caCertificate: given.caFile === undefined ? undefined : await readTrustRoots(given.caFile, context),
    clock: systemClock,
    signal: context.signal,
    note: context.note,
    log: context.debug,
    proxy: readProxy(),
    limits,
  });
}
