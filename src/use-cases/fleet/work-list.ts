import { createHash } from 'node:crypto';
import type { BackupSet } from '../../backup-set/catalog.js';
import { parseJson } from '../../cloud/json-value.js';
import { formatMinute } from '../../core/clock.js';
import { formatCount } from '../../core/sizes.js';
import { isErrorCode } from '../../core/errors/error-codes.js';
import type { Finding } from '../../core/errors/finding.js';
import { isFindingCode } from '../../core/errors/finding-codes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { isObject } from '../../core/is-object.js';
import { workList } from '../../schema/generated/fleet-files.js';
import type { ProofFailure, PlannedSet, VerifyLevel, WorkList } from '../../schema/results.js';
import { describeFault, validateAgainst } from '../../schema/schema-violations.js';

/** A stamp as it was found when the night was planned: its sets, or why they are not known. */
export interface SurveyedStamp {
  readonly name: string;
  /** As the stamps file has it. */
  readonly share: string;
  readonly failure: ProofFailure | null;
  /** Faults of the share, and of no single set. */
  readonly findings: readonly Finding[];
  /** As {@link planSets} makes them: what is known of a set beyond that is not kept for a whole fleet. */
  readonly sets: readonly PlannedSet[];
}

/** The night that a work list is for. */
export interface Night {
  readonly level: VerifyLevel;
  readonly plannedAt: Date;
  /** No result counts beyond that time. */
  readonly validMs: number;
}

/** Freezes the work of a night: each stamp, and each set that was there. */
export function createWorkList(stamps: readonly SurveyedStamp[], night: Night): WorkList {
  let chains = 0;
  const sets = stamps.flatMap((stamp) => {
    const first = chains;
    chains += new Set(stamp.sets.map(({ chain }) => chain)).size;
    return stamp.sets.map((set) => ({ ...set, chain: first + set.chain }));
  });
  const content: Omit<WorkList, 'digest'> = {
    schema: 'restack/work-list/v1',
    plannedAt: night.plannedAt.toISOString(),
    expiresAt: new Date(night.plannedAt.getTime() + night.validMs).toISOString(),
    level: night.level,
    stamps: stamps.map(({ name, share, failure, findings }) => ({ name, share, failure, findings })),
    sets,
  };
  return { ...content, digest: digestOf(content) };
}

/**
 * Plans the sets of one stamp, the oldest first. Sets that share a data file, also by others between them, are of one
 * chain; chains are counted from 0.
 *
 * @param sets in the order of the catalog.
 */
export function planSets(name: string, sets: readonly BackupSet[]): readonly PlannedSet[] {
  const seen = new Map<string, number>();
  const chains: number[] = [];
  const rootOf = (chain: number): number => {
    let root = chain;
    for (let next = chains[root]; next !== undefined && next !== root; next = chains[root]) root = next;
    return root;
  };
  const planned = listOldestFirst(sets).map(({ set, twin }, index) => {
    chains.push(index);
    let addedBytes = 0;
    for (const { dataFile, dataFileSizeBytes } of set.chains.flatMap(({ snapshots }) => snapshots)) {
      const key = `${set.store}\n${dataFile}`;
      const known = seen.get(key);
      if (known === undefined) {
        seen.set(key, index);
        addedBytes += dataFileSizeBytes;
      } else chains[rootOf(index)] = rootOf(known);
    }
    const { backupId, deploymentId, cloudRecoveryReady: ready, sizeBytes } = set;
    const createdAt = set.createdAt.toISOString();
    return { stamp: name, backupId, twin, createdAt, deploymentId, ready, sizeBytes, addedBytes };
  });
  const numbers = new Map<number, number>();
  return planned.map((set, index) => {
    const root = rootOf(index);
    const chain = numbers.get(root) ?? numbers.size;
    numbers.set(root, chain);
    return { ...set, chain };
  });
}

