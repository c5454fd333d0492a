import { createHash } from 'node:crypto';
import type { FileTree } from './file-tree.js';

/** SHA-256 by path, `/` as separator: 64 hexadecimal digits. */
export type DigestList = ReadonlyMap<string, string>;

/** Computes the digest of each file. */
export function digestTree(tree: FileTree): DigestList {
  return new Map(
    [...tree].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')] as const),
  );
}

/** Renders a list as `sha256sum` writes and checks it. */
export function renderDigestList(digests: DigestList): string {
  return [...digests].map(([path, digest]) => `${digest}  ${path}\n`).join('');
}

/** Parses a list; lines that begin with `#` are comments. @throws when a line is something else. */
export function parseDigestList(text: string): DigestList {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, digest, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (digest === undefined || path === undefined) throw new Error(`"${line}" is no digest and path`);
      return [path, digest] as const;
    }),
  );
}

/** Compares lists. @returns a line for each path that differs: `missing: …`, `changed: …` or `unexpected: …`. */
export function compareDigests(expected: DigestList, found: DigestList): readonly string[] {
  const missing = [...expected.keys()].filter((path) => !found.has(path)).map((path) => `missing: ${path}`);
  const others = [...found].flatMap(([path, digest]) => {
    const right = expected.get(path);
    if (right === digest) return [];
    return [`${right === undefined ? 'unexpected' : 'changed'}: ${path}`];
  });
  return [...missing, ...others];
}
