import { posix } from 'node:path';
import type { ImportGraph } from '../graph/import-graph.js';

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
