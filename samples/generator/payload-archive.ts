import {
  PORTABLE_REPOSITORIES,
  type PortableRepository,
} from '../../src/backup-set/portable-repositories.js';
import type { SetRecords } from '../../src/backup-set/records.js';
import { type RawEntry, writeRawZip } from './raw-zip.js';

/** The portable repository of this name. */
export function portableRepository(repositoryName: string): PortableRepository {
  const found = PORTABLE_REPOSITORIES.find((item) => item.repositoryName === repositoryName);
  if (found === undefined) throw new TypeError(`${repositoryName} is no portable repository`);
  return found;
}

/** The JSON file of a portable repository. */
export function renderPayload(repository: PortableRepository, records: SetRecords): Buffer {
  return Buffer.from(JSON.stringify(records[repository.kind]), 'utf8');
}

/** The entries of the archive that holds a payload; the storage resource provider nests one archive in another. */
export function archiveEntries(repository: PortableRepository, payload: Uint8Array): readonly RawEntry[] {
  const entry = { name: repository.file, content: payload };
  if (repository.innerArchiveFolder === undefined) return [entry];
  return [
    { name: `${repository.innerArchiveFolder}/Quota.zip`, content: writeRawZip([entry]), method: 0 },
    { name: 'SRP;StorageAccount;-;SRP/Account.json', content: Buffer.from('[]') },
  ];
}
