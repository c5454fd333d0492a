import { formatCount, KIB, MIB } from '../../../core/sizes.js';
import { Header, Pax } from 'tar';
import { closeQuietly } from '../../../core/errors/first-failure.js';
import type { ArchiveBytes } from './archive-bytes.js';
import { type ArchiveRoot, createArchiveFault, findPathFault, foldPath } from './archive-path.js';
import {
  type ArchiveManifest,
  MANIFEST_LIMIT_BYTES,
  MANIFEST_NAME,
  type ManifestFile,
  parseManifest,
} from './archive-manifest.js';
import {
  type ArchiveSignature,
  parseSignature,
  SIGNATURE_LIMIT_BYTES,
  SIGNATURE_NAME,
} from './archive-signature.js';
import type { StoreFileReader } from '../../../backup-set/store.js';

/** A file of an archive, and the offset of its bytes. */
export interface IndexedFile extends ManifestFile {
  readonly offset: number;
}

/** The files of an archive: exactly those that its manifest names. */
export interface ArchiveIndex {
  /** Null for an archive of a share. */
  readonly backupId: string | null;
  /** By path, in the manifest's order. */
  readonly files: ReadonlyMap<string, IndexedFile>;
  /** The manifest's own bytes, which a signature is made over. */
  readonly manifest: Uint8Array;
  /** Not checked yet. Undefined where the archive is not signed. */
  readonly signature: ArchiveSignature | undefined;
}

/** Unit of a tar. Source: POSIX.1-2017, pax, "ustar Interchange Format". */
export const BLOCK_BYTES = 512;
const PAX_LIMIT_BYTES = 64 * KIB;
/** The most bytes of zeros at the end. Writers fill up to a record of 10 KiB by default, some to more. */
const END_LIMIT_BYTES = MIB;
const MAX_ENTRIES = 100_000;

/** The header of one entry, and the offset of its content. */
interface Entry {
  readonly kind: 'file' | 'folder';
  readonly path: string;
  readonly sizeBytes: number;
  readonly offset: number;
}

/** The bytes that an entry's content takes, whole blocks. */
export function paddedSize(sizeBytes: number): number {
  return Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
}

/**
 * Reads the manifest and every header of an archive, no content. Paths, kinds, sizes and the end are checked; content
 * is compared with its hash when it is read.
 *
 * @throws INTEGRITY when the archive is not exactly as its manifest says.
 */
export async function indexArchive(bytes: ArchiveBytes): Promise<ArchiveIndex> {
  const reader = await bytes.open();
  try {
    const walk = new HeaderWalk(bytes, reader);
    const { manifest, manifestBytes } = await readManifest(walk);
    const { files, signature } = await indexFiles(walk, manifest);
    return { backupId: manifest.backupId, files, manifest: manifestBytes, signature };
  } finally {
    await closeQuietly(reader);
  }
}

/**
 * Reads the manifest alone.
 *
 * @returns it, and the most bytes that an archive with it may have.
 * @throws INTEGRITY when there is none or it is damaged.
 */
export async function readArchiveManifest(
  bytes: ArchiveBytes,
): Promise<{ readonly manifest: ArchiveManifest; readonly limitBytes: number }> {
  const reader = await bytes.open();
  try {
    const { manifest, endOffset } = await readManifest(new HeaderWalk(bytes, reader));
    // Room for a header, an extended header and the folders of each file.
    const content = manifest.files.reduce(
      (sum, file) => sum + paddedSize(file.sizeBytes) + 16 * BLOCK_BYTES,
      0,
    );
    return { manifest, limitBytes: endOffset + content + END_LIMIT_BYTES };
  } finally {
    await closeQuietly(reader);
  }
}

async function readManifest(walk: HeaderWalk) {
  const first = await walk.next();
  if (first?.kind !== 'file' || first.path !== MANIFEST_NAME) {
    throw walk.fault(`its first entry is not ${MANIFEST_NAME}`);
  }
  if (first.sizeBytes > MANIFEST_LIMIT_BYTES) throw walk.fault('its manifest is too large');
  const manifestBytes = await walk.read(first.offset, first.sizeBytes);
  const manifest = parseManifest(manifestBytes);
  if (typeof manifest === 'string') throw walk.fault(manifest);
  walk.root = manifest.backupId === null ? 'share' : 'store';
  return { manifest, manifestBytes, endOffset: first.offset + paddedSize(first.sizeBytes) };
}

async function indexFiles(
  walk: HeaderWalk,
  manifest: ArchiveManifest,
): Promise<Pick<ArchiveIndex, 'files' | 'signature'>> {
  const wanted = new Map(manifest.files.map((file) => [file.path, file]));
  const found = new Map<string, IndexedFile>();
  const names = new Set<string>();
  let signature: ArchiveSignature | undefined;
  for (let entry = await walk.next(); entry !== undefined; entry = await walk.next()) {
    if (entry.kind === 'folder') continue;
    const { path, sizeBytes, offset } = entry;
    if (path === SIGNATURE_NAME) {
      signature = await readSignature(walk, entry);
      continue;
    }
    const file = wanted.get(path);
    if (names.has(foldPath(path))) throw walk.fault(`it holds ${path} twice`);
    names.add(foldPath(path));
    if (file === undefined) throw walk.fault(`it holds ${path}, which its manifest does not name`);
    if (file.sizeBytes !== sizeBytes) {
      throw walk.fault(
        `${path} has ${formatCount(sizeBytes, 'byte')}, and ${file.sizeBytes} in its manifest`,
      );
    }
    found.set(path, { ...file, offset });
  }
  const missing = manifest.files.find(({ path }) => !found.has(path));
  if (missing !== undefined) throw walk.fault(`${missing.path} is missing`);
  const files = manifest.files.flatMap(({ path }) => {
    const file = found.get(path);
    return file === undefined ? [] : [[path, file] as const];
  });
  return { files: new Map(files), signature };
}

