import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../../../src/backup-set/catalog.js';
import {
  assertFolderNames,
  chooseLocation,
  findNewerSet,
} from '../../../../src/backup-set/write/capture-place.js';
import { openSample, sampleFile } from '../../../fixtures/sample-set.js';
import { catchRestackError } from '../../../fixtures/thrown.js';

const NAMES = { fqdn: 'azs.contoso.example', region: 'seattle' };
const STRANGER = { ...NAMES, deploymentId: '00000000-0000-4000-8000-000000000000' };
const SHARE = sampleFile('share');
const NEW = join(SHARE, 'azs.contoso.example', 'seattle', 'MASBackup');

let catalog: Catalog;
beforeAll(async () => {
  ({ catalog } = await openSample());
});

describe('chooseLocation', () => {
  it('stays with the store that holds sets of the deployment', () => {
    const [set] = catalog.sets;
    const origin = { ...NAMES, deploymentId: set?.deploymentId ?? '' };
    expect(chooseLocation('/elsewhere', origin, { locations: ['/elsewhere'], catalog })).toBe(set?.store);
  });

  it.each([
    { where: 'where nothing is', share: SHARE, locations: [], expected: NEW },
    {
      where: 'beside the store of another cloud',
      share: SHARE,
      locations: [join(SHARE, 'other', 'MASBackup')],
      expected: NEW,
    },
    {
      where: 'in a store that lies above',
      share: SHARE,
      locations: [join(SHARE, 'MASBackup')],
      expected: join(SHARE, 'MASBackup'),
    },
    {
      where: 'in a store that the path is in',
      share: join(NEW, 'progressivebackup'),
      locations: [NEW],
      expected: NEW,
    },
  ])('finds a place $where', ({ share, locations, expected }) => {
    expect(chooseLocation(share, STRANGER, { locations, catalog })).toBe(expected);
  });
});

describe('assertFolderNames', () => {
  it.each(['', '..', 'a/b', '.hidden', 'a'.repeat(254)])('refuses %j', (fqdn) => {
    expect(catchRestackError(() => assertFolderNames({ ...STRANGER, fqdn })).code).toBe('CONFIG');
  });
});

describe('findNewerSet', () => {
  it('finds sets of the deployment alone, and of later times', () => {
    const newest = catalog.sets.toSorted(
      (left, right) => Number(right.createdAt) - Number(left.createdAt),
    )[0];
    const { deploymentId = '', createdAt = new Date(0) } = newest ?? {};
    const earlier = new Date(Number(createdAt) - 1);
    expect(findNewerSet(catalog, { deploymentId, createdAt: earlier })).toBe(newest);
    expect(findNewerSet(catalog, { deploymentId, createdAt })).toBeUndefined();
    expect(
      findNewerSet(catalog, { deploymentId: STRANGER.deploymentId, createdAt: earlier }),
    ).toBeUndefined();
  });
});
