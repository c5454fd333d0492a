import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatCount } from '../layout/quantities.js';
import type { ServicePruneResult } from '../../schema/results.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type View } from '../layout/view.js';

/** Renders the paths that the service deleted, or would delete. */
export function renderPruned(result: ServicePruneResult, view: View, typed: TypedContext): string {
  const { dryRun, expired, deleted } = result;
  if (expired.length === 0) return 'Nothing on the share is older than the retention: nothing to delete.\n';
  const title = dryRun
    ? `Would delete ${formatCount(expired.length, 'path')} (dry run: nothing was deleted)`
    : `Deleted ${formatCount(deleted.length, 'path')}`;
  const next = dryRun ? ['service', 'prune'] : ['service', 'backups'];
  const paths = (dryRun ? expired : deleted).map((path) => `  ${escapeForTerminal(path)}`);
  return `${[paint(view, 'strong', title), ...paths, '', renderNext(formatTypedCommand(next, typed))].join('\n')}\n`;
}
