import { escapeForTerminal } from '../core/terminal-text.js';
import { formatCount } from './quantities.js';
import type { KeyMatch, KeysResult } from './results.js';
import { createIdShortener, shortenThumbprint } from './short-id.js';
import { type Cell, type Column, renderTable } from './table.js';
import type { Tone, View } from './view.js';

const COLUMNS: readonly Column[] = [
  { title: 'BACKUP' },
  { title: 'NEEDS' },
  { title: 'KEY', shrinkTo: 16, cut: 'middle' },
  { title: 'STATE' },
  { title: 'REMARKS', shrinkTo: 13, drop: 1 },
];

const STATES: Readonly<Record<KeyMatch['state'], readonly [text: string, tone: Tone]>> = {
  opens: ['opens', 'good'],
  'does-not-open': ['does not open', 'quiet'],
  'wrong-password': ['WRONG PASSWORD', 'bad'],
  untested: ['not tested', 'caution'],
};

/** The sets that no given key opens. */
export function selectUnopened({ backups }: KeysResult): KeysResult['backups'] {
  return backups.filter(({ keys }) => !keys.some(({ state }) => state === 'opens'));
}

/** Every set against every key, and which certificate is still wanted. */
export function renderKeys(result: KeysResult, view: View): string {
  const shorten = createIdShortener(result.backups.map(({ backupId }) => backupId));
  const rows = result.backups.flatMap(({ backupId, wantedThumbprint, keys }) => {
    const needs = wantedThumbprint === null ? 'key' : `cert ${shortenThumbprint(wantedThumbprint)}`;
    if (keys.length === 0)
      return [[shorten(backupId), needs, '', { text: 'no key given', tone: 'bad' } as const, '']];
    return keys.map((key, index) => [
      index === 0 ? shorten(backupId) : '',
      index === 0 ? needs : '',
      ...renderKey(key),
    ]);
  });
  const opened = result.backups.length - selectUnopened(result).length;
  const lines = [
    ...renderTable(COLUMNS, rows, { view }),
    '',
    `${opened} of ${formatCount(result.backups.length, 'backup set')} opened by a given key.`,
    ...listWanted(result).map((wanted) => `wanted: ${escapeForTerminal(wanted)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** What would open the sets that nothing opens, each named once. */
export function listWanted(result: KeysResult): readonly string[] {
  const wanted = selectUnopened(result).map(({ wantedThumbprint }) =>
    wantedThumbprint === null
      ? 'the legacy key: --key-file FILE'
      : `certificate ${wantedThumbprint}: --cert FILE.pfx`,
  );
  return [...new Set(wanted)];
}

function renderKey({ source, state, expired, oaepHash }: KeyMatch): readonly Cell[] {
  const [text, tone] = STATES[state];
  const remarks = [expired ? 'expired' : '', oaepHash === 'sha1' ? 'SHA-1 padding' : ''];
  return [source, { text, tone }, remarks.filter((remark) => remark !== '').join(', ')];
}

/** What `keys check` ends with: undefined when every set is opened by a given key. */
export function selectKeysOutcome(
  result: KeysResult,
): 'NOTHING_CHECKED' | 'WRONG_PASSWORD' | 'NO_KEY' | undefined {
  if (result.backups.length === 0) return 'NOTHING_CHECKED';
  const unopened = selectUnopened(result);
  if (unopened.length === 0) return undefined;
  const untried = unopened.some(({ keys }) => keys.some(({ state }) => state === 'wrong-password'));
  return untried ? 'WRONG_PASSWORD' : 'NO_KEY';
}

/** One sentence on the sets that nothing opens. */
export function describeKeysOutcome(result: KeysResult): string {
  if (result.backups.length === 0) return 'no backup set to check';
  const unopened = selectUnopened(result).length;
  return `no given key opens ${unopened} of ${formatCount(result.backups.length, 'backup set')}; wanted: ${listWanted(result).join('; ')}`;
}
