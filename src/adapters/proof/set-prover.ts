import { stat } from 'node:fs/promises';
import pLimit from 'p-limit';
import type { OpenContext } from '../../backup-set/data-file/open-data-file.js';
import { isReadRepository } from '../../backup-set/names/portable-repositories.js';
import type { Finding } from '../../core/errors/finding.js';
import { findingOf } from '../../core/errors/finding-error.js';
import { MIB } from '../../core/sizes.js';
import type { FileProof, OpenSetProver, ProveFileOptions } from '../../use-cases/verify/verify-set.js';
import type { Snapshot } from '../../backup-set/catalog.js';
import { createFileMemory } from './worker/file-memory.js';
import { lendStore } from '../store/network/share/network-store.js';
import { MEMORY_BUDGET_BYTES, type ProofPool } from './pool/proof-pool.js';

/** Files under way at a time: enough to overlap reading with computing, few enough to bound memory. */
const FILES_AT_A_TIME = 4;

/** The size from which on a file that is only proved stays where it is, and may be given to another thread. */
const LARGE_FILE = 4 * MIB;

/**
 * Proves the files of one store: small ones and those whose records are read in this thread, large ones on all cores.
 * `signal` stops it between two chunks.
 */
export async function createSetProver(context: OpenContext, signal: AbortSignal): Promise<OpenSetProver> {
  const { unwrapSnapshotKey } = await import('../../backup-set/data-file/snapshot-key.js');
  const limit = pLimit(FILES_AT_A_TIME);
  let largeProver: Promise<ProofPool> | undefined;

  async function proveAndRead(snapshot: Snapshot, options: ProveFileOptions): Promise<FileProof> {
    signal.throwIfAborted();
    const onBytes = listen(options, signal);
    const { proveOrThrow, proveSnapshot } = await import('../../backup-set/content/prove-snapshot.js');
    const { findings, bytes, dataFile } = await proveSnapshot(snapshot, { ...context, onBytes });
    if (dataFile === undefined) return { findings, bytes };
    try {
      if (!options.content) return { findings, bytes };
      const { readContent } = await import('../../backup-set/content/read-content.js');
      const { full } = options;
      const openFull = full && (async () => proveOrThrow(full, context));
      const content = await readContent(dataFile, { openFull, staging: context.staging });
      return { findings, bytes, content };
    } finally {
      await dataFile.dispose();
    }
  }

  async function proveLarge(snapshot: Snapshot, options: ProveFileOptions): Promise<FileProof> {
    largeProver ??= createLargeProver(context, signal);
    const prover = await largeProver;
    prover.expect();
    const unwrapped = await collectFinding(async () => unwrapSnapshotKey(snapshot, context));
    if ('finding' in unwrapped) return { findings: [unwrapped.finding], bytes: 0 };
    const job = { snapshot, key: unwrapped.value, onBytes: listen(options, signal) };
    const { findings, bytes } = await prover.prove(job);
    if (!options.content || bytes === 0) return { findings, bytes };
    const { describeUnreadContent } = await import('../../backup-set/content/read-content.js');
    return { findings, bytes, content: describeUnreadContent(snapshot) };
  }

  return {
    async unwrapKey(snapshot) {
      const unwrapped = await collectFinding(async () => unwrapSnapshotKey(snapshot, context));
      return 'finding' in unwrapped ? [unwrapped.finding] : unwrapped.value.findings;
    },
    async proveFile(snapshot, options) {
      const known = options.content && isReadRepository(snapshot.repositoryName);
      const large = snapshot.dataFileSizeBytes >= LARGE_FILE && context.store.openReader !== undefined;
      return large && !known ? proveLarge(snapshot, options) : limit(proveAndRead, snapshot, options);
    },
    async close() {
      await largeProver?.then(
        async (prover) => prover.close(),
        () => {},
      );
    },
  };
}

function listen(options: ProveFileOptions, signal: AbortSignal): (bytes: number) => void {
  return (bytes) => {
    signal.throwIfAborted();
    options.onBytes(bytes);
  };
}

async function collectFinding<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly finding: Finding }> {
  try {
    return { value: await work() };
  } catch (error) {
    const finding = findingOf(error);
    if (finding === undefined) throw error;
    return { finding };
  }
}

/** Proves large files without copies on a disk: in other threads where there are any, else in this one. */
async function createLargeProver(context: OpenContext, signal: AbortSignal): Promise<ProofPool> {
  const pool = await createPool(context, signal);
  if (pool !== undefined) return pool;
  const [{ proveWithKey }, { createLocalHasher }] = await Promise.all([
    import('../../backup-set/content/prove-snapshot.js'),
    import('../../backup-set/data-file/segment-hasher.js'),
  ]);
  const memory = createFileMemory({ limitBytes: MEMORY_BUDGET_BYTES, blocking: false });
  // Nothing is gained by two at a time in one thread, and there is memory for one.
  const limit = pLimit(1);
  return {
    expect() {},
    prove: async ({ snapshot, key, onBytes }) =>
      limit(async () => {
        const inPlace = { memory, createHasher: createLocalHasher };
        const { findings, bytes, dataFile } = await proveWithKey(snapshot, key, {
          ...context,
          onBytes,
          inPlace,
        });
        await dataFile?.dispose();
        return { findings, bytes };
      }),
    close: async () => {},
  };
}

/**
 * Makes the pool of a store. Another thread opens the store anew, by its place, so that it must be a folder: of this
 * machine, or of a share to which a way can be lent.
 */
async function createPool(context: OpenContext, signal: AbortSignal): Promise<ProofPool | undefined> {
  const lend = lendStore(context.store);
  if (lend === undefined) {
    const place = await stat(context.store.location).catch(() => undefined);
    if (place?.isDirectory() !== true) return undefined;
  }
  const { createProofPool, selectThreads } = await import('./pool/proof-pool.js');
  const threads = selectThreads(lend);
  return threads && createProofPool(context, threads, signal);
}
