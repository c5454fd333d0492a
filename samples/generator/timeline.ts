/** A record and the time in which it stood in the cloud. Times are ISO 8601, UTC. */
export interface Dated<T> {
  readonly since: string;
  readonly until?: string;
  readonly record: T;
}

/** Marks records as there since a moment, until (and without) another. */
export function dated<T>(since: string, records: readonly T[], until?: string): readonly Dated<T>[] {
  return records.map((record) => ({ since, record, ...(until === undefined ? {} : { until }) }));
}

/** The records that stood at a moment, in their order. */
export function presentAt<T>(entries: readonly Dated<T>[], moment: Date): readonly T[] {
  const at = moment.toISOString();
  return entries
    .filter((entry) => entry.since <= at && (entry.until === undefined || at < entry.until))
    .map((entry) => entry.record);
}
