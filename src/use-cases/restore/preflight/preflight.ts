import { formatDuration } from '../../../core/clock.js';
import { formatCount } from '../../../core/sizes.js';
import type { ErrorCode } from '../../../core/errors/error-codes.js';
import { checkPermissions } from './check-permissions.js';
import { limitReads } from '../plan/existing-objects.js';
import { type CostEstimate, estimateCost, readRegistered } from './estimate-duration.js';
import type { RestoreTarget } from '../../../cloud/cloud-port.js';
import type { RestorePlan } from '../plan/restore-plan.js';
import { isWithinReach, measureVersionDistance } from '../../../cloud/stamp-versions.js';
import { selectResourceGroup } from '../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import { formatSubscriptionsAdminAddress } from '../../../cloud/operator-address.js';
import { isSystemGroup } from '../../../cloud/shipped-resources.js';

/** The decisions of a person about the target as a whole. Plain data: it is written into plans. */
export interface PreflightPolicy {
  readonly allowNotFresh: boolean;
  readonly allowVersionDistance: boolean;
  /** Stamp version of the target, which no public API tells. */
  readonly targetVersion: string | null;
}

/** One check before the first write. */
export interface PreflightCheck {
  readonly check: 'freshness' | 'version' | 'clock' | 'permissions' | 'budget';
  /** `warning`: nobody could tell, or somebody decided that it does not matter. */
  readonly state: 'passed' | 'warning' | 'failed';
  /** The code to end with when it failed. */
  readonly code: ErrorCode | null;
  readonly message: string;
}

/** The checks before the first write, and the cost of the plan. */
export interface Preflight {
  readonly checks: readonly PreflightCheck[];
  readonly estimate: CostEstimate;
}

/** The plan, the target and the facts that a preflight compares. */
export interface PreflightOptions {
  readonly plan: RestorePlan;
  readonly target: RestoreTarget;
  readonly policy: PreflightPolicy;
  /** The version of the backup's cloud. */
  readonly stampVersion: string;
  /**
   * The time by which the target's clock is ahead of this machine's, in milliseconds; undefined when the target did not
   * tell.
   */
  readonly clockOffsetMs: number | undefined;
  /** The time of one call, as measured. */
  readonly latencyMs: number;
  readonly concurrency: number;
}

/** The difference of clocks from which on tokens are refused: both sides allow five minutes. */
const CLOCK_LIMIT_MS = 300_000;
const TOLD = 5;

/** Checks the target as a whole before anything is written. Reads only. */
export async function runPreflight(options: PreflightOptions): Promise<Preflight> {
  const { plan, target, latencyMs, concurrency } = options;
  const registered = await readRegistered(plan, limitReads(target, concurrency));
  const estimate = estimateCost(plan, { latencyMs, concurrency, registered });
  const checks = [
    await judgeFreshness(options),
    judgeVersion(options),
    judgeClock(options),
    await judgePermissions(options),
    judgeBudget(estimate),
  ];
  return { checks, estimate };
}

const passed = (check: PreflightCheck['check'], message: string): PreflightCheck => ({
  check,
  state: 'passed',
  code: null,
  message,
});
const warning = (check: PreflightCheck['check'], message: string): PreflightCheck => ({
  check,
  state: 'warning',
  code: null,
  message,
});

async function judgeFreshness({ target, policy }: PreflightOptions): Promise<PreflightCheck> {
  const { subscriptions, offers, plans } = await countUserObjects(target);
  if (subscriptions + offers + plans === 0) {
    return passed('freshness', 'the target has no user subscriptions, offers or plans');
  }
  const found = `the target has ${formatCount(subscriptions, 'user subscription')}, ${formatCount(offers, 'offer')} and ${formatCount(plans, 'plan')}`;
  if (policy.allowNotFresh) return warning('freshness', `${found}; --allow-not-fresh goes on`);
  return {
    check: 'freshness',
    state: 'failed',
    code: 'TARGET_NOT_FRESH',
    message: `${found}; a fresh one has none`,
  };
}

