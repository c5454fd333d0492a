import { createHash, randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealDataFile } from '../../src/backup-set/write/seal-data-file.js';
import { formatRegistrations } from '../../src/backup-set/metadata/registrations.js';
import { formatSnapshotMetadata } from '../../src/backup-set/metadata/snapshot-metadata.js';
import { TOOL_REPOSITORIES } from '../../src/backup-set/names/portable-repositories.js';
import { formatSnapshotName } from '../../src/backup-set/names/snapshot-name.js';
import { writeZip, type ZipInput } from '../../src/backup-set/zip/write-zip.js';
import { MIB } from '../../src/core/sizes.js';
import { wrapCompactKey } from '../../src/crypto/wrapped-key.js';
import { CONTOSO, TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import {
  BUILT_IN_ROLES,
  roleAssignment,
  secret,
  subscription,
  vault,
} from '../../samples/generator/records/tenants.js';
import { stableGuid } from '../../samples/generator/stable-values.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';

const DEPLOYMENT_ID = '0b7c2f4e-1a2b-4c3d-8e4f-5a6b7c8d9e01';
const STAMP_VERSION = '1.2501.0.1';
const FIRST_CREATED_AT = Date.UTC(2026, 0, 15, 6);
const HOUR_MS = 3_600_000;
const SMALL_CONTENT = Buffer.from('{}');

/** Sets on disk, and what a second tool needs to do the same work on their files. */
export interface LargeSet {
  readonly share: string;
  /** Of the newest set. */
  readonly backupId: string;
  readonly dataFiles: readonly string[];
  /** Small data files of the repositories that every set needs. */
  readonly smallFiles: readonly string[];
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
  /** Writes this into each file instead. */
  readonly inputs?: readonly ZipInput[];
}

/** Writes one set of `files` repositories, each with one data file. */
export async function writeLargeSet(share: string, options: LargeSetOptions): Promise<LargeSet> {
  const writer = await createWriter(share, options.certificateFile);
  const { method = 'stored', entries = 1, files, sizeBytes } = options;
  const { incompressible = method === 'stored' } = options;
  const piece = incompressible ? randomBytes(4 * MIB) : createRecords(4 * MIB);
  const made = Array.from({ length: entries }, (_, index): ZipInput => {
    const content = repeat(piece, Math.ceil(sizeBytes / entries));
    return { name: `payload-${index}.bin`, content, method };
  });
  for (let index = 0; index < files; index += 1) {
    await writer.write({ repository: `ACS;Bench;-;Part${index}`, set: 0, inputs: options.inputs ?? made });
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
  for (let set = 0; set < options.sets; set += 1) {
    const content = repeat(piece, set === 0 ? options.fullBytes : options.progressiveBytes);
    const inputs: ZipInput[] = [{ name: 'payload.bin', content, method: 'stored' }];
    await writer.write({ repository: 'ACS;Bench;-;Part0', set, standsOnEarlier: true, inputs });
  }
  return writer.finish();
}

interface SnapshotSpec {
  readonly repository: string;
  /** Number of the set, in the order of time. */
  readonly set: number;
  /** True for a Progressive on the snapshot of the set before, where there is one. */
  readonly standsOnEarlier?: boolean;
  readonly inputs: readonly ZipInput[];
}

interface LargeSetWriter {
  write(spec: SnapshotSpec): Promise<void>;
  /** Adds small snapshots of the repositories that every set needs, and registers all. */
  finish(): Promise<LargeSet>;
}

async function createWriter(share: string, certificateFile: string): Promise<LargeSetWriter> {
  const store = join(share, 'MASBackup', 'progressivebackup', STAMP_VERSION);
  const certificate = new X509Certificate(await readFile(certificateFile));
  const dataFiles: string[] = [];
  const repositories = new Set<string>();
  const numbers = new Set<number>();
  let macKeyHex = '';
  const write = async (
    spec: SnapshotSpec,
  ): Promise<{ readonly dataFile: string; readonly macKey: Buffer }> => {
    const compactKey = randomBytes(64);
    repositories.add(spec.repository);
    numbers.add(spec.set);
    const folder = join(store, spec.repository);
    await mkdir(folder, { recursive: true });
    const name = formatSnapshotName({
      takenAt: timeOf(spec.set),
      backupId: idOf(spec.set),
      type: isFull(spec) ? 'Full' : 'Progressive',
      contemporaneous: true,
    });
    const dataFile = join(folder, `${name}.zip`);
    await writeDataFile(dataFile, { compactKey, inputs: spec.inputs });
    const metadata = describeSnapshot(spec, {
      wrappedKey: wrapCompactKey({ publicKey: certificate.publicKey, compactKey }),
      thumbprint: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
    });
    await writeFile(join(folder, `${name}.xml`), metadata);
    return { dataFile, macKey: compactKey.subarray(32) };
  };
  return {
    async write(spec) {
      const { dataFile, macKey } = await write(spec);
      macKeyHex ||= macKey.toString('hex');
      dataFiles.push(dataFile);
    },
    async finish() {
      const smallFiles: string[] = [];
      for (const set of numbers) {
        for (const repository of TOOL_REPOSITORIES) {
          const { dataFile } = await write({
            repository,
            set,
            inputs: [{ name: 'small.bin', content: SMALL_CONTENT, method: 'stored' }],
          });
          smallFiles.push(dataFile);
        }
      }
      const registrations = formatRegistrations([...repositories].map(describeRegistration));
      await writeFile(join(store, 'registrations.json'), registrations);
      return { share, backupId: idOf(Math.max(...numbers)), dataFiles, smallFiles, macKeyHex };
    },
  };
}

function isFull({ set, standsOnEarlier = false }: SnapshotSpec): boolean {
  return set === 0 || !standsOnEarlier;
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
  spec: SnapshotSpec,
  key: { readonly wrappedKey: string; readonly thumbprint: string },
): string {
  const [RoleName = '', ComponentName = '', PartitionId = '', RepositoryName = ''] =
    spec.repository.split(';');
  const links = isFull(spec)
    ? { BackupType: 'Full' as const }
    : {
        BackupType: 'Progressive' as const,
        PreviousSnapshotId: idOf(spec.set - 1),
        DependentFullSnapshotId: idOf(0),
      };
  return formatSnapshotMetadata({
    BackupDataVersion: '1.1.0',
    StampVersion: STAMP_VERSION,
    OemVersion: '2.2.1',
    DeploymentID: DEPLOYMENT_ID,
    IsAutomaticBackup: true,
    IsContemporaneousBackup: true,
    BackupId: idOf(spec.set),
    ComponentInfo: { RoleName, ComponentName, PartitionId },
    RepositoryName,
    EncryptedBackupEncryptionKey: key.wrappedKey,
    EncryptionCertThumbprint: key.thumbprint,
    SnapshotProperties: {
      ...links,
      CreatedDateTime: timeOf(spec.set).toISOString(),
      BackupStatus: 'Succeeded',
    },
  });
}

const SUBSCRIPTIONS_PER_VAULT = 50;
const ASSIGNMENTS = 4;
const SECRETS = 2;

/** A company of so many subscriptions, with 4 role assignments and 2 secrets for each of them. */
export function createLargeCompany(subscriptions: number): SetRecords {
  const base = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
  const ids = Array.from({ length: subscriptions }, (_, index) => stableGuid(`bench subscription ${index}`));
  const holders = ids.filter((_, index) => index % SUBSCRIPTIONS_PER_VAULT === 0);
  const nameOf = (index: number) => `kv-bench-${Math.floor(index / SUBSCRIPTIONS_PER_VAULT)}`;
  return {
    ...base,
    offerDelegation: [],
    acquiredPlan: [],
    roleDefinition: [],
    subscription: ids.map((id, index) =>
      subscription(CONTOSO, id, {
        displayName: `Team ${index}`,
        owner: `owner-${index}@contoso.example`,
        offer: 'rg-offers-prod/offer-internal',
      }),
    ),
    resourceGroup: [
      ...base.resourceGroup.filter(({ id }) => id.includes(CONTOSO.providerSubscriptionId)),
      ...holders.map((id) => ({
        id: `/subscriptions/${id}/resourceGroups/rg-bench`,
        name: 'rg-bench',
        location: CONTOSO.region,
        tags: {},
        properties: { provisioningState: 'Succeeded' },
      })),
    ],
    roleAssignment: ids.flatMap((id) =>
      Array.from({ length: ASSIGNMENTS }, (_, index) =>
        roleAssignment(`/subscriptions/${id}`, BUILT_IN_ROLES.reader, stableGuid(`bench ${id} ${index}`)),
      ),
    ),
    vault: holders.map((subscriptionId, index) =>
      vault(
        CONTOSO,
        { subscriptionId, group: 'rg-bench', name: nameOf(index * SUBSCRIPTIONS_PER_VAULT) },
        { tenantId: CONTOSO.homeTenantId, objectIds: [stableGuid(`bench holder ${index}`)] },
      ),
    ),
    secret: ids.flatMap((_, index) =>
      Array.from({ length: SECRETS }, (_none, part) =>
        secret(CONTOSO, `${nameOf(index)}/secret-${index}-${part}`, {
          value: `value ${index} ${part}`,
          created: 1_600_000_000 + index,
        }),
      ),
    ),
  };
}

/** Records of a company that the benchmark is about. */
export function countLarge(records: SetRecords): number {
  return records.subscription.length + records.roleAssignment.length + records.secret.length;
}
