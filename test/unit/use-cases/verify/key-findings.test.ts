import { describe, expect, it } from 'vitest';
import { createFinding } from '../../../../src/core/errors/finding.js';
import { mergeKeyFindings } from '../../../../src/use-cases/verify/key-findings.js';

const BACKUP = 'b0000000-0000-4000-8000-000000000001';
const place = (repository: string) => ({ backupId: BACKUP, repository, file: `${repository}.zip` });

describe('mergeKeyFindings', () => {
  it('says once what every snapshot says of its key, with their number', () => {
    const merged = mergeKeyFindings(
      ['A;a;-;a', 'B;b;-;b', 'C;c;-;c'].map((name) =>
        createFinding('KEY_MISSING', 'no key for X', place(name)),
      ),
      BACKUP,
    );
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({ code: 'KEY_MISSING', backupId: BACKUP, repository: null, file: null });
    expect(merged[0]?.message).toContain('3');
  });

  it('keeps apart what differs', () => {
    const merged = mergeKeyFindings(
      [
        createFinding('KEY_MISSING', 'no key for X', place('A;a;-;a')),
        createFinding('KEY_MISSING', 'no key for Y', place('B;b;-;b')),
      ],
      BACKUP,
    );
    expect(merged.map(({ message }) => message)).toEqual(['no key for X', 'no key for Y']);
  });

  it('leaves findings about one file as they are, in their order', () => {
    const findings = [
      createFinding('TAG_MISMATCH', 'm', place('B;b;-;b')),
      createFinding('TAG_MISMATCH', 'm', place('A;a;-;a')),
    ];
    expect(mergeKeyFindings(findings, BACKUP)).toEqual(findings);
  });
});
