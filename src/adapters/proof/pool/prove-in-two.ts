import { type ProofContext, proveWithKey } from '../../../backup-set/content/prove-snapshot.js';
import type { OpenedDataFile } from '../../../backup-set/data-file/open-data-file.js';
import type { Archive } from '../../../backup-set/zip/zip-archive.js';
import { MIB } from '../../../core/sizes.js';
import type { JobResult, ProofJob } from './proof-job.js';
import type { ProofThread } from '../thread/proof-thread.js';
import { spreadEntries } from './spread-entries.js';

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
