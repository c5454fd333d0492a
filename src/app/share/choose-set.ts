import { formatMinute } from '../../core/clock.js';
import type { BackupSet, Catalog } from '../../backup-set/catalog.js';
import { listPassedOver, type PassedOver } from '../../backup-set/catalog/passed-over.js';
import { selectBackupSet } from '../../backup-set/catalog/select-set.js';
import type { Store } from '../../backup-set/store.js';
import { createFindingError } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { systemClock } from '../../core/clock.js';
import type { PassedOverBackup } from '../../schema/results.js';
import { checkAge } from '../../use-cases/verify/share/backup-age.js';
import type { AppContext, SelectionOptions } from '../app.js';

/** An opened share, as far as choosing a set needs it. */
export interface ChoosableShare {
  readonly catalog: Catalog;
  storeOf(set: BackupSet): Store;
}

/** A set, and the newer ones that `latest` passed over. */
export interface ChosenSet {
  readonly set: BackupSet;
  readonly passedOver: readonly PassedOverBackup[];
}

/**
 * Chooses one set, and warns of each newer one that `latest` passed over.
 *
 * @throws NOT_FOUND or USAGE when the selector names no set, or not one.
 * @throws INCOMPLETE when a newer set was passed over and `strictLatest` is set, or the set is older than `maxAgeMs`.
 * @throws INTEGRITY (`DIGEST_MISMATCH`) when the set is not the one of `expectDigest`.
 */
export async function chooseSet(
  share: ChoosableShare,
  choice: SelectionOptions & { readonly backup: string },
  context: AppContext,
): Promise<ChosenSet> {
  const chosen = selectChosen(share.catalog, choice, context);
  assertAge(chosen.set, choice);
  await assertDigest(share, chosen.set, choice);
  return chosen;
}

/** As {@link chooseSet}, of a catalog alone: neither age nor digest is looked at. */
export function selectChosen(
  catalog: Catalog,
  { backup, deployment, strictLatest = false }: SelectionOptions & { readonly backup: string },
  context: AppContext,
): ChosenSet {
  const set = selectBackupSet(catalog, backup, { deploymentId: deployment });
  if (backup.trim().toLowerCase() !== 'latest') return { set, passedOver: [] };
  const passedOver = listPassedOver(catalog, set);
  if (strictLatest && passedOver.length > 0) throw createPassedError(set, passedOver, catalog);
  for (const one of passedOver) context.warn(describePassing(set, one));
  return { set, passedOver: passedOver.map(renderTime) };
}

function renderTime({ createdAt, ...passed }: PassedOver): PassedOverBackup {
  return { ...passed, createdAt: createdAt.toISOString() };
}

function describePassing(set: BackupSet, { backupId, createdAt, reason }: PassedOver): string {
  return (
    `latest is ${set.backupId} of ${formatMinute(set.createdAt)}; ` +
    `the newer set ${backupId} of ${formatMinute(createdAt)} was passed over: ${reason}`
  );
}

function createPassedError(
  set: BackupSet,
  passedOver: readonly PassedOver[],
  { sets }: Catalog,
): RestackError {
  const [first] = passedOver;
  const others = passedOver.length > 1 ? `, and ${passedOver.length - 1} more newer sets` : '';
  const isListed = sets.some(({ backupId }) => backupId === first?.backupId);
  const look = isListed ? `restack show ${first?.backupId}` : 'restack list';
  const why = first === undefined ? '' : `: ${describePassing(set, first)}${others}`;
  return new RestackError('INCOMPLETE', `latest would not be the newest set${why}`, {
    details: { latest: set.backupId, passedOver: passedOver.map(renderTime) },
    hints: [`see what is wrong with it: ${look}`, `or take the older one by its id: ${set.backupId}`],
  });
}

function assertAge(set: BackupSet, { maxAgeMs }: SelectionOptions): void {
  if (maxAgeMs === undefined) return;
  const [finding] = checkAge([{ ...set, isGood: true }], { maxAgeMs, now: systemClock.now() });
  if (finding === undefined) return;
  throw createFindingError(finding.code, finding.message, { place: { backupId: set.backupId } });
}

/** @throws INTEGRITY (`DIGEST_MISMATCH`) when a digest is expected and the set has another one. */
export async function assertDigest(
  share: Pick<ChoosableShare, 'storeOf'>,
  set: BackupSet,
  { expectDigest }: SelectionOptions,
): Promise<void> {
  if (expectDigest === undefined) return;
  const { computeSetDigest } = await import('../../backup-set/content/set-digest.js');
  const digest = await computeSetDigest(set, share.storeOf(set));
  if (digest === expectDigest) return;
  const { backupId } = set;
  const message = `backup set ${backupId} has the digest ${digest}, expected ${expectDigest}`;
  throw createFindingError('DIGEST_MISMATCH', message, {
    place: { backupId },
    hints: [
      'it is not the set that the digest was taken of: look for the one that is, and for who changed it',
    ],
  });
}
