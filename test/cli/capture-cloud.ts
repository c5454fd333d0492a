import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sampleKeyFile } from '../../samples/generator/stable-values.js';
import {
  type ControllerOptions,
  type RunningController,
  startController,
} from '../../src/controller/index.js';
import { company, DEPLOYMENT, STAMP_VERSION } from '../e2e/captured-cloud.js';

/** A cloud with the sample company, and what the binary needs to capture it. */
export interface CaptureCloud {
  readonly controller: RunningController;
  /** For files of the test; gone when the cloud is closed. */
  readonly folder: string;
  readonly runDir: string;
  readonly environment: Readonly<Record<string, string>>;
  /** `capture` onto a share for the sample certificate of 2023, unless `more` says otherwise. */
  argv(share: string, ...more: readonly string[]): readonly string[];
  /** A new, empty share. */
  makeShare(): Promise<string>;
  close(): Promise<void>;
}

export async function startCaptureCloud(options: ControllerOptions = {}): Promise<CaptureCloud> {
  return describeCloud(await startController({ deployment: DEPLOYMENT, seed: company, ...options }));
}

/** The same for a cloud that is there already, and is closed with it. */
export async function describeCloud(controller: RunningController): Promise<CaptureCloud> {
  const folder = await mkdtemp(path.join(tmpdir(), 'restack-capture-cloud-'));
  const caFile = path.join(folder, 'root.pem');
  await writeFile(caFile, controller.caCertificate);
  const runDir = path.join(folder, 'runs');
  const given = {
    '--target': controller.adminEndpoint,
    '--ca-file': caFile,
    '--cert-public': sampleKeyFile('TEST-ONLY-backup-2023.cer'),
    '--stamp-version': STAMP_VERSION,
  };
  return {
    controller,
    folder,
    runDir,
    environment: {
      AZURE_TENANT_ID: controller.tenantId,
      AZURE_CLIENT_ID: controller.clientId,
      AZURE_CLIENT_SECRET: controller.clientSecret,
      RESTACK_RUN_DIR: runDir,
    },
    argv: (share, ...more) => {
      const own = Object.entries({ ...given, '--share': share });
      return ['capture', ...own.filter(([flag]) => !more.includes(flag)).flat(), ...more];
    },
    makeShare: () => mkdtemp(path.join(folder, 'share-')),
    async close() {
      await controller.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
