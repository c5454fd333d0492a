import { createHash, randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealDataFile } from '../../src/backup-set/write/seal-data-file.js';
import { formatRegistrations } from '../../src/backup-set/metadata/registrations.js';
import { formatSnapshotMetadata } from '../../src/backup-set/metadata/snapshot-metadata.js';
import { formatSnapshotName } from '../../src/backup-set/names/snapshot-name.js';
import { writeZip, type ZipInput } from '../../src/backup-set/zip/write-zip.js';
import { MIB } from '../../src/core/sizes.js';
import { wrapCompactKey } from '../../src/crypto/wrapped-key.js';

const DEPLOYMENT_ID = '0b7c2f4e-1a2b-4c3d-8e4f-5a6b7c8d9e01';
const STAMP_VERSION = '1.2501.0.1';
const FIRST_CREATED_AT = Date.UTC(2026, 0, 15, 6);
const HOUR_MS = 3_600_000;

/** Sets on disk, and what a second tool needs to do the same work on their files. */
export interface LargeSet {
  readonly share: string;
  /** Of the newest set. */
  readonly backupId: string;
  readonly dataFiles: readonly string[];
  /** MAC key of the first file, hexadecimal. */
  readonly macKeyHex: string;
}

/** The size and content of a set's data files. */
export interface LargeSetOptions {
  readonly files: number;
  /** Size of the content of each file. */
  readonly sizeBytes: number;
  readonly certificateFile: string;
  /** `stored` unless given. */
  readonly method?: 'stored' | 'deflated';
  /** True for random bytes. Unless given, what is stored is random, and what is deflated shrinks to a third. */
  readonly incompressible?: boolean;
  /** Entries that the content of each file is divided into. One unless given. */
  readonly entries?: number;
}

/** Writes one set of `files` repositories, each with one data file. */
export async function writeLargeSet(share: string, options: LargeSetOptions): Promise<LargeSet> {
  const writer = await createWriter(share, options.certificateFile);
  const { method = 'stored', entries = 1, files, sizeBytes } = options;
  const { incompressible = method === 'stored' } = options;
  const piece = incompressible ? randomBytes(4 * MIB) : createRecords(4 * MIB);
  const inputs = Array.from({ length: entries }, (_, index): ZipInput => {
    const content = repeat(piece, Math.ceil(sizeBytes / entries));
    return { name: `payload-${index}.bin`, content, method };
  });
  for (let index = 0; index < files; index += 1) {
    await writer.write({ repository: `ACS;Bench;-;Part${index}`, number: 0, inputs });
  }
  return writer.finish();
}

/** Writes a chain of one repository: a Full, and Progressives on it. Each of them is a set of its own. */
export async function writeLongChain(
  share: string,
  options: {
    readonly sets: number;
    readonly fullBytes: number;
    readonly progressiveBytes: number;
    readonly certificateFile: string;
  },
): Promise<LargeSet> {
  const writer = await createWriter(share, options.certificateFile);
  const piece = randomBytes(4 * MIB);
  for (let number = 0; number < options.sets; number += 1) {
    const content = repeat(piece, number === 0 ? options.fullBytes : options.progressiveBytes);
    const inputs: ZipInput[] = [{ name: 'payload.bin', content, method: 'stored' }];
    await writer.write({ repository: 'ACS;Bench;-;Part0', number, inputs });
  }
  return writer.finish();
}

interface SnapshotSpec {
  readonly repository: string;
  /** 0 for a Full; others stand on the one before. */
  readonly number: number;
  readonly inputs: readonly ZipInput[];
}

interface LargeSetWriter {
  write(spec: SnapshotSpec): Promise<void>;
  finish(): Promise<LargeSet>;
}

