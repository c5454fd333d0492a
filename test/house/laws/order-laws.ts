import { posix } from 'node:path';
import { type ImportEdge, type ImportGraph, listFolders, type PackageUse } from '../graph/import-graph.js';
import type { OrderRow } from '../table/order-row.js';

/** A row that binds a file, by the folder on its path, or the file itself, that the row speaks of. */
export interface BindingRow {
  /** `controller/server`, or the path of the file. */
  readonly place: string;
  /** The folder that the place lies in, with a slash at its end; empty for `src`. */
  readonly parent: string;
  /** Undefined when the table has no row for the place. */
  readonly row: OrderRow | undefined;
}

/** The table, asked by place. */
export class OrderRows {
  readonly #rows: ReadonlyMap<string, OrderRow>;

  /** @throws Error when two rows speak of one place */
  constructor(readonly table: readonly OrderRow[]) {
    this.#rows = new Map(table.map((row) => [row.of, row]));
    if (this.#rows.size !== table.length) throw new Error('two rows of the table speak of one place');
  }

  has(place: string): boolean {
    return this.#rows.has(place);
  }

  /** From the outermost folder to the file itself. */
  listBinding(path: string): BindingRow[] {
    return [...listFolders(path), path].map((place) => {
      const folder = posix.dirname(place);
      const parent = folder === '.' ? '' : `${folder}/`;
      const row = this.#rows.get(place) ?? (place === path ? this.#rows.get(`${parent}*.ts`) : undefined);
      return { place, parent, row };
    });
  }
}

/** Lists each import between files that the table does not permit, and each word of the table that permits nothing. */
export function findOrderViolations(graph: ImportGraph, table: readonly OrderRow[]): string[] {
  const rows = new OrderRows(table);
  const use = new PermissionUse();
  const violations = graph.edges.flatMap((edge) => {
    for (const binding of rows.listBinding(edge.from)) {
      const refusal = judgeEdge(edge, binding, use);
      if (refusal !== undefined) return [`${describeImport(edge)}: ${refusal}`];
    }
    return [];
  });
  return [...violations, ...use.listIdle(table, BESIDE), ...use.listIdle(table, OUTSIDE)];
}

/**
 * Asks one of the rows that hold the importing file. A row that holds the imported file, too, has no say. The one that
 * lies beside it must list it; one further in may have narrowed what lies outside.
 */
function judgeEdge(
  edge: ImportEdge,
  { place, parent, row }: BindingRow,
  use: PermissionUse,
): string | undefined {
  if (edge.to.startsWith(`${place}/`)) return undefined;
  const beside = edge.to.startsWith(parent);
  const isFile = place === edge.from;
  // Files of one folder may import each other; no circle is a law of its own.
  if (isFile && beside && !edge.to.slice(parent.length).includes('/')) return undefined;
  if (!beside && !narrowsOutside(row, isFile)) return undefined;
  if (row === undefined) return `the table has no row for "${place}"`;
  const target = beside ? edge.to.slice(parent.length) : edge.to;
  const refusal = use.judge(row, beside ? BESIDE : OUTSIDE, { target, typeOnly: edge.typeOnly });
  return refusal === undefined ? undefined : `${refusal} in row "${row.of}" (${row.reason})`;
}

/** A file needs no row of its own; a folder without one is refused by whoever asks. */
function narrowsOutside(row: OrderRow | undefined, isFile: boolean): boolean {
  if (row === undefined) return !isFile;
  return row.outside !== undefined || row.outsideTypes !== undefined;
}

function describeImport({ from, to, form, typeOnly, line }: ImportEdge): string {
  const kind = typeOnly ? 'types of ' : form === 'dynamic' ? 'dynamically ' : '';
  return `src/${from}:${line} imports ${kind}src/${to}`;
}

/** Lists each import of a package or of a module of Node that the table does not permit, and each that nobody needs. */
export function findPackageViolations(graph: ImportGraph, table: readonly OrderRow[]): string[] {
  const rows = new OrderRows(table);
  const use = new PermissionUse();
  const violations = graph.packages.flatMap((found) => judgePackage(found, rows, use));
  return [...violations, ...use.listIdle(table, PACKAGES)];
}

function judgePackage(
  { from, line, packageName, typeOnly }: PackageUse,
  rows: OrderRows,
  use: PermissionUse,
): string[] {
  for (const { parent, row } of rows.listBinding(from)) {
    const isNarrowed = row?.packages !== undefined || row?.packageTypes !== undefined;
    if (row === undefined || (parent !== '' && !isNarrowed)) continue;
    const refusal = use.judge(row, PACKAGES, { target: packageName, typeOnly });
    if (refusal !== undefined) return [`src/${from}:${line}: ${refusal} in row "${row.of}" (${row.reason})`];
  }
  return [];
}

/** Members of `process` that reach outside of the program, or end it. Others, such as `pid`, are facts. */
const WATCHED = new Set(
  [
    'abort',
    'argv',
    'chdir',
    'cwd',
    'env',
    'exit',
    'exitCode',
    'kill',
    'reallyExit',
    'stderr',
    'stdin',
    'stdout',
    '*',
  ].map((name) => `process.${name}`),
);

/** Lists each touch of a watched member that the table does not permit, and each permission that nobody needs. */
export function findProcessViolations(graph: ImportGraph, table: readonly OrderRow[]): string[] {
  const rows = new OrderRows(table);
  const needed = new Set<string>();
  const violations: string[] = [];
  for (const [path, { processMembers }] of graph.facts) {
    for (const { name, line } of processMembers.filter((member) => WATCHED.has(member.name))) {
      for (const { parent, row } of rows.listBinding(path)) {
        if (row === undefined || (parent !== '' && row.process === undefined)) continue;
        if (row.process?.includes(name) === true) needed.add(`row "${row.of}", process "${name}"`);
        else
          violations.push(`src/${path}:${line}: "${name}" is not listed in row "${row.of}" (${row.reason})`);
      }
    }
  }
  const permitted = table.flatMap(({ of, process }) =>
    (process ?? []).map((name) => `row "${of}", process "${name}"`),
  );
  const idle = permitted
    .filter((word) => !needed.has(word))
    .map((word) => `${word}: nobody touches it; strike it out`);
  return [...violations, ...idle];
}

/** The two lists of a row that speak of one thing: what may be imported whole, and what lends its types only. */
export interface ListPair {
  readonly whole: 'imports' | 'outside' | 'packages';
  readonly types: 'types' | 'outsideTypes' | 'packageTypes';
}

export const BESIDE: ListPair = { whole: 'imports', types: 'types' };
export const OUTSIDE: ListPair = { whole: 'outside', types: 'outsideTypes' };
export const PACKAGES: ListPair = { whole: 'packages', types: 'packageTypes' };

/** Something imported, in the words of a list: a path below a folder, or the name of a package. */
export interface Wanted {
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Keeps which words of the table were needed, so that a word that permits nothing can be found. */
export class PermissionUse {
  readonly #whole = new Set<string>();
  readonly #types = new Set<string>();

