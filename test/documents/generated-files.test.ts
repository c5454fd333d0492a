import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { generateFiles } from '../../schemas/generator/generate-files.js';
import { findStaleFiles, replaceFile } from '../../schemas/generator/stale-files.js';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

describe('generated files', () => {
  it('are up to date, and the same on every run', async () => {
    const files = await generateFiles();
    expect(await findStaleFiles(files, REPOSITORY)).toEqual([]);
    expect(await generateFiles()).toEqual(files);
  }, 30_000);

  it('need nothing at run time but the product itself', async () => {
    for (const [file, text] of await generateFiles()) {
      expect(text, file).not.toMatch(/\brequire\(|\beval\(|new Function/);
      for (const [, module] of text.matchAll(/\bfrom '([^']+)'/g)) expect(module, file).toMatch(/^\.\.?\//);
    }
  });

  it('are one module for each schema, so that a command loads only what it reads', async () => {
    const validation = await readFile(path.join(REPOSITORY, 'src/schema/validation.ts'), 'utf8');
    const loadedAtOnce = [...validation.matchAll(/from '\.\/generated\/([a-z-]+)\.js'/g)].map(
      ([, name]) => name,
    );
    expect(new Set(loadedAtOnce)).toEqual(
      new Set(['backup-info', 'registrations', 'snapshot-metadata', 'types']),
    );
  });
});

describe('the check', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'restack-generate-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const expected = new Map([
    ['generated/a.ts', 'a'],
    ['generated/b.ts', 'b'],
  ]);

  it('finds files that are missing, changed or left over', async () => {
    await replaceFile(path.join(root, 'generated/b.ts'), 'changed');
    await replaceFile(path.join(root, 'generated/old.ts'), 'left over');
    expect(await findStaleFiles(expected, root)).toEqual([
      'generated/a.ts',
      'generated/b.ts',
      'generated/old.ts',
    ]);
  });

  it('finds nothing once each of them is replaced', async () => {
    await replaceFile(path.join(root, 'generated/old.ts'), 'left over');
    for (const file of await findStaleFiles(expected, root)) {
      await replaceFile(path.join(root, file), expected.get(file));
    }
    expect(await findStaleFiles(expected, root)).toEqual([]);
    await expect(readFile(path.join(root, 'generated/old.ts'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
