import { describe, expect, it } from 'vitest';
import { compareBackups } from '../../../../../src/use-cases/service/backups/compare-backups.js';
import { selectExpired } from '../../../../../src/use-cases/service/backups/expired-backups.js';
import { findOldKey, type SharedSet } from '../../../../../src/use-cases/service/backups/old-key.js';
import {
  createBackup,
  DEPLOYMENT,
  EMPTY_LOCATION,
  idOf,
  LOCATION,
  NOW,
  OLD_THUMBPRINT,
} from '../../../../doubles/memory-service.js';

function createShared(ageDays: number, over: Partial<SharedSet> = {}): SharedSet {
  return {
    backupId: idOf(ageDays),
    deploymentId: DEPLOYMENT,
    createdAt: new Date(NOW.getTime() - ageDays * 86_400_000),
    status: 'Succeeded',
    cloudRecoveryReady: true,
    thumbprint: OLD_THUMBPRINT,
    ...over,
  };
}

describe('compareBackups', () => {
  it('names each kind of difference, newest first', () => {
    const listed = [
      createBackup(4),
      createBackup(1, { status: 'Running' }),
      createBackup(2),
      createBackup(3, { status: 'PartialSucceeded' }),
      createBackup(6, { status: 'Failed' }),
    ];
    const shared = [createShared(2), createShared(3), createShared(5)];
    const { backups, otherSets } = compareBackups(listed, shared);
    expect(backups.map(({ backupId, difference }) => [backupId, difference])).toEqual([
      [idOf(1), undefined],
      [idOf(2), undefined],
      [idOf(3), 'statusDiffers'],
      [idOf(4), 'notOnShare'],
      [idOf(5), 'notListed'],
      [idOf(6), undefined],
    ]);
    expect(otherSets).toBe(0);
  });

  it('leaves out the sets of other deployments, and counts them', () => {
    const deploymentId = '8d6f0b1c-2a33-4c77-9f5e-1b2c3d4e5f60';
    const shared = [createShared(2), createShared(9, { deploymentId })];
    const { backups, otherSets } = compareBackups([createBackup(2)], shared);
    expect({ ids: backups.map(({ backupId }) => backupId), otherSets }).toEqual({
      ids: [idOf(2)],
      otherSets: 1,
    });
    expect(compareBackups([], shared).backups.map(({ difference }) => difference)).toEqual([
      'notListed',
      'notListed',
    ]);
  });

  it('finds no difference without a share', () => {
    expect(compareBackups([createBackup(2)], undefined).backups).toMatchObject([{ difference: undefined }]);
  });
});

describe('selectExpired', () => {
  const expired = (backups: Parameters<typeof selectExpired>[0], retentionDays: number) =>
    selectExpired(backups, { retentionDays, now: NOW }).map(({ backupId }) => backupId);

  it('takes what is older, oldest first', () => {
    expect(expired([createBackup(1), createBackup(3), createBackup(9), createBackup(2)], 2)).toEqual([
      idOf(9),
      idOf(3),
    ]);
  });

  it('keeps the newest successful one, whatever its age', () => {
    const failed = createBackup(9, { status: 'Failed' });
    expect(expired([createBackup(12), createBackup(10), failed], 2)).toEqual([idOf(12), idOf(9)]);
  });

  it.each(['Deleted', 'Running', 'Queued', 'Creating'])('passes over what is %s', (status) => {
    expect(expired([createBackup(1), createBackup(9, { status })], 2)).toEqual([]);
  });
});

describe('findOldKey', () => {
  it('is nothing while nothing encrypts', () => {
    expect(findOldKey(EMPTY_LOCATION, [], [createShared(1)])).toBeUndefined();
  });

  it('takes sets of a key only of the deployments that are listed', () => {
    const listed = [createBackup(1, { thumbprint: null })];
    const shared = [
      createShared(2, { thumbprint: null }),
      createShared(3, { thumbprint: null, deploymentId: 'another' }),
      createShared(4),
    ];
    const found = findOldKey({ ...LOCATION, thumbprint: null }, listed, shared);
    expect(found?.backups.map(({ backupId }) => backupId)).toEqual([idOf(1), idOf(2)]);
  });
});
