/** A record whose id an earlier one already has. */
export interface DuplicateRecord {
  readonly index: number;
  /** Position of the first record with the id. */
  readonly firstIndex: number;
}

/** Finds records with the same id. Ids compare without regard to case; of a secret's id the port is left out. */
export function findDuplicateRecords(
  records: readonly { readonly id: string }[],
): readonly DuplicateRecord[] {
  const firstIndexes = new Map<string, number>();
  const duplicates: DuplicateRecord[] = [];
  for (const [index, { id }] of records.entries()) {
    const key = id.toLowerCase().replace(/^(https:\/\/[^/:]+):\d+\//, '$1/');
    const firstIndex = firstIndexes.get(key);
    if (firstIndex === undefined) firstIndexes.set(key, index);
    else duplicates.push({ index, firstIndex });
  }
  return duplicates;
}
