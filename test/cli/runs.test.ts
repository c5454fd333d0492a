import { type ChildProcess, execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultSchema } from '../fixtures/result-schemas.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import type { CompiledSchema } from '../../src/schema/compiled-schema.js';
import { listContents } from '../e2e/controller-cloud.js';
import { createCountingRandom } from '../e2e/counting-random.js';
import {
  CERTIFICATE_2023,
  NEWEST,
  PASSWORD,
  readEnvelope,
  type RunOptions,
  runRestack,
  SHARE,
} from './run-restack.js';

const abandon = resultSchema('runs-abandon');
const list = resultSchema('runs-list');
const resume = resultSchema('runs-resume');
const show = resultSchema('runs-show');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-runs-'));
});
afterEach(() => rm(folder, { recursive: true }));

const KEYS = [...CERTIFICATE_2023, ...PASSWORD];

/** A blow at the n-th call that changes something, from 1. */
interface Blow {
  readonly at: number;
  readonly signal: 'SIGKILL' | 'SIGTERM';
  readonly isApplied: boolean;
}

/** A cloud that strikes the process that writes to it. */
async function createWorld(blow?: Blow) {
  let child: ChildProcess | undefined;
  let writes = 0;
  const controller = await startController({
    random: createCountingRandom(),
    faults: ({ method, url }) => {
      if (method === 'GET' || url.includes('/oauth2/')) return undefined;
      writes += 1;
      if (blow === undefined || writes < blow.at) return undefined;
      // A struck process is to end with work left, however late the signal reaches it.
      if (writes > blow.at) return child?.exitCode === null ? { kind: 'delay', delayMs: 500 } : undefined;
      child?.kill(blow.signal);
      return blow.isApplied ? undefined : { kind: 'reset' };
    },
  });
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, controller.caCertificate);
  const environment = {
    AZURE_TENANT_ID: controller.tenantId,
    AZURE_CLIENT_ID: controller.clientId,
    AZURE_CLIENT_SECRET: controller.clientSecret,
    RESTACK_RUN_DIR: path.join(folder, blow === undefined ? 'undisturbed' : 'runs'),
  };
  const run = (argv: readonly string[], options: RunOptions = {}) =>
    runRestack([...argv, '--json'], { environment, ...options });
  const target = ['--target', controller.adminEndpoint, '--ca-file', caFile];
  return {
    controller,
    run,
    trust: ['--ca-file', caFile],
    restore: () =>
      run(['restore', NEWEST, ...SHARE, ...KEYS, ...target, '--unmapped', 'keep', '--yes'], {
        onStart: (started) => {
          child = started;
        },
      }),
  };
}

function readResult<T>(stdout: string, schema: CompiledSchema<T>): T {
  const { result } = readEnvelope(stdout);
  if (!schema.validate(result)) throw new Error(JSON.stringify(schema.validate.errors));
  return result;
}

let undisturbed: Awaited<ReturnType<typeof restoreUndisturbed>> | undefined;

async function restoreUndisturbed() {
  const { controller, restore } = await createWorld();
  const run = await restore();
  const contents = listContents(controller);
  await controller.close();
  return { run, contents };
}

async function closeAfter<R>(controller: RunningController, use: () => Promise<R>): Promise<R> {
  try {
    return await use();
  } finally {
    await controller.close();
  }
}

