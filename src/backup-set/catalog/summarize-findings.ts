import type { Finding } from '../../core/errors/finding.js';
import { groupByKey } from '../../core/group-by-key.js';

/** Makes one finding of all that have one code and repository: the first one, with the number of the others. */
export function summarizeFindings(findings: readonly Finding[]): readonly Finding[] {
  const groups = groupByKey(findings, ({ code, repository }) => `${code} ${repository?.toLowerCase() ?? ''}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const more = `and ${others.length} more of this kind${first.repository === null ? '' : ' in this repository'}`;
    return { ...first, message: `${first.message}; ${more}` };
  });
}
