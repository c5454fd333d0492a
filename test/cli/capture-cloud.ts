import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sampleKeyFile } from '../../samples/generator/sample-keys.js';
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
  /** `capture` onto a share for the sample certificate of 2023, and `more`. */
  argv(share: string, ...more: readonly string[]): readonly string[];
  /** A new, empty share. */
  makeShare(): Promise<string>;
  close(): Promise<void>;
}

export async function startCaptureCloud(options: ControllerOptions = {}): Promise<CaptureCloud> {
  const controller = await startController({ deployment: DEPLOYMENT, seed: company, ...options });
  const folder = await mkdtemp(path.join(tmpdir(), 'restack-capture-cloud-'));
  const caFile = path.join(folder, 'root.pem');
  await writeFile(caFile, controller.caCertificate);
  const runDir = path.join(folder, 'runs');
  const certificate = sampleKeyFile('TEST-ONLY-backup-2023.cer');
  const given = ['--target', controller.adminEndpoint, '--ca-file', caFile, '--cert-public', certificate];
  const version = ['--stamp-version', STAMP_VERSION];
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
    argv: (share, ...more) => ['capture', ...given, ...version, '--share', share, ...more],
    makeShare: () => mkdtemp(path.join(folder, 'share-')),
    async close() {
      await controller.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
