import { hash } from 'node:crypto';
import type { SigningKey } from '../../crypto/signature-keys.js';
import { writeNewFile } from '../disk/new/new-file.js';
import { BLOCK_BYTES, paddedSize } from '../store/archive/archive-index.js';
import { renderSignature, signManifest } from '../store/archive/archive-signature.js';
import { renderEntry } from '../store/archive/write-archive.js';
import {
  BUNDLE_FOLDER,
  type BundleFile,
  renderBundleManifest,
  selectDigest,
  SIGNATURE_NAME,
  SIGNER_NAME,
  SUMS_NAME,
} from './bundle-manifest.js';

/** One file of a new bundle. */
export interface BundleContent {
  /** A plain name: letters, digits, points and dashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A new bundle of evidence, in the order of its files. */
export interface NewBundle {
  readonly runId: string;
  readonly contents: readonly BundleContent[];
  readonly signingKey?: SigningKey | undefined;
}

/** A bundle as bytes, and the list that it begins with. */
export interface RenderedBundle {
  readonly bytes: Uint8Array;
  readonly files: readonly BundleFile[];
  /** The last link of the chain, which stands for everything in the bundle: lower-case hexadecimal. */
  readonly digest: string;
}

/**
 * Renders a bundle as a tar in its one possible form: the list, its signature where there is a key, then the files. No
 * byte of it is free, so that any other byte is found.
 */
export function renderBundle({ runId, contents, signingKey }: NewBundle): RenderedBundle {
  const signer =
    signingKey === undefined
      ? []
      : [{ name: SIGNER_NAME.slice(BUNDLE_FOLDER.length + 1), bytes: Buffer.from(signingKey.publicPem) }];
  const all = [...contents, ...signer];
  const files = all.map(({ name, bytes }) => ({
    path: `${BUNDLE_FOLDER}/${name}`,
    sizeBytes: bytes.length,
    sha256: hash('sha256', bytes),
  }));
  const text = renderBundleManifest({ runId, files });
  const manifest = Buffer.from(text);
  const signature =
    signingKey === undefined
      ? []
      : renderPart(
          SIGNATURE_NAME,
          Buffer.from(renderSignature(signManifest(manifest, signingKey, 'evidence'), 'evidence')),
        );
  const parts = [
    ...renderPart(SUMS_NAME, manifest),
    ...signature,
    ...all.flatMap(({ name, bytes }) => renderPart(`${BUNDLE_FOLDER}/${name}`, bytes)),
    Buffer.alloc(2 * BLOCK_BYTES),
  ];
  return { bytes: Buffer.concat(parts), files, digest: selectDigest(text) };
}

function renderPart(path: string, bytes: Uint8Array): readonly Uint8Array[] {
  return [renderEntry(path, bytes.length), bytes, Buffer.alloc(paddedSize(bytes.length) - bytes.length)];
}

/**
 * Writes a bundle: all of it or nothing. A file of that name is never touched.
 *
 * @throws USAGE when the name is taken; PERMISSION_MISSING, NOT_FOUND or CONFIG when it cannot be written.
 */
export async function writeBundle(path: string, bundle: NewBundle): Promise<RenderedBundle> {
  const rendered = renderBundle(bundle);
  await writeNewFile(path, (handle) => handle.writeFile(rendered.bytes));
  return rendered;
}
