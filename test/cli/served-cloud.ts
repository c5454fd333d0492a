import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { resultSchema } from '../fixtures/result-schemas.js';
import type { SeedRecords } from '../../src/controller/index.js';
import type { ControllerStartResult } from '../../src/schema/generated/cli-types.js';
import { loopbackLookup } from '../fixtures/controller-client.js';

const schema = resultSchema('controller-start');

const BINARY = fileURLToPath(new URL('../../dist/cli/launch/launch.cjs', import.meta.url));

/** A controller that the binary runs in a process of its own. */
export interface ServedCloud extends ControllerStartResult {
  /** The variables that name the cloud and sign in to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Puts records into it behind the back of its clients. */
  seed(records: SeedRecords): Promise<void>;
  /** Ends it, and waits for its end. */
  stop(): Promise<void>;
}

/** Starts `restack controller start` with these flags. @throws when it ends instead of answering. */
export async function serveCloud(...argv: readonly string[]): Promise<ServedCloud> {
  const child = spawn(process.execPath, [BINARY, 'controller', 'start', ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the controller ended with ${String(code)}`)));
  });
  const served: unknown = JSON.parse(line);
  if (!schema.validate(served)) throw new Error('the controller told something else');
  return {
    ...served,
    environment: {
      RESTACK_TARGET: served.adminEndpoint,
      NODE_EXTRA_CA_CERTS: served.caFile,
      AZURE_TENANT_ID: served.tenantId,
      AZURE_CLIENT_ID: served.clientId,
      AZURE_CLIENT_SECRET: await readFile(served.clientSecretFile, 'utf8'),
    },
    seed: (records) => post(`${served.stateEndpoint}/seed`, records, served),
    stop: () => stop(child),
  };
}

async function post(url: string, body: unknown, served: ControllerStartResult): Promise<void> {
  const [ca, token] = await Promise.all([
    readFile(served.caFile, 'utf8'),
    readFile(served.stateTokenFile, 'utf8'),
  ]);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const outgoing = request(url, { method: 'POST', ca, lookup: loopbackLookup, agent: false, headers });
    outgoing.on('error', reject).on('response', (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode);
    });
    outgoing.end(JSON.stringify(body));
  });
  if (status !== 200) throw new Error(`${url} was answered with ${String(status)}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
