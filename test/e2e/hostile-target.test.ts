import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectedTarget } from '../../src/adapters/azure/connect-target.js';
import { formatQuotaAddress } from '../../src/cloud/operator-address.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { type Front, type Rewrite, startFront } from '../cli/front.js';
import { connectController } from './controller-cloud.js';
import { HOSTILE_CASES } from './hostile-cases.js';

const CLIENT_SECRET = 'CANARY-client-secret-7d21';
/** Texts that no output may hold: the client secret, and how every signed token begins. */
const SECRETS = [CLIENT_SECRET, 'eyJhbGciOi', 'eyJ0eXAiOi'];

const LIMITS = {
  attemptLimitMs: 1500,
  totalLimitMs: 2000,
  throttleLimitMs: 1500,
  operationLimitMs: 1000,
  listLimitMs: 1500,
  maxRetries: 1,
  baseDelayMs: 1,
  maxDelayMs: 1,
};

/** Enough for an answer to be found too large, however busy the machine is. */
const AMPLE_MS = 30_000;

let controller: RunningController;
let front: Front;
let trap: Server;
let trapped: number;
let rewrite: Rewrite = (_url, reply) => reply;

beforeAll(async () => {
  controller = await startController({ deployment: { clientSecret: CLIENT_SECRET } });
  front = await startFront(controller, (...exchange) => rewrite(...exchange));
  trap = createServer((socket) => {
    trapped += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
}, 60_000);

afterAll(async () => {
  trap.close();
  await front.close();
  await controller.close();
});

/** Goes everywhere once: sign-in, lists, an operation, a vault. Returns all that is said on the way. */
async function visit(attemptLimitMs = LIMITS.attemptLimitMs): Promise<{
  readonly said: string;
  readonly hosts: Set<string>;
  readonly error: unknown;
}> {
  const said: string[] = [];
  const log = (line: string) => void said.push(line);
  let target: ConnectedTarget | undefined;
  let error: unknown;
  try {
    target = await connectController(front.controller, {
      limits: { ...LIMITS, attemptLimitMs, totalLimitMs: attemptLimitMs + 500 },
      log,
      note: log,
    });
    const { identity } = target;
    await target.write(formatQuotaAddress(identity, 'Microsoft.Network.Admin', 'hostile'), {
      properties: { maxVnetsPerSubscription: 1 },
    });
    await target.list({ host: { vault: 'hostile' }, path: '/secrets', apiVersion: '2016-10-01' });
  } catch (reason) {
    error = reason;
  }
  target?.close();
  const urls = said.map((line) => /https?:\/\/[^/ ]+/.exec(line)?.[0]).filter((url) => url !== undefined);
  return { said: [...said, describeAll(error)].join('\n'), hosts: new Set(urls), error };
}

/** All of an error that any output could show, but for its stack. */
function describeAll(error: unknown): string {
  if (!(error instanceof RestackError)) return String(error);
  const { message, hints, details, cause } = error;
  const because = cause === undefined ? '' : describeAll(cause);
  return JSON.stringify([message, hints, details]) + because;
}

function stage() {
  const address = trap.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { adminEndpoint, region, domain } = front.controller;
  return { evil: `evil.localhost:${port}`, admin: adminEndpoint, domain: `${region}.${domain}` };
}

describe('a target', () => {
  it('that means no harm is visited without a fault', async () => {
    trapped = 0;
    rewrite = (_url, reply) => reply;
    const { error, said, hosts } = await visit();
    expect(error, said).toBeUndefined();
    expect(hosts.size).toBeGreaterThanOrEqual(4);
    expect(trapped).toBe(0);
  });

  it('is hostile in more ways than a few', () => {
    expect(HOSTILE_CASES.length).toBeGreaterThanOrEqual(100);
    expect(new Set(HOSTILE_CASES.map(({ name }) => name)).size).toBe(HOSTILE_CASES.length);
  });

  it.each(HOSTILE_CASES)('with $name ends in $code', async ({ code, systemCode, play }) => {
    trapped = 0;
    rewrite = play(stage());
    const { error, said, hosts } = await visit(systemCode === 'EMSGSIZE' ? AMPLE_MS : undefined);
    expect(error, said).toBeInstanceOf(RestackError);
    expect(error, said).toMatchObject({ code });
    if (systemCode !== undefined) expect(error).toMatchObject({ details: { systemCode } });
    expect(trapped).toBe(0);
    const { domain } = stage();
    for (const host of hosts) expect(new URL(host).hostname.endsWith(`.${domain}`), host).toBe(true);
    for (const secret of SECRETS) expect(said).not.toContain(secret);
    for (const unsafe of ['\u001b', '\u202e', '\ud800', '\u0007']) expect(said).not.toContain(unsafe);
    expect(said).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });
});
