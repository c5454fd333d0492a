import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Fault,
  type FaultCall,
  type RunningController,
  startController,
} from '../../src/controller/index.js';
import { type FaultyCloud, type FaultyRunEnd, startFaultyCloud } from './faulty-run.js';
import { connectController } from './controller-cloud.js';

let folder = '';
let cloud: FaultyCloud;
let undisturbed: FaultyRunEnd;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-weather-'));
  cloud = await startFaultyCloud(folder);
  undisturbed = await cloud.run({ maxRetries: 5 });
}, 60_000);

afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

const HOUR_MS = 3_600_000;
/** An hour of throttling for each of the calls that are under way together, and some more. */
const PATIENCE_MS = 12 * HOUR_MS;

interface Weather {
  readonly name: string;
  /** The codes of the attempts before the one that completes the run. */
  readonly codes: readonly string[];
  /** The fault that a call of the first attempt meets. */
  readonly fault: (call: FaultCall) => Fault | undefined;
}

const isWrite = ({ method }: FaultCall) => method === 'PUT' || method === 'POST';
const isOf = (call: FaultCall, method: string, path: string) =>
  call.method === method && call.url.includes(path);
const isSignIn = ({ url }: FaultCall) => url.includes('/oauth2/');

/** Everything of a kind of calls, from the first write on. */
function onceWriting(isHit: (call: FaultCall) => boolean, fault: Fault): Weather['fault'] {
  let isWriting = false;
  return (call) => {
    if (call.index === 0) isWriting = false;
    isWriting ||= isWrite(call) && !isSignIn(call);
    return isWriting && isHit(call) ? fault : undefined;
  };
}

const PAGE = '<html><body>The service is being maintained.</body></html>';

const WEATHERS: readonly Weather[] = [
  {
    name: 'nobody answers from the first call on',
    codes: ['TARGET_UNREACHABLE'],
    fault: () => ({ kind: 'reset' }),
  },
  {
    name: 'the sign-in is refused',
    codes: ['TARGET_AUTH'],
    fault: (call) =>
      isSignIn(call) ? { kind: 'reply', status: 401, text: '{"error":"invalid_client"}' } : undefined,
  },
  {
    name: 'tokens are refused while it is planned',
    codes: ['TARGET_AUTH'],
    fault: (call) => (call.url.includes('/locations') ? { kind: 'reply', status: 401 } : undefined),
  },
  {
    name: 'tokens are refused in the middle',
    codes: ['PARTIAL'],
    fault: onceWriting((call) => call.url.includes('/subscriptions/'), { kind: 'reply', status: 401 }),
  },
  {
    name: 'a permission is missing while it is planned',
    codes: ['PERMISSION_MISSING'],
    fault: (call) =>
      isOf(call, 'GET', '/plans?') ? { kind: 'reply', status: 403, code: 'AuthorizationFailed' } : undefined,
  },
  {
    name: 'a permission is missing in the middle',
    codes: ['PARTIAL'],
    fault: (call) =>
      isOf(call, 'PUT', '/plans/') ? { kind: 'reply', status: 403, code: 'AuthorizationFailed' } : undefined,
  },
  {
    name: 'it throttles for ever',
    codes: ['PARTIAL'],
    fault: onceWriting(() => true, { kind: 'reply', status: 429, retryAfterSeconds: 60 }),
  },
  {
    name: 'one object is answered with 500, always',
    codes: ['PARTIAL'],
    fault: (call) => (isOf(call, 'PUT', '/plans/plan-gold') ? { kind: 'reply', status: 500 } : undefined),
  },
  {
    name: 'everything is answered with 503',
    codes: ['PARTIAL'],
    fault: onceWriting(() => true, { kind: 'reply', status: 503, retryAfterSeconds: 30 }),
  },
  {
    name: 'every connection is cut from the first write on',
    codes: ['PARTIAL'],
    fault: onceWriting(() => true, { kind: 'reset' }),
  },
  {
    name: 'every write is applied and its answer lost',
    codes: ['PARTIAL'],
    fault: onceWriting(isWrite, { kind: 'lost-reply' }),
  },
  {
    name: 'every answer is cut in its middle',
    codes: ['PARTIAL'],
    fault: onceWriting(() => true, { kind: 'truncate' }),
  },
  {
    name: 'a page stands in the place of every list',
    codes: ['TARGET_UNREACHABLE'],
    fault: (call) => (isOf(call, 'GET', '/offers?') ? { kind: 'reply', status: 200, text: PAGE } : undefined),
  },
  {
    name: 'a page stands in the place of every answer to a write, which is not applied',
    codes: ['PARTIAL'],
    fault: (call) => (isOf(call, 'PUT', '/quotas/') ? { kind: 'reply', status: 200, text: PAGE } : undefined),
  },
  {
    name: 'a page stands in the place of what is read back',
    codes: ['PARTIAL'],
    fault: (call) =>
      isOf(call, 'GET', '/plans/plan-') ? { kind: 'reply', status: 200, text: PAGE } : undefined,
  },
  {
    name: 'an operation fails',
    codes: ['PARTIAL'],
    fault: (call) => answerOperation(call, '{"status":"Failed","error":{"code":"Conflict","message":"no"}}'),
  },
  {
    name: 'an operation never ends',
    codes: ['PARTIAL'],
    fault: (call) => answerOperation(call, '{"status":"InProgress"}'),
  },
];

