import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CANARY } from '../../samples/generator/stable-values.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import type { CompiledSchema } from '../../src/schema/compiled-schema.js';
import { runHere } from './run-here.js';
import {
  CERTIFICATE_2022,
  CERTIFICATE_2023,
  NEWEST,
  PASSWORD,
  readEnvelope,
  type Run,
  SHARE,
} from './run-restack.js';

const diffSchema = resultSchema('diff');
const planSchema = resultSchema('plan');
const restoreSchema = resultSchema('restore');

let folder: string;
let controller: RunningController;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-plan-'));
  controller = await startController({});
  await writeFile(path.join(folder, 'ca.pem'), controller.caCertificate);
});

afterEach(async () => {
  await controller.close();
  await rm(folder, { recursive: true });
});

const place = (name: string): string => path.join(folder, name);

/** Runs restack as the controller's own principal; nothing that it prints may hold a secret. */
async function run(argv: readonly string[]): Promise<Run> {
  const ended = await runHere([...argv, ...CERTIFICATE_2023, ...CERTIFICATE_2022, ...PASSWORD], {
    environment: {
      AZURE_TENANT_ID: controller.tenantId,
      AZURE_CLIENT_ID: controller.clientId,
      AZURE_CLIENT_SECRET: controller.clientSecret,
      RESTACK_TARGET: controller.adminEndpoint,
      RESTACK_RUN_DIR: place('runs'),
    },
  });
  for (const text of [ended.stdout, ended.stderr]) {
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(controller.clientSecret);
  }
  return ended;
}

const CA = () => ['--ca-file', place('ca.pem')];
const plan = (...more: readonly string[]) => run(['plan', NEWEST, ...SHARE, ...CA(), '--json', ...more]);
const restore = (...more: readonly string[]) => run(['restore', ...CA(), '--json', ...more]);

/** Changes that the cloud accepted; signing in is none. */
function countWrites(): number {
  const { objects } = controller.control.counts();
  return Object.entries(objects)
    .filter(([name]) => !name.includes('/oauth2/'))
    .reduce((sum, [, { writes }]) => sum + writes, 0);
}

function readResult<T>({ stdout }: Run, schema: CompiledSchema<T>): T {
  const { result } = readEnvelope(stdout);
  if (!schema.validate(result)) throw new Error(JSON.stringify(schema.validate.errors));
  return result;
}

const errorOf = ({ stdout }: Run): unknown => readEnvelope(stdout).error?.code;

