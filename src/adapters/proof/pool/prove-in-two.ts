import { type ProofContext, proveWithKey } from '../../../backup-set/content/prove-snapshot.js';
import type { OpenedDataFile } from '../../../backup-set/data-file/open-data-file.js';
import type { Archive, PlacedEntry } from '../../../backup-set/zip/zip-archive.js';
import { MIB } from '../../../core/sizes.js';
import type { ProofThread } from '../thread/proof-thread.js';
import type { Snapshot } from '../../../backup-set/catalog.js';
import type { SnapshotKey } from '../../../backup-set/data-file/snapshot-key.js';
import type { Finding } from '../../../core/errors/finding.js';

/** The size from which on deflated entries are worth several threads. */
const WORTH_SPREADING = 16 * MIB;

/** The threads that help to prove one file. */
export interface ProofCrew {
  /** Hashes, and then proves entries. */
  readonly thread: ProofThread;
  /** Runs `work` on every further thread that has nothing to do, and waits for all of them. */
  callHelpers(work: (thread: ProofThread) => Promise<void>): Promise<void>;
}

/**
 * Proves one file with two threads and more. The other thread computes the tag, which takes longest and cannot be
 * divided; this one reads, and does all else. Deflated entries are then inflated in as many threads as there are.
 */
export async function proveInTwo(job: ProofJob, crew: ProofCrew, context: ProofContext): Promise<JobResult> {
  const { snapshot, key, onBytes } = job;
  const { findings, bytes, dataFile } = await proveWithKey(snapshot, key, {
    ...context,
    onBytes,
    inPlace: { createHasher: (macKey) => crew.thread.createHasher(macKey) },
    proveEntries: async (archive, opened) => proveTogether(archive, opened, { crew, context }),
  });
  await dataFile?.dispose();
  return { findings, bytes };
}

async function proveTogether(
  archive: Archive,
  { snapshot, shared }: OpenedDataFile,
  { crew, context }: { readonly crew: ProofCrew; readonly context: ProofContext },
): Promise<void> {
  if (shared === undefined || archive.entryCount === 1 || archive.deflatedBytes < WORTH_SPREADING) {
    await archive.proveAll();
    return;
  }
  const file = {
    location: context.store.location,
    dataFile: snapshot.dataFile,
    plaintext: shared,
  };
  await spreadEntries(archive, async (serve) => {
    const serveOn = async (thread: ProofThread): Promise<void> =>
      serve(async (entries) => thread.proveEntries({ ...file, entries }));
    await Promise.all([serveOn(crew.thread), crew.callHelpers(serveOn)]);
  });
}

/** A file to be proved, with its key. */
export interface ProofJob {
  readonly snapshot: Snapshot;
  readonly key: SnapshotKey;
  readonly onBytes: (bytes: number) => void;
}

/** The result of proving a file. */
export interface JobResult {
  readonly findings: readonly Finding[];
  readonly bytes: number;
}

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
