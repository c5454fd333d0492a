import { type ImportGraph, listFolders } from '../graph/import-graph.js';
import type { OrderRow } from '../table/order-row.js';

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
