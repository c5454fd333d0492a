import { processRedactor } from './redactor.js';

/**
 * Cuts a text to at most so many UTF-16 units, and no character of it in two. Secrets are taken out before: nobody finds
 * the part of one that a cut would leave.
 */
export function cutText(text: string, mostUnits: number): string {
  if (text.length <= mostUnits) return text;
  return processRedactor
    .redact(text)
    .slice(0, mostUnits)
    .replace(/[\ud800-\udbff]$/, '');
}
