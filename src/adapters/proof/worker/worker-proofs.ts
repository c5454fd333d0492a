import { proveWithKey } from '../../../backup-set/content/prove-snapshot.js';
import { createLocalHasher } from '../../../backup-set/data-file/segment-hasher.js';
import { openSharedPlaintext } from '../../../backup-set/data-file/plaintext.js';
import { proveEntries } from '../../../backup-set/zip/zip-archive.js';
import type { Finding } from '../../../core/errors/finding.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { MIB } from '../../../core/sizes.js';
import type { Store } from '../../../backup-set/store.js';
import { createLentStores } from '../../store/network/share/lent-stores.js';
import { createFolderStore } from '../../store/folder/folder-store.js';
import { createStagingArea } from '../../store/staging/staging.js';
import { createFileMemory } from './file-memory.js';
import type { EntriesToProve, FileToProve } from '../thread/proof-messages.js';
import { MessagePort, workerData } from 'node:worker_threads';
import { machineFileSystem, openBlocking, type ReadOnlyFileSystem } from '../../store/folder/file-system.js';

/** Progress is told in steps of this size: a message per segment would cost more than it tells. */
const PROGRESS_STEP = 8 * MIB;

/** The way to a share of a file server that was lent to this thread. */
const lent: unknown = workerData;
const openLent =
  typeof lent === 'object' && lent !== null && 'port' in lent && lent.port instanceof MessagePort
    ? createLentStores(lent.port)
    : undefined;

/** The memory of this thread. The caller has made sure that there is enough. */
const memory = createFileMemory({ limitBytes: Number.POSITIVE_INFINITY, blocking: openLent === undefined });

function openStore({ location, inMemory }: Pick<FileToProve, 'location' | 'inMemory'>): Store {
  if (openLent !== undefined) return openLent(location);
  // A file that stays where it lies is read ahead of what is computed, which only other threads can do.
  return inMemory ? createFolderStore(location, blockingFileSystem) : createFolderStore(location);
}

/** Proves a file in this thread. Errors as {@link proveWithKey}. */
export async function proveFile(
  file: FileToProve,
  onBytes: (bytes: number) => void,
): Promise<{ readonly findings: readonly Finding[]; readonly bytes: number }> {
  const staging = createStagingArea();
  let untold = 0;
  try {
    const proof = await proveWithKey(file.snapshot, file.key, {
      store: openStore(file),
      staging,
      inPlace: { createHasher: createLocalHasher, ...(file.inMemory ? { memory } : {}) },
      onBytes(bytes) {
        untold += bytes;
        if (untold < PROGRESS_STEP) return;
        onBytes(untold);
        untold = 0;
      },
    });
    await proof.dataFile?.dispose();
    onBytes(untold);
    return { findings: proof.findings, bytes: proof.bytes };
  } finally {
    await staging.dispose();
  }
}

/** Proves some entries of a file that was authenticated before. Errors as {@link proveEntries}. */
export async function proveSharedEntries(part: EntriesToProve): Promise<void> {
  const reader = await openStore({ ...part, inMemory: false }).openReader?.(part.dataFile);
  if (reader === undefined) throw new RestackError('INTERNAL', 'a folder gives no reader');
  try {
    await proveEntries(await openSharedPlaintext(reader, part.plaintext), part.entries);
  } finally {
    await reader.close();
  }
}

/**
 * The machine's file system for a thread that has nothing to do while it reads: opening and reading block it, which costs
 * less than handing every read to the thread pool, and leaves that pool to those who need it.
 */
export const blockingFileSystem: ReadOnlyFileSystem = {
  ...machineFileSystem,
  open: async (path, flags) => {
    const file = openBlocking(path, flags);
    return {
      stat: async () => file.blocking.stat(),
      read: async (range) => file.blocking.read(range),
      close: () => file.close(),
    };
  },
};
