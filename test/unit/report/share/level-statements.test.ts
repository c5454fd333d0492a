import { describe, expect, it } from 'vitest';
import { describeLevel } from '../../../../src/report/share/level-statements.js';
import { VERIFICATION_LEVELS } from '../../../../src/use-cases/verify/verify-set.js';
import type { ReportedFinding } from '../../../../src/schema/results.js';

function backup(complete: boolean, ...codes: readonly string[]) {
  const findings = codes.map((code): ReportedFinding => ({
    code,
    severity: 'info',
    backupId: null,
    repository: null,
    file: null,
    pointer: null,
    message: code,
  }));
  return { complete, findings };
}

describe.each(VERIFICATION_LEVELS)('level %s', (level) => {
  it('calls a set complete that is, and never one that is not', () => {
    expect(describeLevel(level, [backup(true), backup(true)]).proved).toContain('complete');
    for (const passed of [[backup(false)], [backup(true), backup(false)]]) {
      const { proved, notProved } = describeLevel(level, passed);
      expect(proved).not.toContain('complete');
      expect(notProved).toContain('not complete');
    }
  });

  it('never says where a set comes from', () => {
    expect(describeLevel(level, [backup(true)]).notProved).toContain('where it comes from');
  });
});

describe('level content', () => {
  it('says of references what was judged', () => {
    const all = describeLevel('content', [backup(true)]);
    expect(all.proved).toContain('every reference resolves');
    const some = describeLevel('content', [backup(true), backup(true, 'REFERENCE_UNJUDGED')]);
    expect(some.proved).not.toContain('every reference resolves');
    expect(some.proved).toContain('that could be judged');
    expect(some.notProved).toContain('references into');
  });

  it('names content that was not read only where there is some', () => {
    expect(describeLevel('content', [backup(true)]).notProved).not.toContain('not read');
    expect(describeLevel('content', [backup(true, 'NOT_READ')]).notProved).toContain('not read');
  });
});
