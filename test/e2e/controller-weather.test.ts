import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { type Fault, type FaultHook, NAMED_PROFILES } from '../../src/controller/index.js';
import { stringAt } from '../../src/controller/wire/request-fields.js';
import type { ClientReply } from '../fixtures/controller-client.js';
import { admin, TestCloud } from './controller-cloud.js';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { listRoutes } from '../../src/controller/routes.js';
import { listItems } from '../fixtures/readme-tables.js';

const GROUP = `${admin.group('rg-weather')}?api-version=2018-05-01`;
const BODY = { location: 'seattle' };

describe('weather', () => {
  let cloud: TestCloud;
  let hook: FaultHook = () => undefined;

  beforeAll(async () => {
    cloud = await TestCloud.start({ faults: (call) => hook(call) });
  });

  beforeEach(() => {
    hook = () => undefined;
    cloud.controller.control.reset();
    cloud.controller.control.setWeather(CLEAR);
  });

  afterAll(() => cloud.close());

  /** The next write to the group meets a fault, once. */
  function plan(fault: Fault): void {
    let isDue = true;
    hook = ({ method, url }) => {
      if (!isDue || method !== 'PUT' || !url.includes('rg-weather')) return undefined;
      isDue = false;
      return fault;
    };
  }

  const outcome = (reply: Promise<ClientReply>) =>
    reply.then(({ status }) => status).catch(() => 'cut' as const);

  it.each<[Fault, number | 'cut', number]>([
    [{ kind: 'delay', delayMs: 5 }, 201, 200],
    [{ kind: 'reply', status: 503 }, 503, 404],
    [{ kind: 'reply', status: 429, retryAfterSeconds: 7 }, 429, 404],
    [{ kind: 'reply', status: 200, text: '<html>a proxy</html>', headers: { Via: '1.1 proxy' } }, 200, 404],
    [{ kind: 'bare-reply' }, 201, 200],
    [{ kind: 'reset' }, 'cut', 404],
    [{ kind: 'lost-reply' }, 'cut', 200],
    [{ kind: 'truncate' }, 'cut', 200],
  ])('%j ends a write with %s and leaves a GET with %d', async (...[fault, written, read]) => {
    plan(fault);
    expect(await outcome(cloud.admin('PUT', GROUP, BODY))).toBe(written);
    expect((await cloud.admin('GET', GROUP)).status).toBe(read);
    expect((await cloud.admin('PUT', GROUP, BODY)).status).toBe(read === 200 ? 200 : 201);
  });

  it('says something else than JSON, or nothing', async () => {
    plan({ kind: 'reply', status: 200, text: '<html>a proxy</html>', headers: { Via: '1.1 proxy' } });
    const page = await cloud.admin('PUT', GROUP, BODY);
    expect([page.text, page.headers['content-type'], page.headers['via']]).toEqual([
      '<html>a proxy</html>',
      'text/html',
      '1.1 proxy',
    ]);
    plan({ kind: 'bare-reply' });
    expect((await cloud.admin('PUT', GROUP, BODY)).text).toBe('');
  });

  it('says how long to wait', async () => {
    plan({ kind: 'reply', status: 429, retryAfterSeconds: 7 });
    const reply = await cloud.admin('PUT', GROUP, BODY);
    expect(reply.headers['retry-after']).toBe('7');
    expect(stringAt(reply.body, 'error.code')).toBe('SubscriptionRequestsThrottled');
  });

  it('numbers the calls, the state endpoint left out', async () => {
    const seen: number[] = [];
    hook = ({ index }) => {
      seen.push(index);
      return undefined;
    };
    await cloud.admin('GET', GROUP);
    await cloud.client.send({ url: cloud.controller.stateEndpoint, token: cloud.controller.stateToken });
    await cloud.admin('GET', GROUP);
    const [first = 0] = seen;
    expect(seen).toEqual([first, first + 1]);
  });

  it('counts down and refuses the 1,201st write of an hour, and no read', async () => {
    const { budgets } = NAMED_PROFILES.busy;
    cloud.controller.control.setWeather({
      ...NAMED_PROFILES.busy,
      latencyMs: 0,
      jitterMs: 0,
      rates: { serverErrors: 0, resets: 0, truncatedBodies: 0, lostWrites: 0 },
    });
    expect(budgets.writes).toBe(1200);
    const first = await cloud.admin('PUT', GROUP, BODY);
    for (let call = 1; call < 1200; call += 1) await cloud.admin('PUT', GROUP, BODY);
    const refused = await cloud.admin('PUT', GROUP, BODY);
    const read = await cloud.admin('GET', GROUP);
    expect(first.headers['x-ms-ratelimit-remaining-subscription-writes']).toBe('1199');
    expect([refused.status, read.status]).toEqual([429, 200]);
    expect(stringAt(refused.body, 'error.message')).toContain("'1200' for time interval '01:00:00'");
    expect(refused.headers['retry-after']).toBe('3600');
    cloud.controller.control.advanceClock(1_800_000);
    expect((await cloud.admin('PUT', GROUP, BODY)).headers['retry-after']).toBe('1800');
  }, 60_000);

  it('is the same for the same seed', async () => {
    const observe = async () => {
      const rough = await TestCloud.start();
      const { rates } = NAMED_PROFILES.storm;
      rough.controller.control.setWeather({
        ...NAMED_PROFILES.storm,
        rates: { ...rates, serverErrors: 0.3 },
      });
      const statuses: unknown[] = [];
      for (let call = 0; call < 60; call += 1) statuses.push(await outcome(rough.admin('PUT', GROUP, BODY)));
      await rough.close();
      return statuses;
    };
    const [one, two] = [await observe(), await observe()];
    expect(one).toEqual(two);
    expect(new Set(one).size).toBeGreaterThan(2);
  });

  it('lets operations run as long, and ask to wait as long, as the profile says', async () => {
    cloud.controller.control.setWeather(NAMED_PROFILES.calm);
    const path = `${admin.quotas('Microsoft.Network.Admin')}/q?api-version=2015-06-15`;
    await cloud.admin('PUT', path, { properties: {} });
    const started = await cloud.admin('DELETE', path);
    cloud.controller.control.advanceClock(100);
    const done = await cloud.follow(started.headers['azure-asyncoperation']);
    expect(started.headers['retry-after']).toBe('1');
    expect(stringAt(done.body, 'status')).toBe('Succeeded');
  });
});

