import { beforeAll, describe, expect, it } from 'vitest';
import type { FindingCode } from '../../../../src/core/errors/finding-codes.js';
import { createFinding } from '../../../../src/core/errors/finding.js';
import { silentProgress } from '../../../../src/core/progress.js';
import type { BackupSet } from '../../../../src/backup-set/catalog.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { requireRecords } from '../../../../src/use-cases/verify/require-records.js';
import { chooseLevel, verifySets } from '../../../../src/use-cases/verify/verify-sets.js';
import { openSample, type OpenedSample } from '../../../fixtures/open-sample.js';
import { catchRestackError } from '../../../fixtures/thrown.js';

let sample: OpenedSample;
beforeAll(async () => {
  sample = await openSample();
});

describe('chooseLevel', () => {
  it('is the one asked for, else the deepest that the keys permit', () => {
    expect([chooseLevel('keys', true), chooseLevel(undefined, true), chooseLevel(undefined, false)]).toEqual([
      'keys',
      'content',
      'structure',
    ]);
  });

  it.each(['keys', 'integrity', 'content'] as const)('needs a key for %s', (level) => {
    expect(catchRestackError(() => chooseLevel(level, false)).code).toBe('NO_KEY');
  });
});

describe('verifySets', () => {
  const signal = new AbortController().signal;

  /** Provers that find nothing, and whose closing is counted. */
  function createProvers(failure?: Error) {
    const opened: string[] = [];
    let closed = 0;
    const open = (set: BackupSet) => {
      opened.push(set.store);
      const prove = () => (failure === undefined ? Promise.resolve([]) : Promise.reject(failure));
      return Promise.resolve({
        unwrapKey: prove,
        proveFile: async () => ({ findings: await prove(), bytes: 1 }),
        close: () => Promise.resolve(void (closed += 1)),
      });
    };
    return { open, opened, closed: () => closed };
  }

  it('opens one prover for each store, closes them, and keeps the order that was asked for', async () => {
    const { sets } = sample.catalog;
    const provers = createProvers();
    const options = { level: 'integrity', open: provers.open, progress: silentProgress, signal } as const;
    const { verdicts, proofs } = await verifySets(sets, options);
    expect(verdicts.map(({ backupId }) => backupId)).toEqual(sets.map(({ backupId }) => backupId));
    expect(provers.opened).toEqual([...new Set(sets.map(({ store }) => store))]);
    expect(provers.closed()).toBe(provers.opened.length);
    expect(proofs.made).toBeGreaterThan(0);
    expect(proofs.shared).toBeGreaterThan(0);
  });

  it('closes its provers when one fails, and throws that', async () => {
    const failure = new RestackError('SHARE_UNREACHABLE', 'gone');
    const provers = createProvers(failure);
    const options = { level: 'integrity', open: provers.open, progress: silentProgress, signal } as const;
    await expect(verifySets(sample.catalog.sets, options)).rejects.toBe(failure);
    expect(provers.closed()).toBe(1);
  });
});

describe('requireRecords', () => {
  const finding = (code: FindingCode) => createFinding(code, code);

  it('throws the code of the worst finding, with all errors and what it means', () => {
    const findings = [finding('RECORD_INVALID'), finding('TAG_MISMATCH')];
    const verdict = { backupId: 'b', records: undefined, findings };
    const error = catchRestackError(() => requireRecords(verdict, 'it is not compared'));
    expect([error.code, error.details['findings']]).toEqual(['INTEGRITY', findings]);
    expect(error.message).toContain('it is not compared');
    expect(error.hints).toEqual(['see everything that is wrong: restack verify b']);
  });

  it('is INCOMPLETE where nothing tells why there are no records', () => {
    const verdict = { backupId: 'b', records: undefined, findings: [] };
    expect(catchRestackError(() => requireRecords(verdict)).code).toBe('INCOMPLETE');
  });
});
