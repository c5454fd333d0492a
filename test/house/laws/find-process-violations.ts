import type { ImportGraph } from '../graph/import-graph.js';
import type { OrderRow } from '../table/order-row.js';
import { OrderRows } from './order-rows.js';

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
