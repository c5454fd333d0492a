import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildImportGraph, readSourceTree } from './graph/import-graph.js';
import {
  findCrowdedFolders,
  findFileCircles,
  findSharedFileNames,
  findSharedTypeNames,
  findSiblingCircles,
  findUnmirroredTests,
  findUnresolvedImports,
} from './laws/tree-laws.js';
import {
  findOrderViolations,
  findPackageViolations,
  findProcessViolations,
  findTableFaults,
} from './laws/order-laws.js';
import { ORDER_TABLE } from './table/index.js';
import { SHARED_FILE_NAMES, SHARED_TYPE_NAMES } from './table/shared-names.js';

const tree = readSourceTree(fileURLToPath(new URL('../../src', import.meta.url)));
const graph = buildImportGraph(tree);
const files = [...graph.facts.keys()];

/** What a message says by itself, in the place of `formatMinute`, `formatDay` and `formatDuration`. */
const BY_HAND =
  /\$\{[^{}]*\.toISOString\(\)|\.toISOString\(\)\.slice\(|\$\{[^{}]*(?:Ms|\/ 1_?000)\)?\} m?s\b/g;
/** The place of those functions; names of the format; answers of the embedded cloud; lines of a log. */
const WRITES_TIMES =
  /^(?:core\/clock|backup-set\/names\/snapshot-name|adapters\/azure\/http\/logged-client)\.ts$|^controller\//;

describe('the house', () => {
  it('has a row for each folder, and reads from the top', () => {
    expect(findTableFaults(graph, ORDER_TABLE)).toEqual([]);
  });

  it('imports only what the table permits, types and dynamic imports included', () => {
    expect(findOrderViolations(graph, ORDER_TABLE)).toEqual([]);
  });

  it('knows the module of each import', () => {
    expect(findUnresolvedImports(graph, ORDER_TABLE)).toEqual([]);
  });

  it('imports a package or a module of Node only where the table permits it', () => {
    expect(findPackageViolations(graph, ORDER_TABLE)).toEqual([]);
  });

  it('touches the process only where the table permits it', () => {
    expect(findProcessViolations(graph, ORDER_TABLE)).toEqual([]);
  });

  it('has no circle of files, types included', () => {
    expect(findFileCircles(graph)).toEqual([]);
  });

  it('has no circle of folders that lie beside each other', () => {
    expect(findSiblingCircles(graph)).toEqual([]);
  });

  it('has no folder with more entries than a reader takes in', () => {
    expect(findCrowdedFolders(files, ORDER_TABLE)).toEqual([]);
  });

  it('has no two files of one name', () => {
    expect(findSharedFileNames(graph, SHARED_FILE_NAMES)).toEqual([]);
  });

  it('has no two exported types of one name', () => {
    expect(findSharedTypeNames(graph, SHARED_TYPE_NAMES)).toEqual([]);
  });

  it('writes times and durations for people in one way', () => {
    const faults = [...tree]
      .filter(([file]) => !WRITES_TIMES.test(file))
      .flatMap(([file, text]) => (text.match(BY_HAND) ?? []).map((found) => `${file}: ${found}`));
    expect(faults).toEqual([]);
    const written =
      'at ${time.toISOString()}, ${day.toISOString().slice(0, 10)}, ${limitMs} ms, ${Ms / 1000} s';
    expect(written.match(BY_HAND)).toHaveLength(4);
  });

  it('makes folders in one way, which ends on every file system', () => {
    const recursive = /\bmkdir(?:Sync)?\([^;]*\brecursive:/;
    expect([...tree].filter(([, text]) => recursive.test(text)).map(([file]) => file)).toEqual([]);
    expect('await mkdir(path, { recursive: true });').toMatch(recursive);
  });

  it('is mirrored by its unit tests', () => {
    const tests = readSourceTree(fileURLToPath(new URL('../unit', import.meta.url)));
    expect(findUnmirroredTests([...tests.keys()], files)).toEqual([]);
  });
});
