import { type ErrorCode, selectWorstCode } from '../../../core/errors/error-codes.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { PreparedRestore } from './prepare-restore.js';

const TOLD = 5;

/** The code that keeps a plan from being carried out; undefined when nothing does. */
export function selectObstacleCode({
  plan,
  preflight,
}: Pick<PreparedRestore, 'plan' | 'preflight'>): ErrorCode | undefined {
  const codes = preflight.checks.map(({ code }) => code).filter((code) => code !== null);
  return selectWorstCode([...codes, ...(plan.blockers.length > 0 ? (['PLAN_BLOCKED'] as const) : [])]);
}

/**
 * Asserts that a plan can be carried out.
 *
 * @throws PLAN_BLOCKED, TARGET_NOT_FRESH, VERSION_DISTANCE or PERMISSION_MISSING, with the first obstacles.
 */
export function assertUnobstructed(prepared: PreparedRestore): void {
  const code = selectObstacleCode(prepared);
  if (code === undefined) return;
  const { plan, preflight, set } = prepared;
  const failed = preflight.checks.filter(({ state }) => state === 'failed');
  const reasons = [
    ...failed.map(({ message }) => message),
    ...plan.blockers
      .slice(0, TOLD)
      .map(
        ({ kind, id, reason, subscriptions }) =>
          `${kind} ${id}: ${reason} (${subscriptions} subscriptions could not be used)`,
      ),
    ...(plan.blockers.length > TOLD ? [`and ${plan.blockers.length - TOLD} more blockers`] : []),
  ];
  throw new RestackError(code, `nothing was written: ${reasons.join('; ')}`, {
    details: { blockers: plan.blockers, preflight: failed },
    hints: [`see all of it: restack plan ${set.backupId}`],
  });
}
