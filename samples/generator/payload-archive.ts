import {
  PORTABLE_REPOSITORIES,
  type PortableRepository,
} from '../../src/backup-set/names/portable-repositories.js';
import { buildZip, type ZipInput } from '../../src/backup-set/zip/write-zip.js';
import { type RawEntry, writeRawZip } from './raw-zip.js';

/** The portable repository of this name. */
export function portableRepository(repositoryName: string): PortableRepository {
  const found = PORTABLE_REPOSITORIES.find((item) => item.repositoryName === repositoryName);
  if (found === undefined) throw new TypeError(`${repositoryName} is no portable repository`);
  return found;
}

const ACCOUNTS = {
  name: 'SRP;StorageAccount;-;SRP/Account.json',
  content: Buffer.from('[]'),
  method: 'stored',
} as const;

/** The entries of a payload's archive; the storage resource provider nests one archive in another. */
export async function archiveInputs(
  repository: PortableRepository,
  payload: Uint8Array,
  modifiedAt: Date,
): Promise<readonly ZipInput[]> {
  const input: ZipInput = { name: repository.file, content: payload };
  if (repository.innerArchiveFolder === undefined) return [input];
  const inner = await buildZip([input], { modifiedAt });
  return [{ name: `${repository.innerArchiveFolder}/Quota.zip`, content: inner, method: 'stored' }, ACCOUNTS];
}

/** The same, to be damaged. */
export function archiveEntries(repository: PortableRepository, payload: Uint8Array): readonly RawEntry[] {
  const entry: RawEntry = { name: repository.file, content: payload };
  if (repository.innerArchiveFolder === undefined) return [entry];
  const inner = writeRawZip([entry]);
  return [{ name: `${repository.innerArchiveFolder}/Quota.zip`, content: inner, method: 'stored' }, ACCOUNTS];
}
