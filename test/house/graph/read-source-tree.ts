import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { SourceTree } from './import-graph.js';

const SOURCE = /\.[cm]?[jt]sx?$/u;

/** Reads every script below a folder of the disk, whatever dialect its ending names. */
export function readSourceTree(root: string): SourceTree {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => SOURCE.test(name));
  const paths = names.map((name) => name.split(sep).join('/')).toSorted();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
