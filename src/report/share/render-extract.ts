import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatBytes, formatCount } from '../../core/sizes.js';
import type { ExtractResult } from '../../schema/results.js';
import { type Column, renderTable } from '../layout/table.js';
import type { View } from '../layout/view.js';

const COLUMNS: readonly Column[] = [
  { title: 'REPOSITORY', shrinkTo: 24, cut: 'middle' },
  { title: 'FILES', align: 'right' },
  { title: 'SIZE', align: 'right' },
];

/** Renders the files that were written, with the warning that they are plaintext. */
export function renderExtract(result: ExtractResult, view: View): string {
  const sum = (files: ExtractResult['repositories'][number]['files']) =>
    files.reduce((bytes, { sizeBytes }) => bytes + sizeBytes, 0);
  const rows = result.repositories.map(({ repository, files }) => [
    repository,
    String(files.length),
    formatBytes(sum(files)),
  ]);
  const files = result.repositories.flatMap((repository) => repository.files);
  const lines = [
    ...renderTable(COLUMNS, rows, { view }),
    '',
    `${formatCount(files.length, 'file')} of ${result.backupId} (${formatBytes(sum(files))}) in ${escapeForTerminal(result.out)}`,
  ];
  return `${lines.join('\n')}\n`;
}
