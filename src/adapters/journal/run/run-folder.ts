import { hash } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SetRecords } from '../../../backup-set/content/records.js';
import { parseJson } from '../../../cloud/json-value.js';
import { undoFor } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { isGuid } from '../../../core/guid.js';
import type { DecidedRecord } from '../../../use-cases/restore/plan/resume-plan.js';
import type {
  KeptResult,
  KeptRun,
  RunAttempt,
  RunStatus,
} from '../../../use-cases/restore/runs/kept/kept-run.js';
import type { RunInputs } from '../../../use-cases/restore/runs/kept/run-inputs.js';
import { PRIVATE_FOLDER, removeTemporaries, replaceFile, writeSyncedFile } from '../../disk/atomic-file.js';
import { createTextDigest, hashFile } from '../../disk/file-digest.js';
import { syncFolder } from '../../disk/sync-folder.js';
import { EarlierCalls } from './earlier-calls.js';
import { readSystemCode } from '../../../core/errors/system-code.js';
import { assertOwnFolder, createFileError } from '../../disk/file-failure.js';
import { formatFirstLine, openJournalFile } from '../lines/journal-file.js';
import { parseRecords } from '../lines/parse-journal.js';
import { readLines, readOwnFile, readOwnText } from '../../disk/own-files.js';
import { digestRecords } from './record-digest.js';
import { parseResult, renderResult } from './result-document.js';
import { parseDecisions, renderDecisions } from './run-decisions.js';
import { createDamagedError, parseRunInputs, renderRunInputs } from './inputs-document.js';
import { createAttempt } from './run-journal.js';
import { parseRunStatus, renderRunStatus } from './status-document.js';
import { formatLockName } from '../target-lock.js';
import { makeFolders } from '../../disk/new/make-folders.js';

const FILES = {
  inputs: 'run.json',
  decisions: 'decisions.json',
  journal: 'journal.jsonl',
  status: 'status.json',
  result: 'result.json',
  report: 'report.json',
  key: 'key',
} as const;

/** The content of a new run's folder. */
export interface RunFolderContent {
  readonly inputs: RunInputs;
  readonly decisions: readonly DecidedRecord[];
  /** The key of the digests of one run, see keyed-digest.ts. */
  readonly runKey: string;
}

/**
 * Makes the folder of a run that is planned and not begun. It bears its name only when it is whole. The caller holds
 * the lock of the target, so that folders which killed runs left half made for the same target may be removed.
 *
 * @param runsFolder made when it is not there
 * @throws PERMISSION_MISSING or CONFIG when it cannot be written; nothing remains then.
 */
export async function createRunFolder(runsFolder: string, run: RunFolderContent): Promise<RunFolder> {
  const path = join(runsFolder, run.inputs.runId);
  try {
    await makeFolders(runsFolder, PRIVATE_FOLDER);
    const temporary = join(runsFolder, nameTemporary(run.inputs));
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary, { mode: PRIVATE_FOLDER });
    try {
      await fillFolder(temporary, run);
      await rename(temporary, path);
    } catch (error) {
      throw await undoFor(error, () => rm(temporary, { recursive: true, force: true }));
    }
    await syncFolder(runsFolder);
  } catch (error) {
    throw createFileError(error, `making the run folder ${path}`);
  }
  return new RunFolder(path);
}

/** The name of a folder that is being made; that of a drill, whose target nobody else knows, is its own. */
function nameTemporary({ command, target, runId }: RunInputs): string {
  return `.new-${command === 'drill' || target === null ? runId : formatLockName(target)}`;
}

/**
 * Proves that a run can be kept in a folder, which is made when it is not there. Folders of drills that were killed
 * while they were made are removed.
 *
 * @throws PERMISSION_MISSING or CONFIG when nothing can be written to it.
 */
export async function assertRunsWritable(runsFolder: string): Promise<void> {
  try {
    await makeFolders(runsFolder, PRIVATE_FOLDER);
    await rm(await mkdtemp(join(runsFolder, '.new-')), { recursive: true });
    await removeHalfMade(runsFolder);
  } catch (error) {
    throw createFileError(error, `making a run folder in ${runsFolder}`);
  }
}

