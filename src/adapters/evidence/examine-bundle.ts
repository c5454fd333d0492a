import { hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Header } from 'tar';
import { closeQuietly } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { parseVerifyingKey, type VerifyingKey } from '../../crypto/signature-keys.js';
import type { StoreFileReader } from '../../backup-set/store.js';
import { explainGivenFile } from '../disk/read-given-file.js';
import { type ArchiveBytes, createFileBytes } from '../store/archive/archive-bytes.js';
import { BLOCK_BYTES, paddedSize } from '../store/archive/archive-index.js';
import {
  type ArchiveSignature,
  isSignedBy,
  parseSignature,
  SIGNATURE_LIMIT_BYTES,
} from '../store/archive/archive-signature.js';
import { renderEntry } from '../store/archive/write-archive.js';
import { machineFileSystem } from '../store/folder/file-system.js';
import {
  BUNDLE_FOLDER,
  type BundleFault,
  type BundleFile,
  type BundleManifest,
  type FoundFault,
  parseBundleManifest,
  selectDigest,
  SIGNATURE_NAME,
  SIGNER_NAME,
  SUMS_LIMIT_BYTES,
  SUMS_NAME,
} from './bundle-manifest.js';

/** A bundle of which every byte is as it was written. */
export interface ExaminedBundle extends BundleManifest {
  readonly bundleBytes: number;
  /** The last link of the chain: lower-case hexadecimal. */
  readonly digest: string;
  /** Null where it is not signed; `verified`: by the key that the caller trusts. */
  readonly signature:
    (Pick<ArchiveSignature, 'algorithm' | 'keyDigest'> & { readonly verified: boolean }) | null;
}

const USTAR_OFFSET = 257;

/** The key that the caller trusts, and the signal that ends the work. */
export interface BundleTrust {
  readonly verifyingKey?: VerifyingKey | undefined;
  readonly signal: AbortSignal;
}

/**
 * Examines every byte of a bundle.
 *
 * @throws NOT_FOUND when there is no such file, UNSUPPORTED when it is no regular one or cannot be looked at,
 * PERMISSION_MISSING when this user may not; the errors of {@link examineBytes}.
 */
export async function examineBundle(path: string, options: BundleTrust): Promise<ExaminedBundle> {
  const facts = await stat(path).catch((error: unknown) => {
    throw explainGivenFile(error, `bundle ${path}`);
  });
  if (!facts.isFile())
    throw createForeignError(path, 'is no regular file: expected one that evidence pack wrote');
  return examineBytes(await createFileBytes({ location: path, fileSystem: machineFileSystem }), options);
}

/**
 * Examines the bytes of a bundle.
 *
 * @throws SHARE_UNREACHABLE when they cannot be read; UNSUPPORTED when they are no bundle; INTEGRITY when they are not as
 * they were written, with the first entry that was changed, dropped, added or moved, or when `verifyingKey` is given and
 * did not sign them.
 */
export async function examineBytes(
  bytes: Pick<ArchiveBytes, 'location' | 'sizeBytes' | 'open'>,
  { verifyingKey, signal }: BundleTrust,
): Promise<ExaminedBundle> {
  const { location: path, sizeBytes } = bytes;
  const reader = await bytes.open();
  try {
    const walk = new BundleWalk(path, { reader, sizeBytes, signal });
    const { manifest, signature } = await readHead(walk);
    const { files } = manifest;
    let signer: Buffer | undefined;
    for (const [index, file] of files.entries()) {
      const content = await walk.readFile(file, { index, files });
      if (file.path === SIGNER_NAME) signer = content;
    }
    await walk.assertEnd(files.length);
    return {
      runId: manifest.runId,
      files,
      bundleBytes: sizeBytes,
      digest: selectDigest(manifest.bytes.toString('latin1')),
      signature: judgeSignature({ path, manifest: manifest.bytes, signature, signer }, verifyingKey),
    };
  } finally {
    await closeQuietly(reader);
  }
}

async function readHead(walk: BundleWalk) {
  await walk.assertBundle();
  const sums = await walk.readOwn(SUMS_NAME, SUMS_LIMIT_BYTES);
  if (sums === undefined) throw walk.refuse(await walk.explainMissing(SUMS_NAME));
  const manifest = parseBundleManifest(sums);
  if ('fault' in manifest) throw walk.refuse(manifest);
  const found = await walk.readOwn(SIGNATURE_NAME, SIGNATURE_LIMIT_BYTES);
  const signature = found === undefined ? undefined : parseSignature(found, 'evidence');
  if (found !== undefined && signature === undefined) {
    throw walk.refuse({ fault: 'changed', number: null, entry: SIGNATURE_NAME });
  }
  return { manifest: { ...manifest, bytes: sums }, signature };
}

interface SignedBundle {
  readonly path: string;
  readonly manifest: Uint8Array;
  readonly signature: ArchiveSignature | undefined;
  /** The public key that lies in the bundle: it shows that the signature is whole, and not whose it is. */
  readonly signer: Buffer | undefined;
}

