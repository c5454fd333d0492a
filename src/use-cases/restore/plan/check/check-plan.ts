import type { SetRecords } from '../../../../backup-set/content/records.js';
import { checkNames } from './check-names.js';
import { checkReferences, type ReferenceCheck, type Unmet } from './check-references.js';
import { listConflictFlags, listPrincipalFlags } from './deciding-flags.js';
import type { DescribedRecord } from '../describe-records.js';
import { createKindAccess } from '../../kinds/kind-access.js';
import { limitReads } from '../existing-objects.js';
import type { Blocker, Obstacle, ObstacleCode, PlanEntry, RestorePlan } from '../restore-plan.js';
import type { RestoreTarget } from '../../../../cloud/cloud-port.js';
import { createReferenceGraph, type ReferenceGraph } from './reference-graph.js';
import type { KindContext } from '../../kinds/resource-kind.js';
import type { UnmappedPolicy, UnmetPolicy } from '../restore-policy.js';
import { findPresence } from '../../kinds/target-resources.js';
import type { UnmappedPrincipal } from '../../ids/unmapped-principals.js';

/** The subject of a plan, before anything is decided. */
export interface CheckGround {
  readonly described: readonly DescribedRecord[];
  readonly context: KindContext;
  readonly unmapped: readonly UnmappedPrincipal[];
  readonly unmappedPolicy: UnmappedPolicy;
  readonly unmetPolicy: UnmetPolicy;
  /** The records with the names of the source. */
  readonly captured: SetRecords;
}

/** The decisions to judge, and the target to ask. */
export interface PlanCheck extends CheckGround {
  /** The decision about each of the records, in the same order. */
  readonly decided: readonly PlanEntry[];
  /** The target that is asked about objects that the set does not have; without it only the set is looked at. */
  readonly ask?: { readonly target: RestoreTarget; readonly concurrency: number } | undefined;
}

/** The entries after the check, and the blockers among them. */
export type CheckedPlan = Pick<RestorePlan, 'entries' | 'blockers' | 'unmapped' | 'notes'>;

/**
 * Judges the decisions about single records as a whole: references, names, principals. An entry with an obstacle
 * becomes `blocked`; entries that need it do not, but are counted.
 */
export async function checkPlan(check: PlanCheck): Promise<CheckedPlan> {
  const { described, context, ask } = check;
  const graph = createReferenceGraph(described);
  const access = ask === undefined ? undefined : createKindAccess(limitReads(ask.target, ask.concurrency));
  const references = await checkReferences({
    described,
    graph,
    entryOf: indexEntries(described, check.decided),
    findPresence: access === undefined ? undefined : (id) => findPresence(id, access),
    homeTenantId: context.target.homeTenantId,
  });
  const decided = check.unmetPolicy === 'skip' ? skipUnmet(check, references.unmet) : check.decided;
  const entryOf = indexEntries(described, decided);
  const unmet = check.unmetPolicy === 'skip' ? [] : references.unmet;
  const lost = new Set(unmet.flatMap(({ records }) => records));
  const created = described.filter((record) => entryOf(record).action === 'create' && !lost.has(record));
  const names = await checkNames({ described, created, context, access, captured: check.captured });
  const ground = { ...check, decided };
  const obstacles = [
    ...listConflicts(described, decided),
    ...references.obstacles,
    ...unmet,
    ...names,
    ...(check.unmappedPolicy === 'block' ? listStrangers(ground) : []),
  ];
  const isMissing = (record: DescribedRecord) =>
    entryOf(record).action === 'create' || entryOf(record).action === 'blocked';
  const entries = blockEntries(ground, obstacles).map((entry) => explainStranger(entry, check));
  return {
    entries,
    unmapped: selectConcerned(check.unmapped, entries),
    blockers: obstacles.map((obstacle) => describeBlocker(obstacle, graph, isMissing)),
    notes: references.unjudged.map((id) => `${id} is needed and could not be looked for on the target`),
  };
}

function indexEntries(
  described: readonly DescribedRecord[],
  decided: readonly PlanEntry[],
): ReferenceCheck['entryOf'] {
  const entryOf = new Map(described.map((record, index) => [record, decided[index]]));
  return (record) => entryOf.get(record) ?? { action: 'outOfScope' };
}

/** Leaves out all that hangs on something that does not come. */
function skipUnmet({ described, decided }: PlanCheck, unmet: readonly Unmet[]): readonly PlanEntry[] {
  return decideAgain({ described, decided }, unmet, (_entry, reason) => ({
    action: 'skip',
    reason: `--unmet skip: ${reason}`,
    unmet: true,
  }));
}

