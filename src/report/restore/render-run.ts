import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatCount } from '../../core/sizes.js';
import { formatAge, formatDuration, formatMinute } from '../../core/clock.js';
import { renderConservation, summarizeConservation } from './render-conservation.js';
import { renderProblems } from './render-drill.js';
import type { ListedRun, RunReport, RunsListResult } from '../../schema/results.js';
import { type Cell, type Column, renderFacts, renderTable } from '../layout/table.js';
import { formatTypedCommand, renderNext } from '../layout/typed-command.js';
import { paint, type Tone, type View } from '../layout/view.js';

const TONES: Readonly<Record<RunReport['state'], Tone>> = {
  planned: 'quiet',
  running: 'caution',
  completed: 'good',
  partial: 'bad',
  blocked: 'bad',
  interrupted: 'bad',
  failed: 'bad',
};

const ID_LENGTH = 8;

const NAMES = { restore: 'Run', drill: 'Drill' } as const satisfies Record<RunReport['command'], string>;

const STAGE_COLUMNS: readonly Column[] = [
  { title: 'STAGE', shrinkTo: 20 },
  { title: 'OBJECTS', align: 'right' },
  { title: 'DONE', align: 'right' },
  { title: 'TIME', align: 'right' },
  { title: 'STATE' },
];

/** Describes the state of a run in a word, and whether a person gave it up. */
function describeRunState({ state, abandonedAt }: Pick<ListedRun, 'state' | 'abandonedAt'>): Cell {
  if (abandonedAt !== null) return { text: `${state}, given up`, tone: 'quiet' };
  return { text: state, tone: TONES[state] };
}

/**
 * Renders one run: the buckets of its records, its stages and what did not simply land, and below them, where a terminal
 * shows it still, its state and the next command.
 */
export function renderRun(run: RunReport, view: View): string {
  const stages = run.stages.filter(({ objects }) => objects > 0);
  const lines = [
    ...renderConservation(run.conservation, view),
    '',
    ...renderTable(STAGE_COLUMNS, stages.map(renderStage), { view }),
    '',
    ...renderProblems(withoutManual(run), view, 'runs show --json'),
    `${paint(view, 'strong', `${NAMES[run.command]} ${escapeForTerminal(run.runId)}`)}: ${renderRunState(run, view)}`,
    ...renderFacts(listFacts(run, view), { view }),
    ...renderNextOfRun(run),
  ];
  return `${lines.join('\n').trim()}\n`;
}

function renderRunState(run: RunReport, view: View): string {
  const state = describeRunState(run);
  return typeof state === 'string' ? state : paint(view, state.tone, state.text);
}

function renderNextOfRun(run: RunReport): readonly string[] {
  const id = run.runId.slice(0, ID_LENGTH);
  if (run.command === 'drill') return renderNextOfDrill(run);
  const commands = [...(run.terminal ? [] : ['resume']), ...(isSomethingLeft(run) ? ['todo'] : [])];
  if (commands.length === 0 && run.state === 'completed') return ['Nothing is left to do.'];
  return commands.map((command) => renderNext(formatTypedCommand(['runs', command, id])));
}

/** A drill cannot be gone on with: it is looked at, and rehearsed again. */
function renderNextOfDrill({ runId, backupId, state }: RunReport): readonly string[] {
  if (state === 'running') return [];
  const command =
    state === 'interrupted'
      ? ['drill', backupId.slice(0, ID_LENGTH)]
      : ['report', runId.slice(0, ID_LENGTH), '--out', 'drill.html'];
  return [renderNext(formatTypedCommand(command))];
}

/** The problems without those that are left to a person: `runs todo`, the next command then, tells these in words. */
function withoutManual({ problems }: RunReport): RunReport['problems'] {
  return problems.filter(({ bucket }) => bucket !== 'manual');
}

/** A record that was left out by a decision is nobody's to do. */
function isSomethingLeft({ problems }: RunReport): boolean {
  return problems.some(({ bucket }) => bucket !== 'skipped');
}

/** True for a run whose cloud was there, and ended with the drill. */
function isOfDrill({ command, conservation }: RunReport): boolean {
  return command === 'drill' && conservation.read > 0;
}

