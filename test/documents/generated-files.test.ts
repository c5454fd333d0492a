import { cp, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { GeneratedFolder } from '../../schemas/generator/generated-folder.js';
import { generateFiles } from '../../schemas/generator/generate-files.js';
import { digestInputs, updateGeneratedFiles } from '../../schemas/generator/update-generated-files.js';
import { ALL_KINDS } from '../../src/cloud/kind-names.js';
import { resultSchema } from '../fixtures/result-schemas.js';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-generate-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('generated files', () => {
  it('are the same on every run, and are what lies in the ignored folder', async () => {
    const files = await generateFiles();
    expect(await generateFiles()).toEqual(files);
    for (const [name, text] of files) {
      expect(await readFile(path.join(REPOSITORY, 'src/schema/generated', name), 'utf8'), name).toBe(text);
    }
  }, 30_000);

  it('need nothing at run time but the product itself', async () => {
    for (const [file, text] of await generateFiles()) {
      expect(text, file).not.toMatch(/\brequire\(|\beval\(|new Function/);
      for (const [, module] of text.matchAll(/\bfrom '([^']+)'/g)) expect(module, file).toMatch(/^\.\.?\//);
    }
  });

  it('are one module for what is read together, and for every other schema one of its own', async () => {
    const sources = await readdir(path.join(REPOSITORY, 'schemas'));
    const names = sources
      .filter((file) => file.endsWith('.json'))
      .map((file) => path.basename(file, '.json'));
    const fleet = ['set-result', 'stamps-file', 'work-list'];
    const restore = ['mapping', 'plan-file', 'restore-settings'];
    const records = ALL_KINDS.map((kind) =>
      kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    const together = new Set(['shared', ...fleet, ...restore, ...records]);
    const own = [
      'fleet-files',
      'restore-files',
      'records',
      'types',
      'cli-types',
      'own-words',
      'schema-versions',
    ];
    const modules = [...names.filter((name) => !together.has(name)), ...own];
    const files = await generateFiles();
    expect(new Set(files.keys())).toEqual(new Set(modules.map((name) => `${name}.ts`)));
    expect(files.get('restore-files.ts')?.match(/^export const \w+/gm)).toEqual([
      'export const mapping',
      'export const planFile',
      'export const restoreSettings',
    ]);
  });

  it('are loaded when one is needed where they are of records, so that listing a share loads none', async () => {
    const validation = await readFile(path.join(REPOSITORY, 'src/schema/validation.ts'), 'utf8');
    const loadedAtOnce = [...validation.matchAll(/from '\.\/generated\/([a-z-]+)\.js'/g)].map(
      ([, name]) => name,
    );
    expect(new Set(loadedAtOnce)).toEqual(
      new Set(['backup-info', 'registrations', 'snapshot-metadata', 'types']),
    );
  });

  it('are not made again when nothing has changed', async () => {
    expect(await updateGeneratedFiles()).toEqual([]);
  });
});

describe('the digest of what they are made from', () => {
  it.each(['vault.json', 'cli/list.json', 'generator/generate-files.ts'])('changes with %s', async (file) => {
    await cp(path.join(REPOSITORY, 'schemas'), folder, { recursive: true });
    const before = await digestInputs(folder);
    expect(before).toBe(await digestInputs());
    const text = await readFile(path.join(folder, file), 'utf8');
    await writeFile(path.join(folder, file), `${text} `);
    const after = await digestInputs(folder);
    expect(after).toMatch(/^[0-9a-f]{64}$/);
    expect(after).not.toBe(before);
  });
});

describe('the folder of generated files', () => {
  const FILES = new Map([
    ['a.ts', 'a'],
    ['b.ts', 'b'],
  ]);
  const at = (name: string) => path.join(folder, name);
  const list = async () => (await readdir(folder)).toSorted();

  it('is made where there is none', async () => {
    const generated = new GeneratedFolder(at('new'));
    expect(await generated.isMadeFrom('inputs')).toBe(false);
    expect(await generated.replaceFiles('inputs', FILES)).toEqual(['a.ts', 'b.ts']);
    expect(await generated.isMadeFrom('inputs')).toBe(true);
    expect(await generated.isMadeFrom('other inputs')).toBe(false);
    expect(await readdir(at('new'))).toHaveLength(FILES.size + 1);
  });

  it.each([
    { what: 'changed', spoil: () => writeFile(at('b.ts'), 'changed'), mended: ['b.ts'] },
    { what: 'missing', spoil: () => rm(at('a.ts')), mended: ['a.ts'] },
    { what: 'left over', spoil: () => writeFile(at('old.ts'), 'old'), mended: ['old.ts'] },
    { what: 'empty', spoil: () => writeFile(at('made-from.json'), ''), mended: [] },
  ])('tells that a file is $what, and mends no other', async ({ spoil, mended }) => {
    const generated = new GeneratedFolder(folder);
    await generated.replaceFiles('inputs', FILES);
    const whole = await list();
    await spoil();
    expect(await generated.isMadeFrom('inputs')).toBe(false);
    expect(await generated.replaceFiles('inputs', FILES)).toEqual(mended);
    expect(await generated.isMadeFrom('inputs')).toBe(true);
    expect(await list()).toEqual(whole);
    expect(await readFile(at('b.ts'), 'utf8')).toBe('b');
  });

  it('leaves alone what another process is writing, and removes what a killed one left', async () => {
    const generated = new GeneratedFolder(folder);
    await writeFile(at('.a.ts.1.tmp'), 'half');
    await writeFile(at('.a.ts.2.tmp'), 'half');
    const { mtimeMs } = await stat(at('.a.ts.2.tmp'));
    const longAgo = new Date(mtimeMs - 2 * 60 * 60 * 1000);
    await utimes(at('.a.ts.2.tmp'), longAgo, longAgo);
    await generated.replaceFiles('inputs', FILES);
    expect(await list()).toEqual(['.a.ts.1.tmp', 'a.ts', 'b.ts', 'made-from.json']);
    expect(await generated.isMadeFrom('inputs')).toBe(true);
  });

  it('shows a reader whole files only, old or new, while several write', async () => {
    const old = 'o'.repeat(1 << 20);
    const text = 'n'.repeat(1 << 20);
    await writeFile(at('a.ts'), old);
    const seen = new Set<string>();
    const writers = new Set([1, 2, 3, 4]);
    const reader = (async () => {
      while (writers.size > 0) seen.add(await readFile(at('a.ts'), 'utf8'));
    })();
    const write = async (writer: number) => {
      await new GeneratedFolder(folder).replaceFiles('inputs', new Map([['a.ts', text]]));
      writers.delete(writer);
    };
    await Promise.all([...writers].map(write));
    await reader;
    for (const content of seen) expect(content === old || content === text).toBe(true);
    expect(await readFile(at('a.ts'), 'utf8')).toBe(text);
    expect(await list()).toEqual(['a.ts', 'made-from.json']);
    expect(await new GeneratedFolder(folder).isMadeFrom('inputs')).toBe(true);
  });
});

describe('the schemas of command results', () => {
  it('are compiled by tests, once in each process', () => {
    const schema = resultSchema('finding');
    expect(schema.validate({})).toBe(false);
    expect(schema.validate.errors?.map(({ keyword }) => keyword)).toContain('required');
    expect(resultSchema('finding').validate).toBe(schema.validate);
  });
});