describe('restack plan', () => {
  it('says what stands in the way, saves the plan marked as blocked, and changes no cloud', async () => {
    const planned = await plan('--out', place('night.plan'));
    expect(planned.exitCode).toBe(31);
    expect(errorOf(planned)).toBe('PLAN_BLOCKED');
    const { summary, actions, blockers, unmapped, file } = readResult(planned, planSchema);
    expect(summary.read).toBe(actions.length);
    expect(blockers.length).toBeGreaterThan(0);
    expect(blockers).toHaveLength(unmapped.length);
    expect(file).toBe(place('night.plan'));
    expect(countWrites()).toBe(0);
    const refused = await restore('--plan', place('night.plan'), '--yes');
    expect([refused.exitCode, errorOf(refused)]).toEqual([31, 'PLAN_BLOCKED']);
    expect(countWrites()).toBe(0);
  });

  it('replaces a plan that was saved before, and no other file', async () => {
    await plan('--out', place('night.plan'));
    const saved = await readFile(place('night.plan'), 'utf8');
    expect((await plan('--unmapped', 'keep', '--out', place('night.plan'))).exitCode).toBe(0);
    expect(await readFile(place('night.plan'), 'utf8')).not.toBe(saved);
    for (const [flag, name] of [
      ['--out', 'ca.pem'],
      ['--out-text', 'night.plan'],
    ] as const) {
      const before = await readFile(place(name), 'utf8');
      const refused = await plan('--unmapped', 'keep', flag, place(name));
      expect([refused.exitCode, errorOf(refused)]).toEqual([2, 'USAGE']);
      expect(await readFile(place(name), 'utf8')).toBe(before);
    }
    const lost = await plan('--unmapped', 'keep', '--out', place('none/night.plan'));
    expect([lost.exitCode, errorOf(lost)]).toEqual([10, 'NOT_FOUND']);
    expect(readEnvelope(lost.stdout).error?.hints.join()).not.toContain('--run-dir');
    const one = await plan('--unmapped', 'keep', '--out', place('a'), '--out-text', place('a'));
    expect([one.exitCode, errorOf(one)]).toEqual([2, 'USAGE']);
  });

  it('that can be saved nowhere is not made', async () => {
    const before = controller.control.counts();
    const { stdout } = await plan('--out', place('none/night.plan'));
    expect(readEnvelope(stdout)).toMatchObject({ exitCode: 10, result: null });
    expect(controller.control.counts()).toEqual(before);
  });

  it('fits a terminal, and ends in the next command', async () => {
    const planned = await run(['plan', NEWEST, ...SHARE, ...CA(), '--unmapped', 'keep']);
    expect(planned.exitCode).toBe(0);
    expect(planned.stdout).toContain(`next: restack restore ${NEWEST}`);
    expect(countWrites()).toBe(0);
  });

  it('warns of names of a mapping that name nothing in the set, and so do restore and diff', async () => {
    const map = place('map.yaml');
    await writeFile(map, 'owners:\n  nobody@nowhere.example: x\nvaultNames:\n  kv-nowhere: kv-else\n');
    const expected = [`${map}:2: owners "nobody@nowhere.example"`, `${map}:4: vaultNames "kv-nowhere"`];
    const keep = ['--unmapped', 'keep'];
    const saved = ['--out', place('night.plan')];
    const fromPlan = ['--plan', place('night.plan'), ...SHARE, '--no-input'];
    for (const [ended, places] of [
      [await plan('--map', map, ...keep, ...saved), expected],
      [await restore(NEWEST, ...SHARE, '--map', map, ...keep, '--no-input'), expected],
      [await run(['diff', NEWEST, ...SHARE, ...CA(), '--map', map, '--json']), expected],
      [await run(['diff', NEWEST, NEWEST, ...SHARE, '--map', map, '--json']), expected],
      [await restore(...fromPlan), [`${place('night.plan')}: owners`, `${place('night.plan')}: vaultNames`]],
    ] as const) {
      const told = readEnvelope(ended.stdout).warnings.filter((warning) => warning.includes('names nothing'));
      expect(told, ended.stdout).toHaveLength(2);
      for (const [index, beginning] of places.entries())
        expect(told[index]?.startsWith(beginning)).toBe(true);
    }
    expect(countWrites()).toBe(0);
  });

  it('takes principals from a mapping file, and names the line of what is wrong in it', async () => {
    const { unmapped } = readResult(await plan(), planSchema);
    const lines = unmapped.map(({ principal }) => `  ${principal}: ${principal}\n`);
    await writeFile(place('map.yaml'), `principals:\n${lines.join('')}`);
    const mapped = await plan('--map', place('map.yaml'));
    expect(mapped.exitCode).toBe(0);
    expect(readResult(mapped, planSchema).unmapped).toEqual([]);
    await writeFile(place('map.yaml'), 'principals: {}\nprincipal: {}\n');
    const wrong = await plan('--map', place('map.yaml'));
    expect([wrong.exitCode, errorOf(wrong)]).toEqual([2, 'CONFIG']);
    expect(readEnvelope(wrong.stdout).error?.details).toMatchObject({ faults: [{ line: 2 }] });
    expect(countWrites()).toBe(0);
  });

  it('refuses a target that is too far away, unless it may', async () => {
    const far = ['--unmapped', 'keep', '--target-version', '1.2311.0.1'];
    const planned = await plan(...far);
    expect([planned.exitCode, errorOf(planned)]).toEqual([33, 'VERSION_DISTANCE']);
    expect((await plan(...far, '--allow-version-distance')).exitCode).toBe(0);
  });

  it('tells a permission that is missing', async () => {
    const denied = [{ action: 'Microsoft.Subscriptions.Admin/offers/write' }];
    controller.control.restrictPrincipal(controller.clientId, { denied });
    const planned = await plan('--unmapped', 'keep');
    expect([planned.exitCode, errorOf(planned)]).toEqual([14, 'PERMISSION_MISSING']);
  });

  it.each([
    ['an unknown kind', ['--only', 'plans']],
    ['an unknown policy', ['--existing', 'replace']],
    ['an unknown policy for principals', ['--unmapped', 'drop']],
  ])('refuses %s before it looks at anything', async (_, more) => {
    const planned = await plan(...more);
    expect([planned.exitCode, errorOf(planned)]).toEqual([2, 'USAGE']);
    expect(controller.control.counts().calls).toBe(0);
  });
});

