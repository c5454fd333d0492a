import { formatCount, MIB } from '../../core/sizes.js';
import { createWindow, type RandomAccess } from '../data-file/random-access.js';
import { type ArchiveEntry, readDirectory } from './zip-directory.js';
import { readDirectoryLocation } from './zip-end.js';
import { streamEntryData } from './zip-entry-data.js';
import { proveEntryData } from './zip-entry-proof.js';
import { quoteName, zipDamaged, zipUnsafe, zipUnsupported } from './zip-fault.js';
import { locateEntryData } from './zip-local-header.js';
import { createNameIndex } from './zip-name-index.js';

/**
 * An archive whose directory has been proved: names are safe and do not collide, methods are known, entries neither
 * overlap nor leave gaps. Its content is not proved yet.
 */
export interface Archive {
  readonly entryCount: number;
  /** Compressed size of the deflated entries together. */
  readonly deflatedBytes: number;
  /** The entries in the order of the directory, read anew each time: they are never all in memory. */
  entries(): AsyncIterable<ArchiveEntry>;
  /** The entries in the order of the directory, each with the place where it must end. */
  placedEntries(): AsyncIterable<PlacedEntry>;
  /**
   * Proves every entry: headers that agree, content that inflates to its size and matches its CRC-32. Nothing is
   * held; any number and size of entries passes through the same few MiB.
   *
   * @param onBytes Told how many bytes of the archive have been proved since it was told last.
   */
  proveAll(onBytes?: (bytes: number) => void): Promise<void>;
  /** The content of one entry, proved by the time it ends. For entries of any size. */
  streamEntry(entry: ArchiveEntry): AsyncIterable<Uint8Array>;
  /** Finds the content of a stored entry in the archive; undefined for a deflated one. */
  locateStored(
    entry: ArchiveEntry,
  ): Promise<{ readonly offset: number; readonly length: number } | undefined>;
}

/** An entry, and where it must end, data descriptor included. Plain data: it may pass between threads. */
export interface PlacedEntry {
  readonly entry: ArchiveEntry;
  readonly end: number;
}

/** The most entries of an archive that is read; memory grows with them, to about 150 MiB. */
export const MAX_ENTRIES = 5_000_000;

/** The largest entry that is parsed, in bytes. */
export const MAX_PARSED_SIZE = 256 * MIB;
const FREE_OF_RATIO = 64 * MIB;
const MAX_RATIO = 100;

const WINDOW_SIZE = MIB / 4;

/**
 * Opens a ZIP archive for reading at random.
 *
 * The directory is parsed here and not by a library: unzipper, which would fit otherwise, takes the number of entries
 * on trust, holds all of them, finds the end record by its first match, and compares neither local headers nor CRCs,
 * and it is in the comparison of headers that a changed IV shows.
 *
 * @throws INTEGRITY (findings ZIP_DAMAGED, ZIP_UNSAFE), UNSUPPORTED (finding ZIP_UNSUPPORTED).
 * Source: APPNOTE 6.3.10; format specification, section 3.
 */
export async function openArchive(source: RandomAccess): Promise<Archive> {
  const location = await readDirectoryLocation(source);
  const { entryCount } = location;
  if (entryCount > MAX_ENTRIES)
    throw zipUnsupported(
      `the archive holds ${formatCount(entryCount, 'entry', 'entries')}, at most ${MAX_ENTRIES} are read`,
    );
  const names = createNameIndex();
  const starts = new ExtentsBuilder();
  let deflatedBytes = 0;
  for await (const entry of readDirectory(source, location)) {
    names.add({ text: entry.name, folder: entry.folder });
    starts.add(entry.localOffset);
    if (entry.method === 'deflated') deflatedBytes += entry.compressedBytes;
  }
  const extents = starts.build(location.offset);
  const entries = (): AsyncIterable<ArchiveEntry> => readDirectory(source, location);
  async function* placedEntries(): AsyncGenerator<PlacedEntry> {
    for await (const entry of entries()) yield { entry, end: extents.endOf(entry.localOffset) };
  }
  return {
    entryCount,
    deflatedBytes,
    entries,
    placedEntries,
    proveAll: async (onBytes) => proveEntries(source, placedEntries(), onBytes),
    async *streamEntry(entry) {
      const data = await locateEntryData(source, entry, extents.endOf(entry.localOffset));
      yield* streamEntryData(source, entry, data);
    },
    locateStored: async (entry) => {
      if (entry.method !== 'stored') return undefined;
      return locateEntryData(source, entry, extents.endOf(entry.localOffset));
    },
  };
}

