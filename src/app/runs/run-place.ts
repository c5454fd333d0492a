import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { RestackError } from '../../core/errors/restack-error.js';
import { listRunIds, RunFolder } from '../../adapters/journal/run/run-folder.js';

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

const SHORTEST_PREFIX = 4;

/**
 * Finds the run that a selector names.
 *
 * @throws USAGE for a prefix that is too short or fits several runs; NOT_FOUND when it fits none.
 */
export async function findRun(runsFolder: string, selector: string): Promise<RunFolder> {
  const wanted = selector.toLowerCase();
  if (wanted.length < SHORTEST_PREFIX) {
    throw new RestackError('USAGE', `${selector} is too short for a run: expected at least 4 characters`, {
      hints: ['look which runs there are: restack runs list'],
    });
  }
  const matches = (await listRunIds(runsFolder)).filter((id) => id.startsWith(wanted));
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return new RunFolder(join(runsFolder, match));
  throw new RestackError(
    match === undefined ? 'NOT_FOUND' : 'USAGE',
    `${matches.length} runs of ${runsFolder} begin with ${selector}; expected one`,
    { hints: ['look which runs there are: restack runs list'], details: { matches: matches.toSorted() } },
  );
}
