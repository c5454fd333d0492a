import { selectLastSegment, selectSubscription } from '../../../../cloud/arm-id.js';
import { KIND_NAMES } from '../../../../cloud/kind-names.js';
import type { Presence } from '../../kinds/target-resources.js';
import { endsBefore } from '../../stage-order.js';
import type { DescribedRecord } from '../describe-records.js';
import type { Obstacle, PlanEntry } from '../restore-plan.js';
import { listExceptions, listWaysOut } from './deciding-flags.js';
import { findCycles, type ReferenceGraph } from './reference-graph.js';

/** The records whose references are followed, and the target to ask. */
export interface ReferenceCheck {
  readonly described: readonly DescribedRecord[];
  readonly graph: ReferenceGraph;
  /** Tells the decision about a record. */
  readonly entryOf: (record: DescribedRecord) => Pick<PlanEntry, 'action' | 'closed'>;
  /** Tells whether the target has the object of a lower-case id. Without it only the set is looked at. */
  readonly findPresence?: ((id: string) => Promise<Presence>) | undefined;
  /** The home directory of the target. */
  readonly homeTenantId: string;
}

/** Records that hang on something that does not come. */
export interface Unmet extends Obstacle {
  /** The records that need it themselves; all others of `records` need one of those. */
  readonly direct: readonly DescribedRecord[];
}

/** The references that could be followed neither in the set nor in the target. */
export interface ReferenceVerdict {
  readonly obstacles: readonly Obstacle[];
  readonly unmet: readonly Unmet[];
  /** The lower-case ids that could not be asked for. */
  readonly unjudged: readonly string[];
}

/** Something that a record needs and that this plan does not bring, with the records that need it. */
interface Missing {
  readonly id: string;
  /** Its record; undefined when the set has none. */
  readonly needed: DescribedRecord | undefined;
  readonly records: DescribedRecord[];
}

/**
 * Follows every reference of the records that are to be written: into the set, or else into the target. The object that
 * it names must be there before, so that no order is left to chance. What hangs on something that does not come cannot
 * come either.
 */
export async function checkReferences(check: ReferenceCheck): Promise<ReferenceVerdict> {
  const written = check.described.filter((record) => isWritten(record, check));
  const cycles = findCycles(written, check.graph);
  const inCycle = new Set(cycles.flat());
  const obstacles: Obstacle[] = cycles.map((records) => ({
    code: 'cycle',
    records,
    reason: `they need each other in a circle: ${[...records, ...records.slice(0, 1)].map(nameOf).join(' needs ')}`,
    decide: listExceptions(records.slice(0, 1)),
  }));
  const missing = new Map<string, Missing>();
  for (const record of written.filter((candidate) => !inCycle.has(candidate))) {
    for (const id of new Set(check.graph.referencesOf(record))) {
      const needed = check.graph.find(id);
      if (needed === undefined || isAbsent(needed, check)) {
        const known = missing.get(id) ?? { id, needed, records: [] };
        known.records.push(record);
        missing.set(id, known);
      } else if (comesTooLate(record, needed, check)) {
        const reason = `needs ${nameOf(needed)}, which does not come before it`;
        obstacles.push({ code: 'order', records: [record], reason, decide: listExceptions([record]) });
      }
    }
  }
  const { unmet, unjudged, nowhere } = await resolveMissing([...missing.values()], check);
  return {
    obstacles: [...obstacles, ...nowhere],
    unmet: [...unmet, ...listShut(written, check)].map((one) => ({
      ...one,
      records: collectLost(one, check),
    })),
    unjudged,
  };
}

function isWritten(record: DescribedRecord, { entryOf }: ReferenceCheck): boolean {
  const { action } = entryOf(record);
  return action === 'create' || action === 'update';
}

/** True for a record of the set that this plan does not bring: the target must have its object. */
function isAbsent(needed: DescribedRecord, { entryOf }: ReferenceCheck): boolean {
  const { action } = entryOf(needed);
  const isShipped = needed.disposition.action !== 'replay' && needed.disposition.shipped === true;
  return !isShipped && (action === 'skip' || action === 'manual' || action === 'outOfScope');
}

