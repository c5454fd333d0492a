import { formatCount } from '../../../core/sizes.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { ListedRun } from '../../../schema/results.js';
import type { KeptRun } from './kept/kept-run.js';
import type { RunArchive, RunGround } from './kept/run-archive.js';
import type { RunDialogue } from './kept/run-inputs.js';
import { describeRun, readRun } from './run-report.js';

const SHORTEST_PREFIX = 4;
/** The flag that may be missing where a folder holds no run. */
const ELSEWHERE = ['runs lie where their restore put them, in the folder that its flag named: --run-dir DIR'];
const LOOK = ['look which runs there are: restack runs list'];

/**
 * Finds the run that a selector names: its id, or a prefix of it that no other has.
 *
 * @throws USAGE for a prefix that is too short or fits several runs; NOT_FOUND when it fits none.
 */
export async function findRun(archive: RunArchive, selector: string): Promise<KeptRun> {
  const wanted = selector.toLowerCase();
  if (wanted.length < SHORTEST_PREFIX) {
    throw new RestackError('USAGE', `${selector} is too short for a run: expected at least 4 characters`, {
      hints: LOOK,
    });
  }
  const matches = (await archive.listIds()).filter((id) => id.startsWith(wanted));
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return archive.open(match);
  throw new RestackError(
    match === undefined ? 'NOT_FOUND' : 'USAGE',
    `${formatCount(matches.length, 'run')} of ${archive.path} begin with ${selector}; expected one`,
    { hints: LOOK, details: { matches: matches.toSorted() } },
  );
}

/** Lists all runs, newest first. A damaged one is a warning, not an end. */
export async function listRuns(
  { archive, processes }: Pick<RunGround, 'archive' | 'processes'>,
  { warn }: Pick<RunDialogue, 'warn'>,
): Promise<readonly ListedRun[]> {
  const runs: ListedRun[] = [];
  for (const runId of await archive.listIds()) {
    try {
      runs.push(describeRun(await readRun(archive.open(runId), processes)));
    } catch (error) {
      if (!(error instanceof RestackError)) throw error;
      warn(`run ${runId} is left out: ${error.message}`);
    }
  }
  return runs.toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt));
}

/** The run that a command is about: a selector, or `latest`; without one the newest that is meant. */
export interface RunSelection {
  readonly selector: string | undefined;
  readonly isMeant: (run: ListedRun) => boolean;
  /** True where any run will do when none is meant. */
  readonly elseAny?: boolean;
  /** The property of a run that is meant, for the error that there is none. */
  readonly meaning?: string;
}

/**
 * Selects a run.
 *
 * @throws NOT_FOUND when there is none; USAGE when a prefix fits several.
 */
export async function selectRun(
  { selector, isMeant, elseAny = false, meaning = 'unfinished' }: RunSelection,
  ground: Pick<RunGround, 'archive' | 'processes'>,
  dialogue: Pick<RunDialogue, 'warn'>,
): Promise<KeptRun> {
  const { archive } = ground;
  if (selector !== undefined && selector !== 'latest') return findRun(archive, selector);
  const runs = await listRuns(ground, dialogue);
  const isAny = selector === 'latest';
  const newest = runs.find((run) => isAny || isMeant(run)) ?? (elseAny ? runs[0] : undefined);
  if (newest !== undefined) return archive.open(newest.runId);
  const message =
    runs.length === 0
      ? `there is no run in ${archive.path}`
      : `of ${formatCount(runs.length, 'run')} in ${archive.path} none is ${meaning}`;
  throw new RestackError('NOT_FOUND', message, { hints: runs.length === 0 ? ELSEWHERE : LOOK });
}
