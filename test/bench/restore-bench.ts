/**
 * Restores a generated company into an embedded controller with 20 ms latency per call. Arguments: numbers of
 * subscriptions, 140 and 5,000 by default; each brings 4 role assignments and 2 secrets.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/core/system-clock.js';
import { planRestore } from '../../src/restore/plan-restore.js';
import { runRestore } from '../../src/restore/run-restore.js';
import { connectTarget } from '../../src/target/connect-target.js';
import { countLarge, createLargeCompany } from './large-company.js';

const LATENCY_MS = 20;
const CONCURRENCY = 8;

interface Reply {
  readonly calls: number;
}

interface Access {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly caCertificate: string;
}

function isAccess(value: unknown): value is Access {
  return typeof value === 'object' && value !== null && 'caCertificate' in value;
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'calls' in value;
}

async function ask(child: ChildProcess, question: 'counts' | 'reset'): Promise<number> {
  const answered = once(child, 'message');
  child.send(question);
  const reply: unknown = (await answered)[0];
  if (!isReply(reply)) throw new TypeError('the controller gave no count');
  return reply.calls;
}

/** Times of one restore, in milliseconds. */
async function restoreOnce(child: ChildProcess, access: Access, subscriptions: number) {
  await ask(child, 'reset');
  const { tenantId, clientId, clientSecret, ...endpoints } = access;
  const target = await connectTarget({
    ...endpoints,
    credential: { kind: 'secret', tenantId, clientId, clientSecret },
    clock: systemClock,
  });
  try {
    const records = createLargeCompany(subscriptions);
    const startedMs = performance.now();
    const plan = await planRestore({ records, target, clock: systemClock, concurrency: CONCURRENCY });
    const plannedMs = performance.now();
    const callsBefore = await ask(child, 'counts');
    const { outcome, problems } = await runRestore({
      plan,
      target,
      clock: systemClock,
      concurrency: CONCURRENCY,
    });
    if (outcome !== undefined) throw new Error(`${outcome}: ${JSON.stringify(problems[0])}`);
    const runMs = performance.now() - plannedMs;
    const calls = (await ask(child, 'counts')) - callsBefore;
    return { objects: countLarge(records), planMs: plannedMs - startedMs, runMs, calls };
  } finally {
    target.close();
  }
}

const sizes = process.argv.slice(2).map(Number);
const child = fork(fileURLToPath(new URL('bench-controller.ts', import.meta.url)), [String(LATENCY_MS)]);
const access: unknown = (await once(child, 'message'))[0];
if (!isAccess(access)) throw new TypeError('the controller did not start');
try {
  for (const size of sizes.length === 0 ? [140, 5000] : sizes) {
    const { objects, planMs, runMs, calls } = await restoreOnce(child, access, size);
    const share = (calls * LATENCY_MS) / CONCURRENCY / runMs;
    const peak = process.resourceUsage().maxRSS / 1024;
    console.log(
      `restore of ${objects} objects, ${calls} calls of ${LATENCY_MS} ms, ${CONCURRENCY} at a time\n` +
        `  ${(share * 100).toFixed(0)}% of what latency and concurrency allow   goal ≥ 85%\n` +
        `  ${(runMs / objects).toFixed(2)} ms for each object (planning ${(planMs / objects).toFixed(2)} ms)   goal: the same for any number\n` +
        `  peak memory ${peak.toFixed(0)} MiB   goal < 300 MiB`,
    );
  }
} finally {
  child.disconnect();
}
