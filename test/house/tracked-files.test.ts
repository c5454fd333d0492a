import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderDamagedShares } from '../../samples/generator/damage/damaged-shares.js';
import { readFiles } from '../../samples/generator/file-tree.js';
import { readSampleKeys } from '../../samples/generator/stable-values.js';
import { blobIdOf, findTrackedProducts } from './laws/tree-laws.js';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const IS_CLONE = existsSync(`${REPOSITORY}/.git`);

const git = (...args: readonly string[]) =>
  execFileSync('git', args, { cwd: REPOSITORY, encoding: 'utf8' })
    .split('\0')
    .filter((line) => line !== '');

/** Git's blob ids by path. */
function readTracked(): ReadonlyMap<string, string> {
  return new Map(
    git('ls-files', '-z', '--stage').map((line) => {
      const [, blobId = '', path = ''] = /^\d+ ([0-9a-f]+) \d\t(.*)$/s.exec(line) ?? [];
      return [path, blobId] as const;
    }),
  );
}

/**
 * Reads every file that is made from files which git tracks. The bundle in dist is known by its place: a declaration
 * can equal its source.
 */
async function readMade(): Promise<ReadonlyMap<string, Uint8Array>> {
  const code = await readFiles(`${REPOSITORY}/src/schema/generated`);
  return new Map([...code, ...renderDamagedShares(await readSampleKeys())]);
}

describe.skipIf(!IS_CLONE)('what git tracks (skipped where there is no git clone)', () => {
  it('is nothing that something else makes', async () => {
    expect(findTrackedProducts(readTracked(), await readMade())).toEqual([]);
  }, 60_000);

  it('is nothing that git is told to ignore', () => {
    expect(git('ls-files', '-z', '--cached', '--ignored', '--exclude-from=.gitignore')).toEqual([]);
  });

  it('is known by the ids that git gives', () => {
    const bytes = execFileSync('git', ['cat-file', 'blob', ':package.json'], { cwd: REPOSITORY });
    expect(readTracked().get('package.json')).toBe(blobIdOf(bytes));
  });
});

describe('findTrackedProducts', () => {
  const made = new Map([['vault.ts', Buffer.from('made')]]);

  it.each([
    'src/schema/generated/vault.ts',
    'generated/a.json',
    'dist/cli/main.js',
    'oclif.manifest.json',
    'restack-0.1.0.tgz',
  ])('finds %s by its place', (path) => {
    expect(findTrackedProducts(new Map([[path, blobIdOf(Buffer.from('any'))]]), made)).toHaveLength(1);
  });

  it('finds a copy by its bytes, and nothing else', () => {
    const tracked = new Map([
      ['samples/copy.ts', blobIdOf(Buffer.from('made'))],
      ['test/documents/generated-files.test.ts', blobIdOf(Buffer.from('written'))],
      ['src/distance.ts', blobIdOf(Buffer.from('written'))],
    ]);
    expect(findTrackedProducts(tracked, made)).toEqual(['samples/copy.ts is made: vault.ts']);
  });
});
