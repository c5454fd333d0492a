import type { OmissionList } from './omission.js';
import type { CaptureSource, EnabledVersions } from './ports.js';

/** What every kind is read with. */
export interface Reading {
  readonly source: CaptureSource;
  readonly omissions: OmissionList;
  /** With it disabled versions of secrets are enabled, read, and disabled again; undefined leaves them alone. */
  readonly enabledVersions: EnabledVersions | undefined;
  /** Work that is waited for even when something else fails: it puts back what it changed. */
  finish<R>(work: Promise<R>): Promise<R>;
}
