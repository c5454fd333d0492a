import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MIB } from '../../src/core/sizes.js';
import {
  type Command,
  computeRatio,
  formatShare,
  measurePeakMemory,
  median,
  type Run,
  runRounds,
} from './compare.js';

/** This checkout. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const KEYS = join(ROOT, 'samples', 'keys');
/** The certificate that opens the sets of benchmarks. */
export const CERTIFICATE_FILE = join(KEYS, 'TEST-ONLY-backup-2023.cer');
/** The flags with which a command opens them. */
export const KEY_FLAGS: readonly string[] = [
  '--cert',
  join(KEYS, 'TEST-ONLY-backup-2023.pfx'),
  '--cert-password-file',
  join(KEYS, 'TEST-ONLY-password.txt'),
];

/** The folder, the rounds and the rival of a case. */
export interface BenchContext {
  /** An empty folder that is the case's own. */
  readonly folder: string;
  /** Rounds of a comparison of seconds; quick ones take four times as many. */
  readonly rounds: number;
  /** Another built checkout to compare with; undefined for none. */
  readonly against: string | undefined;
}

/** One question that `npm run bench` answers. */
export interface BenchCase {
  /** `group/case`; a case is selected by its name, or by its group. */
  readonly name: string;
  run(context: BenchContext): Promise<void>;
}

/** The file that `restack` starts in a built checkout. */
export function locateRestack(checkout: string): string {
  const manifest = join(checkout, 'package.json');
  const file = /"restack": "(?<file>dist\/[^"]+)"/.exec(readFileSync(manifest, 'utf8'))?.groups?.['file'];
  if (file === undefined) throw new Error(`${manifest} names no file that restack starts`);
  return join(checkout, file);
}

/** One comparison, as it is printed. */
export interface Question {
  readonly title: string;
  /** Makes the command of a built checkout. */
  readonly restack: (checkout: string) => Command;
  /** Something else to compare with. */
  readonly reference?: { readonly name: string; readonly command: Command };
  /** The ratio that counts, of wall-clock times. */
  readonly goal: {
    readonly text: string;
    readonly ratio: 'restack/reference' | 'reference/restack' | 'restack/against';
  };
  readonly rounds?: number;
  /** The work of one run, and how much of it a second of processor time should do. */
  readonly rate?: { readonly sizeBytes: number; readonly atLeastMib: number };
  /** Measures the peak memory, and compares it with this. */
  readonly memoryBelowMib?: number;
}

/** Runs a comparison and prints it. */
export async function answer(question: Question, { rounds, against }: BenchContext): Promise<void> {
  const { reference } = question;
  const commands = new Map([['restack', question.restack(ROOT)]]);
  if (reference !== undefined) commands.set(reference.name, reference.command);
  if (against !== undefined) commands.set('against', question.restack(against));
  const { runs, othersShare } = await runRounds(commands, question.rounds ?? rounds);
  console.log(`\n${question.title}`);
  console.log(`  ${formatShare(othersShare)} of the machine was busy with other things`);
  for (const [name, measured] of runs) console.log(`  ${renderRuns(name, measured)}`);
  for (const { a, b, aside } of listRatios(question, against !== undefined)) {
    console.log(`  ${renderRatio(`${a} / ${b}`, runs.get(a) ?? [], runs.get(b) ?? [])}${aside}`);
  }
  if (reference === undefined && against === undefined) console.log(`  goal ${question.goal.text}`);
  await printMeasures(question, runs.get('restack') ?? [], against);
}

/** Prints what is measured of restack alone. */
async function printMeasures(
  question: Question,
  runs: readonly Run[],
  against: string | undefined,
): Promise<void> {
  const { rate, memoryBelowMib } = question;
  if (rate !== undefined) printRate(rate, runs);
  if (memoryBelowMib !== undefined) await printMemory(question, memoryBelowMib, against);
}

/** The ratios worth printing, by the names of their commands; the goal stands behind the one that it is about. */
function listRatios(
  { reference, goal }: Question,
  isAgainst: boolean,
): readonly { readonly a: string; readonly b: string; readonly aside: string }[] {
  const goalText = `   goal ${goal.text}`;
  const own = isAgainst ? ['restack', 'against'] : ['restack'];
  const toReference = (reference === undefined ? [] : own).map((name) => {
    const aside = name === 'restack' ? goalText : '';
    const other = reference?.name ?? '';
    return goal.ratio === 'reference/restack' ? { a: other, b: name, aside } : { a: name, b: other, aside };
  });
  const before = { a: 'restack', b: 'against', aside: goal.ratio === 'restack/against' ? goalText : '' };
  return isAgainst ? [...toReference, before] : toReference;
}

function printRate({ sizeBytes, atLeastMib }: NonNullable<Question['rate']>, runs: readonly Run[]): void {
  const seconds = median(runs.map(({ cpuMs }) => cpuMs)) / 1000;
  const rate = sizeBytes / MIB / seconds;
  console.log(
    `  ${rate.toFixed(1)} MiB in a second of processor time   goal ≥ ${atLeastMib} MiB: ${judge(rate >= atLeastMib)}`,
  );
}

async function printMemory(question: Question, belowMib: number, against: string | undefined): Promise<void> {
  const own = await measurePeakMemory(question.restack(ROOT));
  const peaks = [formatMib(own)];
  if (against !== undefined) {
    peaks.push(`against ${formatMib(await measurePeakMemory(question.restack(against)))}`);
  }
  console.log(`  peak memory ${peaks.join(', ')}   goal < ${belowMib} MiB: ${judge(own < belowMib * MIB)}`);
}

function judge(holds: boolean): string {
  return holds ? 'holds' : 'MISSED';
}

function formatMib(bytes: number): string {
  return `${(bytes / MIB).toFixed(0)} MiB`;
}

function renderRuns(name: string, runs: readonly Run[]): string {
  const wall = median(runs.map(({ durationMs }) => durationMs));
  const cpu = median(runs.map(({ cpuMs }) => cpuMs));
  return `${name.padEnd(10)} ${wall.toFixed(0).padStart(6)} ms, ${cpu.toFixed(0).padStart(6)} ms of processor time`;
}

function renderRatio(title: string, a: readonly Run[], b: readonly Run[]): string {
  const { median: middle, min, max } = computeRatio(a, b);
  const cpu = computeRatio(a, b, 'cpuMs').median;
  return `${title} ${middle.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)}), of processor time ${cpu.toFixed(2)}`;
}
