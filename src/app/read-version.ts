import { readFile } from 'node:fs/promises';
import { readText } from '../cloud/json-value.js';
import { RUN_SCHEMA } from '../adapters/journal/run/inputs-document.js';
import { SCHEMA_VERSIONS } from '../schema/generated/schema-versions.js';
import { RestackError } from '../core/errors/restack-error.js';

/** The version of this restack, from its package. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const manifest: unknown = JSON.parse(text);
  const version = readText(manifest, 'version');
  if (version !== undefined) return version;
  throw new RestackError('INTERNAL', 'the package of restack names no version');
}

/** Versions of the documents that restack writes and reads. */
export interface SchemaVersions {
  /** The results of all commands. */
  readonly results: number;
  readonly events: number;
  readonly plan: number;
  readonly report: number;
  /** The folder of a run. */
  readonly run: number;
}

/** Reads the versions of documents from their schemas; a run names its own. */
export function readSchemaVersions(): SchemaVersions {
  const { results, events, report, 'plan-file': plan } = SCHEMA_VERSIONS;
  return { results, events, plan, report, run: Number(/\d+$/.exec(RUN_SCHEMA)?.[0]) };
}

const ARTEFACTS = new Map([
  ['npm', 'npm package'],
  ['archive', 'portable archive'],
  ['deb', 'Debian package'],
  ['executable', 'single executable'],
]);

/** The form in which this restack was installed, in words. */
export async function readArtefact(): Promise<string> {
  return ARTEFACTS.get(readText(await readBuild(), 'artefact') ?? '') ?? 'built from its sources';
}

/** The commit that was built; null where the build had no history. */
export async function readCommit(): Promise<string | null> {
  return readText(await readBuild(), 'commit') ?? null;
}

/** The facts that a build leaves behind; none where the sources run. */
async function readBuild(): Promise<unknown> {
  return JSON.parse(await readFile(new URL('../build.json', import.meta.url), 'utf8').catch(() => '{}'));
}
