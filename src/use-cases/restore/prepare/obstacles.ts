import { formatCount } from '../../../core/sizes.js';
import { type ErrorCode, selectWorstCode } from '../../../core/errors/error-codes.js';
import { nameArmIds } from '../../../cloud/arm-id.js';
import { KIND_NAMES } from '../../../cloud/kind-names.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { Preflight } from '../preflight/preflight.js';
import type { RestorePlan } from '../plan/restore-plan.js';
import type { PreparedRestore } from './prepare-restore.js';

const TOLD = 1;

/** One line holds no ids: records are told by their last part, and the plan has the rest. */
const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** All that can stand in the way of a plan. */
export interface Obstacles {
  readonly plan: Pick<RestorePlan, 'blockers'>;
  readonly preflight: Pick<Preflight, 'checks'>;
}

/** The code that keeps a plan from being carried out; undefined when nothing does. */
export function selectObstacleCode({ plan, preflight }: Obstacles): ErrorCode | undefined {
  const codes = preflight.checks.map(({ code }) => code).filter((code) => code !== null);
  return selectWorstCode([...codes, ...(plan.blockers.length > 0 ? (['PLAN_BLOCKED'] as const) : [])]);
}

/**
 * Asserts that a plan can be carried out.
 *
 * @throws PLAN_BLOCKED, TARGET_NOT_FRESH, VERSION_DISTANCE or PERMISSION_MISSING, with the first obstacles.
 */
export function assertUnobstructed(prepared: PreparedRestore): void {
  const obstruction = describeObstruction(prepared);
  if (obstruction === undefined) return;
  const { plan, preflight, set } = prepared;
  const failed = preflight.checks.filter(({ state }) => state === 'failed');
  throw new RestackError(obstruction.code, `nothing was written: ${obstruction.reason}`, {
    details: { blockers: plan.blockers, preflight: failed },
    hints: [`see all of it: restack plan ${set.backupId}`],
  });
}

/** Describes the first obstacle of a plan, and what decides all of them; undefined when nothing keeps it. */
export function describeObstruction(
  prepared: Obstacles,
): { readonly code: ErrorCode; readonly reason: string } | undefined {
  const code = selectObstacleCode(prepared);
  if (code === undefined) return undefined;
  const { plan, preflight } = prepared;
  const more = plan.blockers.length - TOLD;
  const reasons = [
    ...preflight.checks.filter(({ state }) => state === 'failed').map(({ message }) => message),
    ...plan.blockers.slice(0, TOLD).map(({ kind, id, reason, subscriptions }) => {
      const named = nameArmIds(`${KIND_NAMES[kind]} ${id}: ${reason}`, NO_NAMES);
      return subscriptions === 0
        ? named
        : `${named} (it costs ${formatCount(subscriptions, 'subscription')})`;
    }),
    ...(more > 0 ? [`and ${formatCount(more, 'more blocker')}`] : []),
    ...describeDecisions(plan),
  ];
  return { code, reason: reasons.join('; ') };
}

/** The flags that decide, each once; lines for a mapping name ids, and stand in the plan. */
function describeDecisions({ blockers }: Pick<RestorePlan, 'blockers'>): readonly string[] {
  const ways = blockers.flatMap(({ decide }) =>
    decide.map((one) => (/^--map\b/.test(one) ? '--map FILE' : one)),
  );
  return ways.length === 0 ? [] : [`to decide: ${[...new Set(ways)].join(', ')}`];
}