  /** Undefined when the row permits it, else the reason that it does not. */
  judge(row: OrderRow, lists: ListPair, { target, typeOnly }: Wanted): string | undefined {
    const whole = findWord(row[lists.whole], target);
    if (whole !== undefined) {
      (typeOnly ? this.#types : this.#whole).add(nameWord(row, lists.whole, whole));
      return undefined;
    }
    const types = findWord(row[lists.types], target);
    if (types === undefined) return `"${target}" is not listed`;
    if (!typeOnly) return `"${target}" lends its types only`;
    this.#types.add(nameWord(row, lists.types, types));
    return undefined;
  }

  /** Names each word of these lists that nothing needed, and each that is needed for types alone. */
  listIdle(table: readonly OrderRow[], lists: ListPair): string[] {
    return table.flatMap((row) => [
      ...(row[lists.whole] ?? []).flatMap((word) => {
        const name = nameWord(row, lists.whole, word);
        if (this.#whole.has(name)) return [];
        return this.#types.has(name)
          ? [`${name}: only types are imported; list it under "${lists.types}"`]
          : [`${name}: nobody imports it; strike it out`];
      }),
      ...(row[lists.types] ?? []).flatMap((word) => {
        const name = nameWord(row, lists.types, word);
        return this.#types.has(name) ? [] : [`${name}: nobody imports its types; strike it out`];
      }),
    ]);
  }
}

/** The narrowest word that covers the target. */
function findWord(words: readonly string[] | undefined, target: string): string | undefined {
  const covering = (words ?? []).filter((word) => target === word || target.startsWith(`${word}/`));
  return covering.toSorted((one, other) => other.length - one.length)[0];
}

function nameWord(row: OrderRow, list: string, word: string): string {
  return `row "${row.of}", ${list} "${word}"`;
}

/**
 * Lists folders without a row, rows without a folder or file, rows without a reason, and words that name something
 * further down: the table reads from the top, and nobody imports what stands below.
 */
export function findTableFaults(graph: ImportGraph, table: readonly OrderRow[]): string[] {
  const files = [...graph.facts.keys()];
  const folders = new Set(files.flatMap((path) => listFolders(path)));
  const places = new Set([...folders, ...files, ...[...folders].map((folder) => `${folder}/*.ts`)]);
  const positions = new Map(table.map((row, position) => [row.of, position]));
  return [
    ...[...folders]
      .filter((folder) => !positions.has(folder))
      .map((folder) => `src/${folder}: has no row in the table`),
    ...table.filter(({ of }) => !places.has(of)).map(({ of }) => `row "${of}": nothing of src is called so`),
    ...table.filter(({ reason }) => reason.trim() === '').map(({ of }) => `row "${of}": gives no reason`),
    ...table.flatMap((row, position) => listBelow(row, position, positions)),
  ];
}

function listBelow(row: OrderRow, position: number, positions: ReadonlyMap<string, number>): string[] {
  const parent = row.of.split('/').slice(0, -1);
  return [...(row.imports ?? []), ...(row.types ?? [])].flatMap((word) => {
    const sibling = [...parent, word.split('/')[0]].join('/');
    return (positions.get(sibling) ?? -1) < position
      ? []
      : [`row "${row.of}": "${word}" does not stand above it`];
  });
}