function judgeSignature(
  { path, manifest, signature, signer }: SignedBundle,
  verifyingKey: VerifyingKey | undefined,
): ExaminedBundle['signature'] {
  if ((signature === undefined) !== (signer === undefined)) {
    const [fault, entry] =
      signer === undefined ? (['dropped', SIGNER_NAME] as const) : (['dropped', SIGNATURE_NAME] as const);
    throw createBundleFault(path, { fault, number: null, entry });
  }
  if (signature === undefined || signer === undefined) {
    if (verifyingKey === undefined) return null;
    throw new RestackError('INTEGRITY', `bundle ${path} is not signed, and a key was given`, {
      details: { path, fault: 'unsigned' },
      hints: [
        'pack it where the run is known to be good: restack evidence pack RUN --sign-key FILE --out FILE.tar',
      ],
    });
  }
  const { algorithm, keyDigest } = signature;
  const own = readSigner(signer);
  const isWhole =
    own?.algorithm === algorithm &&
    own.keyDigest === keyDigest &&
    isSignedBy(own, { manifest, signature, kind: 'evidence' });
  if (!isWhole) throw createBundleFault(path, { fault: 'changed', number: null, entry: SIGNATURE_NAME });
  if (verifyingKey === undefined) return { algorithm, keyDigest, verified: false };
  if (verifyingKey.keyDigest === keyDigest) return { algorithm, keyDigest, verified: true };
  throw new RestackError(
    'INTEGRITY',
    `bundle ${path} is signed by the key ${keyDigest}, expected ${verifyingKey.keyDigest}`,
    {
      details: { path, fault: 'otherKey', keyDigest, expected: verifyingKey.keyDigest },
      hints: ['give the public key of who signed it with --verify-key FILE; else do not use the bundle'],
    },
  );
}

function readSigner(pem: Buffer): VerifyingKey | undefined {
  try {
    return parseVerifyingKey(pem.toString('latin1'));
  } catch {
    return undefined;
  }
}

const FAULTS: Readonly<Record<BundleFault, string>> = {
  changed: 'was changed',
  dropped: 'was dropped',
  added: 'was added',
  moved: 'was moved',
  cutShort: 'is cut short',
  damaged: 'is damaged',
};

function createBundleFault(path: string, { fault, number, entry }: FoundFault): RestackError {
  const place = [number === null ? null : `entry ${number}`, entry].filter((part) => part !== null);
  const message = `bundle ${path} is not as it was written: ${[...place, FAULTS[fault]].join(', ')}`;
  return new RestackError('INTEGRITY', message, {
    details: { path, fault, number, entry },
    hints: ['take another copy of the bundle, or pack it again: restack evidence pack RUN --out FILE.tar'],
  });
}

function createForeignError(path: string, fault: string): RestackError {
  return new RestackError('UNSUPPORTED', `${path} ${fault}`, {
    hints: ['make one: restack evidence pack RUN --out FILE.tar'],
  });
}

/** A block of a bundle, and the header that it is; undefined where it is none. */
interface FoundBlock {
  readonly block: Buffer;
  readonly header: Header | undefined;
}

/** The place of an entry in its list. */
interface Place {
  readonly index: number;
  readonly files: readonly BundleFile[];
}

/** Reads a bundle from its begin to its end, and compares each byte that it does not return with the only one it may be. */
class BundleWalk {
  readonly #path: string;
  readonly #reader: StoreFileReader;
  readonly #sizeBytes: number;
  readonly #signal: AbortSignal;
  /** The entries at the begin that no list names. */
  readonly #own = new Set<string>();
  #offset = 0;

  constructor(
    path: string,
    file: { readonly reader: StoreFileReader; readonly sizeBytes: number; readonly signal: AbortSignal },
  ) {
    this.#path = path;
    this.#reader = file.reader;
    this.#sizeBytes = file.sizeBytes;
    this.#signal = file.signal;
  }

