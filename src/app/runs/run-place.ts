import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { machineProcesses } from '../../adapters/disk/process/machine-processes.js';
import { openRunArchive } from '../../adapters/journal/run-archive-folder.js';
import { systemClock } from '../../core/clock.js';
import type { RunGround } from '../../use-cases/restore/runs/kept/run-archive.js';
import type { RunDialogue } from '../../use-cases/restore/runs/kept/run-inputs.js';
import type { AppContext } from '../app.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** The folder of the runs. An absent member is taken from `RESTACK_RUN_DIR`, then from the platform. */
export interface RunPlaceOptions {
  readonly runDir?: string | undefined;
}

/** One run of this machine: its id, a prefix of one of at least 4 characters, or `latest`. */
export interface RunOptions extends RunPlaceOptions {
  readonly run?: string | undefined;
}

/** Selects the absolute path of the folder that holds a folder for each run. It need not be there. */
export function selectRunsFolder({ runDir }: RunPlaceOptions, variables: Variables = process.env): string {
  const given = runDir ?? (variables['RESTACK_RUN_DIR'] || undefined);
  return given === undefined ? join(selectDataFolder(variables), 'restack', 'runs') : resolve(given);
}

function selectDataFolder(variables: Variables): string {
  const home = homedir();
  if (process.platform === 'win32') return variables['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  return variables['XDG_DATA_HOME'] || join(home, '.local', 'share');
}

/** The runs of this machine, and what they stand on. */
export function openRunGround(options: RunPlaceOptions): RunGround {
  const archive = openRunArchive(selectRunsFolder(options), machineProcesses, () => systemClock.now());
  return { archive, processes: machineProcesses, clock: systemClock };
}

/** The voice of a run, lent by the command line. */
export function createRunDialogue(context: AppContext): RunDialogue {
  const { progress, signal, note, prompts } = context;
  return {
    progress,
    signal,
    note,
    warn: (message) => context.warn(message),
    confirm: (question) => prompts.confirm(question),
  };
}
