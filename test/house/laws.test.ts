import { describe, expect, it } from 'vitest';
import { buildImportGraph, type ImportGraph } from './graph/import-graph.js';
import {
  findCrowdedFolders,
  findFileCircles,
  findSharedFileNames,
  findSharedTypeNames,
  findSiblingCircles,
  findUnmirroredTests,
  findUnresolvedImports,
  MAX_ENTRIES,
} from './laws/tree-laws.js';
import {
  findOrderViolations,
  findPackageViolations,
  findProcessViolations,
  findTableFaults,
} from './laws/order-laws.js';
import type { OrderRow } from './table/order-row.js';

const reason = 'a reason';

function graphOf(files: Readonly<Record<string, string>>): ImportGraph {
  return buildImportGraph(new Map(Object.entries(files)));
}

describe('findOrderViolations', () => {
  const low: OrderRow = { of: 'low', reason };

  it('names file, line, import and row', () => {
    const graph = graphOf({ 'low/a.ts': "\nimport '../high/b.js';", 'high/b.ts': '' });
    expect(findOrderViolations(graph, [low, { of: 'high', reason }])).toEqual([
      'src/low/a.ts:2 imports src/high/b.ts: "high/b.ts" is not listed in row "low" (a reason)',
    ]);
  });

  it('finds a folder without a row', () => {
    const graph = graphOf({ 'low/a.ts': '', 'new/b.ts': "import '../low/a.js';" });
    expect(findOrderViolations(graph, [low])).toHaveLength(1);
  });

  it('finds a file that imports from a folder beside it without a row', () => {
    const graph = graphOf({ 'low/a.ts': "import './in/b.js';", 'low/in/b.ts': '' });
    expect(findOrderViolations(graph, [low, { of: 'low/in', reason }])).toHaveLength(1);
    expect(findOrderViolations(graph, [low, { of: 'low/*.ts', reason, imports: ['in'] }])).toEqual([]);
    expect(findOrderViolations(graph, [low, { of: 'low/a.ts', reason, imports: ['in'] }])).toEqual([]);
  });

  it('finds a folder that imports a file beside it which its row does not list', () => {
    const graph = graphOf({ 'low/a.ts': '', 'low/in/b.ts': "import '../a.js';" });
    expect(findOrderViolations(graph, [low, { of: 'low/in', reason }])).toHaveLength(1);
    expect(findOrderViolations(graph, [low, { of: 'low/in', reason, imports: ['a.ts'] }])).toEqual([]);
  });

  it('lets a row further in narrow what lies outside, and never widen it', () => {
    const graph = graphOf({
      'low/a.ts': '',
      'other/b.ts': '',
      'high/in/c.ts': "import '../../low/a.js'; import '../../other/b.js';",
    });
    const high: OrderRow = { of: 'high', reason, imports: ['low'] };
    const narrow = findOrderViolations(graph, [
      { of: 'high', reason, imports: ['low', 'other'] },
      { of: 'high/in', reason, outside: ['low'] },
    ]);
    expect(narrow).toEqual([expect.stringContaining('row "high/in"')]);
    const wide = findOrderViolations(graph, [high, { of: 'high/in', reason, outside: ['low', 'other'] }]);
    expect(wide.filter((line) => line.startsWith('src/'))).toEqual([expect.stringContaining('row "high"')]);
  });

  it('takes no folder for another whose name begins with its name', () => {
    const graph = graphOf({ 'low/a.ts': '', 'low-end/b.ts': '', 'high/c.ts': "import '../low-end/b.js';" });
    expect(findOrderViolations(graph, [{ of: 'high', reason, imports: ['low'] }])).toContainEqual(
      expect.stringMatching(/^src\/high\/c\.ts:1 /u),
    );
  });

  it('finds words of the table that permit nothing, or more than is needed', () => {
    const graph = graphOf({ 'low/a.ts': '', 'high/b.ts': "import type { A } from '../low/a.js';" });
    expect(findOrderViolations(graph, [{ of: 'high', reason, imports: ['low', 'gone'] }])).toEqual([
      'row "high", imports "low": only types are imported; list it under "types"',
      'row "high", imports "gone": nobody imports it; strike it out',
    ]);
    expect(findOrderViolations(graph, [{ of: 'high', reason, types: ['low', 'gone'] }])).toHaveLength(1);
  });

  it('refuses a table with two rows of one place', () => {
    expect(() => findOrderViolations(graphOf({}), [low, low])).toThrow('one place');
  });
});

