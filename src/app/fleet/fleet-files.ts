import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { replaceFile } from '../../adapters/disk/atomic-file.js';
import { assertFolderOf, explainWriteError, isTaken } from '../../adapters/disk/new/new-file.js';
import { type GivenFileContext, readGivenText } from '../../adapters/keys/given-file.js';
import { parseNetworkPath } from '../../adapters/store/network-path.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import type { SetResult, WorkList } from '../../schema/results.js';
import { type GivenStamp, parseStamps } from '../../use-cases/fleet/parse-stamps.js';
import { parseSetResult, renderSetResult } from '../../use-cases/fleet/set-results.js';
import { parseWorkList } from '../../use-cases/fleet/work-list.js';
import type { AppContext, KeyOptions, ShareOptions } from '../app.js';

/** A stamp, and what opens its share and its sets. */
export interface Stamp {
  readonly name: string;
  /** As the stamps file has it. */
  readonly share: string;
  readonly deployment: string | undefined;
  readonly options: ShareOptions & KeyOptions;
}

/**
 * Reads a stamps file. Its paths are relative to it.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, CONFIG with lines when it is wrong.
 */
export async function readStamps(path: string, context: GivenFileContext): Promise<readonly Stamp[]> {
  const folder = dirname(resolve(path));
  return parseStamps(await readGivenText(path, 'stamps', context), path).map((given) =>
    describeStamp(given, folder),
  );
}

function describeStamp(given: GivenStamp, folder: string): Stamp {
  const { name, share, deployment } = given;
  const place = (file: string) => resolve(folder, file);
  const placeOptional = (file: string | undefined) => (file === undefined ? undefined : place(file));
  return {
    name,
    share,
    deployment,
    options: {
      share: parseNetworkPath(share) === undefined ? place(share) : share,
      shareUser: given['share-user'],
      sharePasswordFile: placeOptional(given['share-password-file']),
      shareEncrypts: given['share-encrypt'],
      verifyKeyFile: placeOptional(given['verify-key']),
      certFiles: (given.cert ?? []).map(place),
      certPasswordFiles: (given['cert-password-file'] ?? []).map(place),
      keyFile: placeOptional(given['key-file']),
    },
  };
}

/** The context of a command for one of its stamps: its warnings bear the stamp's name. */
export function forStamp(context: AppContext, { name }: Pick<Stamp, 'name'>): AppContext {
  return { ...context, warn: (message) => context.warn(`${name}: ${message}`) };
}

/**
 * Reads a work list.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, CONFIG when it is none.
 */
export async function readWorkList(path: string, context: GivenFileContext): Promise<WorkList> {
  return parseWorkList(await readGivenText(path, 'workList', context), path);
}

/**
 * Asserts that a work list may be written under a name: nothing lies there yet, or an earlier one.
 *
 * @throws USAGE when anything else lies there, which is never overwritten; NOT_FOUND when its folder is not there.
 */
export async function assertWorkListPlace(path: string, context: GivenFileContext): Promise<void> {
  const target = resolve(path);
  assertFolderOf(target);
  if (!(await isTaken(target))) return;
  try {
    await readWorkList(target, context);
  } catch (cause) {
    const message = `--out: ${target} is there already, and is no work list that could be replaced`;
    throw new RestackError('USAGE', message, {
      cause,
      hints: ['name a file that is not there yet, or one that holds a work list'],
      details: { path: target },
    });
  }
}

/** Writes a work list, which nobody ever sees half written. @returns its absolute path. Errors as of {@link replaceFile}. */
export async function writeWorkList(path: string, work: WorkList): Promise<string> {
  const target = resolve(path);
  await replaceFile(target, `${JSON.stringify(work, null, 1)}\n`, { explain: explainWriteError });
  return target;
}

/** Writes the result of one set, which nobody ever sees half written; an earlier one is replaced. */
export async function writeSetResult(path: string, result: SetResult): Promise<void> {
  const text = JSON.stringify(JSON.parse(renderSetResult(result)), processRedactor.jsonReplacer);
  await replaceFile(path, `${text}\n`, { explain: explainWriteError });
}

/** Reads the result of one set. @throws CONFIG when it is none of this work list; the errors of reading a given file. */
export async function readSetResult(
  path: string,
  work: WorkList,
  context: GivenFileContext,
): Promise<SetResult> {
  return parseSetResult(await readGivenText(path, 'setResult', context), path, work);
}

/** A folder that is named as the digest of a work list. */
const DIGEST_FOLDER = /^[0-9a-f]{64}$/;
/** Shards that share no disk bring a folder each, which may lie in one more: results, shard, digest. */
const DEEPEST = 3;

/** The results below a folder: of one work list, and how many there are of others. */
export interface FoundResults {
  /** Absolute paths, sorted. */
  readonly paths: readonly string[];
  /** Digests of other work lists. */
  readonly others: readonly string[];
}

/**
 * Finds the results of a work list in a folder: those in folders that bear its digest, up to three levels deep.
 *
 * @throws NOT_FOUND when the folder is not there, PERMISSION_MISSING when it may not be read.
 */
export async function findResults(folder: string, digest: string): Promise<FoundResults> {
  const found = { paths: [] as string[], others: new Set<string>() };
  await search(resolve(folder), { digest, levels: DEEPEST, found });
  return { paths: found.paths.toSorted(), others: [...found.others].toSorted() };
}

interface Search {
  readonly digest: string;
  readonly levels: number;
  readonly found: { readonly paths: string[]; readonly others: Set<string> };
}

async function search(folder: string, { digest, levels, found }: Search): Promise<void> {
  for (const entry of await listFolder(folder)) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) continue;
    if (entry.name === digest) found.paths.push(...(await listResults(path)));
    else if (DIGEST_FOLDER.test(entry.name)) found.others.add(entry.name);
    else if (levels > 1) await search(path, { digest, levels: levels - 1, found });
  }
}

/** Names of results; those that a killed shard left half written begin with a dot. */
async function listResults(folder: string): Promise<readonly string[]> {
  const entries = await listFolder(folder);
  return entries.flatMap(({ name }) => (/^[^.].*\.json$/.test(name) ? [join(folder, name)] : []));
}

async function listFolder(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const code = readSystemCode(error);
    if (code === undefined) throw error;
    const isThere = code !== 'ENOENT' && code !== 'ENOTDIR';
    const said = code === 'ENOENT' ? 'is not there' : code === 'ENOTDIR' ? 'is no folder' : 'cannot be read';
    throw new RestackError(
      isThere ? 'PERMISSION_MISSING' : 'NOT_FOUND',
      `the folder of results ${folder} ${said} (${code})`,
      { cause: error, hints: ['give the folder that verify --results named'] },
    );
  }
}
