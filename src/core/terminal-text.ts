const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Makes text from a backup or an API safe for a terminal or a log line: control characters, line breaks and
 * bidirectional overrides become `\u{…}` escapes. Nothing else changes.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
