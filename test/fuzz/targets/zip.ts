import { crc32 } from 'node:zlib';
import unzipper from 'unzipper';
import { writeRawZip } from '../../../samples/generator/raw-zip.js';
import { createMemoryAccess } from '../../../src/backup-set/data-file/random-access.js';
import { buildZip, type ZipInput } from '../../../src/backup-set/zip/write-zip.js';
import { type Archive, openArchive } from '../../../src/backup-set/zip/zip-archive.js';
import type { ArchiveEntry } from '../../../src/backup-set/zip/zip-directory.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';
import { readSampleArchives } from './sample-files.js';
import { repairZip } from './zip-repair.js';

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
    const second = await unzipper.Open.buffer(Buffer.from(input));
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
