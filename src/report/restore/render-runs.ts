import { formatAge, formatCount, formatMinute } from '../layout/quantities.js';
import { describeRunState } from './render-run.js';
import type { ListedRun, RunsListResult } from '../../schema/results.js';
import { type Cell, type Column, renderTable } from '../layout/table.js';
import { formatTypedCommand, renderNext } from '../layout/typed-command.js';
import type { View } from '../layout/view.js';

const COLUMNS: readonly Column[] = [
  { title: 'RUN' },
  { title: 'STARTED' },
  { title: 'AGE', align: 'right', drop: 2 },
  { title: 'STATE' },
  { title: 'BACKUP', drop: 1 },
  { title: 'TARGET', shrinkTo: 20, cut: 'middle' },
];

const ID_LENGTH = 8;

/** Renders the runs of this machine, newest first, and the command for the newest that is not at its end. */
export function renderRunsList({ runs }: RunsListResult, view: View): string {
  const [newest] = runs;
  if (newest === undefined) return 'No restore run has been started on this machine.\n';
  const open = runs.find(({ terminal, state }) => !terminal && state !== 'running');
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
    run.target,
  ];
}
