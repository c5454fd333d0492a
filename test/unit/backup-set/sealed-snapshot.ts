import { createHash, generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Snapshot } from '../../../src/backup-set/catalog.js';
import type { CertificateKey, Keyring } from '../../../src/backup-set/data-file/decryption-keys.js';
import type { OpenContext } from '../../../src/backup-set/data-file/open-data-file.js';
import { sealBytes } from '../../../src/backup-set/write/seal-data-file.js';
import { parseRepositoryName } from '../../../src/core/repository-name.js';
import { wrapCompactKey } from '../../../src/crypto/wrapped-key.js';
import { createStagingArea } from '../../../src/adapters/store/staging/staging.js';
import type { Store } from '../../../src/backup-set/store.js';

/** Bytes that look random and are the same in every run. */
export function patternBytes(length: number, seed = 'pattern'): Uint8Array {
  const pieces: Buffer[] = [];
  for (let block = 0; block * 64 < length; block += 1) {
    pieces.push(createHash('sha512').update(`${seed} ${block}`).digest());
  }
  return new Uint8Array(Buffer.concat(pieces).subarray(0, length));
}

export const compactKey = patternBytes(64, 'compact key');
export const iv = patternBytes(16, 'iv');
export const modifiedAt = new Date('2023-01-17T19:31:00Z');

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const certificate: CertificateKey = {
  kind: 'certificate',
  thumbprint: 'A'.repeat(40),
  privateKey: pair.privateKey,
  notAfter: new Date('2033-01-01T00:00:00Z'),
};

export function createKeyring(keys: { certificate?: CertificateKey; legacyKey?: Uint8Array }): Keyring {
  const { certificate: given, legacyKey } = keys;
  return {
    findCertificateKey: async (thumbprint) => (given?.thumbprint === thumbprint ? given : undefined),
    findLegacyKey: async () =>
      legacyKey === undefined ? undefined : { kind: 'legacy', compactKey: legacyKey },
  };
}

/** A store of files in memory; streams come in chunks of `chunkBytes`. */
export function createMemoryStore(files: Readonly<Record<string, Uint8Array>>, chunkBytes = 1000): Store {
  const find = (path: string): Uint8Array => {
    const bytes = files[path];
    if (bytes === undefined) throw new Error(`the test has no file ${path}`);
    return bytes;
  };
  return {
    location: 'memory',
    list: async () => ({ files: [], unreadable: [] }),
    readFile: async (path) => find(path),
    openStream: async (path) => {
      const bytes = find(path);
      const chunks: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
      return Readable.from(chunks);
    },
  };
}

export interface SealedSnapshotOptions {
  readonly repositoryName?: string;
  readonly plaintext: Uint8Array;
  readonly mode?: 'certificate' | 'key';
  readonly oaepHash?: 'sha1' | 'sha256';
  readonly compactKey?: Uint8Array;
  /** Damages the data file. */
  readonly change?: (dataFile: Uint8Array) => Uint8Array;
}

/** A snapshot as the catalog gives it, its data file, and all that is needed to open it. */
export async function createSealedSnapshot(
  options: SealedSnapshotOptions,
): Promise<{ snapshot: Snapshot; context: OpenContext; dataFile: Uint8Array }> {
  const { repositoryName = 'WAS;Microsoft.Subscriptions.Admin;-;Plans', mode = 'certificate' } = options;
  const key = options.compactKey ?? compactKey;
  const sealed = await sealBytes(options.plaintext, { compactKey: key, iv });
  const dataFile = options.change === undefined ? sealed : options.change(sealed);
  const folder = `progressivebackup/1.2301.0.55/${repositoryName}`;
  const snapshot: Snapshot = {
    repository: parseRepositoryName(repositoryName) ?? {
      role: 'none',
      component: '-',
      partition: '-',
      repository: '-',
    },
    repositoryName,
    backupId: '11111111-2222-3333-4444-555555555555',
    type: 'Full',
    contemporaneous: true,
    automatic: true,
    status: 'Succeeded',
    createdAt: modifiedAt,
    layout: 'progressive',
    dataVersion: '1.1.0',
    stampVersion: '1.2301.0.55',
    oemVersion: null,
    deploymentId: '99999999-2222-3333-4444-555555555555',
    encryption:
      mode === 'key'
        ? { mode }
        : {
            mode,
            thumbprint: certificate.thumbprint,
            wrappedKey: wrapCompactKey({
              publicKey: pair.publicKey,
              compactKey: key,
              oaepHash: options.oaepHash ?? 'sha256',
            }),
          },
    dependentFullId: null,
    previousId: null,
    metadataFile: `${folder}/snapshot.xml`,
    dataFile: `${folder}/snapshot.zip`,
    dataFileSizeBytes: dataFile.length,
  };
  return { snapshot, dataFile, context: createContext({ [snapshot.dataFile]: dataFile }) };
}

/** A context over files in memory, with both kinds of keys. */
export function createContext(
  files: Readonly<Record<string, Uint8Array>>,
  overrides: Partial<OpenContext> = {},
): OpenContext {
  return {
    store: createMemoryStore(files),
    staging: createStagingArea(),
    keyring: createKeyring({ certificate, legacyKey: compactKey }),
    clock: { now: () => modifiedAt, monotonicMs: () => 0, wait: async () => {} },
    ...overrides,
  };
}
