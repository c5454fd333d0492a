import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderDamagedFolder } from '../../samples/generator/damage/damaged-shares.js';
import {
  compareDigests,
  digestTree,
  parseDigestList,
  writeListedFolder,
} from '../../samples/generator/listed-folder.js';
import { type FileTree, readFiles } from '../../samples/generator/file-tree.js';
import { readSampleKeys } from '../../samples/generator/sample-keys.js';
import { DAMAGED_CASE_COUNT, damagedShare, samplePath } from './damaged-cases.js';

const TREE: FileTree = new Map([
  ['cases.json', Buffer.from('[]')],
  ['one/MASBackup/a.xml', Buffer.from('a')],
  ['two/MASBackup/b.xml', Buffer.from('b')],
]);

let parent = '';
let folder = '';

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'restack-listed-folder-'));
  folder = path.join(parent, 'damaged');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const at = (...names: readonly string[]) => path.join(folder, ...names);

/** Every path below the parent; for a file with its text. */
async function readState(): Promise<readonly string[]> {
  const entries = await readdir(parent, { recursive: true, withFileTypes: true });
  const lines = entries.map(async (entry) => {
    const place = path.join(entry.parentPath, entry.name);
    return `${place} ${entry.isFile() ? await readFile(place, 'utf8') : ''}`;
  });
  return (await Promise.all(lines)).toSorted();
}

it('the damaged samples on disk are the shares of the tests, with their table and digests', async () => {
  await writeListedFolder(folder, renderDamagedFolder(await readSampleKeys()));
  expect(await readdir(parent)).toEqual(['damaged']);
  const tree = await readFiles(folder);
  const list = parseDigestList(tree.get('SHA256SUMS')?.toString() ?? '');
  tree.delete('SHA256SUMS');
  expect(compareDigests(list, digestTree(tree))).toEqual([]);
  expect(tree.get('cases.json')).toEqual(await readFile(samplePath('damaged/cases.json')));
  tree.delete('cases.json');
  expect(new Set([...tree.keys()].map((file) => file.split('/')[0])).size).toBe(DAMAGED_CASE_COUNT);
  expect(compareDigests(digestTree(await readFiles(damagedShare(''))), digestTree(tree))).toEqual([]);
});

describe('a listed folder', () => {
  it.each([
    { what: 'is empty', prepare: () => mkdir(folder) },
    {
      what: 'was written before, and lost some of it',
      prepare: async () => {
        await writeListedFolder(folder, new Map([...TREE, ['old/a.xml', Buffer.from('old')]]));
        await rm(at('one'), { recursive: true });
      },
    },
  ])('takes the place of one that $what', async ({ prepare }) => {
    await prepare();
    await writeListedFolder(folder, TREE);
    const found = await readFiles(folder);
    found.delete('SHA256SUMS');
    expect(digestTree(found)).toEqual(digestTree(TREE));
    expect(await readdir(folder)).toHaveLength(4);
    expect(await readdir(parent)).toEqual(['damaged']);
  });

  it.each([
    { what: 'a file of somebody', spoil: () => writeFile(at('one', 'notes.txt'), 'mine') },
    { what: 'a changed file', spoil: () => writeFile(at('cases.json'), '[1]') },
    { what: 'a link', spoil: () => symlink(at('two'), at('one', 'link'), 'junction') },
    {
      what: 'a file in the place of a folder',
      spoil: async () => {
        await rename(at('one'), path.join(parent, 'one'));
        await writeFile(at('one'), 'mine');
      },
    },
    { what: 'no list', spoil: () => rm(at('SHA256SUMS')) },
    { what: 'another list', spoil: () => writeFile(at('SHA256SUMS'), '') },
    {
      what: 'a list that cannot be read',
      spoil: async () =>
        writeFile(at('SHA256SUMS'), `${await readFile(at('SHA256SUMS'), 'utf8')}no digest\n`),
    },
  ])('does not take the place of one with $what', async ({ spoil }) => {
    await writeListedFolder(folder, TREE);
    await spoil();
    const before = await readState();
    await expect(writeListedFolder(folder, TREE)).rejects.toThrow();
    expect(await readState()).toEqual(before);
  });

  it.each([
    { what: 'a folder of somebody', prepare: () => mkdir(at('mine'), { recursive: true }) },
    { what: 'a file', prepare: () => writeFile(folder, 'mine') },
  ])('does not take the place of $what', async ({ prepare }) => {
    await prepare();
    const before = await readState();
    await expect(writeListedFolder(folder, TREE)).rejects.toThrow();
    expect(await readState()).toEqual(before);
  });

  it('is not written where its parent is not there, and leaves nothing when writing fails', async () => {
    await expect(writeListedFolder(at('deep'), TREE)).rejects.toMatchObject({ code: 'ENOENT' });
    await mkdir(folder);
    const colliding = new Map([...TREE, ['one', Buffer.from('a file where a folder is')] as const]);
    await expect(writeListedFolder(folder, colliding)).rejects.toThrow();
    expect(await readState()).toEqual([`${folder} `]);
  });
});