/** Accepts a network quota, and answers whoever asks how far it is. */
function answerOperation(call: FaultCall, text: string): Fault | undefined {
  const { origin } = new URL(call.url);
  const at = `${origin}/subscriptions/operations/1`;
  if (isOf(call, 'PUT', '/quotas/nq-gold')) {
    return {
      kind: 'reply',
      status: 202,
      text: ' ',
      headers: { 'Azure-AsyncOperation': at, 'Retry-After': '60' },
    };
  }
  return call.url.startsWith(at) ? { kind: 'reply', status: 200, text } : undefined;
}

function expectLikeUndisturbed(end: FaultyRunEnd): void {
  expect(end.contents).toEqual(undisturbed.contents);
  expect(end.report).toMatchObject({ state: 'completed', terminal: true, inDoubt: 0 });
  expect(end.report.conservation).toEqual(undisturbed.report.conservation);
}

describe('a target in bad weather', () => {
  it.each(WEATHERS)('has its code when $name, and what it lacks is made good', async ({ codes, fault }) => {
    let hits = 0;
    const end = await cloud.run({
      maxRetries: 5,
      faults: (call) => {
        const hit = call.attempt === 1 ? fault(call) : undefined;
        if (hit !== undefined) hits += 1;
        return hit;
      },
    });
    expect(hits).toBeGreaterThan(0);
    expect(end.codes).toEqual([...codes, undefined]);
    expect(end.waitedMs).toBeLessThan(PATIENCE_MS);
    expectLikeUndisturbed(end);
  });
});

describe('a target that is slow', () => {
  /** The client gives up as soon as the call has arrived; it is applied all the same, a moment later. */
  const tooSlow = (): Fault => {
    queueMicrotask(() => cloud.clock.expireAttempts());
    return { kind: 'delay', delayMs: 20 };
  };

  it('is asked again', async () => {
    let isSlow = true;
    const end = await cloud.run({
      maxRetries: 5,
      faults: (call) => {
        if (!isSlow || !isOf(call, 'PUT', '/plans/plan-gold')) return undefined;
        isSlow = false;
        return tooSlow();
      },
    });
    expect(isSlow).toBe(false);
    expect(end.codes).toEqual([undefined]);
    expectLikeUndisturbed(end);
  });

  it('is not waited for without end', async () => {
    const end = await cloud.run({
      maxRetries: 1,
      faults: (call) => (call.attempt === 1 && isOf(call, 'PUT', '/plans/plan-gold') ? tooSlow() : undefined),
    });
    expect(end.codes).toEqual(['PARTIAL', undefined]);
    expectLikeUndisturbed(end);
  });
});

describe('a target that answers with a status alone', () => {
  it('is read to see what it has', async () => {
    const end = await cloud.run({
      maxRetries: 5,
      faults: (call) => (isWrite(call) && !isSignIn(call) ? { kind: 'bare-reply' } : undefined),
    });
    expect(end.codes).toEqual([undefined]);
    expectLikeUndisturbed(end);
  });
});

describe('a target that somebody changes under the run', () => {
  type Plan = Readonly<Record<string, unknown>>;

  /** Changes the plans of the cloud. */
  function changePlans(change: (plans: readonly Plan[]) => readonly Plan[]): void {
    const { control } = cloud.controller;
    const { collections, ...rest } = control.dump();
    control.load({ ...rest, collections: { ...collections, plans: change(collections['plans'] ?? []) } });
  }

  const isGold = (plan: Plan) => JSON.stringify(plan).includes('plan-gold');

  it('is told when something is not as it was sent, and gets it again', async () => {
    let isDue = true;
    const end = await cloud.run({
      maxRetries: 5,
      faults: (call) => {
        if (!isDue || !isOf(call, 'GET', '/plans/plan-gold')) return undefined;
        isDue = false;
        changePlans((plans) =>
          plans.map((plan) => (isGold(plan) ? { ...plan, displayName: 'Changed' } : plan)),
        );
        return undefined;
      },
    });
    expect(end.codes).toEqual(['READ_BACK', undefined]);
    expectLikeUndisturbed(end);
  });

  it('is told when something is gone again, and gets it again', async () => {
    let isDue = true;
    const end = await cloud.run({
      maxRetries: 5,
      faults: (call) => {
        if (!isDue || !isOf(call, 'PUT', '/offers/')) return undefined;
        isDue = false;
        changePlans((plans) => plans.filter((plan) => !isGold(plan)));
        return undefined;
      },
    });
    expect(end.codes).toEqual(['PARTIAL', 'PARTIAL', undefined]);
    expectLikeUndisturbed(end);
  });
});

const QUICK = { maxRetries: 1, baseDelayMs: 1, maxDelayMs: 1 };
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['fails', { kind: 'reply', status: 503 }],
  ['cuts the connection', { kind: 'reset' }],
  ['cuts its reply short', { kind: 'truncate' }],
];

let controller: RunningController | undefined;
afterEach(() => controller?.close());

/** A cloud whose sign-in service is struck `times` times. */
async function startStruck(fault: Fault, times: number): Promise<RunningController> {
  let left = times;
  controller = await startController({
    faults: ({ url }) => (url.includes('/oauth2/') && left-- > 0 ? fault : undefined),
  });
  return controller;
}

describe('a sign-in service that', () => {
  it.each(FAULTS)('%s for a moment is asked again', async (_what, fault) => {
    const target = await connectController(await startStruck(fault, 1), { limits: QUICK });
    target.close();
    expect(target.identity.principalId).toBe(controller?.principalId);
  });

  it.each(FAULTS)('%s without end has not refused anybody', async (_what, fault) => {
    const connecting = connectController(await startStruck(fault, Infinity), { limits: QUICK });
    await expect(connecting).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
  });
});