function listFacts(run: RunReport, view: View): readonly (readonly [string, Cell])[] {
  const { conservation, readBack, holder, attempts } = run;
  const facts: (readonly [string, Cell])[] = [
    ['backup', run.backupId],
    ['target', isOfDrill(run) ? `${run.target}, which ended with the drill` : run.target],
    ['started', describeTime(run.startedAt, view)],
    ['last news', describeTime(run.updatedAt, view)],
    ['records', summarizeConservation(conservation)],
  ];
  if (holder !== null) {
    const process = `${holder.pid} on ${holder.host}`;
    facts.push(['process', attempts > 1 ? `${process}, attempt ${attempts}` : process]);
  }
  if (conservation.pending > 0) {
    const text = `${conservation.pending} of ${formatCount(conservation.read, 'record')}`;
    facts.push(['still to do', { text, tone: 'caution' }]);
  }
  if (run.inDoubt > 0) {
    const settled = run.command === 'drill' ? '' : '; a resume reads the target to settle them';
    const text = `${formatCount(run.inDoubt, 'call')}${settled}`;
    facts.push(['in doubt', { text, tone: 'caution' }]);
  }
  if (readBack !== null) {
    const text = `${readBack.compared} compared, ${readBack.different} different`;
    facts.push(['read back', { text, tone: readBack.different === 0 ? 'good' : 'bad' }]);
  }
  return facts;
}

function describeTime(time: string, view: View): string {
  const date = new Date(time);
  return `${formatMinute(date)} (${formatAge(date, view.now)})`;
}

function renderStage({
  name,
  objects,
  done,
  durationMs,
  waitMs,
  state,
}: RunReport['stages'][number]): readonly Cell[] {
  return [
    name,
    String(objects),
    String(done),
    describeDuration(durationMs, waitMs),
    state === 'done' ? state : { text: state, tone: state === 'failed' ? 'bad' : 'caution' },
  ];
}

/** The time of a stage. Of an attempt without an end the journal knows when calls began alone: it took at least so long. */
function describeDuration(durationMs: number | null, waitMs: number | null): string {
  if (durationMs === null) return '';
  if (waitMs !== null) return formatDuration(durationMs);
  return durationMs === 0 ? '' : `≥ ${formatDuration(durationMs)}`;
}

/** Describes in one sentence the end of a run that did not end well. */
export function describeRunOutcome({ runId, state, conservation, readBack }: RunReport): string {
  const parts = [`run ${runId} ended ${state}`];
  if (conservation.failed > 0)
    parts.push(`${conservation.failed} of ${formatCount(conservation.read, 'record')} failed`);
  if (readBack !== null && readBack.different > 0) {
    parts.push(`${readBack.different} of ${readBack.compared} read back different`);
  }
  return parts.join('; ');
}

const COLUMNS: readonly Column[] = [
  { title: 'RUN' },
  { title: 'STARTED' },
  { title: 'AGE', align: 'right', drop: 2 },
  { title: 'STATE' },
  { title: 'BACKUP', drop: 1 },
  { title: 'TARGET', shrinkTo: 20, cut: 'middle' },
];

/** Renders the runs of this machine, newest first, and the command for the newest restore that is not at its end. */
export function renderRunsList({ runs }: RunsListResult, view: View): string {
  const [newest] = runs;
  if (newest === undefined) return 'Neither restore nor drill has been started on this machine.\n';
  const isOpen = ({ command, terminal, state }: ListedRun) =>
    command === 'restore' && !terminal && state !== 'running';
  const open = runs.find(isOpen);
  const next =
    open === undefined
      ? ['runs', 'show', newest.runId.slice(0, ID_LENGTH)]
      : ['runs', 'resume', open.runId.slice(0, ID_LENGTH)];
  const lines = [
    ...renderTable(
      COLUMNS,
      runs.map((run) => renderRow(run, view)),
      { view },
    ),
    '',
    `${formatCount(runs.length, 'run')}.`,
    renderNext(formatTypedCommand(next)),
  ];
  return `${lines.join('\n')}\n`;
}

function renderRow(run: ListedRun, view: View): readonly Cell[] {
  const started = new Date(run.startedAt);
  return [
    run.runId.slice(0, ID_LENGTH),
    formatMinute(started),
    formatAge(started, view.now),
    describeRunState(run),
    run.backupId.slice(0, ID_LENGTH),
    run.command === 'drill' ? { text: 'drill', tone: 'quiet' } : run.target,
  ];
}
