import { readCommit, readSchemaVersions, type SchemaVersions } from '../../app/read-version.js';

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
  readonly name: string;
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
}): Promise<VersionResult> {
  const { name, version, platform, arch } = config;
  return {
    name,
    version,
    node: process.version,
    commit: await readCommit(),
    schemas: readSchemaVersions(),
    platform: { os: platform, arch },
  };
}
