import { constants, type Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { listExplainedCodes } from '../../core/errors/explain/explain-code.js';
import { parseJson, readText } from '../../cloud/json-value.js';
import { ALL_KINDS, KIND_NAMES } from '../../cloud/kind-names.js';
import { isGuid } from '../../core/guid.js';
import type { Candidate, LiveWords } from './complete-line.js';
import { readEnvironment } from '../environment.js';
import { selectRunsFolder } from '../runs/runs-folder.js';

/** A person waits at the cursor: whatever is not there by then is left out. */
const PATIENCE_MS = 150;
/** Depth of the folders between what `--share` names and the sets. */
const MAX_DEPTH = 5;
const MAX_FOLDERS = 200;
/** Sets of 1.1811 and earlier lie in a folder of their id, inside of one of their time. */
const LEGACY = /^\d{12}$/;
const INFO = /^(?<time>\d{12})_(?<id>[0-9a-f-]{36})_BackupInfo\.xml$/i;

/**
 * The words that this machine knows, from folders and the heads of runs alone: no share's file is opened, and nothing is
 * asked for.
 */
export function createLiveWords(
  variables: Readonly<Record<string, string | undefined>>,
  guides: readonly string[],
): LiveWords {
  return {
    backups: (typed) => inTime(() => listBackups(typed['share'] ?? readEnvironment(variables).share)),
    runs: (typed, isOfRestores) =>
      inTime(() => listRuns(selectRunsFolder({ runDir: typed['run-dir'] }, variables), isOfRestores)),
    kinds: ALL_KINDS.map((kind) => KIND_NAMES[kind].replaceAll(' ', '-')),
    get codes() {
      return listExplainedCodes().map(({ code }) => code);
    },
    guides,
  };
}

/** Ends with what `list` has found when the time is over. */
async function inTime(list: () => AsyncIterable<Candidate>): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  let isOver = false;
  const collect = async () => {
    for await (const one of list()) {
      if (isOver) return;
      found.push(one);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([collect().catch(() => undefined), end]);
  isOver = true;
  clearTimeout(timer);
  return found;
}

async function* listBackups(share: string | undefined): AsyncIterable<Candidate> {
  if (share === undefined || share === '') return;
  const seen = new Set<string>();
  let folders = [share];
  let read = 0;
  for (let depth = 0; depth <= MAX_DEPTH && folders.length > 0; depth += 1) {
    const inner: string[] = [];
    for (const folder of folders) {
      if ((read += 1) > MAX_FOLDERS) return;
      const entries = await readFolder(folder);
      const legacyTime = LEGACY.exec(basename(folder))?.[0];
      const sets = entries.flatMap(({ name }) =>
        legacyTime !== undefined && isGuid(name) ? [{ id: name, time: legacyTime }] : parseInfo(name),
      );
      for (const { id, time } of sets) {
        if (seen.has(id)) continue;
        seen.add(id);
        yield { word: id, about: `taken ${time.slice(0, 4)}-${time.slice(4, 6)}-${time.slice(6, 8)}` };
      }
      // A store has a folder for each repository, and none of them holds what is looked for.
      const isStore = sets.length > 0;
      if (!isStore)
        inner.push(...entries.filter((one) => one.isDirectory()).map(({ name }) => join(folder, name)));
    }
    folders = inner;
  }
}

function parseInfo(name: string): readonly { readonly id: string; readonly time: string }[] {
  const { id, time } = INFO.exec(name)?.groups ?? {};
  return id === undefined || time === undefined ? [] : [{ id: id.toLowerCase(), time }];
}

async function* listRuns(folder: string, isOfRestores: boolean): AsyncIterable<Candidate> {
  for (const { name } of await readFolder(folder)) {
    if (isGuid(name) && !(isOfRestores && (await isDrill(join(folder, name))))) yield { word: name };
  }
}

async function isDrill(folder: string): Promise<boolean> {
  // Whatever lies there, nobody waits for it.
  const flag = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const text = await readFile(join(folder, 'run.json'), { encoding: 'utf8', flag }).catch(() => '');
  return readText(parseJson(text), 'command') === 'drill';
}

async function readFolder(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
