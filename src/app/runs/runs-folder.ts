import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { readEnvironment } from '../environment.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** The folder of the runs. An absent member is taken from `RESTACK_RUN_DIR` or a configuration file, then from the platform. */
export interface RunPlaceOptions {
  readonly runDir?: string | undefined;
}

/** Selects the absolute path of the folder that holds a folder for each run. It need not be there. */
export function selectRunsFolder({ runDir }: RunPlaceOptions, variables: Variables = process.env): string {
  const given = runDir ?? readEnvironment(variables).runDir;
  return given === undefined ? join(selectDataFolder(variables), 'restack', 'runs') : resolve(given);
}

function selectDataFolder(variables: Variables): string {
  const home = homedir();
  if (process.platform === 'win32') return variables['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  return variables['XDG_DATA_HOME'] || join(home, '.local', 'share');
}