describe('findTableFaults', () => {
  const graph = graphOf({ 'low/a.ts': '', 'high/in/b.ts': '' });
  const rows: readonly OrderRow[] = [
    { of: 'low', reason },
    { of: 'high', reason, imports: ['low'] },
    { of: 'high/in', reason },
  ];

  it('is content with a table that reads from the top', () => {
    expect(findTableFaults(graph, rows)).toEqual([]);
  });

  it('finds a row that is missing, at each level', () => {
    for (const { of } of rows) {
      const faults = findTableFaults(
        graph,
        rows.filter((row) => row.of !== of),
      );
      expect(faults).toContain(`src/${of}: has no row in the table`);
    }
  });

  it('finds a row of nothing, a row without a reason and a row that names what stands below', () => {
    expect(findTableFaults(graph, [...rows, { of: 'gone', reason }])).toHaveLength(1);
    expect(findTableFaults(graph, [{ of: 'low', reason: ' ' }, ...rows.slice(1)])).toHaveLength(1);
    expect(findTableFaults(graph, rows.toReversed())).toHaveLength(1);
    expect(
      findTableFaults(graph, [{ of: 'low', reason, types: ['high/in'] }, ...rows.slice(1)]),
    ).toHaveLength(1);
  });
});

describe('findFileCircles', () => {
  it.each([
    ['values', "import './b.js';", "import './a.js';"],
    ['types', "import type { B } from './b.js';", "import type { A } from './a.js';"],
    ['a type and a dynamic import', "export type B = import('./b.js').B;", "void import('./a.js');"],
  ])('finds a circle of %s', (_kind, a, b) => {
    expect(findFileCircles(graphOf({ 'x/a.ts': a, 'x/b.ts': b }))).toEqual([
      'src/x/a.ts -> src/x/b.ts -> src/x/a.ts',
    ]);
  });

  it('finds a long circle, and a file that imports itself', () => {
    const files = { 'a.ts': "import './b.js';", 'b.ts': "import './c.js';", 'c.ts': "import './a.js';" };
    expect(findFileCircles(graphOf(files))).toHaveLength(1);
    expect(findFileCircles(graphOf({ 'a.ts': "import type { A } from './a.js';" }))).toHaveLength(1);
  });

  it('takes two ways to one file for no circle', () => {
    const files = { 'a.ts': "import './b.js'; import './c.js';", 'b.ts': "import './c.js';", 'c.ts': '' };
    expect(findFileCircles(graphOf(files))).toEqual([]);
  });
});

