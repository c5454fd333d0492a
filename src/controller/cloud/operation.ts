/** A long-running operation. */
export interface Operation {
  readonly id: string;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
}
