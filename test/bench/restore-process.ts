/**
 * The process that restores, see restore-bench.ts. Arguments: file of the controller's process, numbers of subscriptions.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectedTarget, connectTarget } from '../../src/adapters/azure/connect-target.js';
import { systemClock } from '../../src/core/clock.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import { startRun } from '../../src/use-cases/restore/runs/start-run.js';
import { createStart, createTestDialogue, openTestGround } from '../fixtures/restore-run.js';
import type { ControllerUsage } from './bench-controller.js';
import { countLarge, createLargeCompany } from './large-set.js';

const LATENCY_MS = 20;
const CONCURRENCY = 8;

interface Access {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly caCertificate: string;
}

/** Figures of one restore. Times in milliseconds. */
interface Restore {
  readonly objects: number;
  readonly calls: number;
  readonly planMs: number;
  readonly runMs: number;
  /** Processor time of the run, in the process that restores and in the controller's. */
  readonly ownCpuMs: number;
  readonly controllerCpuMs: number;
}

function isAccess(value: unknown): value is Access {
  return typeof value === 'object' && value !== null && 'caCertificate' in value;
}

function isUsage(value: unknown): value is ControllerUsage {
  return typeof value === 'object' && value !== null && 'calls' in value && 'cpuMs' in value;
}

async function ask(child: ChildProcess, question: 'usage' | 'reset'): Promise<ControllerUsage> {
  const answered = once(child, 'message');
  child.send(question);
  const reply: unknown = (await answered)[0];
  if (!isUsage(reply)) throw new TypeError('the controller gave no count');
  return reply;
}

async function restoreOnce(child: ChildProcess, access: Access, subscriptions: number): Promise<Restore> {
  await ask(child, 'reset');
  const { tenantId, clientId, clientSecret, ...endpoints } = access;
  const target = await connectTarget({
    ...endpoints,
    credential: { kind: 'secret', tenantId, clientId, clientSecret },
    clock: systemClock,
  });
  const runsFolder = await mkdtemp(join(tmpdir(), 'restack-bench-runs-'));
  try {
    return await measureRun({ child, target, runsFolder, subscriptions });
  } finally {
    target.close();
    await rm(runsFolder, { recursive: true });
  }
}

async function measureRun(options: {
  readonly child: ChildProcess;
  readonly target: ConnectedTarget;
  readonly runsFolder: string;
  readonly subscriptions: number;
}): Promise<Restore> {
  const { child, target, runsFolder, subscriptions } = options;
  const records = createLargeCompany(subscriptions);
  const startedMs = performance.now();
  const plan = await planRestore({ records, target, concurrency: CONCURRENCY });
  const planMs = performance.now() - startedMs;
  const before = await ask(child, 'usage');
  const ownBefore = process.cpuUsage();
  const runStartedMs = performance.now();
  const { dialogue, warnings } = createTestDialogue();
  const start = createStart({ runId: randomUUID(), plan, target, records, concurrency: CONCURRENCY });
  const { result, outcome } = await startRun(start, openTestGround(runsFolder), dialogue);
  const runMs = performance.now() - runStartedMs;
  const { user, system } = process.cpuUsage(ownBefore);
  const after = await ask(child, 'usage');
  for (const warning of warnings) console.warn(warning);
  if (outcome !== undefined) throw new Error(`${outcome}: ${JSON.stringify(result.problems[0])}`);
  return {
    objects: countLarge(records),
    calls: after.calls - before.calls,
    planMs,
    runMs,
    ownCpuMs: (user + system) / 1000,
    controllerCpuMs: after.cpuMs - before.cpuMs,
  };
}

/** Few objects are over before they reach what the target bears: their stages wait for each other. */
function selectGoal(objects: number): number {
  return objects < 100 ? 45 : 85;
}

function print({ objects, calls, planMs, runMs, ownCpuMs, controllerCpuMs }: Restore): void {
  const share = (calls * LATENCY_MS) / CONCURRENCY / runMs;
  const peak = process.resourceUsage().maxRSS / 1024;
  const of = (ms: number) => (ms / objects).toFixed(2);
  console.log(
    `restore of ${objects} objects, ${calls} calls of ${LATENCY_MS} ms, ${CONCURRENCY} at a time, with its journal\n` +
      `  ${(share * 100).toFixed(1)}% of what latency and concurrency allow   goal ≥ ${selectGoal(objects)}%\n` +
      `  ${of(runMs)} ms for each object (planning ${of(planMs)} ms)\n` +
      `  ${of(ownCpuMs)} ms of processor time for each object (controller ${of(controllerCpuMs)} ms)\n` +
      `  peak memory ${peak.toFixed(0)} MiB   goal < 300 MiB`,
  );
}

/** Prints the time of an object in the largest restore, divided by that in the smallest. */
function printFlatness(restores: readonly Restore[]): void {
  const [smallest, largest] = [restores[0], restores.at(-1)];
  if (smallest === undefined || largest === undefined || smallest === largest) return;
  const ratio = (select: (restore: Restore) => number) =>
    (select(largest) / largest.objects / (select(smallest) / smallest.objects)).toFixed(2);
  console.log(
    `time of an object among ${largest.objects} / among ${smallest.objects}\n` +
      `  ratio ${ratio(({ runMs }) => runMs)}, planning ${ratio(({ planMs }) => planMs)}, ` +
      `processor ${ratio(({ ownCpuMs }) => ownCpuMs)} (controller ${ratio(({ controllerCpuMs }) => controllerCpuMs)})   goal ≤ 1.1`,
  );
}

const [controllerFile = '', ...sizes] = process.argv.slice(2);
const child = fork(controllerFile, [String(LATENCY_MS)]);
const access: unknown = (await once(child, 'message'))[0];
if (!isAccess(access)) throw new TypeError('the controller did not start');
try {
  const restores: Restore[] = [];
  for (const size of sizes.map(Number)) {
    const restore = await restoreOnce(child, access, size);
    print(restore);
    restores.push(restore);
  }
  printFlatness(restores);
} finally {
  child.disconnect();
}
