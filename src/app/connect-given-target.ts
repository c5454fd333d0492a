import { resolve } from 'node:path';
import { RestackError } from '../core/errors/restack-error.js';
import { MIB } from '../core/sizes.js';
import { systemClock } from '../core/clock.js';
import type { ConnectedTarget, ConnectLimits } from '../adapters/azure/connect-target.js';
import type { AppContext } from './app.js';
import type { TargetCredential } from '../adapters/azure/sign-in/credential.js';
import { readEnvironment, readProxy, readSignIn } from './environment.js';
import { readGivenFile } from '../adapters/disk/read-given-file.js';

/** A cloud, as flags name it. The credentials are taken from the variables of the Azure SDK. */
export interface GivenTarget {
  readonly adminEndpoint: string;
  readonly userEndpoint?: string | undefined;
  /** File with further trust roots, PEM. */
  readonly caFile?: string | undefined;
}

/** The flags that name a cloud. Absent ones are taken from `RESTACK_TARGET` and `RESTACK_USER_TARGET`. */
export interface TargetOptions {
  readonly target?: string | undefined;
  readonly userTarget?: string | undefined;
  readonly caFile?: string | undefined;
}

/** Selects the cloud. @throws USAGE when neither flag nor environment names one. */
export function selectGivenTarget({ target, userTarget, caFile }: TargetOptions): GivenTarget {
  const environment = readEnvironment();
  const adminEndpoint = target ?? environment.target;
  if (adminEndpoint === undefined) {
    throw new RestackError('USAGE', 'no target was given', {
      hints: [
        'name the admin endpoint of the cloud: --target https://adminmanagement.<region>.<fqdn> (or set RESTACK_TARGET)',
      ],
    });
  }
  return {
    adminEndpoint,
    userEndpoint: userTarget ?? (target === undefined ? environment.userTarget : undefined),
    caFile: caFile === undefined ? undefined : resolve(caFile),
  };
}

const FILE_LIMIT_BYTES = MIB;

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
  const { connectTarget } = await import('../adapters/azure/connect-target.js');
  return connectTarget({
    adminEndpoint: given.adminEndpoint,
    userEndpoint: given.userEndpoint,
    credential: await readCredential(),
    caCertificate: given.caFile === undefined ? undefined : await readTrustRoots(given.caFile),
    clock: systemClock,
    signal: context.signal,
    note: context.note,
    log: context.debug,
    proxy: readProxy(),
    limits,
  });
}

async function readCredential(): Promise<TargetCredential> {
  const found = readSignIn();
  if (found === undefined) return { kind: 'environment' };
  if ('clientSecret' in found) return { kind: 'secret', ...found };
  const { tenantId, clientId, certificatePath } = found;
  const certificate = await readText(certificatePath, 'certificate file of the sign-in');
  return { kind: 'certificate', tenantId, clientId, certificate };
}

function readTrustRoots(path: string): Promise<string> {
  return readText(path, 'CA file');
}

async function readText(path: string, what: string): Promise<string> {
  const bytes = await readGivenFile(path, { what, limitBytes: FILE_LIMIT_BYTES });
  return Buffer.from(bytes).toString('utf8');
}
