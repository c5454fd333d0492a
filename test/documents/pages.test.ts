import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const DECISIONS = 'docs/decisions/';
const INDEX = `${DECISIONS}README.md`;

const read = (file: string): string => readFileSync(REPOSITORY + file, 'utf8');

/** Files below a folder of the repository, `/` as separator. */
function listFiles(folder: string): readonly string[] {
  return readdirSync(REPOSITORY + folder, { recursive: true, encoding: 'utf8' }).map(
    (name) => folder + name.replaceAll('\\', '/'),
  );
}

const pages = [
  ...readdirSync(REPOSITORY).filter((name) => /^(?:README|CONTRIBUTING|SECURITY)\.md$/.test(name)),
  ...['docs/', 'samples/', 'schemas/', 'src/', 'test/']
    .flatMap(listFiles)
    .filter((name) => name.endsWith('.md')),
];
/** A path from the root of the repository that stands by itself in code. Made files are not meant. */
const NAMED_FILE = /`((?:src|schemas|samples|test|docs)\/(?![^`]*\/generated)[^`*{}<>…\s]+)`/g;
/** A module of this repository in code, with as much of its path as tells it. */
const NAMED_MODULE = /`([\w./-]+\.(?:ts|py))`/g;
const decisions = pages.filter((page) => page.startsWith(DECISIONS) && page !== INDEX);

describe('the pages', () => {
  it.each(pages)('%s has lines of fewer than 120 characters', (page) => {
    const long = read(page)
      .split('\n')
      .flatMap((line, index) => (line.length >= 120 ? [`line ${index + 1}`] : []));
    expect(long).toEqual([]);
  });

  it.each(pages)('%s links to files that are there', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => link);
    const missing = links.filter((link) => {
      const { pathname } = new URL(link, `file:///${page}`);
      return !exists(pathname.slice(1));
    });
    expect(missing).toEqual([]);
  });

  it('name files that are there', () => {
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(NAMED_FILE)].map(([, path = '']) => ({ page, path })),
    );
    expect(named.filter(({ path }) => !exists(path))).toEqual([]);
    expect(named.length).toBeGreaterThan(50);
  });

  it('name modules that are there, by the end of their path', () => {
    const all = ['', 'docs/', 'samples/', 'schemas/', 'src/', 'test/'].flatMap((folder) =>
      folder === '' ? readdirSync(REPOSITORY) : listFiles(folder),
    );
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(NAMED_MODULE)].map(([, path = '']) => ({ page, path })),
    );
    expect(named.filter(({ path }) => !all.some((file) => `/${file}`.endsWith(`/${path}`)))).toEqual([]);
    expect(named.length).toBeGreaterThan(50);
  });
});

function exists(path: string): boolean {
  try {
    readdirSync(REPOSITORY + path);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
  }
}

describe('the decisions', () => {
  it.each(decisions)('%s has context, decision and consequence, in 40 lines', (page) => {
    const lines = read(page).trimEnd().split('\n');
    const headings = lines.filter((line) => line.startsWith('#'));
    expect(headings[0]).toMatch(/^# \S/);
    expect(headings.slice(1)).toEqual(['## Context', '## Decision', '## Consequence']);
    expect(lines.length).toBeLessThanOrEqual(40);
  });

  it('stand in the index, each once', () => {
    const linked = [...read(INDEX).matchAll(/\]\(([a-z0-9-]+\.md)\)/g)].map(
      ([, name = '']) => DECISIONS + name,
    );
    expect(linked.toSorted()).toEqual(decisions.toSorted());
  });
});
