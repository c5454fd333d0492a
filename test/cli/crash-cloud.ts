import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { listRuns } from '../../src/use-cases/restore/runs/find-run.js';
import { withTargetLock } from '../../src/use-cases/restore/runs/start-run.js';
import { openTestGround } from '../fixtures/restore-run.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { CLEAR, createEvenLags, NAMED_PROFILES } from '../../src/controller/server/weather/named-profiles.js';
import type { SettlingLags } from '../../src/controller/server/weather/profile.js';
import type { ListedRun, RunReport } from '../../src/schema/results.js';
import { listContents } from '../e2e/controller-cloud.js';
import { createCountingRandom } from '../e2e/counting-random.js';
import {
  CERTIFICATE_2023,
  NEWEST,
  PASSWORD,
  readEnvelope,
  type Run,
  runRestack,
  SHARE,
} from './run-restack.js';
import { expect } from 'vitest';

const showSchema = resultSchema('runs-show');

/** Everything that is in a cloud. */
export type Contents = ReturnType<typeof listContents>;

/** The state that a killed process left behind. */
export interface Crash {
  /** The step that it was about to take, or had just taken. */
  readonly step: string;
  /** The runs that `restack runs list` shows. */
  readonly runs: readonly ListedRun[];
  readonly contents: Contents;
  /** Names left in its working folder and in that for temporary files. */
  readonly leftBehind: readonly string[];
}

/** The last end of a restore. */
export interface CrashEnd {
  /** One for each process that was killed. */
  readonly crashes: readonly Crash[];
  readonly report: RunReport;
  readonly contents: Contents;
  /** All files below the folder of runs, the name of the run replaced. */
  readonly files: readonly string[];
  /** Of the process that was not killed. */
  readonly steps: readonly string[];
}

/** A cloud for many restores by the real binary, one after the other. */
export interface CrashCloud {
  /** As it was deployed. */
  readonly fresh: Contents;
  /**
   * Restores the sample company into the cloud as it was deployed. The first process dies at the first step given, the
   * one that takes the run up at the second, and so on; the last one lives.
   */
  restore(kills: readonly number[]): Promise<CrashEnd>;
  close(): Promise<void>;
}

const PRELOAD = pathToFileURL(path.join(import.meta.dirname, 'kill-run-at-step.js')).href;
/** Operations that are over at once: their length is no part of what is tested here. */
const WEATHER = { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } };
const KEYS = [...CERTIFICATE_2023, ...PASSWORD];

/** A cloud an hour old whose clock is 20 times as fast: it shows what it accepts after a second at most. */
export const HASTY_YOUNG = scaleLags(1 / 20);

function scaleLags(by: number): SettlingLags {
  const { objectsMs, ...lags } = NAMED_PROFILES.young.settling ?? createEvenLags(0);
  const even = createEvenLags(objectsMs.quota * by);
  return {
    objectsMs: even.objectsMs,
    tenantSubscriptionsMs: lags.tenantSubscriptionsMs * by,
    vaultHostsMs: lags.vaultHostsMs * by,
    accessPoliciesMs: lags.accessPoliciesMs * by,
    principalsMs: lags.principalsMs * by,
    listsMs: lags.listsMs * by,
  };
}