async function createWriter(share: string, certificateFile: string): Promise<LargeSetWriter> {
  const store = join(share, 'MASBackup', 'progressivebackup', STAMP_VERSION);
  const certificate = new X509Certificate(await readFile(certificateFile));
  const dataFiles: string[] = [];
  const repositories = new Set<string>();
  let macKeyHex = '';
  let newest = 0;
  return {
    async write(spec) {
      const compactKey = randomBytes(64);
      macKeyHex ||= compactKey.subarray(32).toString('hex');
      repositories.add(spec.repository);
      newest = Math.max(newest, spec.number);
      const folder = join(store, spec.repository);
      await mkdir(folder, { recursive: true });
      const type = spec.number === 0 ? 'Full' : 'Progressive';
      const takenAt = timeOf(spec.number);
      const name = formatSnapshotName({
        takenAt,
        backupId: idOf(spec.number),
        type,
        contemporaneous: true,
      });
      const dataFile = join(folder, `${name}.zip`);
      await writeDataFile(dataFile, { compactKey, inputs: spec.inputs });
      dataFiles.push(dataFile);
      const metadata = describeSnapshot(spec, {
        wrappedKey: wrapCompactKey({ publicKey: certificate.publicKey, compactKey }),
        thumbprint: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
      });
      await writeFile(join(folder, `${name}.xml`), metadata);
    },
    async finish() {
      const registrations = formatRegistrations([...repositories].map(describeRegistration));
      await writeFile(join(store, 'registrations.json'), registrations);
      return { share, backupId: idOf(newest), dataFiles, macKeyHex };
    },
  };
}

function timeOf(number: number): Date {
  return new Date(FIRST_CREATED_AT + number * HOUR_MS);
}

function idOf(number: number): string {
  return `${(0x3e1c6f1c + number).toString(16)}-7d1b-4b0e-9a53-1f6f60d2a001`;
}

async function writeDataFile(
  path: string,
  options: { readonly compactKey: Uint8Array; readonly inputs: readonly ZipInput[] },
): Promise<void> {
  const handle = await open(path, 'wx');
  await sealDataFile(
    writeZip(options.inputs, { modifiedAt: new Date(FIRST_CREATED_AT) }),
    { compactKey: options.compactKey, iv: randomBytes(16) },
    {
      async write(bytes, position) {
        await handle.write(bytes, 0, bytes.length, position);
      },
    },
  );
  await handle.close();
}

/** A content that can be read any number of times. */
function repeat(piece: Uint8Array, sizeBytes: number): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      for (let left = sizeBytes; left > 0; left -= piece.length) {
        await Promise.resolve();
        yield piece.subarray(0, Math.min(left, piece.length));
      }
    },
  };
}

/** Text as repositories hold it: JSON whose ids are random. */
function createRecords(sizeBytes: number): Uint8Array {
  const lines: string[] = [];
  for (let length = 0; length < sizeBytes;) {
    const id = randomUUID();
    const line = JSON.stringify({
      id: `/subscriptions/${id}/resourceGroups/system.local/providers/Microsoft.Subscriptions.Admin/plans/${id}`,
      name: `plan-${id.slice(0, 8)}`,
      properties: { displayName: `Plan ${id.slice(0, 4)}`, state: 'Public' },
      value: randomBytes(90).toString('base64'),
    });
    lines.push(line);
    length += line.length + 1;
  }
  return Buffer.from(lines.join('\n')).subarray(0, sizeBytes);
}

/** The registration of a repository, as essential. */
export function describeRegistration(repository: string) {
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
  { repository, number }: SnapshotSpec,
  key: { readonly wrappedKey: string; readonly thumbprint: string },
): string {
  const [RoleName = '', ComponentName = '', PartitionId = '', RepositoryName = ''] = repository.split(';');
  const links =
    number === 0
      ? { BackupType: 'Full' as const }
      : {
          BackupType: 'Progressive' as const,
          PreviousSnapshotId: idOf(number - 1),
          DependentFullSnapshotId: idOf(0),
        };
  return formatSnapshotMetadata({
    BackupDataVersion: '1.1.0',
    StampVersion: STAMP_VERSION,
    OemVersion: '2.2.1',
    DeploymentID: DEPLOYMENT_ID,
    IsAutomaticBackup: true,
    IsContemporaneousBackup: true,
    BackupId: idOf(number),
    ComponentInfo: { RoleName, ComponentName, PartitionId },
    RepositoryName,
    EncryptedBackupEncryptionKey: key.wrappedKey,
    EncryptionCertThumbprint: key.thumbprint,
    SnapshotProperties: {
      ...links,
      CreatedDateTime: timeOf(number).toISOString(),
      BackupStatus: 'Succeeded',
    },
  });
}
