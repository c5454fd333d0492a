import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { isJsonObject } from '../../src/cloud/json-value.js';

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
    const all = ['', 'deploy/', 'docs/', 'samples/', 'schemas/', 'src/', 'test/'].flatMap((folder) =>
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

describe('docstrings', () => {
  const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
  const FOLDERS = ['src/', 'samples/', 'schemas/'];
  const DOCSTRING = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\//g;
  /** A first word that stands in the place of the subject. */
  const NO_SUBJECT = /^(?:What|Whether|How)\b/;

  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(REPOSITORY + folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/(?:^|[\\/])generated[\\/]/.test(name))
      .map((name) => folder + name.replaceAll('\\', '/')),
  );

  /** The docstrings of a text, each as one line without asterisks. */
  function listDocstrings(text: string): readonly string[] {
    return [...text.matchAll(DOCSTRING)].map(([, inside = '']) =>
      inside
        .replaceAll(/^\s*\* ?/gm, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
  }

  /** The docstrings of a text that hide their subject. */
  function listWithoutSubject(text: string): readonly string[] {
    return listDocstrings(text).filter((docstring) => NO_SUBJECT.test(docstring));
  }

  describe('a docstring', () => {
    it('names its subject first', () => {
      const found = sources.flatMap((file) =>
        listWithoutSubject(readFileSync(REPOSITORY + file, 'utf8')).map(
          (docstring) => `${file}: ${docstring}`,
        ),
      );
      expect(found).toEqual([]);
      expect(sources.length).toBeGreaterThan(400);
    });

    it.each([
      ['one line', '/** What it holds. */', 1],
      ['several lines', '/**\n * Whether it is\n * there.\n */', 1],
      ['a first line that is empty', '/**\n *\n * How it is done.\n */', 1],
      ['a subject', '/** The size. What it says. */', 0],
      ['a longer word', '/** Whatever it is. However. */', 0],
      ['a comment that is none', '/* What it does */ // How', 0],
    ])('is found in %s', (_, text, count) => {
      expect(listWithoutSubject(text)).toHaveLength(count);
    });
  });
});

describe('workflows', () => {
  const FOLDER = new URL('../../.github/workflows/', import.meta.url);
  const workflows = readdirSync(FOLDER);
  const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

  /** The steps of all jobs; a job that calls another workflow is such a step itself. */
  function listSteps(name: string): readonly Readonly<Record<string, unknown>>[] {
    const document: unknown = parseDocument(read(name)).toJS();
    const jobs =
      isJsonObject(document) && isJsonObject(document['jobs']) ? Object.values(document['jobs']) : [];
    return jobs.filter(isJsonObject).flatMap((job) => {
      const steps = Array.isArray(job['steps']) ? job['steps'].filter(isJsonObject) : [];
      return [job, ...steps];
    });
  }

  it('there is a workflow', () => expect(workflows).toContain('ci.yml'));

  describe.each(workflows)('%s', (name) => {
    it('is YAML without a mistake', () => {
      const { errors, warnings } = parseDocument(read(name), { uniqueKeys: true });
      expect([...errors, ...warnings].map(({ message }) => message)).toEqual([]);
      expect(listSteps(name).length).toBeGreaterThan(2);
    });

    it('pins each action by its commit, with the version beside it', () => {
      const used = listSteps(name).flatMap(({ uses }) => (typeof uses === 'string' ? [uses] : []));
      expect(used.filter((uses) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
      const lines = read(name)
        .split('\n')
        .filter((line) => /\buses:/.test(line));
      expect(lines).toHaveLength(used.length);
      expect(lines.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    });

    it('may read the repository, and nothing else, unless a job of it releases', () => {
      const document: unknown = parseDocument(read(name)).toJS();
      const releases = name === 'release.yml';
      expect(document).toMatchObject({ permissions: releases ? {} : { contents: 'read' } });
      expect(read(name).match(/\bpermissions:/g)).toHaveLength(releases ? 2 : 1);
      expect(read(name)).not.toMatch(/\bpull_request(?:_target)?\b[^]*\bcontents: write\b/);
      expect(read(name)).not.toMatch(/\bpull_request_target\b|\bsecrets\b/);
    });
  });

  it('run every Node.js that package.json promises', () => {
    for (const version of [20, 22, 24])
      expect(read('ci.yml')).toMatch(new RegExp(`node: \\[.*\\b${version}\\b`));
  });
});

/** Nouns of people's reports that a number stands before. Bytes are exact places in damaged data. */
const COUNTED =
  /\$\{(?!formatCount|[a-z]+\.type\b)[^{}]+\} (?:records|calls|runs|sets|files|objects|subscriptions|offers|plans|blockers|reasons|stages|stores|errors|snapshots|changes|certificates|vaults|principals|secrets|writes|findings|backups)\b/g;

describe('a number of things', () => {
  const listFixed = (text: string) => [...text.matchAll(COUNTED)].map(([found]) => found);

  it('is told with its noun in the number that fits it', () => {
    const found = listFiles('src/')
      .filter(
        (file) =>
          file.endsWith('.ts') &&
          !file.includes('/generated/') &&
          !/^src\/(?:controller|backup-set\/database)\//.test(file),
      )
      .flatMap((file) => listFixed(read(file)).map((text) => `${file}: ${text}`));
    expect(found).toEqual([]);
  });

  it('is found where its noun is always in the plural', () => {
    expect(listFixed('`${count} records`')).toHaveLength(1);
    expect(listFixed("`${formatCount(count, 'record')} failed`")).toEqual([]);
  });
});
