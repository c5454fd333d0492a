import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, afterEach, beforeEach } from 'vitest';
import type { AppContext } from '../../src/app/app.js';
import { verifyBackups } from '../../src/app/share/verify-backups.js';
import { ERROR_CODES } from '../../src/core/errors/error-codes.js';
import { silentProgress } from '../../src/core/progress.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { type DamagedCase, renderDamagedFolder } from '../../samples/generator/damage/damaged-shares.js';
import {
  DAMAGED_CASE_COUNT,
  damagedShare,
  keyFilesOf,
  PASSWORD_FILE,
  readCountedCases,
  samplePath,
} from './damaged-cases.js';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  compareDigests,
  digestTree,
  parseDigestList,
  writeListedFolder,
} from '../../samples/generator/listed-folder.js';
import { type FileTree, readFiles } from '../../samples/generator/file-tree.js';
import { readSampleKeys } from '../../samples/generator/stable-values.js';

const samples = readCountedCases();

const refuse = (): never => {
  throw new Error('nothing is to be asked');
};

interface Verification {
  readonly exitCode: number;
  readonly findingCodes: readonly string[];
}

async function verify(sample: DamagedCase): Promise<Verification> {
  const context: AppContext = {
    progress: silentProgress,
    prompts: { askPassword: refuse, confirm: refuse },
    signal: new AbortController().signal,
    warn: () => {},
  };
  try {
    const { result, outcome } = await verifyBackups(
      {
        share: damagedShare(sample.case),
        backups: [],
        level: sample.level,
        certPasswordFiles: [PASSWORD_FILE],
        ...keyFilesOf(sample),
      },
      context,
    );
    return {
      exitCode: outcome === undefined ? 0 : ERROR_CODES[outcome].exit,
      findingCodes: [...result.findings, ...result.backups.flatMap((backup) => backup.findings)].map(
        ({ code }) => code,
      ),
    };
  } catch (error) {
    if (!(error instanceof RestackError)) throw error;
    return { exitCode: error.exitCode, findingCodes: [] };
  }
}

/** The first two cells of each row of a section's table, as plain text. */
function rowsOf(section: string): readonly (readonly [string, string])[] {
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => {
    const [, first = '', second = ''] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''));
    return [first, second.replaceAll('\\\\', '\\')];
  });
}

describe('the damaged samples', () => {
  it('have a folder each, and nothing else has one', () => {
    const folders = readdirSync(damagedShare(''));
    expect(folders.toSorted()).toEqual(samples.map((sample) => sample.case).toSorted());
    expect(folders).toHaveLength(DAMAGED_CASE_COUNT);
  });

  it('have a page with a row for each, under what becomes of it', () => {
    const page = readFileSync(samplePath('damaged/README.md'), 'utf8');
    const [introduction = '', ...sections] = page.split(/^## /m);
    const rows = sections.flatMap((section) => {
      const [, findingCode = null, exitCode] =
        /^(?:`([A-Z_0-9]+)`|No finding), exit (\d+)\n/.exec(section) ?? [];
      return rowsOf(section).map(([name, description]) => ({
        case: name,
        description,
        findingCode,
        exitCode: Number(exitCode),
      }));
    });
    const expected = samples.map(({ level: _level, keys: _keys, ...row }) => row);
    expect(new Map(rows.map((row) => [row.case, row]))).toEqual(
      new Map(expected.map((row) => [row.case, row])),
    );
    expect(rows).toHaveLength(DAMAGED_CASE_COUNT);
    const others = samples.filter(({ keys }) => keys.join() !== 'TEST-ONLY-backup-2023.pfx');
    expect(rowsOf(introduction)).toEqual(others.map(({ case: name, keys }) => [name, keys.join(', ')]));
    expect(introduction).toContain(`${DAMAGED_CASE_COUNT} shares`);
  });

  it.each(samples)('$case: $description', async (sample) => {
    const { exitCode, findingCodes } = await verify(sample);
    expect(exitCode, findingCodes.join(' ')).toBe(sample.exitCode);
    if (sample.findingCode !== null) expect(findingCodes).toContain(sample.findingCode);
  });
});

describe('on disk', () => {
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
});
