import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatBytes, formatCount } from '../../core/sizes.js';
import { formatAge, formatMinute } from '../../core/clock.js';
import { renderFindings, summarizeFindings } from './render-findings.js';
import type { ShownChain, ShownRecord, ShowResult } from '../../schema/results.js';
import { type Cell, type Column, renderFacts, renderTable } from '../layout/table.js';
import { formatTypedCommand, quoteWord, renderNext, type TypedContext } from '../layout/typed-command.js';
import { groupByKey } from '../../core/group-by-key.js';
import { wrapText } from '../layout/text-layout.js';
import { paint, type View } from '../layout/view.js';

const COLUMNS: readonly Column[] = [
  { title: 'REPOSITORY', shrinkTo: 24, cut: 'middle' },
  { title: 'ESSENTIAL', drop: 1 },
  { title: 'CHAIN' },
  { title: 'SIZE', align: 'right' },
];

/** Renders one set: its facts, its snapshots, and its findings. */
export function renderShow(result: ShowResult, view: View, typed: TypedContext = {}): string {
  const title = paint(view, 'strong', `Backup set ${escapeForTerminal(result.backupId)}`);
  if (result.records !== null) return `${[title, '', ...renderRecords(result.records, view)].join('\n')}\n`;
  const lines = [
    title,
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

/** Renders records by kind: what is typed after `--only`, and the name where that says more. */
function renderRecords(records: readonly ShownRecord[], view: View): readonly string[] {
  if (records.length === 0) return ['The set holds no such record.'];
  const kinds = [...groupByKey(records, ({ kind }) => kind)];
  return [
    ...kinds.flatMap(([kind, own]) => [
      paint(view, 'strong', `${escapeForTerminal(kind)}, ${own.reduce((sum, { count }) => sum + count, 0)}`),
      ...own.flatMap((record) => renderRecord(record, view)),
      '',
    ]),
    'Each line is what --only and --except of plan and restore take.',
  ];
}

function renderRecord({ name, selector, count }: ShownRecord, view: View): readonly string[] {
  const known = selector.slice(selector.indexOf('/') + 1).toLowerCase();
  const more = [...(name.toLowerCase() === known ? [] : [name]), ...(count > 1 ? [`${count} of them`] : [])];
  return [
    `  ${quoteWord(selector)}`,
    ...(more.length === 0 ? [] : wrapText(escapeForTerminal(more.join(', ')), view.columns, 6)),
  ];
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
