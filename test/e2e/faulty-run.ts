import { randomUUID } from 'node:crypto';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import {
  type Fault,
  type FaultCall,
  type RunningController,
  startController,
  type WeatherProfile,
} from '../../src/controller/index.js';
import type { SettlingLags } from '../../src/controller/server/weather/profile.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import type { RunReport } from '../../src/schema/results.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import { DEFAULT_POLICY, parseRecordSelector } from '../../src/use-cases/restore/plan/restore-policy.js';
import type { RunOutcome } from '../../src/use-cases/restore/runs/carry-out-run.js';
import { findRun } from '../../src/use-cases/restore/runs/find-run.js';
import type { RunGround } from '../../src/use-cases/restore/runs/kept/run-archive.js';
import { startRun, withTargetLock } from '../../src/use-cases/restore/runs/start-run.js';
import { takeUpRun } from '../../src/use-cases/restore/runs/take-up-run.js';
import { createStart, createTestDialogue, openTestGround } from '../fixtures/restore-run.js';
import { createCountingRandom } from './counting-random.js';
import { connectController, listContents } from './controller-cloud.js';
import { type Clock, systemClock } from '../../src/core/clock.js';

/** A run through weather that a test makes. */
export interface FaultyRun {
  /** Attempts count from 1. */
  readonly faults?: (call: FaultCall & { readonly attempt: number }) => Fault | undefined;
  /** Attempts after the first of one request. Without any, every fault reaches the run. */
  readonly maxRetries: number;
  /** The lags of the cloud. Default: it shows at once what it accepts, and the run has no patience. */
  readonly settling?: SettlingLags;
  /** True to restore the whole sample set. Default: one of everything that is replayed in a way of its own. */
  readonly isWhole?: boolean;
}

/** The last end of a run, and the content of its cloud then. */
export interface FaultyRunEnd {
  readonly report: RunReport;
  /** The number of times that the run was started or taken up, until it was completed. */
  readonly attempts: number;
  /** The code that each attempt ended with; undefined for the last, which was completed. */
  readonly codes: readonly (string | undefined)[];
  /** The time that all waits would have taken. */
  readonly waitedMs: number;
  readonly contents: ReturnType<typeof listContents>;
}

/** A cloud for many runs, one after the other. */
export interface FaultyCloud {
  readonly controller: RunningController;
  /** The time of its client. */
  readonly clock: HastyClock;
  /** Restores records into the cloud as it was deployed, and takes the run up until it is completed. */
  run(options: FaultyRun): Promise<FaultyRunEnd>;
  close(): Promise<void>;
}

const MOST_ATTEMPTS = 5;
/** Operations that are over at once: their length is no part of what is tested here. */
const WEATHER: WeatherProfile = { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } };

const { dialogue } = createTestDialogue();

const CONCURRENCY = 4;

const company = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
/** The sample company; one of its subscriptions that hold a vault is disabled, so that nothing more can be written there. */
const records: SetRecords = {
  ...company,
  subscription: company.subscription.map((one) =>
    one.displayName === 'Website' ? { ...one, state: 'Disabled' as const } : one,
  ),
};
/** One of everything that is replayed in a way of its own, with all that it needs. */
const ONE_OF_EACH = {
  ...DEFAULT_POLICY,
  only: [
    'subscription/Fourth Coffee bakery',
    'subscription/A. Datum archive',
    'offerDelegation/offer-gold5f8d0',
    'acquiredPlan/0ea90298-ffcb-47e5-9d53-9d6144499cd3',
    'roleAssignment/860ed8e5-da28-416d-9993-6de0e9f36d20',
    'secret/sql-admin',
    'secret/payment-api',
  ].map(parseRecordSelector),
};

/** A cloud that is made fresh again for every run; its deployment stays, and starting it costs once. */
export async function startFaultyCloud(runsFolder: string): Promise<FaultyCloud> {
  let random = createCountingRandom();
  let faults: FaultyRun['faults'];
  let index = 0;
  let attempt = 0;
  const clock = createHastyClock();
  const controller = await startController({
    random: { guid: () => random.guid(), hex: (byteCount) => random.hex(byteCount) },
    weather: WEATHER,
    // The cloud settles by the time of its client, whose waits are over at once.
    clock: { ...systemClock, now: () => new Date(systemClock.now().getTime() + clock.waitedMs()) },
    faults: (call) => faults?.({ ...call, attempt, index: index++ }),
  });
  return {
    controller,
    clock,
    async run(options) {
      random = createCountingRandom();
      const { settling } = options;
      controller.control.setWeather(settling === undefined ? WEATHER : { ...WEATHER, settling });
      controller.control.reset();
      index = 0;
      faults = options.faults;
      const settleMs = settling === undefined ? 0 : undefined;
      const run = { ...options, runsFolder, runId: randomUUID(), controller, clock, settleMs };
      const startedMs = clock.waitedMs();
      const codes: (string | undefined)[] = [];
      for (attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
        const { code, report } = await attemptRun(run);
        codes.push(code);
        if (report?.state !== 'completed') continue;
        const waitedMs = clock.waitedMs() - startedMs;
        return { report, attempts: attempt, codes, waitedMs, contents: listContents(controller) };
      }
      throw new Error(`the run was not completed after ${MOST_ATTEMPTS} attempts: ${codes.join(', ')}`);
    },
    close: () => controller.close(),
  };
}

