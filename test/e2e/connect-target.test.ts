import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Fault,
  type FaultHook,
  type RunningController,
  startController,
} from '../../src/controller/index.js';
import { connectController } from './controller-cloud.js';

const QUICK = { maxRetries: 1, baseDelayMs: 1, maxDelayMs: 1 };

let controller: RunningController;
let faults: FaultHook | undefined;

beforeAll(async () => {
  controller = await startController({
    region: 'oslo',
    domain: 'localhost',
    faults: (call) => faults?.(call),
  });
});

afterEach(() => {
  faults = undefined;
});

afterAll(() => controller.close());

describe('connecting to a cloud', () => {
  it('finds out who it is', async () => {
    const target = await connectController(controller);
    target.close();
    expect(target.identity).toEqual({
      adminEndpoint: controller.adminEndpoint,
      userEndpoint: controller.userEndpoint,
      region: 'oslo',
      domain: 'localhost',
      providerSubscriptionId: controller.providerSubscriptionId,
      identitySystem: 'aad',
      homeTenantId: controller.tenantId,
      principalId: controller.principalId,
    });
  });

  it.each<readonly [string, Fault]>([
    ['in its connection', { kind: 'truncate' }],
    ['before its first byte', { kind: 'lost-reply' }],
    ['by something between', { kind: 'reply', status: 200, text: '{"access_token":"abc' }],
  ])('asks again for a token whose answer was cut %s', async (_how, fault) => {
    let asked = 0;
    faults = ({ url }) => {
      if (!new URL(url, 'https://host').pathname.endsWith('/token')) return undefined;
      asked += 1;
      return asked === 1 ? fault : undefined;
    };
    const target = await connectController(controller, { limits: { ...QUICK, maxRetries: 0 } });
    target.close();
    expect(asked).toBeGreaterThan(1);
    expect(target.identity.principalId).toBe(controller.principalId);
  });

  it('derives the user endpoint', async () => {
    const target = await connectController(controller, { userEndpoint: undefined });
    target.close();
    expect(target.identity.userEndpoint).toBe(controller.userEndpoint);
  });

  it('refuses a certificate that nobody vouches for', async () => {
    const connecting = connectController(controller, { caCertificate: undefined, limits: QUICK });
    await expect(connecting).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
      details: { systemCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
  });

  it('tells a refused sign-in, and keeps the secret to itself', async () => {
    const { tenantId, clientId } = controller;
    const credential = { kind: 'secret', tenantId, clientId, clientSecret: 'canary-secret' } as const;
    const error: unknown = await connectController(controller, { credential }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'TARGET_AUTH' });
    expect(describeAll(error)).not.toContain('canary-secret');
  });

  it('tells a user endpoint from an admin endpoint', async () => {
    const connecting = connectController(controller, { adminEndpoint: controller.userEndpoint });
    await expect(connecting).rejects.toMatchObject({ code: 'CONFIG' });
  });

  it('gives up on a port that nobody listens on', async () => {
    const adminEndpoint = `https://adminmanagement.oslo.localhost:${await findFreePort()}`;
    const connecting = connectController(controller, { adminEndpoint, limits: QUICK });
    await expect(connecting).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
      details: { systemCode: 'ECONNREFUSED' },
    });
  });
});

describe('an answer', () => {
  const address = { host: 'admin', path: '/subscriptions', apiVersion: '2016-06-01' } as const;

  it.each([
    ['is cut off', { kind: 'truncate' }, 'ECONNRESET'],
    ['never begins', { kind: 'lost-reply' }, 'ECONNRESET'],
    ['takes longer than an attempt may', { kind: 'delay', delayMs: 1500 }, 'ETIMEDOUT'],
  ] as const)('that %s is none, and the next one is whole', async (_name, fault, systemCode) => {
    const limits = { ...QUICK, maxRetries: 0, attemptLimitMs: 1000 };
    const target = await connectController(controller, { limits });
    faults = () => fault;
    await expect(target.list(address)).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
      details: { systemCode },
    });
    faults = undefined;
    expect((await target.list(address))?.length).toBeGreaterThan(0);
    target.close();
  });
});

function describeAll(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return JSON.stringify([error, error.message, error.stack, Object.entries(error)]);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
