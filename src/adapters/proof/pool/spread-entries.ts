import type { Archive, PlacedEntry } from '../../../backup-set/zip/zip-archive.js';
import { MIB } from '../../../core/sizes.js';

/**
 * The size of a batch of entries: as many as make asking another thread worth it, few enough that all threads end
 * together.
 */
export interface BatchLimits {
  readonly bytes: number;
  readonly entries: number;
}

const LIMITS: BatchLimits = { bytes: 8 * MIB, entries: 1000 };

/** Proves a batch of entries. */
export type BatchProver = (entries: readonly PlacedEntry[]) => Promise<void>;

/**
 * Proves all entries of an archive as {@link Archive.proveAll} does, spread over several provers. What is thrown is the
 * fault of the first entry that has one, whoever found it, and whatever others found behind it.
 *
 * @param gather calls `serve` for every prover and waits for all of them. Each is given one batch after the other, at its
 * own pace; `serve` never throws.
 */
export async function spreadEntries(
  archive: Pick<Archive, 'placedEntries'>,
  gather: (serve: (prove: BatchProver) => Promise<void>) => Promise<void>,
  limits = LIMITS,
): Promise<void> {
  const batches = cutBatches(archive.placedEntries(), limits);
  let begun = 0;
  const faults: { readonly index: number; readonly error: unknown }[] = [];
  await gather(async (prove) => {
    while (faults.length === 0) {
      const index = begun;
      begun += 1;
      try {
        const next = await batches.next();
        if (next.done === true) return;
        await prove(next.value);
      } catch (error) {
        faults.push({ index, error });
      }
    }
  });
  const [first] = faults.toSorted((one, other) => one.index - other.index);
  if (first !== undefined) throw first.error;
}

async function* cutBatches(
  entries: AsyncIterable<PlacedEntry>,
  limits: BatchLimits,
): AsyncGenerator<readonly PlacedEntry[]> {
  let batch: PlacedEntry[] = [];
  let bytes = 0;
  for await (const placed of entries) {
    batch.push(placed);
    bytes += placed.entry.compressedBytes;
    if (bytes < limits.bytes && batch.length < limits.entries) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
