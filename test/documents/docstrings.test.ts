import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

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
      listWithoutSubject(readFileSync(REPOSITORY + file, 'utf8')).map((docstring) => `${file}: ${docstring}`),
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
