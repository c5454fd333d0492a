import { crc32, inflateRawSync } from 'node:zlib';
import unzipper from 'unzipper';
import { writeRawZip } from '../../../samples/generator/raw-zip.js';
import { createMemoryAccess } from '../../../src/backup-set/data-file/random-access.js';
import { buildZip, type ZipInput } from '../../../src/backup-set/zip/write-zip.js';
import { type Archive, openArchive } from '../../../src/backup-set/zip/zip-archive.js';
import type { ArchiveEntry } from '../../../src/backup-set/zip/zip-directory.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';
import { readSampleArchives } from './sample-files.js';

declare module 'unzipper' {
  namespace Open {
    /** As the package has it; its types know no options. */
    function buffer(data: Buffer, options: { readonly tailSize: number }): Promise<unzipper.CentralDirectory>;
  }
}

async function* stream(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Forms of the format that the samples do not have. */
async function writeRareForms(): Promise<readonly Uint8Array[]> {
  const inputs: readonly ZipInput[] = [
    { name: 'folder/', content: new Uint8Array(0) },
    { name: 'folder/a.json', content: stream('[]') },
    { name: 'folder/\u00fc.txt', content: stream('x'.repeat(99)), method: 'stored' },
    { name: 'plain', content: Buffer.from('y'.repeat(300)), method: 'stored' },
  ];
  const raw = [{ name: 'a\\b', content: Buffer.from('abc') }];
  return [await buildZip(inputs, { modifiedAt: new Date('2023-01-17T19:31:00Z') }), writeRawZip(raw)];
}

async function readEntries(archive: Archive): Promise<readonly ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const entry of archive.entries()) entries.push(entry);
  return entries;
}

async function readContent(archive: Archive, entry: ArchiveEntry): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archive.streamEntry(entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The archive inside a data file: directory, local headers, content. */
export const zipTarget = defineTarget<Archive>({
  name: 'zip',
  dictionary: [
    'PK\x03\x04 ¦ PK\x01\x02 ¦ PK\x05\x06 ¦ PK\x06\x06 ¦ PK\x06\x07 ¦ PK\x07\x08',
    '\xff\xff\xff\xff ¦ \xff\xff ¦ \x01\x00\x08\x00 ¦ \x01\x00\x10\x00 ¦ \x08\x00\x08\x00 ¦ \x08\x08',
    '\x14\x00-\x00 ¦ ../ ¦ / ¦ \\ ¦ C: ¦ .json ¦ .zip ¦ \x08\x00 ¦ \x00\x00\x00\x00 ¦ \xa1\xff',
  ],
  refusals: ['INTEGRITY', 'UNSUPPORTED'],
  readSeeds: async () => [...(await readSampleArchives()), ...(await writeRareForms())],
  async read(input) {
    const archive = await openArchive(createMemoryAccess(input));
    await archive.proveAll();
    return archive;
  },
  async confirm(archive, input) {
    const entries = await readEntries(archive);
    assertLaw(entries.length === archive.entryCount, 'as many entries are read as are counted');
    const second = await unzipper.Open.buffer(Buffer.from(input), { tailSize: sizeOfEnd(input) });
    assertLaw(second.files.length === entries.length, 'unzipper sees as many entries');
    for (const [index, entry] of entries.entries()) {
      const content = await readContent(archive, entry);
      assertLaw(content.length === entry.sizeBytes, 'content has the size of its entry');
      assertLaw(crc32(content) === entry.crc32, 'content has the CRC-32 of its entry');
      const file = second.files[index];
      assertLaw(
        file !== undefined && file.pathBuffer.equals(entry.nameBytes),
        'unzipper reads the same name',
      );
      const other = entry.folder ? content : await file.buffer();
      assertLaw(other.equals(content), 'unzipper reads the same content');
    }
  },
  repair: repairZip,
});

/**
 * The bytes from the end record on. unzipper is told, because it takes the first signature that it meets for the end,
 * and a header in front can spell one by chance.
 */
function sizeOfEnd(input: Uint8Array): number {
  return input.length - Buffer.from(input).lastIndexOf(END, input.length - END_SIZE);
}

const CENTRAL = Buffer.from('PK\x01\x02', 'latin1');
const END = Buffer.from('PK\x05\x06', 'latin1');
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
const MAX_OUTPUT_BYTES = 1024 * 1024;

/**
 * Makes an archive agree with itself: sizes and CRC-32 of the central directory are those of the content, local
 * headers repeat the directory, the end record tells where the directory lies.
 *
 * @returns undefined when it has no directory.
 */
function repairZip(input: Uint8Array): Uint8Array | undefined {
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
  if (end + END_SIZE > bytes.length) return undefined;
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
