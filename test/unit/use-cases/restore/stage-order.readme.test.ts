import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listItems, listStageItems, listToleranceItems } from '../../../fixtures/readme-tables.js';

const readme = readFileSync(new URL('../../../../src/use-cases/restore/README.md', import.meta.url), 'utf8');

it('the README holds the stages and the tolerated differences as they are, and no others', () => {
  expect(listItems(readme)).toEqual([...listStageItems(), ...listToleranceItems()]);
});
