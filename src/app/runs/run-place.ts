import { machineProcesses } from '../../adapters/disk/process/machine-processes.js';
import { openRunArchive } from '../../adapters/journal/run-archive-folder.js';
import { systemClock } from '../../core/clock.js';
import type { RunGround } from '../../use-cases/restore/runs/kept/run-archive.js';
import type { RunDialogue } from '../../use-cases/restore/runs/kept/run-inputs.js';
import type { AppContext } from '../app.js';
import { type RunPlaceOptions, selectRunsFolder } from './runs-folder.js';

/** One run of this machine: its id, a prefix of one of at least 4 characters, or `latest`. */
export interface RunOptions extends RunPlaceOptions {
  readonly run?: string | undefined;
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
