import type { SetRecords } from '../../backup-set/content/records.js';
import { selectBackupSet } from '../../backup-set/catalog/select-set.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { AppContext } from '../app.js';
import { withOpenSets } from './open-sets.js';
import { sampleOptions } from '../sample-share.js';
import { verifyOne } from './verify-backups.js';

/** Reads the records of the newest sample set, verified to `content`. */
export function readSampleRecords(context: AppContext): Promise<SetRecords> {
  const options = sampleOptions();
  return withOpenSets(options, context, async (sets) => {
    const set = selectBackupSet(sets.catalog, 'latest', { deploymentId: options.deployment });
    const { records } = await verifyOne(set, { level: 'content', sets, context });
    if (records === undefined)
      throw new RestackError('INTERNAL', 'the sample set that ships with restack is damaged');
    return records;
  });
}
