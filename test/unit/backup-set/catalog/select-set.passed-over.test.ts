import { describe, expect, it } from 'vitest';
import { listPassedOver } from '../../../../src/backup-set/catalog/select-set.js';
import { healthyShare, id, QUOTA, setOf, stemOf, timeOf } from '../../../fixtures/share-builder.js';

describe('the sets that latest passed over', () => {
  it('are the newer ones, each with its worst reason', async () => {
    const share = healthyShare();
    share.remove(`${stemOf(3, 'Progressive_C')}.zip`);
    share.info(9, { Status: 'Running' });
    const { sets, ...catalog } = await share.catalog();
    const passed = listPassedOver(sets, setOf({ sets, ...catalog }, 2));
    expect(passed).toMatchObject([
      { backupId: id(9), createdAt: timeOf(9), status: 'Running', code: 'SET_EMPTY' },
      { backupId: id(3), createdAt: timeOf(3), status: 'PartialSucceeded', code: 'DATA_FILE_MISSING' },
    ]);
    expect(passed[1]?.reason).toContain(QUOTA);
    expect(passed[1]?.reason).toContain('(and 1 more)');
  });

  it('are none where the newest one is taken', async () => {
    const { sets } = await healthyShare().catalog();
    const [newest] = sets;
    expect(newest && listPassedOver(sets, newest)).toEqual([]);
  });

  it('say their status where no finding says why', async () => {
    const { sets } = await healthyShare().catalog();
    const [newest, second] = sets;
    if (newest === undefined || second === undefined) throw new Error('too few sets');
    const unready = { ...newest, cloudRecoveryReady: false, status: 'Deleted' } as const;
    expect(listPassedOver([unready, second], second)).toMatchObject([{ code: null, status: 'Deleted' }]);
  });
});
