import type { EnabledVersions } from './enabled-versions.js';
import type { OmissionList } from './omission.js';
import type { CaptureSource } from './capture-source.js';

/** The means with which every kind is read. */
export interface Reading {
  readonly source: CaptureSource;
  readonly omissions: OmissionList;
  /**
   * The note of enabled versions. With it disabled versions are enabled, read, and disabled again; undefined leaves
   * them alone.
   */
  readonly enabledVersions: EnabledVersions | undefined;
  /** Waits for work even when something else fails, because the work puts back what it changed. */
  finish<R>(work: Promise<R>): Promise<R>;
}
