import { describe, expect, it } from 'vitest';
import { buildImportGraph } from './graph/import-graph.js';
import { findOrderViolations } from './laws/order-laws.js';
import { ORDER_TABLE } from './table/index.js';
import { TOP_ROWS } from './table/top-rows.js';

/** Each way to write an import, with its place in the order of the house at stake. */
const FORMS: readonly (readonly [form: string, write: (module: string) => string])[] = [
  ['a static import', (module) => `import { planted } from '${module}';`],
  ['an import for its effect', (module) => `import '${module}';`],
  ['a type-only import', (module) => `import type { Planted } from '${module}';`],
  ['an import of a type by name', (module) => `import { type Planted } from '${module}';`],
  ['a re-export', (module) => `export * from '${module}';`],
  ['a re-export of a type', (module) => `export type { Planted } from '${module}';`],
  ['a dynamic import', (module) => `export const load = () => import('${module}');`],
  ['a dynamic import of a template', (module) => `export const load = () => import(\`${module}\`);`],
  ['the type of an import', (module) => `export type Planted = import('${module}').Planted;`],
  ['the type of a module', (module) => `export type Planted = typeof import('${module}');`],
  ['an import that requires', (module) => `import planted = require('${module}');`],
  ['a call of require', (module) => `const planted = require('${module}');`],
  ['the address of a worker', (module) => `new Worker(new URL('${module}', import.meta.url));`],
  ['a resolved address', (module) => `export const address = import.meta.resolve('${module}');`],
];

/** Violations of the real table that one file with one import brings in. */
function plant(from: string, to: string, text: string): string[] {
  const graph = buildImportGraph(
    new Map([
      [from, text],
      [to, ''],
    ]),
  );
  expect(graph.edges).toHaveLength(1);
  return findOrderViolations(graph, ORDER_TABLE).filter((line) => line.startsWith(`src/${from}:`));
}

describe.each(FORMS)('%s', (_form, write) => {
  it('is found when it leads down the table', () => {
    const [line, ...others] = plant('crypto/planted.ts', 'app/planted.ts', write('../app/planted.js'));
    expect(others).toEqual([]);
    expect(line).toMatch(
      /^src\/crypto\/planted\.ts:1 imports .*src\/app\/planted\.ts: .*row "crypto" \(keys and bytes/u,
    );
  });

  it('is found between two folders that lie deep in one', () => {
    const from = 'controller/wire/planted.ts';
    expect(
      plant(from, 'controller/server/weather/planted.ts', write('../server/weather/planted.js')),
    ).toHaveLength(1);
  });

  it('passes when the table permits it', () => {
    expect(plant('crypto/planted.ts', 'core/errors/planted.ts', write('../core/errors/planted.js'))).toEqual(
      [],
    );
  });
});

const PAIRS = TOP_ROWS.flatMap(({ of: from, imports = [], types = [] }) =>
  TOP_ROWS.map(({ of: to }) => to)
    .filter((to) => to !== from && !imports.includes(to) && !types.includes(to))
    .map((to) => [from, to] as const),
);

describe('an import that the table does not list', () => {
  it.each(PAIRS)('is found from %s to %s, as value, as type and as dynamic import', (from, to) => {
    for (const text of [
      `import '../${to}/planted.js';`,
      `import type { Planted } from '../${to}/planted.js';`,
      `void import('../${to}/planted.js');`,
    ]) {
      expect(plant(`${from}/planted.ts`, `${to}/planted.ts`, text)).toHaveLength(1);
    }
  });

  it('is found as a value where the table lends types only', () => {
    const [from, to] = ['cloud/planted.ts', 'schema/planted.ts'];
    expect(plant(from, to, "import type { Planted } from '../schema/planted.js';")).toEqual([]);
    expect(plant(from, to, "import { type Planted } from '../schema/planted.js';")).toHaveLength(1);
    expect(plant(from, to, "void import('../schema/planted.js');")).toHaveLength(1);
  });
});
