import pLimit from 'p-limit';
import type { OpenContext } from '../backup-set/open-data-file.js';
import { findingOf } from '../core/finding-error.js';
import type { StagingArea } from '../store/staged-bytes.js';
import type { FileProof, ProveFileOptions, SetProver } from '../verify/verify-set.js';
import type { Snapshot } from '../backup-set/catalog.js';

/** Files under way at a time: enough to overlap reading with computing, few enough to bound memory. */
const FILES_AT_A_TIME = 4;

/** Proves the files of one store, in this thread. `signal` stops it between two chunks. */
export async function createSetProver(context: OpenContext, signal: AbortSignal): Promise<SetProver> {
  const [{ unwrapSnapshotKey }, { proveSnapshot }, { readContent }] = await Promise.all([
    import('../backup-set/snapshot-key.js'),
    import('../backup-set/prove-snapshot.js'),
    import('../backup-set/read-content.js'),
  ]);
  const limit = pLimit(FILES_AT_A_TIME);

  async function proveFile(snapshot: Snapshot, options: ProveFileOptions): Promise<FileProof> {
    signal.throwIfAborted();
    const staging = observeStaging(context.staging, (bytes) => {
      signal.throwIfAborted();
      options.onBytes(bytes);
    });
    const { findings, bytes, dataFile } = await proveSnapshot(snapshot, { ...context, staging });
    if (dataFile === undefined) return { findings, bytes };
    try {
      return { findings, bytes, content: options.content ? await readContent(dataFile) : undefined };
    } finally {
      await dataFile.dispose();
    }
  }

  return {
    async unwrapKey(snapshot) {
      try {
        const key = await unwrapSnapshotKey(snapshot, context);
        return key.findings;
      } catch (error) {
        const finding = findingOf(error);
        if (finding === undefined) throw error;
        return [finding];
      }
    },
    proveFile: (snapshot, options) => limit(proveFile, snapshot, options),
  };
}

/** The same area, with an ear on every chunk that is staged. */
function observeStaging(staging: StagingArea, onBytes: (bytes: number) => void): StagingArea {
  return {
    stage: (source, options) =>
      staging.stage(source, {
        ...options,
        observe: (chunk) => {
          options.observe?.(chunk);
          onBytes(chunk.length);
        },
      }),
    dispose: () => staging.dispose(),
  };
}
