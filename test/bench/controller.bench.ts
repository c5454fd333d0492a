import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createServerCertificate } from '../../src/controller/certificates.js';
import { type RunningController, type SeedRecords, startController } from '../../src/controller/index.js';
import { MIB } from '../../src/core/sizes.js';
import { ControllerClient } from '../fixtures/controller-client.js';
import { connect, type TLSSocket } from 'node:tls';

/**
 * The embedded controller against a bare `node:https` server in the same run, and the time to seed 10,000 objects.
 *
 *   npx tsx test/bench/controller.bench.ts          a few seconds
 *   npx tsx test/bench/controller.bench.ts --long   also memory over 1,000,000 requests
 */

const ROUNDS = 5;
const REQUESTS = 6000;
const GOAL_PER_SECOND = 2000;

/** Records of a cloud of 10,000 objects. */
function makeRecords(dps: string): SeedRecords {
  const admin = `/subscriptions/${dps}/resourceGroups/rg/providers/Microsoft.Subscriptions.Admin`;
  const list = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  const plan = list(1000, (index) => ({
    id: `${admin}/plans/plan-${index}`,
    properties: { displayName: `Plan ${index}`, quotaIds: [] },
  }));
  const offer = list(1000, (index) => ({
    id: `${admin}/offers/offer-${index}`,
    properties: {
      displayName: `Offer ${index}`,
      state: 'Public',
      basePlanIds: [`${admin}/plans/plan-${index}`],
    },
  }));
  const subscription = list(4000, (index) => ({
    subscriptionId: `subscription-${index}`,
    displayName: `Subscription ${index}`,
    owner: `owner-${index}@example.com`,
    offerId: `${admin}/offers/offer-${index % 1000}`,
  }));
  const vault = list(1000, (index) => ({
    id: `/subscriptions/subscription-${index}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-${index}`,
    properties: { sku: { name: 'standard' }, accessPolicies: [] },
  }));
  const secret = list(3000, (index) => ({
    id: `https://kv-${index % 1000}.vault.x.y/secrets/secret-${index}/${index.toString(16).padStart(32, '0')}`,
    value: `value-${index}`,
    attributes: { enabled: true },
  }));
  return { plan, offer, subscription, vault, secret };
}

/** Runs the client in a process of its own, so that it does not compete with the server for one thread. */
async function runLoad(load: Load): Promise<LoadResult> {
  const child = fork(fileURLToPath(import.meta.url), ['--load']);
  const result = new Promise<LoadResult>((resolve, reject) => {
    child.once('message', (message: LoadResult) => resolve(message));
    child.once('exit', (code) => reject(new Error(`the load process ended with ${code}`)));
  });
  child.send(load);
  return result;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

async function startBare(body: string): Promise<{ readonly port: number; close(): void }> {
  const { certificatePem, privateKeyPem } = await createServerCertificate(['localhost'], new Date());
  const server = createServer({ key: privateKeyPem, cert: certificatePem }, (_request, response) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function benchRequests(controller: RunningController, client: ControllerClient): Promise<Load> {
  const token = await client.signInTo(controller.adminEndpoint);
  const host = new URL(controller.adminEndpoint).host;
  const path = `/subscriptions/${controller.providerSubscriptionId}/providers/Microsoft.Compute.Admin/locations/drill/quotas/Default%20Quota?api-version=2021-01-01`;
  const { text } = await client.send({ url: `https://${host}${path}`, token });
  const bare = await startBare(text);
  const request = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  const load = { request, requests: REQUESTS, connections: 8 };
  const rates = { bare: [] as number[], controller: [] as number[] };
  const cpu = { bare: [] as number[], controller: [] as number[] };
  await runLoad({ ...load, port: controller.port });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const server of ['bare', 'controller'] as const) {
      const before = process.cpuUsage();
      const port = server === 'bare' ? bare.port : controller.port;
      rates[server].push((await runLoad({ ...load, port })).perSecond);
      const { user, system } = process.cpuUsage(before);
      cpu[server].push((user + system) / REQUESTS);
    }
  }
  bare.close();
  const ratios = rates.controller.map(
    (rate, round) => rate / (rates.bare[round] ?? Number.POSITIVE_INFINITY),
  );
  console.log(
    `GET of one object, 8 connections\n  ${median(rates.controller).toFixed(0)} per second   goal ${GOAL_PER_SECOND}\n` +
      `  ratio to a bare node:https server ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})   goal 0.50   bare ${median(rates.bare).toFixed(0)} per second\n` +
      `  processor time of one request ${median(cpu.controller).toFixed(0)} µs against ${median(cpu.bare).toFixed(0)} µs, ratio ${(median(cpu.bare) / median(cpu.controller)).toFixed(2)} (what a busy machine changes least)`,
  );
  return { ...load, port: controller.port };
}

function benchSeed(controller: RunningController): void {
  const records = makeRecords('3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10');
  const startedMs = performance.now();
  const counts = controller.control.seed(records);
  const seconds = (performance.now() - startedMs) / 1000;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.log(`Seeding ${total} objects\n  ${seconds.toFixed(2)} s   goal under 5 s`);
}

async function benchMemory(load: Load): Promise<void> {
  const sizes: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    await runLoad({ ...load, requests: 100_000 });
    sizes.push(process.memoryUsage().rss / MIB);
  }
  console.log(
    `Memory after each 100,000 requests, in MiB\n  ${sizes.map((size) => size.toFixed(0)).join(' ')}   goal flat`,
  );
}

