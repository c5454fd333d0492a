import { readFile } from 'node:fs/promises';
import { isObject } from '../../src/core/is-object.js';

/** A package whose code became part of dist. */
export interface JoinedPackage {
  /** `node_modules/tar`, as the lock file names it. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
}

/** The facts that a build leaves behind. Source: esbuild.config.ts. */
export interface BuildFacts {
  /** Null for sources without a history. */
  readonly commit: string | null;
  readonly packages: readonly JoinedPackage[];
}

/** @throws Error when there is no build, or one of another release. */
export async function readBuild(): Promise<BuildFacts> {
  const build: unknown = JSON.parse(await readFile('dist/build.json', 'utf8'));
  if (isBuild(build)) return build;
  throw new Error('dist/build.json is not of this release: npm run build');
}

function isBuild(build: unknown): build is BuildFacts {
  if (!isObject(build) || !Array.isArray(build['packages'])) return false;
  const isText = (value: unknown) => typeof value === 'string';
  const names = ['folder', 'name', 'version', 'license'];
  return build['packages'].every((joined) => isObject(joined) && names.every((name) => isText(joined[name])));
}
