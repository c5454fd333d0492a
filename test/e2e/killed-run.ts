/**
 * A restore run in a process of its own, which kills itself at one step: before and after every journal write and every
 * call that changes something. Argument: an {@link Assignment} as JSON.
 */
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import type { AppContext } from '../../src/app/app.js';
import { resumeWith } from '../../src/app/resume-run.js';
import { findRun } from '../../src/app/run-place.js';
import { startRun } from '../../src/app/start-run.js';
import { withTargetLock } from '../../src/app/target-lock.js';
import { silentProgress } from '../../src/core/progress.js';
import { systemClock } from '../../src/core/system-clock.js';
import { planRestore } from '../../src/restore/plan-restore.js';
import type { RestoreJournal } from '../../src/restore/ports.js';
import { DEFAULT_POLICY } from '../../src/restore/restore-policy.js';
import { type ConnectedTarget, connectTarget, type ConnectOptions } from '../../src/target/connect-target.js';

/** What a process is told. */
export interface Assignment {
  readonly connect: Pick<ConnectOptions, 'adminEndpoint' | 'userEndpoint' | 'credential' | 'caCertificate'>;
  readonly runsFolder: string;
  readonly runId: string;
  readonly task: 'start' | 'resume';
  /** From 1; null for never. */
  readonly killAt: number | null;
}

/** What a process that was not killed prints. */
export interface Report {
  readonly state: string;
  readonly outcome: string | null;
  readonly conservation: unknown;
  readonly steps: number;
}

const assignment = readAssignment();
let steps = 0;

function readAssignment(): Assignment {
  const value: unknown = JSON.parse(process.argv[2] ?? '');
  if (isAssignment(value)) return value;
  throw new TypeError('the argument is no assignment');
}

function isAssignment(value: unknown): value is Assignment {
  return typeof value === 'object' && value !== null && 'connect' in value && 'killAt' in value;
}

function step(): void {
  steps += 1;
  if (steps !== assignment.killAt) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process; what stands behind this line must not happen before it does.
  for (;;);
}

async function around<R>(work: () => Promise<R>): Promise<R> {
  step();
  const result = await work();
  step();
  return result;
}

function observeTarget(target: ConnectedTarget): ConnectedTarget {
  return {
    ...target,
    write: (address, body) => around(() => target.write(address, body)),
    append: (address, body) => around(() => target.append(address, body)),
    invoke: (address, body) => around(() => target.invoke(address, body)),
  };
}

function observeJournal(journal: RestoreJournal): RestoreJournal {
  return {
    ...journal,
    async intend(intent) {
      const call = await around(() => journal.intend(intent));
      return { settle: (outcome) => around(() => call.settle(outcome)) };
    },
  };
}

const context: AppContext = {
  progress: silentProgress,
  prompts: {
    askPassword: () => Promise.reject(new Error('nobody is here')),
    confirm: () => Promise.reject(new Error('nobody is here')),
  },
  signal: new AbortController().signal,
  warn: (message) => process.stderr.write(`${message}\n`),
};

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const CONCURRENCY = 4;

async function start() {
  const { runsFolder, runId, connect } = assignment;
  const target = observeTarget(await connectTarget({ ...connect, clock: systemClock }));
  try {
    return await withTargetLock({ runsFolder, runId, target: target.identity }, async () => {
      const plan = await planRestore({ records, target, clock: systemClock });
      return startRun(
        {
          runsFolder,
          runId,
          plan,
          target,
          records,
          share: '/mnt/backup',
          set: {
            backupId: '00000000-0000-4000-8000-000000000001',
            deploymentId: '00000000-0000-4000-8000-000000000002',
            createdAt: new Date(TIMES.wednesdayNoon),
          },
          settings: { mapping: {}, policy: DEFAULT_POLICY },
          concurrency: CONCURRENCY,
          observeJournal,
        },
        context,
      );
    });
  } finally {
    target.close();
  }
}

async function resume() {
  const { runsFolder, runId, connect } = assignment;
  const ports = {
    readRecords: () => Promise.resolve(records),
    connect: async () => observeTarget(await connectTarget({ ...connect, clock: systemClock })),
    observeJournal,
  };
  const options = {
    runDir: runsFolder,
    certFiles: [],
    certPasswordFiles: [],
    concurrency: CONCURRENCY,
  };
  return resumeWith(await findRun(runsFolder, runId), ports, { options, context });
}

const { result, outcome } = await (assignment.task === 'start' ? start() : resume());
const report: Report = {
  state: result.state,
  outcome: outcome ?? null,
  conservation: result.conservation,
  steps,
};
process.stdout.write(JSON.stringify(report));
