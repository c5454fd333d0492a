import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withWorkFolder } from '../../adapters/disk/new/work-folder.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { meansRefused, readSystemCode } from '../../core/errors/system-code.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import type { ControllerOptions, RunningController } from '../../controller/index.js';
import type { AppContext } from '../app.js';
import type { ServiceShareOptions } from './service-share.js';
import { readProfile, readSeed } from './controller-inputs.js';

/** The options of `controller start`. */
export interface ServeOptions {
  readonly port?: number | undefined;
  readonly region?: string | undefined;
  readonly domain?: string | undefined;
  readonly identity?: 'adfs' | 'aad' | undefined;
  /** Path of a JSON file with records by kind, or `sample`. */
  readonly seed?: string | undefined;
  /** `1.YYMM.x.y`. */
  readonly stampVersion?: string | undefined;
  /** Backups are encrypted with a symmetric key until the cloud is given a certificate. */
  readonly updatedFrom1811?: boolean | undefined;
  /** True where its backups hold a SQL Server backup, as those of the product do. */
  readonly database?: boolean | undefined;
  readonly stateFile?: string | undefined;
  /** Name of a profile that ships, or path of a profile file. */
  readonly profile?: string | undefined;
}

/** The addresses and files by which a client uses the controller; secrets are in files of their own (mode 0600). */
export interface ServedController {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
  readonly loginEndpoint: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecretFile: string;
  /** The principal id of the client, as RBAC and access policies name it. */
  readonly principalId: string;
  readonly caFile: string;
  readonly providerSubscriptionId: string;
  readonly region: string;
  readonly domain: string;
  readonly stateEndpoint: string;
  readonly stateTokenFile: string;
  readonly stampVersion: string;
  /** The file for `--key-file`; only of a cloud that was updated from 1811 and has no certificate yet. */
  readonly backupKeyFile?: string;
  readonly pid: number;
}

/**
 * Runs the embedded controller until the signal is aborted, and tells `announce` once when it answers. The files it
 * names are gone when it ends.
 *
 * @throws CONFIG when an option, the profile or the seed is wrong, the port is taken, or the folder for temporary files takes
 * none; NOT_FOUND when a file is not there; PERMISSION_MISSING when that folder may not be written to.
 */
export async function serveController(
  options: ServeOptions,
  context: AppContext,
  announce: (served: ServedController) => Promise<void>,
): Promise<ServedController> {
  const { startController } = await import('./controller-package.js');
  const controller = await startController(await readControllerOptions(options, context));
  try {
    // What a controller that was killed has left there is removed by the next one.
    return await withWorkFolder(tmpdir(), async (folder) => {
      const served = await describeController(controller, folder);
      await announce(served);
      await untilAborted(context.signal);
      return served;
    });
  } catch (error) {
    throw explainFolder(error);
  } finally {
    await controller.close();
  }
}

/** The error of a folder for temporary files that takes none. */
function explainFolder(error: unknown): unknown {
  const systemCode = readSystemCode(error);
  if (systemCode === undefined) return error;
  const code = meansRefused(systemCode) ? 'PERMISSION_MISSING' : 'CONFIG';
  return new RestackError(code, `the controller's files cannot be written below ${tmpdir()}: ${systemCode}`, {
    cause: error,
    hints: ['TMPDIR=/a/folder/with/space restack controller start'],
    details: { folder: tmpdir(), systemCode },
  });
}

async function readControllerOptions(
  options: ServeOptions,
  context: AppContext,
): Promise<ControllerOptions & ServiceShareOptions> {
  const { port, region, domain, identity, stateFile, stampVersion, updatedFrom1811, database } = options;
  const { CLEAR, NAMED_PROFILES } = await import('../../controller/server/weather/named-profiles.js');
  // A backup of a real cloud takes half an hour; whoever names no weather looks for the answer, not for the wait.
  const quick = { ...CLEAR, longRunning: NAMED_PROFILES.calm.longRunning };
  const weather = options.profile === undefined ? quick : await readProfile(options.profile, context);
  const seed = options.seed === undefined ? undefined : await readSeed(options.seed, context);
  return {
    ...(port === undefined ? {} : { port }),
    ...(region === undefined ? {} : { region }),
    ...(domain === undefined ? {} : { domain }),
    ...(identity === undefined ? {} : { identity }),
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(stampVersion === undefined ? {} : { stampVersion }),
    ...(updatedFrom1811 === undefined ? {} : { updatedFrom1811 }),
    ...(database === undefined ? {} : { database }),
    weather,
    ...(seed === undefined ? {} : { seed }),
  };
}

async function describeController(controller: RunningController, folder: string): Promise<ServedController> {
  const write = async (name: string, text: string): Promise<string> => {
    const file = join(folder, name);
    if (name !== 'ca.pem') processRedactor.keep(text);
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    return file;
  };
  const { backupKey } = controller;
  return {
    adminEndpoint: controller.adminEndpoint,
    userEndpoint: controller.userEndpoint,
    loginEndpoint: controller.loginEndpoint,
    tenantId: controller.tenantId,
    clientId: controller.clientId,
    clientSecretFile: await write('client-secret', controller.clientSecret),
    principalId: controller.principalId,
    caFile: await write('ca.pem', controller.caCertificate),
    providerSubscriptionId: controller.providerSubscriptionId,
    region: controller.region,
    domain: controller.domain,
    stateEndpoint: controller.stateEndpoint,
    stateTokenFile: await write('state-token', controller.stateToken),
    stampVersion: controller.stampVersion,
    ...(backupKey === undefined ? {} : { backupKeyFile: await write('backup-key.txt', backupKey) }),
    pid: process.pid,
  };
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
