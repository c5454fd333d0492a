import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatCount } from '../../core/sizes.js';
import { formatDuration, formatMinute } from '../../core/clock.js';
import type { ServiceStartResult } from '../../schema/results.js';
import { type Cell, renderFacts, renderTable } from '../layout/table.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type Tone, type View } from '../layout/view.js';

/** Renders the end of a backup on demand; or the command that looks for it, when nobody waited. */
export function renderStarted(result: ServiceStartResult, view: View, typed: TypedContext): string {
  const { backupId, waited } = result;
  const name = escapeForTerminal(backupId ?? 'of an id that the service does not tell');
  const next = renderNext(formatTypedCommand(['service', 'backups'], typed));
  if (!waited) {
    return `${[paint(view, 'strong', `Backup ${name} is under way`), 'It goes on in the cloud.', '', next].join('\n')}\n`;
  }
  const failed = selectFailedRoles(result);
  const lines = [
    paint(view, 'strong', `Backup ${name}`),
    ...renderFacts(listFacts(result), { view }),
    '',
    ...renderTable(
      [{ title: 'ROLE THAT FAILED', shrinkTo: 20 }, { title: 'STATUS' }],
      failed.map(({ roleName, status }) => [roleName, { text: status, tone: selectTone(status) }]),
      { view },
    ),
    ...(failed.length === 0 ? [] : ['']),
    next,
  ];
  return `${lines.join('\n')}\n`;
}

/** The outcome in one line. */
export function describeStartOutcome(result: ServiceStartResult): string {
  const { backupId, status, reason } = result;
  const failed = selectFailedRoles(result).map(({ roleName }) => roleName);
  const roles = failed.length === 0 ? '' : ` (${failed.join(', ')})`;
  const why = reason === null ? '' : `: ${reason}`;
  return `backup ${backupId ?? ''} ended as ${status ?? 'unknown'}${roles}${why}`;
}

/** The roles that did not succeed. */
export function selectFailedRoles({ roles }: ServiceStartResult): ServiceStartResult['roles'] {
  return roles.filter(({ status }) => status !== 'Succeeded');
}

function listFacts(result: ServiceStartResult): readonly (readonly [string, Cell])[] {
  const { status, reason, createdAt, durationMs, thumbprint, cloudRecoveryReady, roles } = result;
  const succeeded = roles.length - selectFailedRoles(result).length;
  return [
    ['status', { text: status ?? 'unknown', tone: selectTone(status) }],
    ...(reason === null ? [] : [['reason', reason] as const]),
    ...(createdAt === null ? [] : [['created', formatMinute(new Date(createdAt))] as const]),
    ...(durationMs === null ? [] : [['time', formatDuration(durationMs)] as const]),
    ['roles', `${succeeded} of ${formatCount(roles.length, 'role')} succeeded`],
    ...(cloudRecoveryReady === null
      ? []
      : [['recovery', cloudRecoveryReady ? 'ready' : 'NOT READY'] as const]),
    ['encryption', thumbprint === null ? 'key' : `certificate ${thumbprint}`],
  ];
}

function selectTone(status: string | null): Tone {
  if (status === 'Succeeded') return 'good';
  return status === 'PartialSucceeded' ? 'caution' : 'bad';
}
