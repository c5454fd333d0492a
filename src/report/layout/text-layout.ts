import { cutText } from '../../core/redaction/cut-text.js';
import { processRedactor } from '../../core/redaction/redactor.js';

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{Mn}|\p{Me}/u;

/** Columns that a character takes on a terminal. */
function measureCharacter(character: string): number {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns that `text` takes on a terminal. It must hold no escape sequences. */
export function measureText(text: string): number {
  let columns = 0;
  for (const character of text) columns += measureCharacter(character);
  return columns;
}

/** Cuts `text` to at most `columns`, the last of them `…` when something was cut. */
export function truncateText(text: string, columns: number): string {
  return truncate(text, columns, (characters) => {
    let kept = '';
    let used = 0;
    for (const character of characters) {
      const width = measureCharacter(character);
      if (used + width > columns - 1) break;
      kept += character;
      used += width;
    }
    return `${kept}…`;
  });
}

/** Cuts the middle out of `text`, for paths and repository names whose both ends tell. */
export function truncateMiddle(text: string, columns: number): string {
  return truncate(text, columns, (characters) => {
    const tail = Math.ceil((columns - 1) / 2);
    const head = Math.max(0, columns - 1 - tail);
    return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - tail).join('')}`;
  });
}

/** Cuts a text that is too long. Secrets are taken out before: nobody finds the part of one that a cut would leave. */
function truncate(text: string, columns: number, cut: (characters: readonly string[]) => string): string {
  if (measureText(text) <= columns) return text;
  const told = processRedactor.redact(text);
  return measureText(told) <= columns ? told : cut(Array.from(told));
}

/** Fills up with spaces on the right, or on the left for numbers. */
export function padText(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const padding = ' '.repeat(Math.max(0, columns - measureText(text)));
  return align === 'left' ? text + padding : padding + text;
}

/** Breaks `text` at spaces into lines of at most `columns`, each after `indent` spaces. Longer words stay whole. */
export function wrapText(text: string, columns: number, indent = 0): readonly string[] {
  const margin = ' '.repeat(indent);
  const room = Math.max(20, columns - indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && measureText(line) + 1 + measureText(word) > room) {
      lines.push(margin + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(margin + line);
  return lines;
}

const COLOUR = new RegExp(String.raw`\u001b\[[\d;]*m`, 'g');

/** Columns that `text` takes on a terminal, without the colours that it may hold. */
function measurePainted(text: string): number {
  return measureText(text.replace(COLOUR, ''));
}

/** A command, of restack or of PowerShell, stands at the end of a line: it is copied, and so must not be broken. */
const COPIED =
  /^(?<before>(?:.*?(?<!^error [A-Z_]+): +)?)(?<command>\s*(?:\$ )?(?:restack|[A-Z][a-z]+-Az\w+) .*?)(?<comment> {2,}# .*)?$/;
/** Words that stay before a command, on its line. */
const LABEL = /^\s*(?:next[^:]*: +|mend: +)?$/;

/**
 * Breaks one line of prose at spaces, as {@link wrapText} does, where a person reads it; what follows stands `hang`
 * columns further in. A command at its end stays whole, on a line of its own where it does not fit behind the prose.
 */
export function foldLine(
  line: string,
  { columns, isRead = false }: { readonly columns: number; readonly isRead?: boolean },
  hang = 0,
): readonly string[] {
  if (!isRead || measurePainted(line) <= columns) return [line];
  const margin = ' '.repeat(hang);
  return foldCopied(line, columns, margin) ?? foldProse(line, columns, margin);
}

/** Folds a line that ends in a command; undefined for any other. */
function foldCopied(line: string, columns: number, margin: string): readonly string[] | undefined {
  const copied = COPIED.exec(line.replace(COLOUR, ''))?.groups;
  if (copied === undefined) return undefined;
  const { before = '', command = '', comment } = copied;
  const remark = comment === undefined ? [] : [margin + comment.trim()];
  if (LABEL.test(before)) return [before + command, ...remark];
  const prose = line.slice(0, line.lastIndexOf(command.trim())).trimEnd();
  return [...foldProse(prose, columns, margin), margin + command.trim(), ...remark];
}

function foldProse(line: string, columns: number, margin: string): readonly string[] {
  const lines: string[] = [];
  const words = line.trimStart().split(' ');
  let current = line.slice(0, line.length - line.trimStart().length) + (words.shift() ?? '');
  for (const word of words) {
    const joined = `${current} ${word}`;
    if (measurePainted(joined) > columns) {
      lines.push(current);
      current = margin + word;
    } else {
      current = joined;
    }
  }
  return [...lines, current];
}

/** Folds every line of a text that is too long for a person's terminal; what follows stands under it, further in. */
export function foldText(
  text: string,
  view: { readonly columns: number; readonly isRead?: boolean },
): string {
  if (view.isRead !== true) return text;
  const indentOf = (line: string) => /^ */.exec(line.replace(COLOUR, ''))?.[0].length ?? 0;
  return text
    .split('\n')
    .flatMap((line) => foldLine(line, view, indentOf(line) + HANG))
    .join('\n');
}

const HANG = 2;

/** The first 8 digits of a thumbprint: enough to tell certificates apart. */
export function shortenThumbprint(thumbprint: string): string {
  return cutText(thumbprint, 8);
}
