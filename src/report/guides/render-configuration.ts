import type { ConfigViewResult } from '../../schema/results.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { type Column, renderTable } from '../layout/table.js';
import type { View } from '../layout/view.js';

type Setting = ConfigViewResult['settings'][number];

const COLUMNS: readonly Column[] = [{ title: 'SETTING' }, { title: 'VALUE' }];
const ORIGIN_COLUMNS: readonly Column[] = [...COLUMNS, { title: 'FROM' }];

/** Renders the settings in effect, one line each, with the place of each where that is asked for. */
export function renderConfiguration(
  { files, settings }: ConfigViewResult,
  view: View,
  { origin }: { readonly origin: boolean },
): string {
  const inEffect = settings.filter((setting) => setting.origin !== null);
  const rows = inEffect.map((setting) => {
    const cells = [setting.name, describeValue(setting)];
    return origin ? [...cells, escapeForTerminal(describeOrigin(setting))] : cells;
  });
  const lines = renderTable(origin ? ORIGIN_COLUMNS : COLUMNS, rows, { view });
  const looked = files.map(
    ({ path, found }) => `${found ? 'read' : 'not there'}: ${escapeForTerminal(path)}`,
  );
  return `${[...lines, '', ...looked].join('\n')}\n`;
}

function describeValue({ values, place }: Setting): string {
  return escapeForTerminal(values.length === 0 ? `the value of ${place ?? ''}` : values.join(', '));
}

function describeOrigin({ origin, place }: Setting): string {
  return place === null ? (origin ?? '') : `${origin}: ${place}`;
}
