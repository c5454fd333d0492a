import { createIdShortener } from '../../core/guid.js';
import { formatCount } from '../../core/sizes.js';
import type { KeyMatch, KeysResult } from '../../schema/results.js';
import { shortenThumbprint } from '../layout/text-layout.js';
import { type Cell, type Column, renderTable } from '../layout/table.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import type { View } from '../layout/view.js';

type CheckedBackup = KeysResult['backups'][number];

const KEY_COLUMNS: readonly Column[] = [
  { title: 'KEY', align: 'right' },
  { title: 'SOURCE', shrinkTo: 20, cut: 'middle' },
  { title: 'CERTIFICATE' },
  { title: 'REMARK' },
];

/**
 * All keys, each once. A certificate file does not always tell its thumbprint; a match that knows it stands for all of
 * the file.
 */
function listKeys({ backups }: KeysResult): readonly KeyMatch[] {
  const all = backups.flatMap(({ keys }) => keys);
  const named = new Map(
    all
      .filter(({ thumbprint }) => thumbprint !== null)
      .map((key) => [`${key.source}\n${key.thumbprint}`, key]),
  );
  const sources = new Set([...named.values()].map(({ source }) => source));
  const nameless = new Map(all.filter(({ source }) => !sources.has(source)).map((key) => [key.source, key]));
  return [...named.values(), ...nameless.values()];
}

function findState({ keys }: CheckedBackup, wanted: KeyMatch): KeyMatch | undefined {
  const own = keys.filter(({ source }) => source === wanted.source);
  return (
    own.find(({ thumbprint }) => thumbprint === wanted.thumbprint) ??
    own.find(({ thumbprint }) => thumbprint === null)
  );
}

/** The sets that no given key opens. A legacy key that could not be tried without data counts as one that may. */
function selectUnopened({ backups }: KeysResult): readonly CheckedBackup[] {
  return backups.filter(({ keys }) => !keys.some(({ state }) => state === 'opens' || state === 'untested'));
}

function countOpened({ backups }: KeysResult): number {
  return backups.filter(({ keys }) => keys.some(({ state }) => state === 'opens')).length;
}

/** Renders the matrix of sets and keys. The certificates that are still wanted are told by the error that ends it. */
export function renderKeys(result: KeysResult, view: View, typed: TypedContext = {}): string {
  const keys = listKeys(result);
  const shorten = createIdShortener(result.backups.map(({ backupId }) => backupId));
  const columns: readonly Column[] = [
    { title: 'BACKUP' },
    { title: 'NEEDS' },
    ...keys.map((_, index) => ({ title: `KEY ${index + 1}` })),
  ];
  const rows = result.backups.map((backup) => [
    shorten(backup.backupId),
    describeNeed(backup),
    ...keys.map((key) => renderState(findState(backup, key))),
  ]);
  const lines = [
    ...renderTable(KEY_COLUMNS, keys.map(renderKey), { view }),
    '',
    ...renderTable(columns, rows, { view }),
    '',
    `${countOpened(result)} of ${formatCount(result.backups.length, 'backup set')} opened by a given key.`,
    ...describeUntested(result, typed),
  ];
  return `${lines.join('\n')}\n`;
}

function describeNeed({ wantedThumbprint }: CheckedBackup): string {
  return wantedThumbprint === null ? 'legacy key' : `cert ${shortenThumbprint(wantedThumbprint)}`;
}

function renderKey({ source, thumbprint, expired }: KeyMatch, index: number): readonly Cell[] {
  const certificate = thumbprint === null ? '' : shortenThumbprint(thumbprint);
  return [String(index + 1), source, certificate, expired ? 'expired' : ''];
}

function renderState(key: KeyMatch | undefined): Cell {
  switch (key?.state) {
    case 'opens':
      return { text: key.oaepHash === 'sha1' ? 'opens (SHA-1)' : 'opens', tone: 'good' };
    case 'wrong-password':
      return { text: 'WRONG PASSWORD', tone: 'bad' };
    case 'public-part':
      return { text: 'PUBLIC PART ONLY', tone: 'bad' };
    case 'untested':
      return { text: 'not tested', tone: 'caution' };
    case 'does-not-open':
    case undefined:
      return { text: 'no', tone: 'quiet' };
  }
}

function describeUntested({ backups }: KeysResult, typed: TypedContext): readonly string[] {
  const untested = backups.filter(
    ({ keys }) =>
      keys.some(({ state }) => state === 'untested') && !keys.some(({ state }) => state === 'opens'),
  );
  const [first] = untested;
  if (first === undefined) return [];
  const next = ['verify', first.backupId.slice(0, 8), '--level', 'integrity', '--key-file', 'FILE'];
  return [
    `${formatCount(untested.length, 'set')} not tested: a legacy key proves itself on data only.`,
    renderNext(formatTypedCommand(next, typed)),
  ];
}

/** The certificates and keys that would open the unopened sets, each once. */
function listWanted(result: KeysResult): readonly string[] {
  const wanted = selectUnopened(result).map(({ wantedThumbprint }) =>
    wantedThumbprint === null
      ? 'the legacy key: --key-file FILE'
      : `certificate ${wantedThumbprint}: --cert FILE.pfx`,
  );
  return [...new Set(wanted)];
}

/** The error code that `keys check` ends with: undefined when every set is opened by a given key. */
export function selectKeysOutcome(
  result: KeysResult,
): 'NOTHING_CHECKED' | 'WRONG_PASSWORD' | 'NO_KEY' | undefined {
  if (result.backups.length === 0) return 'NOTHING_CHECKED';
  const unopened = selectUnopened(result);
  if (unopened.length === 0) return undefined;
  return listClosed(unopened).length > 0 ? 'WRONG_PASSWORD' : 'NO_KEY';
}

/** The key files that the password did not open, each once: what they hold was not tried. */
function listClosed(unopened: readonly CheckedBackup[]): readonly string[] {
  const closed = unopened.flatMap(({ keys }) => keys.filter(({ state }) => state === 'wrong-password'));
  return [...new Set(closed.map(({ source }) => source))];
}

/** One sentence on the sets that nothing opens. */
export function describeKeysOutcome(result: KeysResult): string {
  if (result.backups.length === 0) return 'no backup set to check';
  const unopened = selectUnopened(result);
  const closed = listClosed(unopened);
  const why = closed.length === 0 ? '' : `the password does not open ${closed.join(', ')}, and `;
  const total = formatCount(result.backups.length, 'backup set');
  return `${why}no given key opens ${unopened.length} of ${total}; wanted: ${listWanted(result).join('; ')}`;
}
