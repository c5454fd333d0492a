import { formatCount } from '../../core/sizes.js';
import { type ArchiveEntry, FLAG_DATA_DESCRIPTOR } from './zip-directory.js';
import { readUint64, viewOf } from './zip-end.js';
import { DEFERRED, resolveZip64 } from './zip-extra.js';
import { quoteName, zipDamaged, zipUnsafe } from './zip-fault.js';
import type { ByteRange, RandomAccess } from '../data-file/random-access.js';

const HEADER_SIZE = 30;
const HEADER_SIGNATURE = 0x04034b50;
const DESCRIPTOR_SIGNATURE = 0x08074b50;

/**
 * Finds the data of an entry, and compares every field that its local header, its data descriptor and the directory
 * share. The first local header is also the first plaintext of a data file, where a changed IV shows: the tag does not
 * cover the IV, this comparison does.
 *
 * @param end Where the entry must end, data descriptor included.
 * @returns the place of the compressed data.
 * @throws INTEGRITY (findings ZIP_DAMAGED, ZIP_UNSAFE).
 * Source: APPNOTE 6.3.10, sections 4.3.7 and 4.3.9; format specification, section 3.
 */
export async function locateEntryData(
  source: RandomAccess,
  entry: ArchiveEntry,
  end: number,
): Promise<ByteRange> {
  const quoted = quoteName(entry.name);
  const at = entry.localOffset;
  if (at + HEADER_SIZE > end) throw zipUnsafe(`the local header of ${quoted} overlaps what follows it`);
  const header = viewOf(await source.read(at, HEADER_SIZE));
  if (header.getUint32(0, true) !== HEADER_SIGNATURE) {
    throw zipDamaged(`the local header of ${quoted} is not at ${at}, where the directory has it`);
  }
  assertSameFields(header, entry);
  // 26 and 28, 2 bytes each: lengths of name and extra field
  const nameLength = header.getUint16(26, true);
  const extraLength = header.getUint16(28, true);
  const offset = at + HEADER_SIZE + nameLength + extraLength;
  if (offset + entry.compressedBytes > end) throw zipUnsafe(`the entry ${quoted} overlaps what follows it`);
  const nameAndExtra = await source.read(at + HEADER_SIZE, nameLength + extraLength);
  if (
    !entry.nameBytes.every((byte, index) => byte === nameAndExtra[index]) ||
    nameLength !== entry.nameBytes.length
  ) {
    throw disagree(entry, 'the name');
  }
  assertSameSizes(header, nameAndExtra.subarray(nameLength), entry);
  await assertDescriptor(source, entry, { offset: offset + entry.compressedBytes, end });
  return { offset, length: entry.compressedBytes };
}

function assertSameFields(header: DataView, entry: ArchiveEntry): void {
  // 4, 2 bytes: version needed
  if (!isVersionAllowed(header.getUint16(4, true), entry)) throw disagree(entry, 'the version needed');
  // 6, 2 bytes: flags
  if (header.getUint16(6, true) !== entry.flags) throw disagree(entry, 'the flags');
  // 8, 2 bytes: method
  if (header.getUint16(8, true) !== (entry.method === 'stored' ? 0 : 8)) throw disagree(entry, 'the method');
  // 10, 2 bytes: time
  if (header.getUint16(10, true) !== entry.time) throw disagree(entry, 'the time');
  // 12, 2 bytes: date
  if (header.getUint16(12, true) !== entry.date) throw disagree(entry, 'the date');
}

/** The versions that there are. Source: APPNOTE 6.3.10, section 4.4.3.2. */
const KNOWN_VERSIONS: ReadonlySet<number> = new Set([10, 11, 20, 21, 25, 27, 45, 46, 50, 51, 52, 61, 62, 63]);

/**
 * True when the versions agree, or when both are versions that there are and no single changed bit makes one of them
 * the other: some honest writers say a lower or a higher one in the local header than in the directory.
 */
function isVersionAllowed(version: number, { versionNeeded }: ArchiveEntry): boolean {
  if (version === versionNeeded) return true;
  if (!KNOWN_VERSIONS.has(version) || !KNOWN_VERSIONS.has(versionNeeded)) return false;
  const changed = version ^ versionNeeded;
  const isOneBit = (changed & (changed - 1)) === 0;
  return !isOneBit;
}

function assertSameSizes(header: DataView, extra: Uint8Array, entry: ArchiveEntry): void {
  // 14, 4 bytes: CRC-32
  const crc32 = header.getUint32(14, true);
  // 18 and 22, 4 bytes each: compressed size, size
  const short = { compressedBytes: header.getUint32(18, true), sizeBytes: header.getUint32(22, true) };
  const { compressedBytes, sizeBytes } = resolveZip64({ ...short, localOffset: 0 }, extra);
  if ((entry.flags & FLAG_DATA_DESCRIPTOR) !== 0 && crc32 === 0) {
    // Not known yet when the header was written: they stand behind the data. Some writers knew the size already.
    // CRC-32 and compressed size are open together or not at all, or one changed bit could pass from one to the other.
    const isOpen = (value: number): boolean => value === 0 || value === DEFERRED;
    if (isOpen(compressedBytes) && (isOpen(sizeBytes) || sizeBytes === entry.sizeBytes)) return;
  }
  assertSums(entry, { crc32, compressedBytes, sizeBytes });
}

/**
 * Asserts that the data descriptor is right. It has no length of its own, and its signature is optional. The bytes
 * between the data and the next entry are the descriptor and nothing else, so their number tells which of the four
 * forms it has.
 */
async function assertDescriptor(
  source: RandomAccess,
  entry: ArchiveEntry,
  gap: { readonly offset: number; readonly end: number },
): Promise<void> {
  const length = gap.end - gap.offset;
  if ((entry.flags & FLAG_DATA_DESCRIPTOR) === 0) {
    if (length === 0) return;
    throw zipDamaged(
      `${formatCount(length, 'byte')} behind the entry ${quoteName(entry.name)} belong to no entry`,
    );
  }
  if (![12, 16, 20, 24].includes(length)) {
    throw zipDamaged(
      `the entry ${quoteName(entry.name)} is followed by ${formatCount(length, 'byte')}, expected a descriptor`,
    );
  }
  const view = viewOf(await source.read(gap.offset, length));
  const signed = length === 16 || length === 24;
  // 0, 4 bytes: signature, in the longer two forms
  if (signed && view.getUint32(0, true) !== DESCRIPTOR_SIGNATURE)
    throw disagree(entry, 'the data descriptor');
  const at = signed ? 4 : 0;
  const wide = length >= 20;
  assertSums(entry, {
    // then 4 bytes: CRC-32
    crc32: view.getUint32(at, true),
    // then 4 or 8 bytes: compressed size
    compressedBytes: wide ? readUint64(view, at + 4) : view.getUint32(at + 4, true),
    // then 4 or 8 bytes: size
    sizeBytes: wide ? readUint64(view, at + 12) : view.getUint32(at + 8, true),
  });
}

function assertSums(
  entry: ArchiveEntry,
  { crc32, compressedBytes, sizeBytes }: Pick<ArchiveEntry, 'crc32' | 'compressedBytes' | 'sizeBytes'>,
): void {
  if (crc32 !== entry.crc32) throw disagree(entry, 'the CRC-32');
  if (compressedBytes !== entry.compressedBytes) throw disagree(entry, 'the compressed size');
  if (sizeBytes !== entry.sizeBytes) throw disagree(entry, 'the size');
}

function disagree(entry: ArchiveEntry, what: string): Error {
  return zipDamaged(`the headers of ${quoteName(entry.name)} and the directory disagree on ${what}`);
}
