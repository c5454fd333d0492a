import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealDataFile } from '../../src/backup-set/write/seal-data-file.js';
import { formatRegistrations } from '../../src/backup-set/metadata/registrations.js';
import { formatSnapshotMetadata } from '../../src/backup-set/metadata/snapshot-metadata.js';
import { writeZip } from '../../src/backup-set/zip/write-zip.js';
import { MIB } from '../../src/core/sizes.js';
import { wrapCompactKey } from '../../src/crypto/wrapped-key.js';

const BACKUP_ID = '3e1c6f1c-7d1b-4b0e-9a53-1f6f60d2a001';
const DEPLOYMENT_ID = '0b7c2f4e-1a2b-4c3d-8e4f-5a6b7c8d9e01';
const CREATED_AT = new Date('2026-01-15T06:00:00Z');
const TIMESTAMP = '202601150600';

/** A set on disk, and what a second tool needs to do the same work on its files. */
export interface LargeSet {
  readonly share: string;
  readonly backupId: string;
  readonly dataFiles: readonly string[];
  /** MAC key of the first file, hexadecimal. */
  readonly macKeyHex: string;
}

/** Writes a set of `files` repositories, each one stored entry of `sizeBytes` incompressible bytes. */
export async function writeLargeSet(
  share: string,
  options: { readonly files: number; readonly sizeBytes: number; readonly certificateFile: string },
): Promise<LargeSet> {
  const store = join(share, 'MASBackup', 'progressivebackup', '1.2501.0.1');
  const certificate = new X509Certificate(await readFile(options.certificateFile));
  const repositories = Array.from({ length: options.files }, (_, index) => `ACS;Bench;-;Part${index}`);
  const dataFiles: string[] = [];
  let macKeyHex = '';
  for (const repository of repositories) {
    const compactKey = randomBytes(64);
    macKeyHex ||= compactKey.subarray(32).toString('hex');
    const folder = join(store, repository);
    const name = `${TIMESTAMP}_${BACKUP_ID}_Full_C`;
    await mkdir(folder, { recursive: true });
    const dataFile = join(folder, `${name}.zip`);
    await writeDataFile(dataFile, { compactKey, sizeBytes: options.sizeBytes });
    dataFiles.push(dataFile);
    const metadata = describeSnapshot(repository, {
      wrappedKey: wrapCompactKey({ publicKey: certificate.publicKey, compactKey }),
      thumbprint: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
    });
    await writeFile(join(folder, `${name}.xml`), metadata);
  }
  await writeFile(
    join(store, 'registrations.json'),
    formatRegistrations(repositories.map(describeRegistration)),
  );
  return { share, backupId: BACKUP_ID, dataFiles, macKeyHex };
}

async function writeDataFile(
  path: string,
  options: { readonly compactKey: Uint8Array; readonly sizeBytes: number },
): Promise<void> {
  const handle = await open(path, 'wx');
  const inputs = [
    { name: 'payload.bin', content: incompressible(options.sizeBytes), method: 'stored' as const },
  ];
  await sealDataFile(
    writeZip(inputs, { modifiedAt: CREATED_AT }),
    { compactKey: options.compactKey, iv: randomBytes(16) },
    {
      async write(bytes, position) {
        await handle.write(bytes, 0, bytes.length, position);
      },
    },
  );
  await handle.close();
}

async function* incompressible(sizeBytes: number): AsyncGenerator<Uint8Array> {
  const piece = randomBytes(4 * MIB);
  for (let left = sizeBytes; left > 0; left -= piece.length) {
    await Promise.resolve();
    yield piece.subarray(0, Math.min(left, piece.length));
  }
}

function describeRegistration(repository: string) {
  const [roleName = '', componentName = '', partitionId = '', repositoryName = ''] = repository.split(';');
  return {
    roleName,
    componentName,
    partitionId,
    repositoryName,
    backupPriority: 0,
    restorePriority: 0,
    progressiveBackupType: 'None',
    essentialForCloudRecovery: true,
    requiredForRestoreActionPlan: false,
    doubleEncryptionRequired: false,
  };
}

function describeSnapshot(
  repository: string,
  key: { readonly wrappedKey: string; readonly thumbprint: string },
): string {
  const [RoleName = '', ComponentName = '', PartitionId = '', RepositoryName = ''] = repository.split(';');
  return formatSnapshotMetadata({
    BackupDataVersion: '1.1.0',
    StampVersion: '1.2501.0.1',
    OemVersion: '2.2.1',
    DeploymentID: DEPLOYMENT_ID,
    IsAutomaticBackup: true,
    IsContemporaneousBackup: true,
    BackupId: BACKUP_ID,
    ComponentInfo: { RoleName, ComponentName, PartitionId },
    RepositoryName,
    EncryptedBackupEncryptionKey: key.wrappedKey,
    EncryptionCertThumbprint: key.thumbprint,
    SnapshotProperties: {
      BackupType: 'Full',
      CreatedDateTime: CREATED_AT.toISOString(),
      BackupStatus: 'Succeeded',
    },
  });
}