describe('findSiblingCircles', () => {
  const files = {
    'p/one/a.ts': "import type { B } from '../two/b.js';",
    'p/one/c.ts': '',
    'p/two/b.ts': '',
    'p/two/d.ts': "import '../one/c.js';",
  };

  it('finds two folders that import each other without a circle of files', () => {
    expect(findFileCircles(graphOf(files))).toEqual([]);
    expect(findSiblingCircles(graphOf(files))).toEqual([
      'in src/p: one -> two -> one (src/p/one/a.ts imports src/p/two/b.ts; src/p/two/d.ts imports src/p/one/c.ts)',
    ]);
  });

  it('finds a circle of three folders, and of a folder and a file beside it', () => {
    const three = {
      ...files,
      'p/two/d.ts': "import '../three/e.js';",
      'p/three/e.ts': "import '../one/c.js';",
    };
    expect(findSiblingCircles(graphOf(three))).toEqual([
      expect.stringMatching(/^in src\/p: one -> two -> three -> one \(/u),
    ]);
    const beside = { 'p/a.ts': "import './one/b.js';", 'p/one/b.ts': '', 'p/one/c.ts': "import '../a.js';" };
    expect(findSiblingCircles(graphOf(beside))).toHaveLength(1);
  });

  it('is content with folders that import in one direction', () => {
    expect(findSiblingCircles(graphOf({ ...files, 'p/two/d.ts': '' }))).toEqual([]);
  });
});

describe('findUnresolvedImports', () => {
  it('finds a module that only the run knows, and one that is no file', () => {
    const graph = graphOf({
      'low/a.ts': "void import(name);\nimport './gone.js';\nimport '../../outside.js';",
    });
    expect(findUnresolvedImports(graph, [])).toEqual([
      'src/low/a.ts:2 imports what no source file is: ./gone.js',
      'src/low/a.ts:3 imports what no source file is: ../../outside.js',
      'src/low/a.ts:1 imports what no source file is: import(name)',
    ]);
  });

  it('takes an exception by the text, and finds one that nobody needs', () => {
    const graph = graphOf({ 'low/a.ts': 'void import(name);' });
    expect(
      findUnresolvedImports(graph, [{ of: 'low', reason, unresolved: { 'import(name)': reason } }]),
    ).toEqual([]);
    expect(
      findUnresolvedImports(graph, [{ of: 'low', reason, unresolved: { 'import(other)': reason } }]),
    ).toHaveLength(2);
  });

  it('takes what the build makes as it is', () => {
    const graph = graphOf({ 'low/a.ts': "import './generated/types.js';" });
    expect(findUnresolvedImports(graph, [])).toEqual([]);
    expect(graph.edges).toHaveLength(1);
  });
});

describe('findPackageViolations', () => {
  const graph = graphOf({
    'low/in/a.ts': "import 'node:fs/promises'; import type { B } from '@scope/name/part';",
  });

  it('finds what the outermost row does not list, and what a row further in has narrowed away', () => {
    const whole: OrderRow = { of: 'low', reason, packages: ['node:fs'], packageTypes: ['@scope/name'] };
    expect(findPackageViolations(graph, [whole])).toEqual([]);
    expect(findPackageViolations(graph, [{ of: 'low', reason }])).toHaveLength(2);
    expect(findPackageViolations(graph, [whole, { of: 'low/in', reason, packages: ['node:fs'] }])).toEqual([
      'src/low/in/a.ts:1: "@scope/name" is not listed in row "low/in" (a reason)',
    ]);
  });

  it('finds a package that nobody imports any more', () => {
    const table: readonly OrderRow[] = [{ of: 'low', reason, packages: ['node:fs', '@scope/name', 'gone'] }];
    expect(findPackageViolations(graph, table)).toHaveLength(2);
  });
});

describe('findProcessViolations', () => {
  it.each([
    ['process.env', "process.env['HOME'];"],
    ['process.env', "process['env'];"],
    ['process.env', 'const { env } = process;'],
    ['process.env', 'globalThis.process.env;'],
    ['process.exit', 'process.exit(1);'],
    ['process.exit', 'process?.exit(1);'],
    ['process.*', 'process[name];'],
    ['process.*', 'const { ...all } = process;'],
  ])('finds %s in: %s', (name, text) => {
    const graph = graphOf({ 'low/a.ts': text });
    expect(findProcessViolations(graph, [{ of: 'low', reason }])).toEqual([
      `src/low/a.ts:1: "${name}" is not listed in row "low" (a reason)`,
    ]);
    expect(findProcessViolations(graph, [{ of: 'low', reason, process: [name] }])).toEqual([]);
  });

  it('lets facts of the process be, and finds a permission that nobody needs', () => {
    const graph = graphOf({ 'low/a.ts': 'process.pid;' });
    expect(findProcessViolations(graph, [{ of: 'low', reason }])).toEqual([]);
    expect(findProcessViolations(graph, [{ of: 'low', reason, process: ['process.env'] }])).toHaveLength(1);
  });
});

describe('findCrowdedFolders', () => {
  const paths = (count: number) => Array.from({ length: count }, (_item, index) => `low/in/${index}.ts`);

  it('counts files and folders of one level, and takes a reason', () => {
    expect(findCrowdedFolders(paths(MAX_ENTRIES), [])).toEqual([]);
    expect(findCrowdedFolders([...paths(MAX_ENTRIES), 'low/in/deep/a.ts', 'low/in/deep/b.ts'], [])).toEqual([
      'src/low/in holds 13 entries, more than 12: split it',
    ]);
    expect(findCrowdedFolders(paths(13), [{ of: 'low/in', reason, crowded: reason }])).toEqual([]);
  });

  it('finds a reason that is no longer needed', () => {
    expect(findCrowdedFolders(paths(12), [{ of: 'low/in', reason, crowded: reason }])).toHaveLength(1);
  });
});

describe('findSharedFileNames and findSharedTypeNames', () => {
  const graph = graphOf({
    'low/a.ts': 'export interface Thing {} interface Own {}',
    'high/a.ts': 'class Thing {} export { Thing }; type Own = 1;',
    'high/b.ts': "export type { Thing } from './a.js';",
    'commands/a.ts': 'export default class Thing {}',
  });

  it.each([
    [findSharedFileNames, 'a.ts'],
    [findSharedTypeNames, 'Thing'],
  ])('finds a name of two places: %o', (find, name) => {
    const places = ['high/a.ts', 'low/a.ts'];
    expect(find(graph, [])).toEqual([`${name} is the name of src/high/a.ts and src/low/a.ts`]);
    expect(find(graph, [{ name, places, reason }])).toEqual([]);
    expect(find(graph, [{ name, places: [...places, 'third/a.ts'], reason }])).toHaveLength(1);
    expect(
      find(graph, [
        { name, places, reason },
        { name: 'Gone', places: [], reason },
      ]),
    ).toHaveLength(1);
  });
});

describe('findUnmirroredTests', () => {
  it.each([
    'low/a.test.ts',
    'low/a.some-aspect.test.ts',
    'low/in.test.ts',
    'low.test.ts',
    'low/in/b-c.test.ts',
  ])('knows what %s is about', (path) => {
    expect(findUnmirroredTests([path], ['low/a.ts', 'low/in/b-c.ts'])).toEqual([]);
  });

  it.each(['low/b.test.ts', 'a.test.ts', 'low/a.two.aspects.test.ts', 'low/a.ts', 'low/in/values.ts'])(
    'finds %s',
    (path) => {
      expect(findUnmirroredTests([path], ['low/a.ts', 'low/in/b-c.ts'])).toHaveLength(1);
    },
  );
});
