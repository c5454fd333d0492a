import { formatDuration } from '../../core/clock.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatBytes, formatCount } from '../../core/sizes.js';
import type { CapturedRepository, CaptureOmission, CaptureResult } from '../../schema/results.js';
import { shortenThumbprint, wrapText } from '../layout/text-layout.js';
import { type Cell, type Column, renderFacts, renderTable } from '../layout/table.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type Tone, type View } from '../layout/view.js';

const COLUMNS: readonly Column[] = [
  { title: 'REPOSITORY', shrinkTo: 24, cut: 'middle' },
  { title: 'TYPE', drop: 1 },
  { title: 'RECORDS', align: 'right' },
  { title: 'SIZE', align: 'right', drop: 2 },
  { title: 'STATUS' },
];

const TONES: Readonly<Record<CapturedRepository['status'], Tone>> = {
  Succeeded: 'good',
  PartialSucceeded: 'caution',
  Failed: 'bad',
  Skipped: 'quiet',
};

const REASONS: Readonly<Record<CaptureOmission['reason'], string>> = {
  leftEnabled: 'LEFT ENABLED: disable again by hand',
  denied: 'may not be read',
  unreadable: 'could not be read',
  disabled: 'disabled secrets',
  key: 'keys, which never leave a vault',
  certificate: 'certificates, of which only the secret is in the set',
  resellerOffer: 'offers that only their reseller can make',
  invalid: 'records that break their schema',
};

/** The most objects that are named for one reason. */
const TOLD = 8;

/** Renders the written set, repository by repository, and the objects of the cloud that are not in it. */
export function renderCapture(result: CaptureResult, view: View, typed: TypedContext): string {
  const written = result.repositories.filter(({ status }) => status !== 'Skipped');
  const skipped = result.repositories.length - written.length;
  const lines = [
    paint(view, 'strong', `Backup ${result.backupId}`),
    ...renderFacts(listFacts(result), { view }),
    '',
    ...renderTable(COLUMNS, written.map(renderRepository), { view }),
    ...(skipped === 0
      ? []
      : [
          `and ${formatCount(skipped, 'registered repository', 'registered repositories')} that only the service backs up`,
        ]),
    '',
    ...renderOmissions(result.omissions, view),
    renderNext(formatTypedCommand(['verify', result.backupId.slice(0, 8)], typed)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The outcome in one line. */
export function describeCaptureOutcome({ omissions, roles }: CaptureResult): string {
  const failed = roles.filter(({ status }) => status === 'PartialSucceeded' || status === 'Failed');
  const names = failed.map(({ role }) => role).join(', ');
  return `${formatCount(omissions.length, 'object')} of the cloud ${omissions.length === 1 ? 'is' : 'are'} not in the set (${names})`;
}

function listFacts(result: CaptureResult): readonly (readonly [string, Cell])[] {
  const { cloudRecoveryReady } = result;
  const facts: (readonly [string, Cell])[] = [
    ['status', { text: result.status, tone: TONES[result.status] }],
    ['ready', { text: cloudRecoveryReady ? 'yes' : 'no', tone: cloudRecoveryReady ? 'good' : 'bad' }],
    ['created', result.createdAt],
    ['stamp version', result.stampVersion],
    ['deployment', result.deploymentId],
    ['certificate', shortenThumbprint(result.thumbprint)],
    ['store', result.store],
    ['size', formatBytes(result.sizeBytes)],
    ['time', formatDuration(result.durationMs)],
  ];
  if (result.cleared.length > 0) {
    facts.push(['cleared', `${formatCount(result.cleared.length, 'capture')} that had been broken off`]);
  }
  return facts;
}

function renderRepository({
  repository,
  type,
  records,
  sizeBytes,
  status,
}: CapturedRepository): readonly Cell[] {
  const size = type === null ? '–' : formatBytes(sizeBytes);
  return [repository, type ?? '–', String(records), size, { text: status, tone: TONES[status] }];
}

function renderOmissions(omissions: CaptureResult['omissions'], view: View): readonly string[] {
  if (omissions.length === 0) return [];
  const groups = Object.entries(REASONS).map(([reason, title]) => ({
    title,
    members: omissions.filter((omission) => omission.reason === reason),
  }));
  const lines = groups
    .filter(({ members }) => members.length > 0)
    .flatMap(({ title, members }) => [
      `  ${formatCount(members.length, 'object')}: ${title}`,
      ...members
        .slice(0, TOLD)
        .flatMap(({ id, message }) => [
          ...wrapText(escapeForTerminal(id), view.columns, 4),
          ...wrapText(escapeForTerminal(message), view.columns, 6).map((line) => paint(view, 'quiet', line)),
        ]),
      ...(members.length > TOLD ? [`    and ${members.length - TOLD} more; --json lists them all`] : []),
    ]);
  return [paint(view, 'caution', 'NOT IN THE SET'), ...lines, ''];
}