function comesTooLate(
  record: DescribedRecord,
  needed: DescribedRecord,
  { entryOf }: ReferenceCheck,
): boolean {
  return entryOf(needed).action === 'create' && !endsBefore(firstStage(needed), firstStage(record));
}

function firstStage({ disposition }: DescribedRecord): string {
  return disposition.action === 'replay' ? disposition.replay.steps[0].stage : '';
}

interface Resolved {
  readonly nowhere: readonly Obstacle[];
  readonly unmet: readonly Unmet[];
  readonly unjudged: readonly string[];
}

async function resolveMissing(all: readonly Missing[], check: ReferenceCheck): Promise<Resolved> {
  const nowhere: Obstacle[] = [];
  const unmet: Unmet[] = [];
  const unjudged: string[] = [];
  const { findPresence } = check;
  const answers = await Promise.all(
    all.map(async (one) => ({ ...one, presence: await findPresence?.(one.id) })),
  );
  for (const { id, needed, records, presence } of answers) {
    // Something is left to a person because the target does not have it, or cannot.
    const isManual = needed !== undefined && check.entryOf(needed).action === 'manual';
    if (presence === 'absent' || (isManual && presence !== 'there')) {
      if (needed === undefined) {
        const reason = `needs ${id}, which neither the set nor the target has`;
        nowhere.push({ code: 'reference', records, reason, decide: listExceptions(records) });
      } else {
        const why = isManual ? 'is left to a person' : 'the plan leaves out and the target lacks';
        const reason = `needs ${nameOf(needed)}, which ${why}`;
        const decide = listWaysOut(needed, check.homeTenantId);
        unmet.push({ code: 'unmet', records, direct: records, reason, decide });
      }
    } else if (presence === 'unknown') unjudged.push(id);
  }
  return { nowhere, unmet, unjudged };
}

/**
 * Lists what cannot be written although all that it needs is there: in a subscription that stays disabled, and
 * subscriptions to an offer that stays decommissioned. Source: REST reference, sections 4.2 and 5.
 */
function listShut(written: readonly DescribedRecord[], { described, graph, entryOf }: ReferenceCheck) {
  const closed = described.filter((record) => entryOf(record).closed === true);
  return closed.flatMap((holder): Unmet[] => {
    const isSubscription = holder.kind === 'subscription';
    const records = written.filter((record) =>
      isSubscription
        ? selectOwnSubscription(record) === selectLastSegment(holder.id)
        : record.kind === 'subscription' &&
          entryOf(record).action === 'create' &&
          graph.referencesOf(record).includes(holder.id),
    );
    if (records.length === 0) return [];
    const state = isSubscription ? 'disabled' : 'decommissioned';
    const reason = `needs ${nameOf(holder)}, which is ${state} in the target and takes nothing new`;
    return [{ code: 'unmet', records, direct: records, reason, decide: ['--unmet skip'] }];
  });
}

/** The subscription that a record is written into through tenant ARM or a vault; undefined for operator objects. */
function selectOwnSubscription({ disposition }: DescribedRecord): string | undefined {
  if (disposition.action !== 'replay') return undefined;
  const { address, inside } = disposition.replay;
  if (address.host === 'admin') return undefined;
  return selectSubscription(address.path) ?? selectSubscription(inside ?? '');
}

/** Collects the records that are lost with some: they, and all that needs one of them and would be made. */
function collectLost({ records }: Unmet, check: ReferenceCheck): readonly DescribedRecord[] {
  const lost = new Set(records);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const record of lost) {
    // An update that does not happen leaves its object there.
    if (check.entryOf(record).action !== 'create') continue;
    for (const next of check.graph.collectDirectDependants(record)) {
      if (isWritten(next, check)) lost.add(next);
    }
  }
  return [...lost];
}

function nameOf({ kind, id }: DescribedRecord): string {
  return `${KIND_NAMES[kind]} ${id}`;
}
