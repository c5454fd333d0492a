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
