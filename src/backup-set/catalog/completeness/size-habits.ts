import { createFinding, type Finding } from '../../../core/errors/finding.js';
import { KIB } from '../../../core/sizes.js';
import type { BackupInfo } from '../../../schema/generated/types.js';
import type { Snapshot } from '../../catalog.js';
import type { HoldingSet } from './deployment-history.js';

/** A set, what BackupInfo says of it, and its own snapshots: the last of each chain. */
export interface SizedSet {
  readonly set: HoldingSet;
  readonly info: BackupInfo | null;
  readonly own: readonly Snapshot[];
}

/** Names told in a message. */
const TOLD = 3;

/**
 * Compares the sizes that a set's files state with those that they have. Nobody says in public what they count, so a
 * number is judged only by what the same writer did elsewhere: data files by the others of the set, BackupInfo by the
 * other sets of the deployment. Source: format specification, section 4.
 */
export class SizeHabits {
  readonly #sums = new Set<string>();

  constructor(sets: Iterable<SizedSet>) {
    for (const sized of sets) if (sumOf(sized)?.agrees === true) this.#sums.add(keyOf(sized));
  }

  /** Lists what contradicts the habit of the set's writer. */
  check(sized: SizedSet): readonly Finding[] {
    const contradictions = [...this.#checkFiles(sized), ...this.#checkSum(sized)];
    if (contradictions.length === 0) return [];
    const { backupId } = sized.set;
    return [createFinding('SIZE_CONTRADICTED', contradictions.join('; '), { backupId })];
  }

  #checkFiles({ own }: SizedSet): readonly string[] {
    const stated = own.filter(({ statedSizeKb }) => statedSizeKb !== null);
    const wrong = stated.filter((snapshot) => !isNear(sizeOf(snapshot), snapshot.statedSizeKb ?? 0, 1));
    if (wrong.length === 0 || 2 * wrong.length >= stated.length) return [];
    const names = wrong.slice(0, TOLD).map((snapshot) => {
      const { repositoryName, statedSizeKb } = snapshot;
      return `${repositoryName} (${sizeOf(snapshot)} KiB, and ${statedSizeKb ?? 0} in its metadata)`;
    });
    const more = wrong.length > TOLD ? ` and ${wrong.length - TOLD} more` : '';
    return [`data files have other sizes than their metadata says: ${names.join(', ')}${more}`];
  }

  #checkSum(sized: SizedSet): readonly string[] {
    const sum = sumOf(sized);
    if (sum === undefined || sum.agrees || !this.#sums.has(keyOf(sized))) return [];
    return [`the data files have ${sum.foundKb} KiB, and ${sum.statedKb} KiB in BackupInfo`];
  }
}

/** Sizes are rounded, each for itself. */
function sumOf({ info, own }: SizedSet) {
  const statedKb = info?.CompressedBackupSizeInKb;
  if (statedKb === undefined || own.length === 0) return undefined;
  const foundKb = own.reduce((sum, snapshot) => sum + sizeOf(snapshot), 0);
  return { statedKb, foundKb, agrees: isNear(foundKb, statedKb, own.length) };
}

function sizeOf({ dataFileSizeBytes }: Snapshot): number {
  return Math.ceil(dataFileSizeBytes / KIB);
}

function isNear(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance;
}

function keyOf({ set: { deploymentId, stampVersion } }: SizedSet): string {
  return `${deploymentId} ${stampVersion}`;
}
