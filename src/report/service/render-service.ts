import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatCount } from '../../core/sizes.js';
import { formatAge, formatMinute } from '../../core/clock.js';
import type { ServiceConfigureResult, ServiceShowResult, ServiceSwitchResult } from '../../schema/results.js';
import { type Cell, renderFacts } from '../layout/table.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type View } from '../layout/view.js';

type Change = ServiceConfigureResult['changes'][number];
type Difference = ServiceConfigureResult['differences'][number];

const SETTINGS: Readonly<Record<Change['setting'], string>> = {
  path: 'path',
  userName: 'user',
  password: 'password',
  frequencyHours: 'frequency',
  retentionDays: 'retention',
  schedulerEnabled: 'automatic backups',
  certificate: 'certificate',
};

/** Renders the settings of a cloud's backup service, and the next command. */
export function renderServiceShow(result: ServiceShowResult, view: View, typed: TypedContext): string {
  return `${[...renderLocation(result, view), '', renderNext(selectNext(result, typed))].join('\n')}\n`;
}

/** Renders the changes of settings, their price, and the settings that hold now. */
export function renderConfigured(result: ServiceConfigureResult, view: View, typed: TypedContext): string {
  const { changes, dryRun, written, location } = result;
  if (changes.length === 0) {
    return `${[paint(view, 'good', 'Nothing to change: the service holds it all.'), '', ...renderLocation(location, view)].join('\n')}\n`;
  }
  const title = written ? 'Changed' : dryRun ? 'Would change (dry run: nothing was written)' : 'Not changed';
  const lines = [
    paint(view, 'strong', title),
    ...renderFacts(changes.map(describeChange), { view }),
    ...describeCosts(result),
    '',
    ...renderDifferences(result.differences, view),
    ...renderLocation(location, view),
    '',
    renderNext(dryRun ? formatTypedCommand(['service', 'show'], typed) : selectNext(location, typed)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Renders whether automatic backups are on or off now, and whether that was changed. */
export function renderSwitched(result: ServiceSwitchResult, view: View, typed: TypedContext): string {
  const { changed, differences, location } = result;
  const state = location.schedulerEnabled ? 'on' : 'off';
  const title = `Automatic backups are ${state}${changed ? '' : ' already: nothing was written'}`;
  const lines = [
    paint(view, differences.length === 0 ? 'good' : 'bad', title),
    ...renderDifferences(differences, view),
    '',
    ...renderLocation(location, view),
    '',
    renderNext(selectNext(location, typed)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The outcome of a write in one line. */
export function describeReadBack(differences: readonly Difference[]): string {
  const told = differences.map(
    ({ setting, sent, found }) =>
      `${SETTINGS[setting]} is ${formatValue(found)}, sent was ${formatValue(sent)}`,
  );
  return `the service holds something else than was sent: ${told.join('; ')}`;
}

function renderLocation(location: ServiceShowResult, view: View): readonly string[] {
  const { region, adminEndpoint } = location;
  return [
    paint(view, 'strong', `Backup service of ${escapeForTerminal(`${region} (${adminEndpoint})`)}`),
    ...renderFacts(listFacts(location, view), { view }),
  ];
}

function listFacts(location: ServiceShowResult, view: View): readonly (readonly [string, Cell])[] {
  const { path, userName, frequencyHours, retentionDays, nextBackupAt, lastBackupAt, availableCapacity } =
    location;
  return [
    ['path', path ?? { text: 'none: no backup is made', tone: 'bad' }],
    ['user', userName ?? 'none'],
    ['automatic', describeAutomatic(location)],
    ['frequency', `every ${formatCount(frequencyHours, 'hour')}`],
    ['retention', formatCount(retentionDays, 'day')],
    ['last backup', describeTime(lastBackupAt, view) ?? 'none'],
    ['next backup', describeNext(nextBackupAt, location, view)],
    ['capacity', availableCapacity === null ? 'not told' : `${availableCapacity} available`],
    ['encryption', describeKey(location)],
  ];
}

function describeAutomatic({ schedulerEnabled, configured }: ServiceShowResult): Cell {
  if (!configured) return schedulerEnabled ? 'on, once there is a share' : 'off';
  if (schedulerEnabled) return { text: 'on', tone: 'good' };
  return { text: 'off: no backup is made by itself', tone: 'caution' };
}

function describeKey({ encryption: { mode, thumbprint } }: ServiceShowResult): Cell {
  if (mode === 'none') return 'none';
  if (mode === 'certificate') return `certificate ${thumbprint ?? ''}`;
  return { text: 'still the legacy key: give it a certificate (--cert-public)', tone: 'caution' };
}

function describeNext(time: string | null, { schedulerEnabled }: ServiceShowResult, view: View): string {
  const due = describeTime(time, view) ?? 'none is due';
  return time === null || schedulerEnabled ? due : `${due}, skipped while automatic backups are off`;
}

function describeTime(time: string | null, view: View): string | undefined {
  if (time === null) return undefined;
  const at = new Date(time);
  const isAhead = at.getTime() > view.now.getTime();
  if (isAhead) return formatMinute(at);
  const age = formatAge(at, view.now);
  return `${formatMinute(at)}, ${age === 'now' ? 'just now' : `${age} ago`}`;
}

function describeChange({ setting, from, to }: Change): readonly [string, Cell] {
  const name = SETTINGS[setting];
  if (setting === 'password') return [name, 'sent'];
  return [name, from === null ? formatValue(to) : `${formatValue(from)} → ${formatValue(to)}`];
}

function formatValue(value: Change['to']): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value === null ? 'none' : String(value);
}

function describeCosts({ deletes, oldKey, written }: ServiceConfigureResult): readonly string[] {
  const lines: string[] = [];
  if (deletes.length > 0) {
    lines.push(
      `${formatCount(deletes.length, 'backup')} ${written ? 'fell' : 'would fall'} out of the retention`,
    );
  }
  const count = oldKey?.backups.length ?? 0;
  if (oldKey !== null && count > 0) {
    const key = oldKey.mode === 'key' ? 'the old key' : `the private key of ${oldKey.thumbprint ?? ''}`;
    lines.push(`${formatCount(count, 'older backup')} can be read only with ${key}: keep it`);
  }
  return lines.length === 0 ? [] : ['', ...lines];
}

function renderDifferences(differences: readonly Difference[], view: View): readonly string[] {
  if (differences.length === 0) return [];
  const facts = differences.map(
    ({ setting, sent, found }) =>
      [
        SETTINGS[setting],
        { text: `sent ${formatValue(sent)}, holds ${formatValue(found)}`, tone: 'bad' },
      ] as const,
  );
  return [paint(view, 'bad', 'THE SERVICE HOLDS SOMETHING ELSE'), ...renderFacts(facts, { view }), ''];
}

function selectNext(location: ServiceShowResult, typed: TypedContext): string {
  if (!location.configured) {
    const command = formatTypedCommand(['service', 'configure'], typed);
    return String.raw`${command} --path '\\HOST\SHARE' --user 'DOMAIN\USER' --cert-public backup.cer`;
  }
  if (!location.schedulerEnabled) return formatTypedCommand(['service', 'enable'], typed);
  return formatTypedCommand(['service', location.lastBackupAt === null ? 'start' : 'backups'], typed);
}
