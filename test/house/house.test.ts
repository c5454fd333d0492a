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

  it('is mirrored by its unit tests', () => {
    const tests = readSourceTree(fileURLToPath(new URL('../unit', import.meta.url)));
    expect(findUnmirroredTests([...tests.keys()], files)).toEqual([]);
  });
});
