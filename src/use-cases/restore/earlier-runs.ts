import type { PayloadKind } from '../../schema/payloads.js';

/** The completed runs of the same records into the same target. */
export interface EarlierRuns {
  /**
   * Finds the newest run that wrote a record, or found it there, and has read it back equal; undefined when none did.
   */
  find(kind: PayloadKind, id: string): Promise<EarlierWrite | undefined>;
}

/** A record in the journal of a completed run. */
export interface EarlierWrite {
  readonly runId: string;
  /** The id that the target gave to it. */
  readonly at: string;
}
