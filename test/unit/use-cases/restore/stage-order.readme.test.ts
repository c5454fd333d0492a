import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listStageRows, listToleranceRows } from '../../../fixtures/readme-tables.js';

const readme = readFileSync(new URL('../../../../src/use-cases/restore/README.md', import.meta.url), 'utf8');
const rows = readme
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.replaceAll(/ +/g, ' ').replaceAll('\\_', '_').trim());

it('the README holds the stages and the tolerated differences as they are, and no others', () => {
  expect(rows).toEqual([...listStageRows(), ...listToleranceRows()]);
});
