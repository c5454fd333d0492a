/** One version of a secret, as the host of its vault knows it. */
export interface VersionAddress {
  /** URL on the vault's data plane. */
  readonly id: string;
  readonly vault: string;
  /** Percent-encoded, starts with a slash. */
  readonly path: string;
}

/** The note of disabled versions that a capture enables for a moment. It outlives the process, and holds no value. */
export interface EnabledVersions {
  /**
   * Adds a version. Resolves when the note would survive a crash of the machine; the version is enabled only after
   * that.
   */
  add(version: VersionAddress): Promise<void>;
  /** Removes a version, which is disabled again. */
  remove(version: VersionAddress): Promise<void>;
}