/** Decides anew about records that something stands against, by its first reason; undefined leaves the entry. */
function decideAgain(
  { described, decided }: Pick<PlanCheck, 'described' | 'decided'>,
  groups: readonly Obstacle[],
  decide: (entry: PlanEntry, reason: string) => Pick<PlanEntry, 'action' | 'reason' | 'unmet'> | undefined,
): readonly PlanEntry[] {
  const reasonOf = new Map<DescribedRecord, string>();
  for (const { records, reason } of groups) {
    for (const record of records) if (!reasonOf.has(record)) reasonOf.set(record, reason);
  }
  return decided.map((entry, index) => {
    const record = described[index];
    const reason = record === undefined ? undefined : reasonOf.get(record);
    const decision = reason === undefined ? undefined : decide(entry, reason);
    const { kind, recordIndex, id } = entry;
    return decision === undefined ? entry : { kind, recordIndex, id, ...decision };
  });
}

/** The unmapped principals on which a record of the plan depends. */
function selectConcerned(
  unmapped: readonly UnmappedPrincipal[],
  entries: readonly PlanEntry[],
): readonly UnmappedPrincipal[] {
  const concerned = new Set(
    entries
      .filter(({ action }) => action !== 'skip' && action !== 'adopt')
      .map(({ kind, recordIndex }) => `${kind} ${recordIndex}`),
  );
  return unmapped
    .map((one) => ({
      ...one,
      uses: one.uses.filter(({ kind, recordIndex }) => concerned.has(`${kind} ${recordIndex}`)),
    }))
    .filter(({ uses }) => uses.length > 0);
}

/** The obstacles that the decision about a single record has shown already. */
function listConflicts(
  described: readonly DescribedRecord[],
  decided: readonly PlanEntry[],
): readonly Obstacle[] {
  return described.flatMap((record, index) => {
    const entry = decided[index];
    if (entry?.action !== 'blocked') return [];
    const { reason } = entry;
    return [{ code: 'conflict', records: [record], reason, decide: listConflictFlags(entry) }];
  });
}

function listStrangers({ described, decided, unmapped }: PlanCheck): readonly Obstacle[] {
  const keyOf = (kind: string, recordIndex: number) => `${kind} ${recordIndex}`;
  const open = new Map(
    described
      .filter((_, index) => isWritten(decided[index]))
      .map((record) => [keyOf(record.kind, record.recordIndex), record]),
  );
  return unmapped.flatMap(({ principal, reason, uses }) => {
    const records = uses.flatMap(({ kind, recordIndex }) => open.get(keyOf(kind, recordIndex)) ?? []);
    const what = `principal ${principal} is in no mapping, and ${reason}`;
    const decide = listPrincipalFlags(principal);
    return records.length === 0 ? [] : [{ code: 'principal', records, reason: what, decide } as const];
  });
}

function isWritten(entry: PlanEntry | undefined): boolean {
  return entry?.action === 'create' || entry?.action === 'update';
}

function blockEntries(
  { described, decided }: PlanCheck,
  obstacles: readonly Obstacle[],
): readonly PlanEntry[] {
  return decideAgain({ described, decided }, obstacles, ({ action }, reason) =>
    action === 'blocked' ? undefined : { action: 'blocked', reason },
  );
}

/**
 * Explains an entry that names an unmapped principal. With the policy `manual` assignments are left to a person, and
 * vaults come without the policies that mean nothing now.
 */
export function explainStranger(entry: PlanEntry, { unmapped, unmappedPolicy }: CheckGround): PlanEntry {
  // An equal vault lacks them still: nobody has been let in since.
  const lacks = isWritten(entry) || (entry.kind === 'vault' && entry.action === 'adopt');
  if (unmappedPolicy !== 'manual' || !lacks) return entry;
  const strangers = unmapped.filter(({ uses }) =>
    uses.some(({ kind, recordIndex }) => kind === entry.kind && recordIndex === entry.recordIndex),
  );
  const [first] = strangers;
  if (first === undefined) return entry;
  const names = strangers.map(({ principal }) => principal).join(', ');
  const { kind, recordIndex, id, replay } = entry;
  if (kind !== 'vault' || replay === undefined) {
    const reason = `${names}: ${first.reason}; grant the role to whom it belongs now`;
    return { kind, recordIndex, id, action: 'manual', reason };
  }
  const followUp = `made without the access of ${names}: ${first.reason}; grant it to whom it belongs now`;
  return { ...entry, replay: { ...replay, followUp } };
}

function describeBlocker(
  { code, records, reason, decide }: Obstacle,
  graph: ReferenceGraph,
  isMissing: (record: DescribedRecord) => boolean,
): Blocker {
  const [first] = records;
  const lost = [...graph.collectDependants(records)].filter(
    (record) => record.kind === 'subscription' && isMissing(record),
  );
  return {
    code: code satisfies ObstacleCode,
    kind: first?.kind ?? 'plan',
    id: first?.id ?? '',
    reason,
    records: records.length,
    subscriptions: lost.length,
    decide,
  };
}
