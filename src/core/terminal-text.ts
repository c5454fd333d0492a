const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Words that runners of pipelines obey wherever they stand in a log. Source: Azure Pipelines, "Logging commands";
 * actions/runner, `ActionCommand.cs`, which takes `::name` at the begin of a line alone.
 */
const COMMAND = /(?<=#)#(?=(?:vso)?\[)|^:(?=:)/gi;

/**
 * Makes text from a backup or an API safe for a terminal or a log line: control characters, line breaks, bidirectional
 * overrides, and what would make a command of a pipeline of it become `\u{…}` escapes. Nothing else changes.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(UNSAFE, escapeCharacter).replace(COMMAND, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
