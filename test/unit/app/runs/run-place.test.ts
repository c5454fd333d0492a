import { expect, it } from 'vitest';
import { selectRunsFolder } from '../../../../src/app/runs/run-place.js';

it('keeps runs where the flag, the environment or the platform says', () => {
  expect(selectRunsFolder({ runDir: '/a' }, { RESTACK_RUN_DIR: '/b' })).toMatch(/a$/);
  expect(selectRunsFolder({}, { RESTACK_RUN_DIR: '/b' })).toMatch(/b$/);
  expect(selectRunsFolder({}, {})).toMatch(/restack[/\\]runs$/);
});