describe('a restore that is struck down', () => {
  it.each<Blow>([
    { at: 40, signal: 'SIGKILL', isApplied: false },
    { at: 70, signal: 'SIGTERM', isApplied: true },
  ])('is taken up again after %j, and ends like an undisturbed one', async (blow) => {
    undisturbed ??= await restoreUndisturbed();
    expect(undisturbed.run, undisturbed.run.stderr).toMatchObject({ exitCode: 0 });
    const { contents, run: wholeRun } = undisturbed;
    const whole = readResult(wholeRun.stdout, show);
    const { controller, run, restore, trust } = await createWorld(blow);
    await closeAfter(controller, async () => {
      const struck = await restore();
      if (blow.signal === 'SIGKILL') expect(struck.signal).toBe('SIGKILL');
      else {
        expect(struck.exitCode).toBe(143);
        expect(readEnvelope(struck.stdout).error).toMatchObject({
          code: 'INTERRUPTED',
          hints: [expect.stringContaining('restack runs resume ')],
        });
      }
      const { runs } = readResult((await run(['runs', 'list'])).stdout, list);
      expect(runs).toMatchObject([{ state: 'interrupted', terminal: false }]);
      const shown = readResult((await run(['runs', 'show'])).stdout, show);
      expect(shown.conservation.pending).toBeGreaterThan(0);

      const unasked = await run(['runs', 'resume', ...KEYS, ...trust]);
      expect([unasked.exitCode, readEnvelope(unasked.stdout).error?.code]).toEqual([
        3,
        'CONFIRMATION_REQUIRED',
      ]);
      const { message = '' } = readEnvelope(unasked.stdout).error ?? {};
      for (const said of [runs[0]?.runId, NEWEST, controller.adminEndpoint, 'left: ']) {
        expect(message).toContain(said);
      }
      const resumed = await run(['runs', 'resume', ...KEYS, ...trust, '--yes']);
      expect(resumed, resumed.stderr).toMatchObject({ exitCode: 0 });
      const { state, attempts, conservation } = readResult(resumed.stdout, resume);
      expect({ state, attempts }).toEqual({ state: 'completed', attempts: 2 });
      expect(conservation).toEqual(whole.conservation);
      expect(listContents(controller)).toEqual(contents);
    });
  });

  it('can be given up, and a new one adopts what it wrote', async () => {
    const { controller, run, restore } = await createWorld({ at: 30, signal: 'SIGKILL', isApplied: true });
    await closeAfter(controller, async () => {
      await restore();
      const { runs } = readResult((await run(['runs', 'list'])).stdout, list);
      const id = runs[0]?.runId ?? '';
      const refused = await run(['runs', 'abandon', id, '--no-input']);
      expect(refused.exitCode).toBe(3);
      const given = readResult((await run(['runs', 'abandon', id, '--yes'])).stdout, abandon);
      expect(given).toMatchObject({ runId: id, state: 'interrupted', terminal: true });
      expect((await run(['runs', 'resume', id, ...KEYS])).exitCode).toBe(2);
      expect((await run(['runs', 'resume', ...KEYS])).exitCode).toBe(10);
    });
  });
});

describe('a run of which a document is none', () => {
  it.each(['run.json', 'status.json'])(
    'is left out, and named, and nobody waits for it: %s',
    async (name) => {
      const runs = ['--run-dir', folder];
      for (let count = 0; count < 2; count += 1)
        expect(await runRestack(['drill', NEWEST, ...SHARE, ...KEYS, ...runs])).toMatchObject({
          exitCode: 0,
        });
      const [harmed = '', sound = ''] = (await readdir(folder)).filter((entry) =>
        /^[\da-f-]{36}$/.test(entry),
      );
      const document = path.join(folder, harmed, name);
      await rm(document);
      await promisify(execFile)('mkfifo', [document]);
      const { exitCode, result, warnings } = readEnvelope(
        (await runRestack(['runs', 'list', ...runs, '--json'])).stdout,
      );
      expect(exitCode).toBe(0);
      expect(JSON.stringify(result)).toContain(sound);
      expect(warnings.join()).toContain(`run ${harmed} is left out: ${document} is a named pipe`);
      expect(await runRestack(['runs', 'show', harmed, ...runs])).toMatchObject({ exitCode: 23 });
    },
  );
});

describe('runs where there are none', () => {
  it.each([
    ['list', 0],
    ['show', 10],
    ['resume', 10],
  ])('%s: exit %i', async (command, exitCode) => {
    const run = await runRestack(['runs', command, '--run-dir', path.join(folder, 'nowhere'), '--json']);
    expect(run).toMatchObject({ exitCode, leftBehind: [] });
    expect(readEnvelope(run.stdout)).toMatchObject({ ok: exitCode === 0, command: `runs ${command}` });
  });
});
