import { type ImportGraph, listFolders } from '../graph/import-graph.js';
import type { OrderRow } from '../table/order-row.js';
import { posix } from 'node:path';
import { createHash } from 'node:crypto';
import { OrderRows } from './order-laws.js';

type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** Lists circles of files; an import of a type counts as any other. Each line names one whole circle. */
export function findFileCircles(graph: ImportGraph): string[] {
  const arrows = new Map<string, Set<string>>();
  for (const { from, to } of graph.edges) addArrow(arrows, from, to);
  return listCircles(arrows).map((circle) => circle.map((path) => `src/${path}`).join(' -> '));
}

/**
 * Lists circles of what lies in one folder: two folders that import each other, or a folder and a file beside it. Each
 * line names the circle, and one import for each of its arrows.
 */
export function findSiblingCircles(graph: ImportGraph): string[] {
  const arrowsByFolder = new Map<string, Map<string, Set<string>>>();
  const examples = new Map<string, string>();
  for (const { from, to } of graph.edges) {
    const [fromParts, toParts] = [from.split('/'), to.split('/')];
    const depth = fromParts.findIndex((part, index) => part !== toParts[index]);
    if (depth < 0) continue;
    const folder = fromParts.slice(0, depth).join('/');
    const arrows = arrowsByFolder.get(folder) ?? new Map<string, Set<string>>();
    arrowsByFolder.set(folder, arrows);
    const arrow = [fromParts[depth] ?? '', toParts[depth] ?? ''] as const;
    addArrow(arrows, ...arrow);
    examples.set(`${folder}: ${arrow.join(' -> ')}`, `src/${from} imports src/${to}`);
  }
  return [...arrowsByFolder].flatMap(([folder, arrows]) =>
    listCircles(arrows).map((circle) => {
      const steps = circle.slice(1).map((to, index) => `${folder}: ${circle[index] ?? ''} -> ${to}`);
      const imports = steps.map((step) => examples.get(step)).join('; ');
      return `in src/${folder}: ${circle.join(' -> ')} (${imports})`;
    }),
  );
}

function addArrow(arrows: Map<string, Set<string>>, from: string, to: string): void {
  const targets = arrows.get(from) ?? new Set();
  arrows.set(from, targets.add(to));
}

/** One circle per place that a walk along the arrows comes back to while it is still on its way from there. */
function listCircles(arrows: Arrows): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (node: string, way: readonly string[]): void => {
    const start = way.indexOf(node);
    if (start >= 0) circles.push([...way.slice(start), node]);
    if (start >= 0 || done.has(node)) return;
    for (const next of arrows.get(node) ?? []) walk(next, [...way, node]);
    done.add(node);
  };
  for (const node of arrows.keys()) walk(node, []);
  return circles;
}

/** A reader takes in about as many names at one look. */
export const MAX_ENTRIES = 12;

/**
 * Lists folders that hold more than twelve files and folders, unless their row gives a reason, and reasons that nobody
 * needs any more. Only source files count.
 */
export function findCrowdedFolders(paths: readonly string[], table: readonly OrderRow[]): string[] {
  const counts = countEntries(paths);
  const excused = new Set(table.filter(({ crowded }) => crowded !== undefined).map(({ of }) => of));
  const crowded = [...counts].filter(([folder, count]) => count > MAX_ENTRIES && !excused.has(folder));
  const idle = [...excused].filter((folder) => (counts.get(folder) ?? 0) <= MAX_ENTRIES);
  return [
    ...crowded.map(
      ([folder, count]) => `src/${folder} holds ${count} entries, more than ${MAX_ENTRIES}: split it`,
    ),
    ...idle.map(
      (folder) => `row "${folder}", crowded: src/${folder} holds no more than ${MAX_ENTRIES}; strike it out`,
    ),
  ];
}

/** Entries by folder; `src` itself is the empty path. */
function countEntries(paths: readonly string[]): Map<string, number> {
  const entries = new Map<string, Set<string>>();
  for (const path of paths) {
    const parts = path.split('/');
    for (const [depth, part] of parts.entries()) {
      const folder = parts.slice(0, depth).join('/');
      const names = entries.get(folder) ?? new Set();
      entries.set(folder, names.add(part));
    }
  }
  return new Map([...entries].map(([folder, names]) => [folder, names.size]));
}