const README = fileURLToPath(new URL('../../src/controller/README.md', import.meta.url));
const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
/** Verbs, path, and what they rest on. */
const ITEM = /^([A-Z, ]+) `([^`]+)`: (.+)$/;

/** Every call of the README's lists, as `GET /path`, with the tags that it rests on. */
function readCalls(text: string): ReadonlyMap<string, string> {
  const section = text.split('\n## What rests on what\n')[1]?.split('\n## ')[0] ?? '';
  const calls = new Map<string, string>();
  for (const part of section.split(/\n(?=Below `|### )/)) {
    const base = /^Below `([^`]+)`/.exec(part)?.[1] ?? '';
    for (const item of listItems(part)) {
      const [, verbs = '', path = '', tags = ''] = ITEM.exec(item) ?? [];
      const full = `${base}${path}`
        .replace(/^GROUP(?=\/|$)/, `${SUBSCRIPTION}/resourceGroups/{resourceGroup}`)
        .replace(/^SUB(?=\/|$)/, SUBSCRIPTION);
      for (const verb of verbs.split(', ')) calls.set(`${verb} ${full}`, tags);
    }
  }
  return calls;
}

describe('README of the controller', () => {
  it('says of every route, and of nothing else, what it rests on', async () => {
    const calls = readCalls(await readFile(README, 'utf8'));
    const routes = [...listRoutes('aad'), ...listRoutes('adfs')].map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(new Set(calls.keys())).toEqual(new Set(routes));
    expect(routes.length).toBeGreaterThan(100);
    const untagged = [...calls].filter(([, tags]) => !/\[(REC|SPEC|DOC|PS|AZ)/.test(tags));
    expect(untagged).toEqual([]);
  });
});
