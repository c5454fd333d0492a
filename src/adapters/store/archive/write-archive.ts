import { formatCount } from '../../../core/sizes.js';
import { createHash } from 'node:crypto';
import { Header, Pax } from 'tar';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { NewFile } from '../../disk/new/naming-disk.js';
import { BLOCK_BYTES, paddedSize } from './archive-index.js';
import {
  type ArchiveManifest,
  MANIFEST_LIMIT_BYTES,
  MANIFEST_NAME,
  type ManifestFile,
  renderManifest,
} from './archive-manifest.js';
import { ARCHIVE_ROOT, type ArchiveRoot, findPathFault } from './archive-path.js';
import { renderPlaceholder, renderSignature, SIGNATURE_NAME, signManifest } from './archive-signature.js';
import type { SigningKey } from '../../../crypto/signature-keys.js';
import type { Store, StoreFile } from '../../../backup-set/store.js';

/** The content of a new archive. */
export interface ArchiveContent {
  readonly store: Pick<Store, 'openStream'>;
  /** The set that is packed; null for a share, with its stores at most two folders below it. */
  readonly backupId: string | null;
  /** Of the store, or of the share, in the order in which they are written. */
  readonly files: readonly StoreFile[];
  /** Signs the manifest. */
  readonly signingKey?: SigningKey | undefined;
  /** Called with each chunk's length; may throw to stop. */
  readonly onBytes?: (bytes: number) => void;
}

/** The place of an archive that is written. */
export type ArchiveTarget = Pick<NewFile, 'write'>;

const NO_HASH = '0'.repeat(64);
/** The length of the end: two blocks of zeros. */
const END_BYTES = 2 * BLOCK_BYTES;

/**
 * Writes a tar: the manifest, its signature where there is a key, then the files as they lie. Each file is read once;
 * manifest and signature, whose lengths are known before, are filled in at the end. The same set makes the same bytes,
 * but for signatures of ECDSA, which draw a random number.
 *
 * @param file new and empty.
 * @throws UNSUPPORTED when a file's name cannot stand in an archive.
 * @throws SHARE_UNREACHABLE when a file cannot be read, or changes its size meanwhile.
 */
export async function writeArchive(file: ArchiveTarget, content: ArchiveContent): Promise<ArchiveManifest> {
  const { backupId } = content;
  const planned = content.files.map(({ path, sizeBytes }) => ({
    path: backupId === null ? assertPath(path, 'share') : assertPath(`${ARCHIVE_ROOT}/${path}`, 'store'),
    sizeBytes,
    sha256: NO_HASH,
  }));
  const output = new TarOutput(file);
  const manifestOffset = await reserve(output, MANIFEST_NAME, manifestSize(backupId, planned));
  const { signingKey } = content;
  const placeholder = signingKey === undefined ? '' : renderPlaceholder(signingKey);
  const signatureOffset =
    signingKey === undefined ? 0 : await reserve(output, SIGNATURE_NAME, placeholder.length);
  const files: ManifestFile[] = [];
  for (const [index, { path, sizeBytes }] of planned.entries()) {
    await output.write(renderEntry(path, sizeBytes));
    files.push({ path, sizeBytes, sha256: await copyFile(content, content.files[index], output) });
    await output.pad();
  }
  await output.write(Buffer.alloc(END_BYTES));
  const manifest = { backupId, files };
  const manifestBytes = Buffer.from(renderManifest(manifest));
  await file.write(manifestBytes, manifestOffset);
  if (signingKey !== undefined) {
    const signature = renderSignature(signManifest(manifestBytes, signingKey));
    await file.write(Buffer.from(signature), signatureOffset);
  }
  return manifest;
}

/** Writes the header of an entry and leaves room for its content. @returns the offset of the content. */
async function reserve(output: TarOutput, name: string, sizeBytes: number): Promise<number> {
  await output.write(renderEntry(name, sizeBytes));
  const offset = output.position;
  await output.write(Buffer.alloc(sizeBytes));
  await output.pad();
  return offset;
}

function manifestSize(backupId: string | null, files: readonly ManifestFile[]): number {
  const sizeBytes = Buffer.byteLength(renderManifest({ backupId, files }));
  if (sizeBytes <= MANIFEST_LIMIT_BYTES) return sizeBytes;
  throw new RestackError(
    'UNSUPPORTED',
    `${backupId === null ? 'the share' : `set ${backupId}`} has too many files for one archive: ${files.length}`,
  );
}

function assertPath(path: string, root: ArchiveRoot): string {
  const fault = findPathFault(path, root);
  if (fault === undefined) return path;
  throw new RestackError('UNSUPPORTED', `${path} cannot stand in an archive: ${fault}`, {
    details: { path },
  });
}

async function copyFile(
  content: ArchiveContent,
  file: StoreFile | undefined,
  output: TarOutput,
): Promise<string> {
  if (file === undefined) throw new RestackError('INTERNAL', 'a file of the archive is not planned');
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const stream = await content.store.openStream(file.path);
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length;
    if (sizeBytes > file.sizeBytes) break;
    content.onBytes?.(chunk.length);
    hash.update(chunk);
    await output.write(chunk);
  }
  if (sizeBytes === file.sizeBytes) return hash.digest('hex');
  const message = `${file.path} changed while it was read: it had ${formatCount(file.sizeBytes, 'byte')} before`;
  throw new RestackError('SHARE_UNREACHABLE', message, {
    details: { path: file.path, scope: 'file' },
    hints: ['a backup may be under way; pack again when it is done'],
  });
}

/** Renders the header of an entry, without any fact about the machine or the moment. */
export function renderEntry(path: string, sizeBytes: number): Uint8Array {
  const facts = { path, mode: 0o600, uid: 0, gid: 0, size: sizeBytes, mtime: new Date(0) };
  const header = new Header({ ...facts, type: 'File' });
  const needsPax = header.encode();
  const block = header.block ?? Buffer.alloc(0);
  return needsPax ? Buffer.concat([new Pax({ path, size: sizeBytes }).encode(), block]) : block;
}

class TarOutput {
  readonly #file: ArchiveTarget;
  position = 0;

  constructor(file: ArchiveTarget) {
    this.#file = file;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#file.write(bytes, this.position);
    this.position += bytes.length;
  }

  async pad(): Promise<void> {
    const missing = paddedSize(this.position) - this.position;
    if (missing > 0) await this.write(Buffer.alloc(missing));
  }
}