function judgeVersion({ stampVersion, policy }: PreflightOptions): PreflightCheck {
  const { targetVersion } = policy;
  if (targetVersion === null) {
    return warning(
      'version',
      `the target’s version cannot be read through its API: make sure that it is that of the backup (${stampVersion}) or one release newer, or give --target-version`,
    );
  }
  const distance = measureVersionDistance(stampVersion, targetVersion);
  if (distance === undefined) {
    return warning('version', `${stampVersion} and ${targetVersion} cannot be compared: expected 1.YYMM.x.y`);
  }
  const { releases, unknown } = distance;
  const doubt =
    unknown.length === 0 ? '' : `; ${unknown.join(' and ')} taken by number, as restack does not know it`;
  const found = `backup ${stampVersion}, target ${targetVersion}: ${describeDistance(releases)}${doubt}`;
  if (isWithinReach(distance))
    return unknown.length === 0 ? passed('version', found) : warning('version', found);
  if (policy.allowVersionDistance) return warning('version', `${found}; --allow-version-distance goes on`);
  const message = `${found}; only the same release and the next one are supported`;
  return { check: 'version', state: 'failed', code: 'VERSION_DISTANCE', message };
}

function describeDistance(releases: number): string {
  if (releases === 0) return 'the same release';
  const count = Math.abs(releases);
  return `${count} ${count === 1 ? 'release' : 'releases'} ${releases > 0 ? 'newer' : 'older'}`;
}

function judgeClock({ clockOffsetMs }: PreflightOptions): PreflightCheck {
  if (clockOffsetMs === undefined) return warning('clock', 'the target did not tell its time');
  const found = `the clocks of the target and of this machine are ${formatDuration(Math.abs(clockOffsetMs))} apart`;
  if (Math.abs(clockOffsetMs) < CLOCK_LIMIT_MS) return passed('clock', found);
  return warning('clock', `${found}: tokens may be refused; set the clock of this machine`);
}

async function judgePermissions(options: PreflightOptions): Promise<PreflightCheck> {
  const { missing, unreadable } = await checkPermissions(options.plan.entries, options);
  if (missing.length > 0) {
    const told = missing.slice(0, TOLD).map(({ action, scope }) => `${action} at ${scope}`);
    const more = missing.length > TOLD ? ` and ${missing.length - TOLD} more` : '';
    return {
      check: 'permissions',
      state: 'failed',
      code: 'PERMISSION_MISSING',
      message: `the signed-in principal may not ${told.join(', ')}${more}`,
    };
  }
  if (unreadable.length > 0) {
    return warning('permissions', `permissions could not be read at ${unreadable.slice(0, TOLD).join(', ')}`);
  }
  return passed('permissions', 'everything planned is permitted, as far as that can be read');
}

function judgeBudget({ writes, busiest, writesPerHour }: CostEstimate): PreflightCheck {
  const total = `${formatCount(writes.admin, 'write')} to operator ARM, ${writes.user} to tenant ARM, ${writes.vault} to vaults`;
  if (busiest <= writesPerHour)
    return passed('budget', `${total}; ARM takes ${writesPerHour} an hour for a subscription`);
  return warning(
    'budget',
    `${total}; ARM takes ${writesPerHour} an hour for a subscription, and one gets ${busiest}: it will make the run wait`,
  );
}

/** The objects of users that a target has already. */
export interface UserObjects {
  readonly subscriptions: number;
  readonly offers: number;
  readonly plans: number;
}

/**
 * Counts the objects that a new cloud does not have. Objects that the deployment makes lie in system groups or are an
 * operator's, and do not count.
 */
async function countUserObjects(target: RestoreTarget): Promise<UserObjects> {
  const { identity } = target;
  const list = async (type: string): Promise<readonly JsonObject[]> => {
    return (await target.list(formatSubscriptionsAdminAddress(identity, [type]))) ?? [];
  };
  const [subscriptions, offers, plans] = await Promise.all([
    list('subscriptions'),
    list('offers'),
    list('plans'),
  ]);
  const provider = identity.providerSubscriptionId.toLowerCase();
  const isUsers = (item: JsonObject) =>
    item['routingResourceManagerType'] !== 'Admin' &&
    readText(item, 'subscriptionId')?.toLowerCase() !== provider;
  const isOwn = (item: JsonObject) =>
    !isSystemGroup(selectResourceGroup(readTextOrEmpty(item, 'id')) ?? 'system.');
  return {
    subscriptions: subscriptions.filter((item) => isJsonObject(item) && isUsers(item)).length,
    offers: offers.filter(isOwn).length,
    plans: plans.filter(isOwn).length,
  };
}
