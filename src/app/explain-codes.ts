import { RestackError } from '../core/errors/restack-error.js';
import { isPlainWord } from '../core/errors/plain-word.js';
import {
  findExplainedCodes,
  findMeantCode,
  listExplainedCodes,
} from '../core/errors/explain/explain-code.js';
import type { ExplainResult } from '../schema/results.js';

/**
 * Explains a code, or the words of a reason; without one, lists every code.
 *
 * @throws NOT_FOUND when it is none, with the one that was probably meant.
 */
export function explainCodes(text: string | undefined): ExplainResult {
  const codes = text === undefined ? listExplainedCodes() : findExplainedCodes(text);
  if (codes.length > 0) return { codes };
  const typed = text ?? '';
  const meant = findMeantCode(typed);
  const named = isPlainWord(typed) ? `there is no code "${typed}"` : 'there is no such code';
  throw new RestackError('NOT_FOUND', `${named}${meant === undefined ? '' : `; did you mean ${meant}?`}`, {
    hints: [...(meant === undefined ? [] : [`restack explain ${meant}`]), 'restack explain'],
  });
}
