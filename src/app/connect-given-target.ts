import { systemClock } from '../core/system-clock.js';
import type { ConnectedTarget } from '../target/connect-target.js';
import type { AppContext } from './app.js';
import { readGivenFile } from './read-given-file.js';

/** A cloud, as flags name it. Who signs in is taken from the variables of the Azure SDK. */
export interface GivenTarget {
  readonly adminEndpoint: string;
  readonly userEndpoint?: string | undefined;
  /** File with further trust roots, PEM. */
  readonly caFile?: string | undefined;
}

const CA_LIMIT_BYTES = 1024 * 1024;

/**
 * Connects to a cloud and signs in.
 *
 * @throws CONFIG, TARGET_UNREACHABLE, TARGET_AUTH or PERMISSION_MISSING as the cloud answers; NOT_FOUND for the CA file.
 */
export async function connectGivenTarget(given: GivenTarget, context: AppContext): Promise<ConnectedTarget> {
  const { connectTarget } = await import('../target/connect-target.js');
  return connectTarget({
    adminEndpoint: given.adminEndpoint,
    userEndpoint: given.userEndpoint,
    credential: { kind: 'environment' },
    caCertificate: given.caFile === undefined ? undefined : await readTrustRoots(given.caFile),
    clock: systemClock,
    signal: context.signal,
  });
}

async function readTrustRoots(path: string): Promise<string> {
  const bytes = await readGivenFile(path, { what: 'CA file', limitBytes: CA_LIMIT_BYTES });
  return Buffer.from(bytes).toString('utf8');
}
