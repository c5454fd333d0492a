import { crc32, inflateRawSync } from 'node:zlib';

const CENTRAL = Buffer.from('PK\x01\x02', 'latin1');
const END = Buffer.from('PK\x05\x06', 'latin1');
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const MAX_OUTPUT_BYTES = 1024 * 1024;

/**
 * Makes an archive agree with itself: sizes and CRC-32 of the central directory are those of the content, local
 * headers repeat the directory, the end record tells where the directory lies.
 *
 * @returns undefined when it has no directory.
 */
export function repairZip(input: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(input);
  const first = bytes.indexOf(CENTRAL);
  const end = bytes.lastIndexOf(END);
  if (first === -1 || end < first) return undefined;
  let count = 0;
  for (let at = first; at + CENTRAL_SIZE <= end && bytes.indexOf(CENTRAL, at) === at; count += 1) {
    repairEntry(bytes, at);
    const lengths = bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    at += CENTRAL_SIZE + lengths;
  }
  if (end + 22 > bytes.length) return undefined;
  bytes.writeUInt16LE(Math.min(count, 0xffff), end + 8);
  bytes.writeUInt16LE(Math.min(count, 0xffff), end + 10);
  bytes.writeUInt32LE(end - first, end + 12);
  bytes.writeUInt32LE(first, end + 16);
  return bytes;
}

function repairEntry(bytes: Buffer, at: number): void {
  const local = bytes.readUInt32LE(at + 42);
  if (local + LOCAL_SIZE > bytes.length) return;
  const data = local + LOCAL_SIZE + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const content = unpack(bytes, at, bytes.subarray(data, data + bytes.readUInt32LE(at + 20)));
  if (content !== undefined) {
    bytes.writeUInt32LE(crc32(content), at + 16);
    bytes.writeUInt32LE(content.length, at + 24);
  }
  // Version, flags, method, time, date, CRC-32 and sizes follow each other in both headers.
  bytes.copy(bytes, local + 4, at + 6, at + 28);
}

function unpack(bytes: Buffer, at: number, packed: Buffer): Buffer | undefined {
  if (bytes.readUInt16LE(at + 10) === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: MAX_OUTPUT_BYTES });
  } catch {
    return undefined;
  }
}