/** Longer than the making of any folder takes. */
const MAKING_MS = 3_600_000;

async function removeHalfMade(runsFolder: string): Promise<void> {
  for (const name of await readdir(runsFolder)) {
    if (!name.startsWith('.new-') || !isGuid(name.slice('.new-'.length))) continue;
    const path = join(runsFolder, name);
    const facts = await lstat(path).catch(() => undefined);
    if (facts === undefined || Date.now() - facts.mtimeMs < MAKING_MS) continue;
    await rm(path, { recursive: true, force: true });
  }
}

async function fillFolder(folder: string, { inputs, decisions, runKey }: RunFolderContent): Promise<void> {
  const inputsText = renderRunInputs(inputs);
  const status = renderRunStatus({
    state: 'planned',
    updatedAt: inputs.startedAt,
    holder: null,
    attempts: 0,
    abandonedAt: null,
  });
  await writeSyncedFile(join(folder, FILES.key), `${runKey}\n`);
  await writeSyncedFile(join(folder, FILES.inputs), inputsText);
  const digest = createTextDigest();
  await writeSyncedFile(join(folder, FILES.decisions), digest.passOn(renderDecisions(decisions)));
  const header = formatFirstLine({
    type: 'journal',
    version: 1,
    runId: inputs.runId,
    inputs: hash('sha256', inputsText),
    decisions: digest.end(),
  });
  await writeSyncedFile(join(folder, FILES.journal), header);
  await writeSyncedFile(join(folder, FILES.status), status);
  await syncFolder(folder);
}

/** Ids of the runs in a folder, in no order. A folder that is not there holds none. */
export async function listRunIds(runsFolder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(runsFolder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return [];
    throw createFileError(error, `reading ${runsFolder}`);
  }
}

/** The files of one run. */
export class RunFolder implements KeptRun {
  /** The name of the folder. */
  readonly runId: string;

  constructor(readonly path: string) {
    this.runId = basename(path);
  }

