import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatAge, formatBytes, formatCount, formatMinute } from '../layout/quantities.js';
import { renderFindings, summarizeFindings } from './render-findings.js';
import type { ShownChain, ShowResult } from '../../schema/results.js';
import { type Cell, type Column, renderFacts, renderTable } from '../layout/table.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type View } from '../layout/view.js';

const COLUMNS: readonly Column[] = [
  { title: 'REPOSITORY', shrinkTo: 24, cut: 'middle' },
  { title: 'ESSENTIAL', drop: 1 },
  { title: 'CHAIN' },
  { title: 'SIZE', align: 'right' },
];

/** Renders one set: its facts, its snapshots, and its findings. */
export function renderShow(result: ShowResult, view: View, typed: TypedContext = {}): string {
  const lines = [
    paint(view, 'strong', `Backup set ${escapeForTerminal(result.backupId)}`),
    ...renderFacts(listFacts(result, view), { view }),
    '',
    ...renderTable(COLUMNS, result.chains.map(renderChain), { view }),
    '',
  ];
  const troubled = result.roles.filter(({ status }) => status !== 'Succeeded');
  if (troubled.length > 0) {
    const rows = troubled.map(({ roleName, status }) => [roleName, { text: status, tone: 'bad' } as const]);
    lines.push(...renderTable([{ title: 'ROLE', shrinkTo: 20 }, { title: 'STATUS' }], rows, { view }), '');
  }
  if (result.findings.length > 0) {
    lines.push(`Findings: ${summarizeFindings(result.findings)}`);
    lines.push(...renderFindings(result.findings, { view }), '');
  }
  lines.push(renderNext(formatTypedCommand(['verify', result.backupId.slice(0, 8)], typed)));
  return `${lines.join('\n')}\n`;
}

function listFacts(result: ShowResult, view: View): readonly (readonly [string, Cell])[] {
  const created = new Date(result.createdAt);
  const { mode, thumbprint } = result.encryption;
  const oem = result.oemVersion === null ? '' : `, OEM ${result.oemVersion}`;
  return [
    [
      'created',
      `${formatMinute(created)}, age ${formatAge(created, view.now)}, ${result.automatic ? 'scheduled' : 'on demand'}`,
    ],
    ['status', { text: result.status, tone: result.status === 'Succeeded' ? 'good' : 'bad' }],
    [
      'recovery',
      result.cloudRecoveryReady
        ? { text: 'ready: every essential repository is there', tone: 'good' }
        : { text: 'NOT READY: an essential repository is missing', tone: 'bad' },
    ],
    ['encryption', mode === 'key' ? 'legacy key' : `certificate ${thumbprint ?? 'unknown'}`],
    ['stamp', `${result.stampVersion}${oem}`],
    ['deployment', result.deploymentId],
    ['store', `${result.store} (${result.layout})`],
    [
      'size',
      `${formatBytes(result.sizeBytes)} in ${formatCount(result.chains.length, 'repository', 'repositories')}`,
    ],
  ];
}

function renderChain({ repository, essential, snapshots }: ShownChain): readonly Cell[] {
  const sizeBytes = snapshots.reduce((sum, snapshot) => sum + snapshot.sizeBytes, 0);
  const progressives = snapshots.filter(({ type }) => type === 'Progressive').length;
  return [
    repository,
    essential ? 'yes' : 'no',
    progressives === 0 ? 'full' : `full + ${progressives} progressive`,
    formatBytes(sizeBytes),
  ];
}
