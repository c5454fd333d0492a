import { escapeForTerminal } from '../../core/terminal-text.js';

/** Escapes text of a backup, which is text in Markdown, too: no markup, no link, no HTML. */
export function escapeMarkdown(text: string): string {
  return escapeForTerminal(text).replace(/[\\`*_{}[\]<>#|~!&]/g, String.raw`\$&`);
}
