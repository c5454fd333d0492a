/** Which software a cloud runs. */
export interface StampVersions {
  /** `1.YYMM.x.y`. */
  readonly stampVersion: string;
  readonly oemVersion: string | undefined;
}

const STAMP_VERSION = /^\d+(?:\.\d+)+$/;

/** True for `1.2301.0.55` and the like: the name of a folder on the share. */
export function isStampVersion(text: string): boolean {
  return STAMP_VERSION.test(text) && text.length <= 64;
}

/**
 * The releases of Azure Stack Hub, oldest first. Later ones are taken by their number. Source: format specification,
 * section 6.
 */
const RELEASES: readonly number[] = [
  1712, 1802, 1803, 1804, 1805, 1807, 1808, 1809, 1811, 1901, 1902, 1903, 1904, 1905, 1906, 1907, 1908, 1910,
  2002, 2005, 2008, 2102, 2108, 2206, 2301, 2306, 2311, 2406, 2408, 2501,
];

/** The number of releases between two stamps. */
export interface VersionDistance {
  /** Releases from the backup to the target; negative when the target is older. */
  readonly releases: number;
  /** Releases among the two that this version of restack does not know. */
  readonly unknown: readonly number[];
}

/** `YYMM` of a stamp version `1.YYMM.x.y`; undefined for text that is none. */
export function parseRelease(stampVersion: string): number | undefined {
  const digits = /^1\.(\d{4})(?:\.\d+)*$/.exec(stampVersion.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Counts the releases between two stamp versions.
 *
 * @returns undefined when one of them is no stamp version.
 */
export function measureVersionDistance(backup: string, target: string): VersionDistance | undefined {
  const [from, to] = [parseRelease(backup), parseRelease(target)];
  if (from === undefined || to === undefined) return undefined;
  const unknown = [...new Set([from, to])].filter((release) => !RELEASES.includes(release));
  const all = [...RELEASES, ...unknown].toSorted((left, right) => left - right);
  return { releases: all.indexOf(to) - all.indexOf(from), unknown };
}

/** True when a set may be restored there: the same release, or the one after it. */
export function isWithinReach({ releases }: VersionDistance): boolean {
  return releases === 0 || releases === 1;
}
