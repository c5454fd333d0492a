import { tmpdir } from 'node:os';
import { MIB } from '../../../core/sizes.js';
import type { StagedBytes, StagingArea } from '../../../backup-set/data-file/staged-bytes.js';
import { createStagedFile, createStagedMemory } from './staged-file.js';

/** The place of staged copies, and the size at which they leave memory. */
export interface StagingOptions {
  /** Copies up to this size stay in memory. 4 MiB unless given. */
  readonly memoryLimitBytes?: number;
  /** Parent of the private folders. The system's folder for temporary files unless given. */
  readonly folder?: string;
}

/**
 * Makes an area for staged copies. Nothing is created before the first copy that outgrows memory.
 *
 * `stage` throws the errors of its source, `CONFIG` when the disk is full, and `PERMISSION_MISSING` when the folder
 * refuses; a copy that was begun is gone by then.
 */
export function createStagingArea(options: StagingOptions = {}): StagingArea {
  const { memoryLimitBytes = 4 * MIB, folder = tmpdir() } = options;
  const open = new Set<StagedBytes>();
  const track = (staged: StagedBytes): StagedBytes => {
    const tracked: StagedBytes = {
      sizeBytes: staged.sizeBytes,
      read: (target, offset) => staged.read(target, offset),
      dispose: async () => {
        open.delete(tracked);
        await staged.dispose();
      },
    };
    open.add(tracked);
    return tracked;
  };
  return {
    async stage(source, { sizeHintBytes, observe }) {
      const inspected = observe === undefined ? source : observeChunks(source, observe);
      const staged =
        sizeHintBytes > memoryLimitBytes
          ? await createStagedFile(inspected, folder)
          : await stageSmall(inspected, { memoryLimitBytes, folder });
      return track(staged);
    },
    async dispose() {
      await Promise.all([...open].map(async (staged) => staged.dispose()));
    },
  };
}

/**
 * Stages a source whose hint is small. The hint is trusted no further than the limit: a source that turns out larger
 * moves to a file.
 */
async function stageSmall(
  source: AsyncIterable<Uint8Array>,
  { memoryLimitBytes, folder }: Required<StagingOptions>,
): Promise<StagedBytes> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const iterator = source[Symbol.asyncIterator]();
  for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) {
    chunks.push(step.value);
    sizeBytes += step.value.length;
    if (sizeBytes > memoryLimitBytes) return createStagedFile(concatenate(chunks, iterator), folder);
  }
  return createStagedMemory(chunks, sizeBytes);
}

async function* observeChunks(
  source: AsyncIterable<Uint8Array>,
  observe: (chunk: Uint8Array) => void,
): AsyncIterable<Uint8Array> {
  for await (const chunk of source) {
    observe(chunk);
    yield chunk;
  }
}

async function* concatenate(
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncIterable<Uint8Array> {
  try {
    yield* first;
    for (let step = await rest.next(); step.done !== true; step = await rest.next()) yield step.value;
  } finally {
    await rest.return?.();
  }
}
