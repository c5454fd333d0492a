import { formatMinute } from '../../core/clock.js';
import { hash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RestackError } from '../../core/errors/restack-error.js';
import type { TargetIdentity } from '../../cloud/cloud-port.js';
import type {
  HeldLock,
  LockHolder,
  LockRequest,
  TargetLock,
} from '../../use-cases/restore/runs/kept/run-archive.js';
import { PRIVATE_FOLDER } from '../disk/atomic-file.js';
import { readSystemCode } from '../../core/errors/system-code.js';
import { assertOwnFolder, createFileError } from '../disk/file-failure.js';
import {
  listGenerations,
  readHolder,
  releaseGeneration,
  removeOlderGenerations,
  takeGeneration,
} from '../disk/lock-generations.js';
import type { ProcessTable } from '../../core/process-mark.js';
import { isObject } from '../../core/is-object.js';
import { makeFolders } from '../disk/new/make-folders.js';

/** The target and the run of a lock, and the means to judge its holder. */
export interface LockOptions extends LockRequest {
  readonly runsFolder: string;
  readonly processes: ProcessTable;
  readonly now: Date;
}

const LOCKS = '.locks';
const ATTEMPTS = 20;

/**
 * Takes the lock of a target, so that no second run writes to it. A holder that died on this machine is passed over.
 *
 * @throws LOCKED when another run holds it. PERMISSION_MISSING or CONFIG when the lock cannot be written.
 */
export async function acquireTargetLock(options: LockOptions): Promise<TargetLock> {
  const folder = join(options.runsFolder, LOCKS, formatLockName(options.target));
  try {
    await assertOwnFolder(join(options.runsFolder, LOCKS));
    await makeFolders(folder, PRIVATE_FOLDER);
    await assertOwnFolder(folder);
    const holder = await createHolder(options);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const number = await findFreeGeneration(folder, options);
      if (await takeGeneration(folder, number, formatHolder(holder))) {
        await removeOlderGenerations(folder, number);
        return { release: () => releaseGeneration(folder, number) };
      }
    }
  } catch (error) {
    throw createFileError(error, `locking ${options.target.adminEndpoint}`);
  }
  throw new RestackError('LOCKED', `${options.target.adminEndpoint} is being locked by others all the time`);
}

/** The name of a cloud's lock: one, in whatever case its endpoint is written. */
export function formatLockName({ adminEndpoint, providerSubscriptionId }: TargetIdentity): string {
  return hash('sha256', `${adminEndpoint} ${providerSubscriptionId}`.toLowerCase()).slice(0, 32);
}

async function createHolder({ runId, target, processes, now }: LockOptions): Promise<LockHolder> {
  const process = await processes.readSelf();
  return { runId, target: target.adminEndpoint, since: now.toISOString(), process };
}

async function findFreeGeneration(folder: string, options: LockOptions): Promise<number> {
  const [highest] = await listGenerations(folder);
  if (highest === undefined) return 1;
  if (!highest.isReleased) {
    const held = await readHeld(folder, highest.number, options.processes);
    if (held !== undefined) await assertMayPass(held, options);
  }
  return highest.number + 1;
}

async function readHeld(
  folder: string,
  number: number,
  processes: ProcessTable,
): Promise<HeldLock | undefined> {
  const text = await readHolder(folder, number);
  if (text === undefined) return undefined;
  const holder = parseHolder(text);
  return {
    holder,
    standing: holder === undefined ? 'elsewhere' : await processes.readStanding(holder.process),
  };
}

async function assertMayPass({ holder, standing }: HeldLock, options: LockOptions): Promise<void> {
  if (standing === 'dead') return;
  if (standing === 'elsewhere' && holder !== undefined && (await options.mayTakeOver?.(holder)) === true)
    return;
  throw createLockedError({ holder, standing }, options);
}

function createLockedError({ holder, standing }: HeldLock, { target, now }: LockOptions): RestackError {
  const { adminEndpoint } = target;
  if (holder === undefined) {
    return new RestackError('LOCKED', `${adminEndpoint} is held by a run that cannot be told`, {
      hints: ['look which run that can be: restack runs list'],
    });
  }
  const { runId, since, process } = holder;
  const ageMs = Math.max(0, now.getTime() - Date.parse(since));
  return new RestackError(
    'LOCKED',
    `${adminEndpoint} is held by run ${runId}: process ${process.pid} on ${process.host}, since ${formatMinute(since)}`,
    {
      hints:
        standing === 'alive'
          ? [`look what it does: restack runs show ${runId}`]
          : [`when that process is gone for certain: restack runs abandon ${runId}`],
      details: { runId, pid: process.pid, host: process.host, since, ageMs },
    },
  );
}

/** The lock that a run holds; undefined when it holds none. */
export async function findLockOfRun(
  runsFolder: string,
  runId: string,
  processes: ProcessTable,
): Promise<(HeldLock & TargetLock) | undefined> {
  for (const folder of await listLockFolders(runsFolder)) {
    const [highest] = await listGenerations(folder);
    if (highest === undefined || highest.isReleased) continue;
    const held = await readHeld(folder, highest.number, processes);
    if (held?.holder?.runId !== runId) continue;
    return { ...held, release: () => releaseGeneration(folder, highest.number) };
  }
  return undefined;
}

async function listLockFolders(runsFolder: string): Promise<readonly string[]> {
  const path = join(runsFolder, LOCKS);
  try {
    return (await readdir(path)).map((name) => join(path, name));
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return [];
    throw createFileError(error, `reading ${path}`);
  }
}

function formatHolder(holder: LockHolder): string {
  return `${JSON.stringify(holder)}\n`;
}

/**
 * Parses a holder; undefined when it cannot be read: a system without hard links shows it while it is being written.
 */
function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (!isObject(value)) return false;
  const { runId, target, since, process } = value;
  if (!isObject(process)) return false;
  const { pid, host } = process;
  return [runId, target, since, host].every((text) => typeof text === 'string') && typeof pid === 'number';
}