  /** Reads the inputs. @throws NOT_FOUND, INTEGRITY or UNSUPPORTED as the file's fault is. */
  async readInputs(): Promise<RunInputs> {
    return parseRunInputs(await this.#read('inputs'), this.#locate('inputs'));
  }

  /**
   * Reads the decisions, as they are asked for. @throws NOT_FOUND, INTEGRITY or UNSUPPORTED as the file's fault is,
   * then.
   */
  readDecisions(): Iterable<DecidedRecord> {
    return parseDecisions(this.#readLines('decisions'), this.#locate('decisions'));
  }

  /** Reads the key of the run's digests. @throws NOT_FOUND when it is not there. */
  async readRunKey(): Promise<string> {
    return (await this.#read('key')).trim();
  }

  /** Reads the state. @throws NOT_FOUND, INTEGRITY or UNSUPPORTED as the file's fault is. */
  async readStatus(): Promise<RunStatus> {
    return parseRunStatus(await this.#read('status'), this.#locate('status'));
  }

  async writeStatus(status: RunStatus): Promise<void> {
    await replaceFile(this.#locate('status'), renderRunStatus(status));
  }

  /** Reads the result of the newest attempt that came to an end; undefined when none did. @throws INTEGRITY or UNSUPPORTED. */
  async readResult(): Promise<KeptResult | undefined> {
    try {
      return parseResult(await this.#read('result'), this.#locate('result'));
    } catch (error) {
      if (error instanceof RestackError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    }
  }

  /** Keeps the result of an attempt. */
  async writeResult(result: KeptResult): Promise<void> {
    await replaceFile(this.#locate('result'), renderResult(result));
  }

  /** Reads the report of a drill as it lies; undefined where it came to none. @throws INTEGRITY when it is no JSON. */
  async readReport(): Promise<unknown> {
    let text: string;
    try {
      text = await this.#read('report');
    } catch (error) {
      if (error instanceof RestackError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    }
    const value: unknown = parseJson(text);
    if (value === undefined) throw createDamagedError(this.#locate('report'));
    return value;
  }

  /** Keeps the report that a drill ended with. */
  async writeReport(report: Parameters<KeptRun['writeReport']>[0]): Promise<void> {
    await replaceFile(this.#locate('report'), `${JSON.stringify(report, null, 2)}\n`);
  }

  /** Digest of records under the key of this run. @throws NOT_FOUND when the key is not there. */
  async digestRecords(records: SetRecords): Promise<string> {
    return digestRecords(await this.readRunKey(), records);
  }

  /** Reads the run's calls from its journal, which stays as it is. @throws INTEGRITY when it is damaged. */
  readCalls(): EarlierCalls {
    return new EarlierCalls(parseRecords(this.#readLines('journal'), this.#locate('journal')));
  }

  /**
   * Opens the journal for an attempt, once it is certain that inputs and decisions are those that the run was begun
   * with. The caller must hold the target's lock.
   *
   * @throws INTEGRITY when one of the three is damaged.
   */
  async openJournal(): ReturnType<typeof openJournalFile> {
    await removeTemporaries(this.path);
    const journal = await openJournalFile(this.#locate('journal'));
    try {
      const [first] = journal.records;
      for (const name of ['inputs', 'decisions'] as const) {
        const expected = first?.entry.type === 'journal' ? first.entry[name] : undefined;
        if ((await this.#digest(name)) !== expected) throw createDamagedError(this.#locate(name));
      }
      return journal;
    } catch (error) {
      throw await undoFor(error, () => journal.file.close());
    }
  }

  /** Opens the journal for an attempt, and lets its records go: a run that is taken up again has tens of thousands. */
  async openAttempt(): Promise<RunAttempt> {
    const { file, records } = await this.openJournal();
    return createAttempt(file, new EarlierCalls(records));
  }

  #locate(name: keyof typeof FILES): string {
    return join(this.path, FILES[name]);
  }

  async #read(name: keyof typeof FILES): Promise<string> {
    const path = this.#locate(name);
    await assertOwnFolder(this.path);
    return readOwnText(path).catch((error: unknown) => {
      throw createReadError(path, error);
    });
  }

  *#readLines(name: keyof typeof FILES): Generator<Uint8Array> {
    const path = this.#locate(name);
    try {
      yield* readLines(path);
    } catch (error) {
      throw createReadError(path, error);
    }
  }

  async #digest(name: keyof typeof FILES): Promise<string> {
    const path = this.#locate(name);
    return hashFile(path).catch((error: unknown) => {
      throw createReadError(path, error);
    });
  }
}

/** A file of a kept run, as its bytes lie. */
export interface RunFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files that tell what a run was and did, under the names that strangers read. Its key is none of them. */
const TOLD_FILES = {
  'plan.json': FILES.decisions,
  'journal.jsonl': FILES.journal,
  'run.json': FILES.inputs,
  'status.json': FILES.status,
  'result.json': FILES.result,
} as const;

/**
 * Reads the files that tell of a run, as they lie. A run that came to no result has no file for it.
 *
 * @param path of the run's folder
 * @throws NOT_FOUND, PERMISSION_MISSING or CONFIG when one cannot be read.
 */
export async function readRunFiles(path: string): Promise<readonly RunFile[]> {
  await assertOwnFolder(path);
  const files: RunFile[] = [];
  for (const [name, kept] of Object.entries(TOLD_FILES)) {
    const place = join(path, kept);
    try {
      files.push({ name, bytes: await readOwnFile(place) });
    } catch (error) {
      if (kept !== FILES.result || readSystemCode(error) !== 'ENOENT') throw createReadError(place, error);
    }
  }
  return files;
}

function createReadError(path: string, cause: unknown): unknown {
  if (readSystemCode(cause) !== 'ENOENT') return createFileError(cause, `reading ${path}`);
  return new RestackError('NOT_FOUND', `${path} is not there`, {
    cause,
    hints: ['look which runs there are: restack runs list'],
    details: { path },
  });
}
