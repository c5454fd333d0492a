import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { GUIDE_NAMES } from '../../../src/report/guides/guide-names.js';
import { renderGuide, VARIABLES } from '../../../src/report/guides/render-guide.js';

describe('guides', () => {
  it.each(GUIDE_NAMES)('%s fits 80 columns and is not empty', (name) => {
    const lines = renderGuide(name, 80).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeGreaterThan(10);
  });

  it('name the variables of README.md, each once', async () => {
    const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
    const [, table = ''] = readme.split('| variable ');
    const [rows = ''] = table.split('\n\n');
    const inReadme = [...rows.matchAll(/`((?:RESTACK|NODE)_[A-Z_]+)`/g)].map(([, name]) => name);
    const known = VARIABLES.map(([name]) => name);
    expect(inReadme.length).toBeGreaterThan(8);
    expect(inReadme.filter((name) => !known.some((one) => one === name))).toEqual([]);
    expect(known.filter((name) => name.startsWith('RESTACK') && !inReadme.includes(name))).toEqual([]);
  });
});
