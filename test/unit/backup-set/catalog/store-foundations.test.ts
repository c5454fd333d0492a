import { describe, expect, it } from 'vitest';
import {
  codesOf,
  healthyShare,
  id,
  QUOTA,
  setOf,
  type ShareBuilder,
  STAMP,
  stemOf,
} from '../../../fixtures/share-builder.js';

const FOLDER = `progressivebackup/${STAMP}`;
const REGISTRATIONS = `${FOLDER}/registrations.json`;

const registered = (share: ShareBuilder): Buffer => Buffer.from(share.files.get(REGISTRATIONS) ?? '');

/** Each fault of the store, and the code that verifying all sets ends with. */
const FAULTS: readonly (readonly [string, (share: ShareBuilder) => unknown, string])[] = [
  ['cut', (share) => share.put(REGISTRATIONS, registered(share).subarray(0, -20)), 'REGISTRATIONS_INVALID'],
  ['empty', (share) => share.put(REGISTRATIONS, ''), 'REGISTRATIONS_INVALID'],
  ['zeroed', (share) => share.put(REGISTRATIONS, registered(share).fill(0)), 'REGISTRATIONS_INVALID'],
  ['gone', (share) => share.remove(REGISTRATIONS), 'REGISTRATIONS_MISSING'],
  [
    'of another encoding',
    (share) => share.put(REGISTRATIONS, Buffer.from('[{"repositoryName":"Größe"}]', 'latin1')),
    'REGISTRATIONS_INVALID',
  ],
  [
    'in a repository that cannot be read',
    (share) => share.unreadable.push({ path: `${FOLDER}/${QUOTA}`, reason: 'EACCES' }),
    'FOLDER_UNREADABLE',
  ],
  [
    'in a folder around it that cannot be read',
    (share) => share.unreadable.push({ path: 'progressivebackup', reason: 'EIO' }),
    'FOLDER_UNREADABLE',
  ],
  ['a BackupInfo of nobody', (share) => share.put(`${FOLDER}/x_BackupInfo.xml`, 'x'), 'METADATA_DAMAGED'],
];

describe('a set rests on its store', () => {
  it.each(FAULTS)('%s: each set says what the catalog says', async (_name, harm, code) => {
    const share = healthyShare();
    harm(share);
    const catalog = await share.catalog();
    expect(codesOf(catalog)).toEqual([code]);
    for (const { foundations, findings } of catalog.sets) {
      expect(foundations).toEqual(catalog.findings);
      expect(findings).toEqual([]);
    }
  });

  it('and not on other folders, on what is foreign, or on what belongs to another set', async () => {
    const share = healthyShare()
      .put('desktop.ini')
      .put(`progressivebackup/1.2306.0.1/registrations.json`, '');
    share.backup(9, { stamp: '1.2306.0.1' });
    share.unreadable.push({ path: 'progressivebackup/1.2408.0.1', reason: 'EACCES' });
    const catalog = await share.catalog();
    expect(codesOf(catalog)).toEqual(['FOLDER_UNREADABLE', 'FOREIGN_FILE', 'REGISTRATIONS_INVALID']);
    expect(setOf(catalog, 3).foundations).toEqual([]);
    expect(codesOf({ findings: setOf(catalog, 9).foundations })).toEqual(['REGISTRATIONS_INVALID']);
  });

  it('and on a name of its own that collides', async () => {
    const share = healthyShare();
    const path = `${stemOf(3, 'Progressive_C')}.xml`;
    share.put(path.replace('.xml', '.XML'), share.files.get(path));
    const catalog = await share.catalog();
    expect(setOf(catalog, 3).foundations).toMatchObject([{ code: 'SNAPSHOT_MISMATCH', backupId: id(3) }]);
    expect(setOf(catalog, 2).foundations).toEqual([]);
  });
});
