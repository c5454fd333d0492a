import type { DescribedRecord } from '../describe-records.js';
import { findCycles, type ReferenceGraph } from './reference-graph.js';
import { KIND_NAMES } from '../../../../cloud/kind-names.js';
import type { Obstacle, PlannedAction } from '../restore-plan.js';
import { endsBefore } from '../../stage-order.js';
import type { Presence } from '../../kinds/target-resources.js';

/** The records whose references are followed, and the target to ask. */
export interface ReferenceCheck {
  readonly described: readonly DescribedRecord[];
  readonly graph: ReferenceGraph;
  /** Tells the decision about a record. */
  readonly actionOf: (record: DescribedRecord) => PlannedAction;
  /** Tells whether the target has the object of a lower-case id. Without it only the set is looked at. */
  readonly findPresence?: ((id: string) => Promise<Presence>) | undefined;
}

/** The references that could be followed neither in the set nor in the target. */
export interface ReferenceVerdict {
  readonly obstacles: readonly Obstacle[];
  /** The lower-case ids that could not be asked for. */
  readonly unjudged: readonly string[];
}

/**
 * Follows every reference of the records that are to be written: into the set, or else into the target. The object that
 * it names must be there before, so that no order is left to chance.
 */
export async function checkReferences(check: ReferenceCheck): Promise<ReferenceVerdict> {
  const written = check.described.filter((record) => isWritten(check.actionOf(record)));
  const cycles = findCycles(written, check.graph);
  const inCycle = new Set(cycles.flat());
  const obstacles: Obstacle[] = cycles.map((records) => ({
    code: 'cycle',
    records,
    reason: `they need each other in a circle: ${[...records, ...records.slice(0, 1)].map(nameOf).join(' needs ')}`,
  }));
  const missing = new Map<string, DescribedRecord[]>();
  for (const record of written.filter((candidate) => !inCycle.has(candidate))) {
    for (const id of new Set(check.graph.referencesOf(record))) {
      const needed = check.graph.find(id);
      if (needed === undefined || isAbsent(needed, check)) {
        const known = missing.get(id);
        if (known === undefined) missing.set(id, [record]);
        else known.push(record);
      } else if (comesTooLate(record, needed, check)) {
        obstacles.push({
          code: 'order',
          records: [record],
          reason: `needs ${nameOf(needed)}, which does not come before it`,
        });
      }
    }
  }
  const unresolved = await resolveMissing(missing, check);
  return { obstacles: [...obstacles, ...unresolved.obstacles], unjudged: unresolved.unjudged };
}

function isWritten(action: PlannedAction): boolean {
  return action === 'create' || action === 'update';
}

/** True for a record of the set that this plan does not bring: the target must have its object. */
function isAbsent(needed: DescribedRecord, { actionOf }: ReferenceCheck): boolean {
  const action = actionOf(needed);
  return needed.disposition.action === 'replay'
    ? action === 'skip'
    : action === 'outOfScope' || action === 'manual';
}

function comesTooLate(
  record: DescribedRecord,
  needed: DescribedRecord,
  { actionOf }: ReferenceCheck,
): boolean {
  return actionOf(needed) === 'create' && !endsBefore(firstStage(needed), firstStage(record));
}

function firstStage({ disposition }: DescribedRecord): string {
  return disposition.action === 'replay' ? disposition.replay.steps[0].stage : '';
}

async function resolveMissing(
  missing: ReadonlyMap<string, readonly DescribedRecord[]>,
  { findPresence, graph }: ReferenceCheck,
): Promise<ReferenceVerdict> {
  const obstacles: Obstacle[] = [];
  const unjudged: string[] = [];
  const answers = await Promise.all(
    [...missing].map(async ([id, records]) => ({ id, records, presence: await findPresence?.(id) })),
  );
  for (const { id, records, presence } of answers) {
    if (presence === 'absent') {
      const left = graph.find(id);
      const where =
        left === undefined
          ? 'neither the set nor the target has'
          : 'the plan leaves out and the target lacks';
      obstacles.push({ code: 'reference', records, reason: `needs ${id}, which ${where}` });
    } else if (presence === 'unknown') unjudged.push(id);
  }
  return { obstacles, unjudged };
}

function nameOf({ kind, id }: DescribedRecord): string {
  return `${KIND_NAMES[kind]} ${id}`;
}