async function main(): Promise<void> {
  const controller = await startController();
  const client = new ControllerClient(controller);
  try {
    const load = await benchRequests(controller, client);
    benchSeed(controller);
    if (process.argv.includes('--long')) await benchMemory(load);
  } finally {
    client.close();
    await controller.close();
  }
}

if (process.argv.includes('--load')) {
  process.once('message', (load: Load) => {
    void driveLoad(load).then((result) => process.send?.(result, () => process.disconnect()));
  });
} else {
  await main();
}

/** One request sent again and again over several connections. */
export interface Load {
  readonly port: number;
  /** The whole request, as it goes over the wire. */
  readonly request: string;
  readonly requests: number;
  readonly connections: number;
}

export interface LoadResult {
  readonly perSecond: number;
}

const HEADER_END = '\r\n\r\n';

/**
 * Sends a load and waits for every reply. A bare socket client: it reads no more of a reply than its length.
 *
 * @throws Error when a reply is not 200.
 */
async function driveLoad(load: Load): Promise<LoadResult> {
  const share = Math.floor(load.requests / load.connections);
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load.port)));
  const startedMs = performance.now();
  await Promise.all(sockets.map((socket) => repeat(socket, load.request, share)));
  const seconds = (performance.now() - startedMs) / 1000;
  for (const socket of sockets) socket.destroy();
  return { perSecond: (share * load.connections) / seconds };
}

/** The load stays on this machine and carries nothing that matters: the certificate is not looked at. */
function open(port: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => resolve(socket));
    socket.once('error', reject);
  });
}

function repeat(socket: TLSSocket, request: string, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = times;
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      const size = sizeOfReply(received);
      if (size === undefined || received.length < size) return;
      if (!received.startsWith('HTTP/1.1 200')) {
        reject(new Error(received.slice(0, 200)));
        return;
      }
      received = received.slice(size);
      left -= 1;
      if (left > 0) socket.write(request);
      else resolve();
    });
    socket.once('error', reject);
    socket.write(request);
  });
}

/** Bytes of the first reply with its headers; undefined while the headers are not complete. */
function sizeOfReply(received: string): number | undefined {
  const end = received.indexOf(HEADER_END);
  if (end === -1) return undefined;
  const length = /content-length: (\d+)/i.exec(received.slice(0, end))?.[1] ?? '0';
  return end + HEADER_END.length + Number(length);
}
