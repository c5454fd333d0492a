import type { ImportGraph, PackageUse } from '../graph/import-graph.js';
import type { OrderRow } from '../table/order-row.js';
import { OrderRows } from './order-rows.js';
import { PACKAGES, PermissionUse } from './permission-use.js';

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
