import { readdir, readFile, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { create } from 'tar';
import { writeZip } from '../../src/backup-set/zip/write-zip.js';

/** Where an archive of a folder goes, and the time that its files bear. */
export interface ArchivePlan {
  readonly out: string;
  readonly modifiedAt: Date;
}

/** Lists the files of a folder in one order on every machine, with `/` as separator. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** Writes a folder, under its own name, as .tar.gz: the same files make the same bytes. */
export async function writeTarball(folder: string, { out, modifiedAt }: ArchivePlan): Promise<void> {
  const name = basename(folder);
  const files = (await listFiles(folder)).map((file) => `${name}/${file}`);
  await create({ file: out, cwd: dirname(folder), gzip: true, portable: true, mtime: modifiedAt }, files);
}

/** Writes a folder, under its own name, as .zip: the same files make the same bytes. */
export async function writeZipFile(folder: string, { out, modifiedAt }: ArchivePlan): Promise<void> {
  const files = await listFiles(folder);
  async function* read() {
    for (const file of files) {
      yield { name: `${basename(folder)}/${file}`, content: await readFile(join(folder, file)) };
    }
  }
  await pipeline(Readable.from(writeZip(read(), { modifiedAt })), createWriteStream(out));
}

/** The size of a file in bytes. */
export async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}
