import type { ImportEdge, ImportGraph } from '../graph/import-graph.js';
import type { OrderRow } from '../table/order-row.js';
import { type BindingRow, OrderRows } from './order-rows.js';
import { BESIDE, OUTSIDE, PermissionUse } from './permission-use.js';

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
