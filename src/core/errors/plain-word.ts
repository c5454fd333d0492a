const LETTERS = /^[a-z]+(?:[-_][a-z]+)*$/i;

/**
 * True for letters in one case or another, joined by hyphens or underscores: what somebody types for the name of something.
 * A message may repeat it; a secret typed in the wrong place rarely looks so.
 */
export function isPlainWord(text: string, longest = 24): boolean {
  return text.length <= longest && LETTERS.test(text);
}
