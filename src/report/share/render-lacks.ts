import type { ReportedFinding } from '../../schema/results.js';
import type { View } from '../layout/view.js';
import { renderFindings } from './render-findings.js';

/** The findings that say which repository lacks what. Source: format specification, section 7. */
const LACKS: ReadonlySet<string> = new Set([
  'REPOSITORY_MISSING',
  'REPOSITORY_ABSENT',
  'REPOSITORY_DROPPED',
  'REPOSITORY_PARTIAL',
]);

/** Lines: which repositories a set lacks, and of which it has a part; none for a set that is complete. */
export function renderLacks(
  { complete, findings }: { readonly complete: boolean; readonly findings: readonly ReportedFinding[] },
  view: View,
): readonly string[] {
  const lacks = findings.filter(({ code }) => LACKS.has(code));
  if (complete) return [];
  return ['The set is not complete:', ...renderFindings(lacks, { view }), ''];
}
