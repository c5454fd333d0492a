import { describe, expect, it } from 'vitest';
import { type AgedBackup, checkAge } from '../../../../../src/use-cases/verify/share/backup-age.js';
import { EMPTY_GUID } from '../../../../../src/core/guid.js';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-03-01T12:00:00Z');
const LIMIT = { maxAgeMs: 26 * HOUR_MS, now: NOW };

function aged(hours: number, more: Partial<AgedBackup> = {}): AgedBackup {
  const createdAt = new Date(NOW.getTime() - hours * HOUR_MS);
  return { backupId: `b${hours}`, createdAt, deploymentId: 'd1', isGood: true, ...more };
}

describe('checkAge', () => {
  it.each<readonly [string, readonly AgedBackup[]]>([
    ['a young set', [aged(2)]],
    ['one that is just old enough', [aged(26)]],
    ['a young one among old ones', [aged(400), aged(25), aged(90)]],
    ['a young one of each deployment', [aged(2), aged(3, { deploymentId: 'd2' })]],
    ['one that is a clock ahead', [aged(-2)]],
    ['a young one beside one that is nobody’s', [aged(2), aged(900, { deploymentId: EMPTY_GUID })]],
  ])('takes %s', (_name, backups) => {
    expect(checkAge(backups, LIMIT)).toEqual([]);
  });

  it.each<readonly [string, readonly AgedBackup[]]>([
    ['nothing', []],
    ['an old set', [aged(27)]],
    ['a young one that is not good', [aged(2, { isGood: false }), aged(48)]],
    ['nothing that is good', [aged(2, { isGood: false })]],
    ['an old one in a second deployment', [aged(2), aged(30, { deploymentId: 'd2' })]],
    ['one from the future', [aged(-25)]],
    ['an old one that is nobody’s', [aged(30, { deploymentId: EMPTY_GUID })]],
  ])('refuses %s', (_name, backups) => {
    expect(checkAge(backups, LIMIT)).toMatchObject([{ code: 'BACKUP_TOO_OLD', severity: 'error' }]);
  });
});