interface Attempt extends FaultyRun {
  readonly runsFolder: string;
  readonly runId: string;
  readonly controller: RunningController;
  readonly clock: HastyClock;
  /** 0 where nothing has to be waited for: what should have shown at once is then no secret. */
  readonly settleMs: number | undefined;
}

interface AttemptEnd {
  readonly code: string | undefined;
  readonly report?: RunReport;
}

/** Without a report when the attempt ended in an error that the person at the keyboard would try again after. */
async function attemptRun(attempt: Attempt): Promise<AttemptEnd> {
  try {
    const ground = { ...openTestGround(attempt.runsFolder), clock: attempt.clock };
    const run = await findRun(ground.archive, attempt.runId).catch(() => undefined);
    if (run === undefined) return await start(attempt, ground);
    const ports = {
      readRecords: () => Promise.resolve(records),
      acceptTarget: () => Promise.resolve(undefined),
      connect: () => connect(attempt),
    };
    return describeEnd(
      await takeUpRun({ run, ports, concurrency: CONCURRENCY, settleMs: attempt.settleMs }, ground, dialogue),
    );
  } catch (error) {
    if (error instanceof RestackError && EXPECTED.has(error.code)) return { code: error.code };
    throw error;
  }
}

const EXPECTED: ReadonlySet<string> = new Set(['TARGET_UNREACHABLE', 'TARGET_AUTH', 'PERMISSION_MISSING']);

function describeEnd({ result, outcome }: RunOutcome): AttemptEnd {
  return { code: outcome, report: result };
}

function connect({ controller, clock, maxRetries }: Attempt) {
  return connectController(controller, {
    clock,
    limits: {
      maxRetries,
      attemptLimitMs: ATTEMPT_LIMIT_MS,
      ...(maxRetries === 0 ? { throttleLimitMs: 0 } : {}),
    },
  });
}

async function start(attempt: Attempt, ground: RunGround): Promise<AttemptEnd> {
  const { runId } = attempt;
  const target = await connect(attempt);
  try {
    return await withTargetLock(ground.archive, { runId, target: target.identity }, async () => {
      const concurrency = CONCURRENCY;
      const policy = attempt.isWhole === true ? DEFAULT_POLICY : ONE_OF_EACH;
      const plan = await planRestore({ records, target, policy, concurrency });
      const settings = { mapping: {}, policy };
      const { settleMs } = attempt;
      const given = createStart({ runId, plan, target, records, settings, concurrency, settleMs });
      return describeEnd(await startRun(given, ground, dialogue));
    });
  } finally {
    target.close();
  }
}

/**
 * The time limit of an attempt with this clock: no other wait is nearly as long. Attempts under way share one timer,
 * which begins with the whole of it.
 */
export const ATTEMPT_LIMIT_MS = 28_517;
/** The time that a busy machine can lose between the begin of an attempt and that of its timer. */
const TIMER_SLACK_MS = 250;

/** A clock whose waits are over at once and have passed all the same; only limits of attempts wait until they are told. */
export interface HastyClock extends Clock {
  /** Lets the time limits of all attempts under way pass. */
  expireAttempts(): void;
  /** The time by which waits moved the clock. */
  waitedMs(): number;
}

export function createHastyClock(): HastyClock {
  let waitedMs = 0;
  const limits = new Set<() => void>();
  return {
    now: () => systemClock.now(),
    monotonicMs: () => systemClock.monotonicMs() + waitedMs,
    waitedMs: () => waitedMs,
    expireAttempts() {
      waitedMs += ATTEMPT_LIMIT_MS;
      for (const expire of limits) expire();
    },
    wait(delayMs, signal) {
      if (Math.abs(delayMs - ATTEMPT_LIMIT_MS) < TIMER_SLACK_MS) return waitForLimit(limits, signal);
      waitedMs += delayMs;
      return systemClock.wait(0, signal);
    },
  };
}

function waitForLimit(limits: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const expire = () => {
      limits.delete(expire);
      resolve();
    };
    limits.add(expire);
    signal?.addEventListener('abort', () => {
      limits.delete(expire);
      reject(signal.reason instanceof Error ? signal.reason : new Error('the wait was broken off'));
    });
  });
}