/**
 * Proves entries of an archive in their order, as {@link Archive.proveAll} does all of them.
 *
 * @throws INTEGRITY (findings ZIP_DAMAGED, ZIP_UNSAFE) for the first one that is not sound.
 */
export async function proveEntries(
  source: RandomAccess,
  entries: AsyncIterable<PlacedEntry> | Iterable<PlacedEntry>,
  onBytes?: (bytes: number) => void,
): Promise<void> {
  const window = createWindow(source, WINDOW_SIZE);
  for await (const { entry, end } of entries) {
    const data = await locateEntryData(window, entry, end);
    await proveEntryData(window, entry, data);
    onBytes?.(end - entry.localOffset);
  }
}

/**
 * Refuses an entry that must not be held or parsed: a small archive that inflates to something enormous.
 *
 * @throws INTEGRITY (finding ZIP_UNSAFE) beyond 256 MiB, and beyond 64 MiB when larger than 100 times its packed size.
 */
export function assertParsable(entry: ArchiveEntry): void {
  if (entry.sizeBytes > MAX_PARSED_SIZE) {
    throw zipUnsafe(
      `${quoteName(entry.name)} is ${formatCount(entry.sizeBytes, 'byte')} long, at most ${MAX_PARSED_SIZE} are read`,
    );
  }
  assertInflatable(entry);
}

/**
 * Refuses an entry of which a small archive makes something enormous, whoever reads it.
 *
 * @throws INTEGRITY (finding ZIP_UNSAFE) beyond 64 MiB when larger than 100 times its packed size.
 */
export function assertInflatable({ name, sizeBytes, compressedBytes }: ArchiveEntry): void {
  if (sizeBytes > FREE_OF_RATIO && sizeBytes > MAX_RATIO * compressedBytes) {
    throw zipUnsafe(
      `${quoteName(name)} inflates ${formatCount(compressedBytes, 'byte')} to ${sizeBytes}, more than 100:1`,
    );
  }
}

/**
 * The end of each entry: the start of the next one, or of the directory. An honest archive has no byte before, between
 * or behind its entries, and no byte that belongs to two of them.
 */
export interface Extents {
  /** The end of the entry whose local header begins at `localOffset`. */
  endOf(localOffset: number): number;
}

/** Collects the offsets of local headers, 8 bytes each. */
class ExtentsBuilder {
  #starts = new Float64Array(1024);
  #count = 0;
  #sorted = true;

  add(localOffset: number): void {
    if (this.#count === this.#starts.length) {
      const grown = new Float64Array(this.#count * 2);
      grown.set(this.#starts);
      this.#starts = grown;
    }
    if (this.#count > 0 && localOffset <= (this.#starts[this.#count - 1] ?? 0)) this.#sorted = false;
    this.#starts[this.#count] = localOffset;
    this.#count += 1;
  }

  /**
   * @param directoryOffset Where the last entry must end.
   * @throws INTEGRITY (findings ZIP_DAMAGED, ZIP_UNSAFE) when entries share a start, the first is not at 0, or the last
   * is not before the directory.
   */
  build(directoryOffset: number): Extents {
    const starts = this.#starts.subarray(0, this.#count);
    // Most writers keep directory and entries in one order; those that do not are honest all the same.
    if (!this.#sorted) starts.sort();
    for (let at = 1; at < starts.length; at += 1) {
      if (starts[at] === starts[at - 1]) throw zipUnsafe(`two entries lie at ${starts[at]}`);
    }
    const first = starts[0] ?? directoryOffset;
    if (first !== 0)
      throw zipDamaged(`the archive begins with ${formatCount(first, 'byte')} that belong to no entry`);
    const last = starts.at(-1) ?? 0;
    if (last > 0 && last >= directoryOffset)
      throw zipUnsafe(`an entry lies at ${last}, and the directory begins at ${directoryOffset}`);
    return { endOf: (localOffset) => starts[findIndex(starts, localOffset) + 1] ?? directoryOffset };
  }
}

function findIndex(starts: Float64Array, wanted: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
