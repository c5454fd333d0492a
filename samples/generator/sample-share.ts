import { CONTOSO } from './contoso/cloud.js';
import { contosoRecordsAt } from './contoso/company.js';
import { contosoWestIn2023, TACOMA } from './database/native-store.js';
import { FABRIKAM, fabrikamRecordsAt } from './fabrikam-company.js';
import { type FileTree, graft } from './file-tree.js';
import type { SampleKeys } from './stable-values.js';
import { renderLegacySets, renderProgressiveStore, type SampleStore } from './sample-store.js';
import type { SampleKey } from './seal.js';

/** The sample share: `<fqdn>/<region>/MASBackup/…` of three clouds. */
export async function renderSampleShare(keys: SampleKeys): Promise<FileTree> {
  const tree: FileTree = new Map();
  const contoso = `${CONTOSO.fqdn}/${CONTOSO.region}/MASBackup`;
  graft(tree, contoso, await renderLegacySets(contosoIn2018(keys)));
  graft(tree, contoso, await renderProgressiveStore(contosoIn2023(keys)));
  graft(
    tree,
    `${FABRIKAM.fqdn}/${FABRIKAM.region}/MASBackup`,
    await renderProgressiveStore(fabrikamIn2024(keys)),
  );
  graft(
    tree,
    `${TACOMA.fqdn}/${TACOMA.region}/MASBackup`,
    await renderProgressiveStore(contosoWestIn2023(keys)),
  );
  return tree;
}

/** A Full and two Progressives under the first certificate; then the certificate was rotated: a Full and one more. */
function contosoIn2023(keys: SampleKeys): SampleStore {
  const first: SampleKey = { mode: 'certificate', certificate: keys.backup2022, oaepHash: 'sha1' };
  const rotated: SampleKey = { mode: 'certificate', certificate: keys.backup2023 };
  return {
    cloud: CONTOSO,
    layout: 'progressive',
    stampVersion: '1.2301.0.55',
    oemVersion: '2.2.2212.3',
    recordsAt: contosoRecordsAt,
    jobs: [
      { createdAt: new Date('2023-01-16T07:31:12.250Z'), type: 'Full', key: first },
      { createdAt: new Date('2023-01-16T19:31:10.750Z'), type: 'Progressive', key: first },
      { createdAt: new Date('2023-01-17T07:31:14.500Z'), type: 'Progressive', key: first },
      { createdAt: new Date('2023-01-18T07:31:11.125Z'), type: 'Full', key: rotated },
      { createdAt: new Date('2023-01-18T19:31:13.875Z'), type: 'Progressive', key: rotated },
    ],
  };
}

/** One set from before there were certificates. */
function contosoIn2018(keys: SampleKeys): SampleStore {
  return {
    cloud: CONTOSO,
    layout: 'legacy',
    stampVersion: '1.1811.0.101',
    oemVersion: '1.0.1810.2',
    recordsAt: contosoRecordsAt,
    jobs: [
      {
        createdAt: new Date('2018-12-04T06:46:08.500Z'),
        type: 'Full',
        key: { mode: 'key', compactKey: keys.legacyKey },
      },
    ],
  };
}

/** The second deployment, on a newer release. */
function fabrikamIn2024(keys: SampleKeys): SampleStore {
  const key: SampleKey = { mode: 'certificate', certificate: keys.backup2023 };
  return {
    cloud: FABRIKAM,
    layout: 'progressive',
    stampVersion: '1.2408.1.10',
    oemVersion: '2.3.2406.1',
    recordsAt: fabrikamRecordsAt,
    jobs: [
      { createdAt: new Date('2024-10-05T22:00:05.250Z'), type: 'Full', key },
      { createdAt: new Date('2024-10-06T10:00:07.500Z'), type: 'Progressive', key },
    ],
  };
}