/** One name that several places may have. */
export interface SharedName {
  readonly name: string;
  /** Every place below `src` that has it, in the order of the alphabet. */
  readonly places: readonly string[];
  readonly reason: string;
}

/** oclif makes the words of a command line from names of files, and a word such as `list` belongs to several topics. */
const NAMED_BY_OCLIF = /^commands\//u;

/** Lists names of files that two files have, and exceptions that do not name exactly the places of today. */
export function findSharedFileNames(graph: ImportGraph, exceptions: readonly SharedName[]): string[] {
  const named = [...graph.facts.keys()].map((path) => ({ name: posix.basename(path), path }));
  return compareShared(named, exceptions);
}

/** The same for types, interfaces and classes that a file defines and exports. */
export function findSharedTypeNames(graph: ImportGraph, exceptions: readonly SharedName[]): string[] {
  const named = [...graph.facts].flatMap(([path, { exportedTypes }]) =>
    exportedTypes.map((name) => ({ name, path })),
  );
  return compareShared(named, exceptions);
}

function compareShared(
  named: readonly { readonly name: string; readonly path: string }[],
  exceptions: readonly SharedName[],
): string[] {
  const places = new Map<string, string[]>();
  for (const { name, path } of named) {
    if (!NAMED_BY_OCLIF.test(path)) places.set(name, [...(places.get(name) ?? []), path].toSorted());
  }
  const excused = new Map(exceptions.map((exception) => [exception.name, exception.places.join(', ')]));
  const shared = [...places].filter(([, paths]) => paths.length > 1);
  const found = shared.filter(([name, paths]) => excused.get(name) !== paths.join(', '));
  const idle = [...excused.keys()].filter((name) => (places.get(name)?.length ?? 0) < 2);
  return [
    ...found.map(
      ([name, paths]) => `${name} is the name of ${paths.map((path) => `src/${path}`).join(' and ')}`,
    ),
    ...idle.map((name) => `exception ${name}: only one place has the name; strike it out`),
  ];
}

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

const TEST_NAME = /^(?<subject>.*?[^/.]+)(?:\.[a-z\d-]+)?\.test\.ts$/u;

/**
 * Lists files of `test/unit` that no file or folder of `src` stands behind: `D/N.test.ts` and `D/N.aspect.test.ts` are
 * about `D/N.ts`, or the folder `D/N`. Makers of values and doubles lie elsewhere.
 */
export function findUnmirroredTests(testPaths: readonly string[], sourcePaths: readonly string[]): string[] {
  const subjects = new Set(sourcePaths.flatMap((path) => [path.replace(/\.ts$/u, ''), ...listFolders(path)]));
  return testPaths.flatMap((path) => {
    const subject = TEST_NAME.exec(path)?.groups?.['subject'];
    if (subject === undefined)
      return [`test/unit/${path} is no test: it belongs into test/doubles or test/fixtures`];
    return subjects.has(subject)
      ? []
      : [`test/unit/${path}: there is neither src/${subject}.ts nor src/${subject}/`];
  });
}

/** Lists each import that leads to no source file, or whose module no literal names, and each exception without one. */
export function findUnresolvedImports(graph: ImportGraph, table: readonly OrderRow[]): string[] {
  const rows = new OrderRows(table);
  const needed = new Set<string>();
  const found = graph.unresolved.flatMap(({ from, line, text }) => {
    const excusing = rows.listBinding(from).find(({ row }) => row?.unresolved?.[text] !== undefined);
    if (excusing?.row === undefined) return [`src/${from}:${line} imports what no source file is: ${text}`];
    needed.add(nameException(excusing.row, text));
    return [];
  });
  const exceptions = table.flatMap((row) =>
    Object.keys(row.unresolved ?? {}).map((text) => nameException(row, text)),
  );
  const idle = exceptions
    .filter((name) => !needed.has(name))
    .map((name) => `${name}: nobody needs it; strike it out`);
  return [...found, ...idle];
}

function nameException(row: OrderRow, text: string): string {
  return `row "${row.of}", unresolved "${text}"`;
}