function listOldestFirst(
  sets: readonly BackupSet[],
): readonly { readonly set: BackupSet; readonly twin: number }[] {
  const times = new Map<string, number>();
  return sets
    .map((set) => {
      const twin = times.get(set.backupId) ?? 0;
      times.set(set.backupId, twin + 1);
      return { set, twin };
    })
    .toReversed();
}

/** The set on a share that a work list means; undefined where it is no longer there. */
export function findPlannedSet(
  sets: readonly BackupSet[],
  { backupId, twin }: Pick<PlannedSet, 'backupId' | 'twin'>,
): BackupSet | undefined {
  return sets.filter((set) => set.backupId === backupId)[twin];
}

/**
 * Tells how a set differs from the one that was planned; undefined where it does not. One that was not ready may have
 * grown meanwhile: its backup was under way.
 */
export function describeChange(
  planned: Pick<PlannedSet, 'createdAt' | 'deploymentId' | 'ready' | 'sizeBytes'>,
  { createdAt, deploymentId, sizeBytes }: Pick<BackupSet, 'createdAt' | 'deploymentId' | 'sizeBytes'>,
): string | undefined {
  const isOther = createdAt.toISOString() !== planned.createdAt || deploymentId !== planned.deploymentId;
  if (!isOther && (!planned.ready || sizeBytes === planned.sizeBytes)) return undefined;
  const [found, expected] = [
    { at: createdAt, by: deploymentId, of: sizeBytes },
    { at: new Date(planned.createdAt), by: planned.deploymentId, of: planned.sizeBytes },
  ].map(({ at, by, of }) => `${formatCount(of, 'byte')}, taken ${formatMinute(at)} by ${by}`);
  return `the set is not the one that was planned: ${found}; expected ${expected}`;
}

/** JSON in which members stand in the order of their names. Source: RFC 8785, for texts, whole numbers and booleans. */
export function renderCanonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isObject(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}

function digestOf(content: Omit<WorkList, 'digest'>): string {
  return createHash('sha256').update(renderCanonicalJson(content)).digest('hex');
}

const PLAN = 'restack fleet plan --stamps FILE --out FILE';

/**
 * Parses a work list.
 *
 * @param path names the file in errors
 * @throws CONFIG when it is none, or not the one that was planned.
 */
export function parseWorkList(text: string, path: string): WorkList {
  const document = parseJson(text);
  const validation = validateAgainst(workList, document, 'size-only');
  if (!validation.valid) {
    const message = `${path} is no work list: ${describeFault(document, validation.violations)}`;
    throw new RestackError('CONFIG', message, { hints: [PLAN] });
  }
  const { digest, ...content } = validation.value;
  if (digestOf(content) !== digest) {
    const message = `${path} was changed after it was planned: its digest is not that of its content`;
    throw new RestackError('CONFIG', message, { hints: [PLAN], details: { digest } });
  }
  assertNamed(validation.value, path);
  return validation.value;
}

/** Refuses a list with a stamp twice, a set of no stamp, or a code that there is not: no plan writes that. */
function assertNamed({ stamps, sets }: WorkList, path: string): void {
  const names = new Set(stamps.map(({ name }) => name));
  const isSound =
    names.size === stamps.length &&
    sets.every(({ stamp }) => names.has(stamp)) &&
    stamps.every(({ failure }) => failure === null || isErrorCode(failure.code)) &&
    stamps.every(({ findings }) => findings.every(({ code }) => isFindingCode(code)));
  if (isSound) return;
  throw new RestackError('CONFIG', `${path} is no work list: its parts contradict each other`, {
    hints: [PLAN],
  });
}

/** Asserts that the night of a work list is not over. @throws PLAN_STALE when it is. */
export function assertCurrent({ plannedAt, expiresAt }: WorkList, path: string, now: Date): void {
  if (now.getTime() < new Date(expiresAt).getTime()) return;
  const [planned, expired] = [plannedAt, expiresAt].map((time) => formatMinute(new Date(time)));
  throw new RestackError('PLAN_STALE', `${path} was planned ${planned} and expired ${expired}`, {
    hints: [`plan the night anew: ${PLAN}`],
    details: { plannedAt, expiresAt },
  });
}
