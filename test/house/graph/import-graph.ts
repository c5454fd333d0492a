import { join, posix, sep } from 'node:path';
import { readSourceFacts, type SourceFacts, type SourceImport } from './source-facts.js';
import { readdirSync, readFileSync } from 'node:fs';

/** The text of each source file by its path below `src`, such as `core/clock.ts`. */
export type SourceTree = ReadonlyMap<string, string>;

/** One import of one file by another, both as paths below `src`. */
export interface ImportEdge extends SourceImport {
  readonly from: string;
  readonly to: string;
}

/** One import of a package, or of a module of Node (`node:fs/promises`). */
export interface PackageUse extends SourceImport {
  readonly from: string;
  readonly packageName: string;
}

export interface ImportGraph {
  readonly facts: ReadonlyMap<string, SourceFacts>;
  readonly edges: readonly ImportEdge[];
  readonly packages: readonly PackageUse[];
  /** Imports of the graph that lead to no file of it, and dynamic ones without a literal. */
  readonly unresolved: readonly { readonly from: string; readonly line: number; readonly text: string }[];
}

/** Builds the graph of all imports. What the build makes is imported, but not read, and need not exist yet. */
export function buildImportGraph(tree: SourceTree): ImportGraph {
  const written = [...tree].filter(([path]) => !isGenerated(path));
  const facts = new Map(written.map(([path, source]) => [path, readSourceFacts(path, source)]));
  const edges: ImportEdge[] = [];
  const packages: PackageUse[] = [];
  const unresolved: { from: string; line: number; text: string }[] = [];
  for (const [from, { imports, unreadable }] of facts) {
    for (const found of imports) {
      const to = resolveSpecifier(tree, from, found);
      if (to === undefined) packages.push({ ...found, from, packageName: namePackage(found.specifier) });
      else if (tree.has(to) || isGenerated(to)) edges.push({ ...found, from, to });
      else unresolved.push({ from, line: found.line, text: found.specifier });
    }
    for (const { text, line } of unreadable) unresolved.push({ from, line, text });
  }
  return { facts, edges, packages, unresolved };
}

/** True for what the build makes. */
export function isGenerated(path: string): boolean {
  return path.split('/').includes('generated');
}

/** The folders that hold a file, from the outermost to its own; `src` itself, the empty path, is not among them. */
export function listFolders(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

/** A path below `src`, or undefined for a package. An import names what the compiler makes of the source. */
function resolveSpecifier(
  tree: SourceTree,
  from: string,
  { specifier, form }: SourceImport,
): string | undefined {
  if (!/^[./]/u.test(specifier) && form !== 'module-url') return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  return tree.has(path) ? path : path.replace(/js$/u, 'ts');
}

function namePackage(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const SOURCE = /\.[cm]?[jt]sx?$/u;

/** Reads every script below a folder of the disk, whatever dialect its ending names. */
export function readSourceTree(root: string): SourceTree {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => SOURCE.test(name));
  const paths = names.map((name) => name.split(sep).join('/')).toSorted();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
