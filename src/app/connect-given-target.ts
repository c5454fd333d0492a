import { resolve } from 'node:path';
import { RestackError } from '../core/errors/restack-error.js';
import { systemClock } from '../core/clock.js';
import type { ConnectedTarget, ConnectLimits } from '../adapters/azure/connect-target.js';
import type { AppContext } from './app.js';
import type { GivenFile } from '../adapters/disk/read-given-file.js';
import type { TargetCredential } from '../adapters/azure/sign-in/credential.js';
import { readEnvironment, readProxy, readSignIn, readSignInFile } from './environment.js';
import { nameFile } from '../adapters/keys/key-file.js';
import { readGiven, readGivenText, warnOfReaders } from '../adapters/keys/given-file.js';
import { forGivenFiles } from './sample-share.js';

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
    caFile: resolveCaFile(caFile),
  };
}

/** The path of a CA file from anywhere, as plans and runs keep it. `-` stays, to be refused when it is read. */
export function resolveCaFile(path: string | undefined): string | undefined {
  return path === undefined || path === '-' ? path : resolve(path);
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
  const { connectTarget } = await import('../adapters/azure/connect-target.js');
  return connectTarget({
    adminEndpoint: given.adminEndpoint,
    userEndpoint: given.userEndpoint,
    credential: await readCredential(context),
    caCertificate:
      given.caFile === undefined ? undefined : await readGivenText(given.caFile, 'trustRoots', context),
    clock: systemClock,
    signal: context.signal,
    note: context.note,
    log: context.debug,
    proxy: readProxy(),
    limits,
  });
}

async function readCredential(context: AppContext): Promise<TargetCredential> {
  const found = readSignIn();
  if (found === undefined) {
    const path = readSignInFile();
    // The SDK reads it itself, and would wait for a pipe without a writer.
    if (path !== undefined) await readSignInCertificate(path, context);
    return { kind: 'environment' };
  }
  if ('clientSecret' in found) return { kind: 'secret', ...found };
  const { tenantId, clientId, certificatePath } = found;
  const file = await readSignInCertificate(certificatePath, context);
  const { decodeFileText } = await import('../crypto/file-text.js');
  const certificate = nameFile(certificatePath, () => decodeFileText(file.bytes));
  return { kind: 'certificate', tenantId, clientId, certificate };
}

async function readSignInCertificate(path: string, context: AppContext): Promise<GivenFile> {
  const file = await readGiven(path, 'signInCertificate', context);
  warnOfReaders(file, 'the certificate file of the sign-in,', forGivenFiles(context));
  return file;
}
