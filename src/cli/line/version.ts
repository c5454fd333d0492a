import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSchemaVersions, type SchemaVersions } from '../../app/read-version.js';
import { isObject } from '../../core/is-object.js';

/** Everything that tells one restack from another. Source: schemas/cli/version.json. */
export interface VersionResult {
  readonly name: string;
  readonly version: string;
  /** Of Node. */
  readonly node: string;
  /** The commit that was built; null where the build had no history. */
  readonly commit: string | null;
  /** Versions of the documents that restack writes and reads. */
  readonly schemas: SchemaVersions;
  readonly platform: { readonly os: string; readonly arch: string };
}

/** Describes this restack: what a report of a fault must say. */
export async function describeVersion(config: {
  readonly root: string;
  readonly name: string;
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
}): Promise<VersionResult> {
  const { root, name, version, platform, arch } = config;
  const commit = await readCommit(root);
  return {
    name,
    version,
    node: process.version,
    commit,
    schemas: readSchemaVersions(),
    platform: { os: platform, arch },
  };
}

async function readCommit(root: string): Promise<string | null> {
  const text = await readFile(join(root, 'dist', 'build.json'), 'utf8').catch(() => '{}');
  const build: unknown = JSON.parse(text);
  return isObject(build) && typeof build['commit'] === 'string' ? build['commit'] : null;
}
