import type { View } from '../../report/layout/view.js';

/** The properties of a stream that decide how text for it looks. */
export interface TerminalStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

const DEFAULT_COLUMNS = 80;

/**
 * True when text for `stream` may hold colours. `--no-color` decides first, then `FORCE_COLOR`, then `NO_COLOR`, then
 * the stream itself.
 * Source: no-color.org, force-color.org.
 */
export function allowsColor(
  stream: TerminalStream,
  options: { readonly noColor: boolean; readonly variables: Variables },
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: term } = options.variables;
  if (options.noColor) return false;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (none !== undefined && none !== '') return false;
  return stream.isTTY === true && term !== 'dumb';
}

/** True when a person may read the stream. */
export function isTerminal(stream: TerminalStream): boolean {
  return stream.isTTY === true;
}

/** True on build servers and the like, where nobody watches (`CI`). */
export function isUnattended(variables: Variables): boolean {
  const { CI: ci } = variables;
  return ci !== undefined && ci !== '' && ci !== '0' && ci !== 'false';
}

/** The layout of text for `stream`. A pipe counts as 80 columns wide. */
export function describeView(
  stream: TerminalStream,
  options: { readonly noColor: boolean; readonly variables: Variables; readonly now: Date },
): View {
  const columns = stream.isTTY === true ? (stream.columns ?? DEFAULT_COLUMNS) : DEFAULT_COLUMNS;
  return {
    columns: columns > 0 ? columns : DEFAULT_COLUMNS,
    color: allowsColor(stream, options),
    isRead: isTerminal(stream),
    now: options.now,
  };
}
