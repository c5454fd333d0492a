import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { ERROR_CODES } from '../../../../src/core/errors/error-codes.js';

const ROW = /^\|\s*(\d+)\s*\|\s*`([A-Z_]+)`\s*\|\s*(.*?)\s*\|$/;

describe('the table of exit codes in README.md', () => {
  it('is the registry, line by line', async () => {
    const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8');
    const [, section = ''] = readme.split('\n## Exit codes\n');
    const rows = section
      .split('\n## ')[0]
      ?.split('\n')
      .map((line) => ROW.exec(line))
      .filter((match) => match !== null)
      .map(([, exit, code, meaning]) => [code, Number(exit), meaning]);
    expect(rows).toEqual(
      Object.entries(ERROR_CODES).map(([code, { exit, meaning }]) => [code, exit, meaning]),
    );
  });
});
