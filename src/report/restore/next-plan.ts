import type { PlanResult } from '../../schema/results.js';
import { splitTypedWords } from '../layout/typed-command.js';

/** The start of a way to decide that is a line of a mapping file. */
export const MAPPING = '--map: ';

type Check = PlanResult['preflight'][number]['check'];

/** The flags that let a plan go on although a check failed. */
const FLAGS_OF_CHECKS: Readonly<Partial<Record<Check, string>>> = {
  freshness: '--allow-not-fresh',
  version: '--allow-version-distance',
};

/** Decisions that write over what is there, or write what may mean nothing: a person has to think of them. */
const BOLD = /=update$|^--unmapped keep$/;

/** The most decisions that a command line is made of; more are easier to take in a mapping. */
const MOST_DECISIONS = 8;

/** A flag and its value, which a switch has not. */
type Decision = readonly [flag: string, value: string | undefined];

/** True when a restore would begin. */
export function isClearPlan({ blockers, preflight }: PlanResult): boolean {
  return blockers.length === 0 && preflight.every(({ state }) => state !== 'failed');
}

/** The commands to type next, the likeliest first: to decide what blocks the plan, or to carry it out. */
export function listNextCommands(result: PlanResult): readonly (readonly string[])[] {
  const { backupId, file, mapTemplate } = result;
  const id = backupId.slice(0, 8);
  if (isClearPlan(result)) return [file === null ? ['restore', id] : ['restore', '--plan', file]];
  if (result.preflight.some(isUndecidable)) return [['doctor']];
  const out = file === null ? [] : ['--out', file];
  const words = selectDecidingWords(result);
  const isMapped = result.blockers.some(({ decide }) => decide.some((one) => one.startsWith(MAPPING)));
  const template = mapTemplate === null ? ['--map-template', 'FILE'] : ['--map', mapTemplate];
  return [
    ...(words === undefined ? [] : [['plan', id, ...words, ...out]]),
    ...(words === undefined || isMapped ? [['plan', id, ...template, ...out]] : []),
  ];
}

/**
 * Selects the flags that decide everything that blocks a plan, of several ways the one that changes the least. Undefined
 * where they are too many, or where no flag decides.
 */
export function selectDecidingWords({
  blockers,
  preflight,
}: Pick<PlanResult, 'blockers' | 'preflight'>): readonly string[] | undefined {
  const failed = preflight.filter(({ state }) => state === 'failed');
  if (failed.some(isUndecidable)) return undefined;
  const typed = [...blockers.map(selectMildest), ...failed.map(({ check }) => FLAGS_OF_CHECKS[check])];
  const decisions = new Map<string, Decision>();
  for (const flags of typed) {
    if (flags === undefined) return undefined;
    for (const decision of parseDecisions(flags)) {
      const key = keyOf(decision);
      const known = decisions.get(key);
      // Of two policies for one kind, the one for what differs holds for all of it.
      if (known === undefined || decision[1]?.endsWith('=skip') === true) decisions.set(key, decision);
    }
  }
  return decisions.size > MOST_DECISIONS
    ? undefined
    : [...decisions.values()].flatMap(([flag, value]) => (value === undefined ? [flag] : [flag, value]));
}

function isUndecidable({ check, state }: PlanResult['preflight'][number]): boolean {
  return state === 'failed' && FLAGS_OF_CHECKS[check] === undefined;
}

function selectMildest({ decide }: PlanResult['blockers'][number]): string | undefined {
  const flags = decide.filter((one) => !one.startsWith(MAPPING));
  return flags.find((one) => !BOLD.test(one)) ?? flags[0];
}

function parseDecisions(flags: string): readonly Decision[] {
  const decisions: Decision[] = [];
  for (const word of splitTypedWords(flags)) {
    const last = decisions.at(-1);
    if (word.startsWith('--') || last === undefined) decisions.push([word, undefined]);
    else decisions[decisions.length - 1] = [last[0], word];
  }
  return decisions;
}

/** Decisions of one key exclude each other: one policy for a kind, one rule for what is unmapped or unmet. */
function keyOf([flag, value = '']: Decision): string {
  if (flag === '--existing') return `${flag} ${value.split('=')[0] ?? ''}`;
  return flag === '--except' ? `${flag} ${value}` : flag;
}
