import { createHash } from 'node:crypto';

/** Folders that only the build writes. */
const PRODUCT_PATH = /(?:^|\/)(?:generated|dist)\/|(?:^|\/)oclif\.manifest\.json$|\.tgz$/;

/**
 * Finds files in git that something else makes: by their place, or because they have the bytes of what is made. Files of no
 * bytes are nobody's.
 *
 * @param tracked git's blob ids by path.
 * @param made the made files by a name that tells what makes them.
 */
export function findTrackedProducts(
  tracked: ReadonlyMap<string, string>,
  made: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  const full = [...made].filter(([, bytes]) => bytes.length > 0);
  const makers = new Map(full.map(([name, bytes]) => [blobIdOf(bytes), name] as const));
  return [...tracked].flatMap(([path, blobId]) => {
    if (PRODUCT_PATH.test(path)) return [`${path} lies where only the build writes`];
    const maker = makers.get(blobId);
    return maker === undefined ? [] : [`${path} is made: ${maker}`];
  });
}

/** The id under which git keeps these bytes. */
export function blobIdOf(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