describe('restack restore', () => {
  it('carries a saved plan out once, and refuses it as stale then', async () => {
    const planned = await plan('--unmapped', 'manual', '--out', place('night.plan'));
    expect(planned.exitCode).toBe(0);
    expect(readResult(planned, planSchema).file).toBe(place('night.plan'));
    const saved = await readFile(place('night.plan'), 'utf8');
    expect(saved).not.toContain(CANARY);
    expect((await stat(place('night.plan'))).mode & 0o777).toBe(0o600);

    const first = await restore('--plan', place('night.plan'), '--yes');
    expect(first.exitCode).toBe(0);
    const { summary } = readResult(planned, planSchema);
    const { state, terminal, conservation } = readResult(first, restoreSchema);
    expect([state, terminal]).toEqual(['completed', true]);
    expect(conservation.read).toBe(summary.read);
    expect(conservation.failed).toBe(0);

    controller.control.clearCounts();
    const again = await restore('--plan', place('night.plan'), '--yes');
    expect([again.exitCode, errorOf(again)]).toEqual([30, 'PLAN_STALE']);
    expect(readEnvelope(again.stdout).error?.hints).toContain('see what was carried out: restack runs list');
    expect(countWrites()).toBe(0);

    const anew = await plan('--unmapped', 'manual');
    expect([anew.exitCode, errorOf(anew)]).toEqual([32, 'TARGET_NOT_FRESH']);
    const allowed = await plan('--unmapped', 'manual', '--allow-not-fresh');
    expect(allowed.exitCode).toBe(0);
    const { summary: left } = readResult(allowed, planSchema);
    expect([left.create, left.update, left.blocked]).toEqual([0, 0, 0]);
  });

  it('writes nothing when nobody says yes', async () => {
    const asked = await restore(NEWEST, ...SHARE, '--unmapped', 'keep');
    expect([asked.exitCode, errorOf(asked)]).toEqual([3, 'CONFIRMATION_REQUIRED']);
    expect(countWrites()).toBe(0);
    await expect(stat(place('runs')).then(() => readFile(place('runs/none')))).rejects.toThrow();
  });

  it('writes nothing when something stands in the way', async () => {
    const blocked = await restore(NEWEST, ...SHARE, '--yes');
    expect([blocked.exitCode, errorOf(blocked)]).toEqual([31, 'PLAN_BLOCKED']);
    expect(countWrites()).toBe(0);
  });

  it('refuses a plan for another target, another set, or changed by hand', async () => {
    await plan('--unmapped', 'keep', '--out', place('night.plan'));
    const saved = await readFile(place('night.plan'), 'utf8');
    const changes: readonly (readonly [string, string])[] = [
      [controller.providerSubscriptionId, 'aaaaaaaa-0000-4000-8000-000000000001'],
      [/"digest": "(\w+)"/.exec(saved)?.[1] ?? '', '0'.repeat(64)],
      ['"action": "create"', '"action": "skip"'],
    ];
    for (const [from, to] of changes) {
      await writeFile(place('other.plan'), saved.replace(from, to));
      const refused = await restore('--plan', place('other.plan'), '--yes');
      expect([refused.exitCode, errorOf(refused)]).toEqual([30, 'PLAN_STALE']);
    }
    await writeFile(place('other.plan'), saved.slice(0, -10));
    const broken = await restore('--plan', place('other.plan'), '--yes');
    expect([broken.exitCode, errorOf(broken)]).toEqual([2, 'CONFIG']);
    expect(countWrites()).toBe(0);
  });

  it('takes no decision beside a saved plan', async () => {
    await plan('--unmapped', 'keep', '--out', place('night.plan'));
    const refused = await restore('--plan', place('night.plan'), '--existing', 'update', '--yes');
    expect([refused.exitCode, errorOf(refused)]).toEqual([2, 'USAGE']);
    expect(countWrites()).toBe(0);
  });
});

describe('restack diff', () => {
  it('finds nothing between a set and itself', async () => {
    const compared = await run(['diff', NEWEST, NEWEST, ...SHARE, '--json']);
    expect(compared.exitCode).toBe(0);
    expect(readResult(compared, diffSchema)).toMatchObject({ equal: true, differences: [] });
  });

  it('finds what a later set has more, the same from both sides', async () => {
    const later = await run(['diff', 'dc09245a', NEWEST, ...SHARE, '--json']);
    const earlier = await run(['diff', NEWEST, 'dc09245a', ...SHARE, '--exit-code', '--json']);
    expect([later.exitCode, earlier.exitCode, errorOf(earlier)]).toEqual([0, 34, 'DIFFERENT']);
    const [forth, back] = [readResult(later, diffSchema), readResult(earlier, diffSchema)];
    expect(forth.summary.onlyRight).toBeGreaterThan(0);
    expect([back.summary.onlyLeft, back.summary.changed]).toEqual([
      forth.summary.onlyRight,
      forth.summary.changed,
    ]);
  });

  it('finds a restored target equal, and writes nothing to it', async () => {
    await restore(NEWEST, ...SHARE, '--unmapped', 'keep', '--yes');
    controller.control.clearCounts();
    const compared = await run(['diff', NEWEST, ...SHARE, ...CA(), '--exit-code', '--json']);
    expect(compared.exitCode).toBe(0);
    const { summary } = readResult(compared, diffSchema);
    expect([summary.changed, summary.onlyLeft, summary.onlyRight]).toEqual([0, 0, 0]);
    expect(countWrites()).toBe(0);
  });
});
