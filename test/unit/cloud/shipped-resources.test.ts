import { expect, it } from 'vitest';
import { isSystemGroup } from '../../../src/cloud/shipped-resources.js';

it('knows the groups that deployment makes, in any case', () => {
  const names = ['system.global', 'System.Seattle', 'system', 'systems.global', 'my.system.group'];
  expect(names.map(isSystemGroup)).toEqual([true, true, false, false, false]);
});
