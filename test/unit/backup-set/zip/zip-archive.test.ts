import { Open } from 'unzipper';
import { describe, expect, it } from 'vitest';
import { createMemoryAccess } from '../../../../src/backup-set/data-file/random-access.js';
import { type Archive, openArchive } from '../../../../src/backup-set/zip/zip-archive.js';
import { buildZip, type ZipInput } from '../../../../src/backup-set/zip/write-zip.js';
import { modifiedAt, patternBytes } from '../../../fixtures/sealed-snapshot.js';

async function* streamOf(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

const text = Buffer.from('restack '.repeat(100_000));
const noise = patternBytes(3_000_000);

const inputs: readonly ZipInput[] = [
  { name: 'folder/', content: new Uint8Array(0) },
  { name: 'folder/small.json', content: Buffer.from('[{"id":1}]') },
  { name: 'folder/empty', content: new Uint8Array(0) },
  { name: 'stored.bin', content: noise, method: 'stored' },
  { name: 'deflated.bin', content: noise },
  { name: 'text.txt', content: text },
  { name: 'Übergröße/naïve.json', content: Buffer.from('[]') },
  { name: 'streamed-stored', content: streamOf(noise, 70_000), method: 'stored' },
  { name: 'streamed-deflated', content: streamOf(text, 9_999) },
  { name: 'streamed-empty', content: streamOf(new Uint8Array(0), 1) },
];
const expected: readonly (readonly [string, Uint8Array])[] = inputs.map(({ name, content }) => {
  if (content instanceof Uint8Array) return [name, content];
  const streams: Record<string, Uint8Array> = { 'streamed-stored': noise, 'streamed-deflated': text };
  return [name, streams[name] ?? new Uint8Array(0)];
});
const bytes = await buildZip(inputs, { modifiedAt });

async function readAll(archive: Archive): Promise<readonly (readonly [string, Uint8Array])[]> {
  const found: (readonly [string, Uint8Array])[] = [];
  for await (const entry of archive.entries()) {
    const pieces: Uint8Array[] = [];
    for await (const piece of archive.streamEntry(entry)) pieces.push(piece);
    found.push([entry.name, new Uint8Array(Buffer.concat(pieces))]);
  }
  return found;
}

describe('openArchive', () => {
  it('reads back what writeZip wrote', async () => {
    const archive = await openArchive(createMemoryAccess(bytes));
    let proved = 0;
    await archive.proveAll((count) => (proved += count));
    expect(proved).toBeLessThan(bytes.length);
    const found = await readAll(archive);
    expect(found.map(([name]) => name)).toEqual(expected.map(([name]) => name));
    for (const [index, [, content]] of found.entries()) {
      expect(Buffer.from(content).equals(expected[index]?.[1] ?? Buffer.from('missing'))).toBe(true);
    }
  });

  it('agrees with a second reader', async () => {
    const directory = await Open.buffer(Buffer.from(bytes));
    expect(directory.files.map(({ path }) => path)).toEqual(expected.map(([name]) => name));
    for (const [index, file] of directory.files.entries()) {
      if (file.type === 'Directory') continue;
      expect((await file.buffer()).equals(expected[index]?.[1] ?? Buffer.from('missing'))).toBe(true);
    }
  });

  it('opens an empty archive', async () => {
    const archive = await openArchive(createMemoryAccess(await buildZip([], { modifiedAt })));
    await archive.proveAll();
    expect(archive.entryCount).toBe(0);
  });

  it('writes the same bytes for the same input', async () => {
    const again = await buildZip(
      inputs.filter(({ content }) => content instanceof Uint8Array),
      { modifiedAt },
    );
    const once = await buildZip(
      inputs.filter(({ content }) => content instanceof Uint8Array),
      { modifiedAt },
    );
    expect(Buffer.from(again).equals(once)).toBe(true);
  });

  it('reads more entries than 16 bits count', async () => {
    const many = Array.from({ length: 66_000 }, (_, index): ZipInput => ({
      name: `f/${index}`,
      content: Buffer.from([index & 255]),
      method: 'stored',
    }));
    const archive = await openArchive(createMemoryAccess(await buildZip(many, { modifiedAt })));
    expect(archive.entryCount).toBe(66_000);
    await archive.proveAll();
  });
});