/** Starts a cloud; starting it costs once. Without lags it shows at once what it accepts. */
export async function startCrashCloud(settling?: SettlingLags): Promise<CrashCloud> {
  let random = createCountingRandom();
  const settle = settling === undefined ? OLD_CLOUD_SETTLE : YOUNG_CLOUD_SETTLE;
  const controller = await startController({
    random: { guid: () => random.guid(), hex: (byteCount) => random.hex(byteCount) },
    weather: settling === undefined ? WEATHER : { ...WEATHER, settling },
  });
  const makeFresh = () => {
    random = createCountingRandom();
    controller.control.reset();
    return listContents(controller);
  };
  return {
    fresh: makeFresh(),
    async restore(kills) {
      makeFresh();
      const folder = await mkdtemp(path.join(tmpdir(), 'restack-crash-'));
      try {
        return await restoreAndKill({ controller, folder, settle }, kills);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    close: () => controller.close(),
  };
}

interface Place {
  readonly controller: RunningController;
  readonly folder: string;
  /** The patience of its restores. */
  readonly settle: string;
}

/** A cloud that shows at once what it has leaves no doubt: what it does not show need not be waited for. */
const OLD_CLOUD_SETTLE = '1s';
/** Several times the longest lag: a busy machine loses some of it. */
const YOUNG_CLOUD_SETTLE = '8s';

async function restoreAndKill(place: Place, kills: readonly number[]): Promise<CrashEnd> {
  const { controller, folder } = place;
  await writeFile(path.join(folder, 'ca.pem'), controller.caCertificate);
  const crashes: Crash[] = [];
  for (const killAt of [...kills, undefined]) {
    const runs = await listRunsOf(place);
    const end = await runProcess(place, selectCommand(place, runs[0]), killAt);
    const steps = (await readFile(path.join(folder, 'steps'), 'utf8')).split('\n');
    const contents = listContents(controller);
    if (end.signal === null) {
      const report = readReport(end);
      await passLock(place, report);
      return { crashes, report, contents, files: await listFiles(place, report), steps };
    }
    crashes.push({
      step: steps.at(-1) ?? '',
      runs: await listRunsOf(place),
      contents,
      leftBehind: end.leftBehind,
    });
  }
  throw new Error('a process that nobody was to kill was killed');
}

/** The command that a person types after a look at `restack runs list`. */
function selectCommand({ controller, folder, settle }: Place, run: ListedRun | undefined): readonly string[] {
  if (run?.terminal === true) return ['runs', 'show', run.runId];
  const place = ['--target', controller.adminEndpoint, '--ca-file', path.join(folder, 'ca.pem')];
  const target = [...place, '--settle', settle];
  if (run !== undefined) return ['runs', 'resume', ...KEYS, ...target, '--yes'];
  return ['restore', NEWEST, ...SHARE, ...KEYS, ...target, '--unmapped', 'keep', '--yes'];
}

function runProcess(
  { controller, folder }: Place,
  argv: readonly string[],
  killAt: number | undefined,
): Promise<Run> {
  return runRestack([...argv, '--json'], {
    preload: PRELOAD,
    environment: {
      AZURE_TENANT_ID: controller.tenantId,
      AZURE_CLIENT_ID: controller.clientId,
      AZURE_CLIENT_SECRET: controller.clientSecret,
      RESTACK_RUN_DIR: path.join(folder, 'runs'),
      STEPS_FILE: path.join(folder, 'steps'),
      ...(killAt === undefined ? {} : { KILL_AT_STEP: String(killAt) }),
    },
  });
}

function readReport({ exitCode, stdout, stderr }: Run): RunReport {
  if (exitCode !== 0) throw new Error(`the run ended with ${exitCode}: ${stderr}\n${stdout}`);
  const { result } = readEnvelope(stdout);
  if (!showSchema.validate(result)) throw new Error(JSON.stringify(showSchema.validate.errors));
  return result;
}

function listRunsOf({ folder }: Place): Promise<readonly ListedRun[]> {
  const warn = (message: string) => {
    throw new Error(message);
  };
  return listRuns(openTestGround(path.join(folder, 'runs')), { warn });
}

/** Takes the target as the next run would, and lets it go. @throws LOCKED when a process that is gone still holds it. */
async function passLock({ folder }: Place, { runId }: RunReport): Promise<void> {
  const { archive } = openTestGround(path.join(folder, 'runs'));
  const { target } = await archive.open(runId).readInputs();
  if (target === null) throw new Error('a restore has a target');
  await withTargetLock(archive, { target, runId: 'next' }, () => Promise.resolve());
}

async function listFiles({ folder }: Place, { runId }: RunReport): Promise<readonly string[]> {
  const runs = path.join(folder, 'runs');
  const entries = await readdir(runs, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(runs, path.join(parentPath, name)))
    .map((name) => name.replace(runId, 'RUN').replaceAll(path.sep, '/'))
    .toSorted();
}

/** All that a completed run may leave: its folder, and the lock, which is released. */
const FILES: readonly unknown[] = [
  expect.stringMatching(/^\.locks\/[0-9a-f]{32}\/\d{8}\.released$/),
  'RUN/decisions.json',
  'RUN/journal.jsonl',
  'RUN/key',
  'RUN/result.json',
  'RUN/run.json',
  'RUN/status.json',
];

/** Asserts that a crash looks as it may, whatever step it came at. */
function expectCrash({ step, runs, contents, leftBehind }: Crash, fresh: Contents): void {
  expect(leftBehind, step).toEqual([]);
  expect(runs.length, step).toBeLessThanOrEqual(1);
  const [run] = runs;
  // Planning only reads. Once the run is there, it can be taken up, or nothing of it is left to do.
  if (run === undefined || run.state === 'planned') expect(contents, step).toEqual(fresh);
  if (run !== undefined) {
    expect(run.terminal ? ['completed'] : ['planned', 'interrupted'], step).toContain(run.state);
  }
}

/** Without their reasons, which name the port of a cloud. */
function listProblems({ problems }: RunReport): readonly string[] {
  return problems.map(({ kind, id, bucket }) => `${bucket} ${kind} ${id}`).toSorted();
}

/** Holds a restore that was killed against one that nobody disturbed. */
export function expectLikeUndisturbed(end: CrashEnd, undisturbed: CrashEnd, fresh: Contents): void {
  const { crashes, report, contents, files } = end;
  const steps = crashes.map(({ step }) => step).join(', then ');
  for (const crash of crashes) expectCrash(crash, fresh);
  expect(contents, steps).toEqual(undisturbed.contents);
  expect(report, steps).toMatchObject({ state: 'completed', terminal: true, inDoubt: 0 });
  expect(report.conservation, steps).toEqual(undisturbed.report.conservation);
  expect(listProblems(report), steps).toEqual(listProblems(undisturbed.report));
  expect(files, steps).toEqual(FILES);
}