async function readSignature(walk: HeaderWalk, { sizeBytes, offset }: Entry): Promise<ArchiveSignature> {
  if (sizeBytes > SIGNATURE_LIMIT_BYTES) throw walk.fault('its signature is too large');
  const signature = parseSignature(await walk.read(offset, sizeBytes));
  if (signature === undefined) throw walk.fault('its signature cannot be read');
  return signature;
}

/** Goes from header to header. */
class HeaderWalk {
  readonly #bytes: ArchiveBytes;
  readonly #reader: StoreFileReader;
  /** The end of the last content; the bytes up to the next block are padding. */
  #end = 0;
  #entries = 0;
  /** Known when the manifest was read, before which nothing else may stand. */
  root: ArchiveRoot = 'store';

  constructor(bytes: ArchiveBytes, reader: StoreFileReader) {
    this.#bytes = bytes;
    this.#reader = reader;
  }

  fault(problem: string) {
    return createArchiveFault(this.#bytes.location, problem);
  }

  /** Reads bytes of the archive. @throws INTEGRITY when it ends before. */
  async read(offset: number, length: number): Promise<Buffer> {
    if (offset + length > this.#bytes.sizeBytes) throw this.fault('it is cut short');
    const target = Buffer.alloc(length);
    if ((await this.#reader.read(target, offset)) < length) throw this.fault('it is cut short');
    return target;
  }

  /** Reads the header of the next file or folder; undefined at the end. */
  async next(): Promise<Entry | undefined> {
    let extended: Pax | undefined;
    for (;;) {
      const header = await this.#readHeader();
      if (header === undefined) {
        if (extended !== undefined) throw this.fault('it ends after an extended header');
        return undefined;
      }
      const offset = this.#end;
      const sizeBytes = this.#readSize(header, extended);
      this.#end += sizeBytes;
      if (header.type === 'ExtendedHeader' && extended === undefined) {
        if (sizeBytes > PAX_LIMIT_BYTES) throw this.fault('an extended header is too large');
        extended = this.#parsePax(await this.read(offset, sizeBytes));
        continue;
      }
      const path = extended?.path ?? header.path ?? '';
      const isLinked = Boolean(extended?.linkpath ?? header.linkpath);
      return this.#describe(header, { path, sizeBytes, offset, isLinked });
    }
  }

  async #readHeader(): Promise<Header | undefined> {
    this.#entries += 1;
    if (this.#entries > MAX_ENTRIES) throw this.fault(`it has more than ${MAX_ENTRIES} entries`);
    const start = this.#end;
    const headerOffset = paddedSize(start);
    const block = await this.read(start, headerOffset - start + BLOCK_BYTES);
    const padding = headerOffset - start;
    if (!isZero(block.subarray(0, padding))) throw this.fault('bytes stand between two entries');
    const header = this.#parseHeader(block, padding);
    this.#end = headerOffset + BLOCK_BYTES;
    if (isZero(block)) {
      await this.#assertEnd();
      return undefined;
    }
    if (!header.cksumValid) throw this.fault('the checksum of a header does not match');
    return header;
  }

  /** The size of an entry's content, which lies in the archive whole. An extended header goes before the header. */
  #readSize(header: Header, extended: Pax | undefined): number {
    const sizeBytes = extended?.size ?? header.size;
    if (sizeBytes === undefined || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0) {
      throw this.fault('an entry has no size');
    }
    if (this.#end + sizeBytes > this.#bytes.sizeBytes) throw this.fault('it is cut short');
    return sizeBytes;
  }

  #parseHeader(block: Buffer, offset: number): Header {
    try {
      return new Header(block, offset);
    } catch (cause) {
      throw createArchiveFault(this.#bytes.location, 'a header cannot be read', cause);
    }
  }

  async #assertEnd(): Promise<void> {
    const rest = this.#bytes.sizeBytes - this.#end;
    if (rest < BLOCK_BYTES) throw this.fault('its end is cut short');
    if (rest > END_LIMIT_BYTES || !isZero(await this.read(this.#end, rest))) {
      throw this.fault('something follows after its end');
    }
  }

  #parsePax(body: Buffer): Pax {
    const text = body.toString('utf8');
    // The library leaves out a record that it cannot read; other readers of the archive might see another file then.
    const [, size] = /^\d+ size=(.*)$/m.exec(text) ?? [];
    if (size !== undefined && !/^\d+$/.test(size)) throw this.fault('the size in an extended header is none');
    try {
      return Pax.parse(text);
    } catch (cause) {
      throw createArchiveFault(this.#bytes.location, 'an extended header cannot be read', cause);
    }
  }

  #describe(
    header: Header,
    { isLinked, ...place }: Omit<Entry, 'kind'> & { readonly isLinked: boolean },
  ): Entry {
    const { path } = place;
    const kind = header.type === 'Directory' ? 'folder' : 'file';
    if (kind === 'file' && header.type !== 'File' && header.type !== 'OldFile') {
      throw this.fault(`${path} is no file but a ${describeType(header.type)}`);
    }
    // Readers differ in what they make of a file that names a link as well.
    if (isLinked) throw this.fault(`${path} names a link`);
    const isOwn =
      (this.#entries === 1 && path === MANIFEST_NAME) || (this.#entries === 2 && path === SIGNATURE_NAME);
    const checked = kind === 'folder' ? `${path.replace(/\/$/, '')}/x` : path;
    const problem = isOwn ? undefined : findPathFault(checked, this.root);
    if (problem !== undefined) throw this.fault(`its entry ${path} is refused: ${problem}`);
    return { kind, ...place };
  }
}

function describeType(type: string): string {
  return type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
