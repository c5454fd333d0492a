import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { COVERAGE_GATES, FOLDERS_WITHOUT_GATE } from '../set-up/coverage-gate.js';

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

function listFolders(below: string): readonly string[] {
  return readdirSync(`${SOURCES}/${below}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'generated')
    .map(({ name }) => (below === '' ? name : `${below}/${name}`));
}

const gated = Object.keys(COVERAGE_GATES);

it('gates the coverage of folders that are there', () => {
  const missing = gated.filter((folder) => readdirSync(`${SOURCES}/${folder}`).length === 0);
  expect(missing).toEqual([]);
});

it('gates every folder of src, or each folder in it', () => {
  const open = listFolders('').filter((folder) => {
    const isCovered = (path: string) => gated.includes(path) || FOLDERS_WITHOUT_GATE.includes(path);
    return !isCovered(folder) && !listFolders(folder).every(isCovered);
  });
  expect(open).toEqual([]);
});