  refuse(fault: FoundFault): RestackError {
    return createBundleFault(this.#path, fault);
  }

  /** @throws UNSUPPORTED when the file does not begin as a bundle does. */
  async assertBundle(): Promise<void> {
    const { block, header } = await this.#peek(0);
    const isTar = block.subarray(USTAR_OFFSET, USTAR_OFFSET + 5).toString('latin1') === 'ustar';
    if (isTar && (header?.path ?? '').startsWith(`${BUNDLE_FOLDER}/`)) return;
    throw createForeignError(this.#path, 'is no bundle of evidence');
  }

  /** Reads an entry that no list names; undefined when another one stands here. */
  async readOwn(path: string, limitBytes: number): Promise<Buffer | undefined> {
    const { block, header } = await this.#peek(this.#offset);
    const sizeBytes = header?.size ?? 0;
    if (header?.path !== path) return undefined;
    if (sizeBytes > limitBytes || !block.equals(renderEntry(path, sizeBytes))) {
      throw this.refuse({ fault: 'changed', number: null, entry: path });
    }
    this.#own.add(path);
    return this.#readContent({ path, sizeBytes }, null);
  }

  /** Tells why an entry that no list names is not where it belongs. */
  async explainMissing(entry: string): Promise<FoundFault> {
    const isThere = (await this.#listPaths()).includes(entry);
    return { fault: isThere ? 'moved' : 'dropped', number: null, entry };
  }

  /** Reads an entry that the list names, and compares it with that. */
  async readFile(file: BundleFile, { index, files }: Place): Promise<Buffer> {
    this.#signal.throwIfAborted();
    const number = index + 1;
    const found = await this.#peek(this.#offset);
    if (!found.block.equals(renderEntry(file.path, file.sizeBytes))) {
      throw this.refuse(await this.#explain(found, { index, files }));
    }
    const content = await this.#readContent(file, number);
    if (hash('sha256', content) === file.sha256) return content;
    throw this.refuse({ fault: 'changed', number, entry: file.path });
  }

  /** @throws INTEGRITY unless the end follows, two blocks of zeros, and nothing after it. */
  async assertEnd(count: number): Promise<void> {
    const { header } = await this.#peek(this.#offset);
    const extra = header?.path ?? '';
    if (extra !== '') throw this.refuse(this.#judgeExtra(extra, count + 1));
    const rest = this.#sizeBytes - this.#offset;
    const end = await this.#read(this.#offset, Math.min(rest, 2 * BLOCK_BYTES));
    if (rest < 2 * BLOCK_BYTES) throw this.refuse({ fault: 'cutShort', number: null, entry: 'its end' });
    if (rest > 2 * BLOCK_BYTES) throw this.refuse({ fault: 'added', number: null, entry: 'behind its end' });
    if (!isZero(end)) throw this.refuse({ fault: 'changed', number: null, entry: 'its end' });
  }

  /** Tells why another header stands where that of an entry is expected. */
  async #explain({ block, header }: FoundBlock, { index, files }: Place): Promise<FoundFault> {
    const number = index + 1;
    const [wanted = ''] = files.slice(index).map(({ path }) => path);
    const found = header?.path ?? '';
    if (found === wanted) return { fault: 'changed', number, entry: wanted };
    const later = await this.#listPaths();
    const isThere = later.includes(wanted);
    if (found === '') {
      if (this.#offset + BLOCK_BYTES > this.#sizeBytes) return { fault: 'cutShort', number, entry: wanted };
      // A header that nobody can read stands where that of the entry stood.
      return { fault: isThere || !isZero(block) ? 'changed' : 'dropped', number, entry: wanted };
    }
    const isNamed = files.some(({ path }) => path === found);
    if (!isThere) return { fault: isNamed ? 'dropped' : 'changed', number, entry: wanted };
    const isEarly = files.slice(number).some(({ path }) => path === found);
    return isEarly ? { fault: 'moved', number, entry: wanted } : this.#judgeExtra(found, number);
  }

  /** An entry that the list does not name was added, but for a signature that is missed at its own place. */
  #judgeExtra(entry: string, number: number): FoundFault {
    const isMoved = entry === SIGNATURE_NAME && !this.#own.has(entry);
    return isMoved ? { fault: 'moved', number: null, entry } : { fault: 'added', number, entry };
  }

  /** The paths of all headers from here on, as far as they can be followed. */
  async #listPaths(): Promise<readonly string[]> {
    const paths: string[] = [];
    for (let offset = this.#offset; offset + BLOCK_BYTES <= this.#sizeBytes;) {
      const { header } = await this.#peek(offset);
      if (header?.path !== undefined && header.path !== '') paths.push(header.path);
      offset += BLOCK_BYTES + paddedSize(Math.max(0, header?.size ?? 0));
    }
    return paths;
  }

  async #readContent({ path, sizeBytes }: Pick<BundleFile, 'path' | 'sizeBytes'>, number: number | null) {
    const start = this.#offset + BLOCK_BYTES;
    const whole = await this.#read(start, paddedSize(sizeBytes));
    if (whole.length < paddedSize(sizeBytes)) throw this.refuse({ fault: 'cutShort', number, entry: path });
    if (!isZero(whole.subarray(sizeBytes))) throw this.refuse({ fault: 'changed', number, entry: path });
    this.#offset = start + paddedSize(sizeBytes);
    return whole.subarray(0, sizeBytes);
  }

  async #peek(offset: number): Promise<FoundBlock> {
    const block = await this.#read(offset, BLOCK_BYTES);
    if (block.length < BLOCK_BYTES || isZero(block)) return { block, header: undefined };
    try {
      return { block, header: new Header(block, 0) };
    } catch {
      return { block, header: undefined };
    }
  }

  /** Reads bytes; fewer where the file ends. */
  async #read(offset: number, length: number): Promise<Buffer> {
    const target = Buffer.alloc(Math.max(0, Math.min(length, this.#sizeBytes - offset)));
    const read = target.length === 0 ? 0 : await this.#reader.read(target, offset);
    return target.subarray(0, read);
  }
}

function isZero(bytes: Buffer): boolean {
  return bytes.equals(Buffer.alloc(bytes.length));
}
