import { createHash, hash } from 'node:crypto';
import { MIB } from '../../core/sizes.js';
import { readHeaderBytes } from '../data-file/read-header-marks.js';
import type { Store } from '../store.js';
import type { BackupSet, Snapshot } from '../catalog.js';

const METADATA_LIMIT_BYTES = MIB;

/**
 * Computes a digest that binds every byte of a set and needs no key. It covers the metadata files and the headers of
 * the data files, whose tags stand for all the rest.
 *
 * @returns 64 hexadecimal digits, lower case.
 * @throws SHARE_UNREACHABLE when a file cannot be read. Source: format specification, section 10.
 */
export async function computeSetDigest(set: BackupSet, store: Store): Promise<string> {
  const lines: string[] = [];
  for (const snapshot of set.chains.flatMap((chain) => chain.snapshots)) {
    lines.push(await describeSnapshot(snapshot, store));
  }
  const digest = createHash('sha256');
  for (const line of lines.toSorted()) digest.update(`${line}\n`);
  return digest.digest('hex');
}

async function describeSnapshot({ metadataFile, dataFile }: Snapshot, store: Store): Promise<string> {
  const metadata = await store.readFile(metadataFile, METADATA_LIMIT_BYTES);
  const header = await readHeaderBytes(store, dataFile);
  return `${hash('sha256', metadata)} ${hash('sha256', header)} ${dataFile}`;
}
