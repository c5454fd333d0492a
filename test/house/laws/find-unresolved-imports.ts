import type { ImportGraph } from '../graph/import-graph.js';
import type { OrderRow } from '../table/order-row.js';
import { OrderRows } from './order-rows.js';

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
