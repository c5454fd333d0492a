import { describe, expect, it } from 'vitest';
import { createMemoryAccess } from '../../../../src/backup-set/data-file/random-access.js';
import type {
  BackupKind,
  BackupMedia,
  DatabaseBackupSet,
} from '../../../../src/backup-set/database/container/backup-sets.js';
import { joinStripes, selectLog, selectSet } from '../../../../src/backup-set/database/joined-set.js';
import type { Lsn } from '../../../../src/backup-set/database/lsn.js';
import { catchRestackError } from '../../../fixtures/thrown.js';

const at = (block: number): Lsn => ({ file: 30, block, record: 1 });
const range = (offset: number) => [{ offset, length: 512 }];

function set(kind: BackupKind, number: number, more: Partial<DatabaseBackupSet> = {}): DatabaseBackupSet {
  const configuration = {
    databaseVersion: 904,
    databaseName: `Base ${number}`,
    firstLsn: at(10),
    lastLsn: at(20),
    checkpointLsn: at(15),
    baseLsn: at(1),
  };
  return {
    number,
    kind,
    complete: true,
    data: range(number),
    log: range(100 + number),
    configuration,
    ...more,
  };
}

const media = (sets: readonly DatabaseBackupSet[], more: Partial<BackupMedia> = {}): BackupMedia => ({
  bytes: createMemoryAccess(new Uint8Array(0)),
  mediaId: 'a',
  stripes: 1,
  stripe: 1,
  sets,
  ...more,
});
const stripe = (number: number, more: Partial<BackupMedia> = {}) =>
  media([set('full', 1)], { stripe: number, stripes: 3, ...more });
const told = (work: () => unknown): string => {
  const { code, message } = catchRestackError(work);
  return `${code} ${message}`;
};

describe('joinStripes', () => {
  it('puts them in order', () => {
    const joined = joinStripes([stripe(3), stripe(1), stripe(2)]);
    expect(joined.map((part) => part.stripe)).toEqual([1, 2, 3]);
  });

  it.each<readonly [string, readonly BackupMedia[], string]>([
    ['none', [], 'INCOMPLETE no file of the backup is given'],
    [
      'two media',
      [stripe(1), stripe(2, { mediaId: 'b' }), stripe(3)],
      'UNSUPPORTED the files are stripes of different backups',
    ],
    [
      'two counts',
      [stripe(1), stripe(2, { stripes: 2 }), stripe(3)],
      'UNSUPPORTED the files are stripes of different backups',
    ],
    [
      'the last not',
      [stripe(1), stripe(2)],
      'INCOMPLETE the backup has 3 stripes, and stripe 3 is missing: give all files together',
    ],
    [
      'one twice',
      [stripe(1), stripe(2), stripe(3), stripe(2)],
      'UNSUPPORTED a stripe of the backup is given twice',
    ],
  ])('refuses files of which there are %s', (_, files, message) => {
    expect(told(() => joinStripes(files))).toBe(message);
  });
});

describe('selectSet', () => {
  const mixed = media([set('full', 1), set('log', 2), set('full', 3), set('differential', 4)]);

  it('takes the last one of a kind, or the one that is asked for, from every stripe', () => {
    expect(selectSet([mixed], 'full')).toMatchObject({
      number: 3,
      kind: 'full',
      parts: [{ data: range(3), log: range(103) }],
    });
    expect(selectSet([mixed], 'full', 1)).toMatchObject({
      number: 1,
      configuration: { databaseName: 'Base 1' },
    });
    expect(selectSet([mixed], 'differential').number).toBe(4);
    expect(selectSet([stripe(1), stripe(2), stripe(3)], 'full').parts).toHaveLength(3);
  });

  it.each<readonly [string, () => unknown, string]>([
    [
      'a number that is not there',
      () => selectSet([mixed], 'full', 5),
      'UNSUPPORTED the file holds 4 sets, and none of number 5',
    ],
    [
      'another kind',
      () => selectSet([mixed], 'full', 2),
      'UNSUPPORTED set 2 is a log backup, and a full one is needed',
    ],
    [
      'a differential alone',
      () => selectSet([media([set('differential', 1), set('log', 2), set('log', 3)])], 'full'),
      'UNSUPPORTED the file holds a differential and log backup alone: give the full backup that it builds on',
    ],
    ['no set', () => selectSet([media([])], 'full'), 'UNSUPPORTED the file holds no full backup'],
    [
      'no differential',
      () => selectSet([media([set('full', 1)])], 'differential'),
      'UNSUPPORTED the file holds no differential backup',
    ],
    ['no file', () => selectSet([], 'full'), 'UNSUPPORTED the file holds no full backup'],
    [
      'a set without an end',
      () =>
        selectSet([stripe(1), stripe(2, { sets: [set('full', 1, { complete: false })] }), stripe(3)], 'full'),
      'INCOMPLETE set 1 has no end in stripe 2: its backup was broken off, or the file is cut',
    ],
    [
      'a stripe without the set',
      () => selectSet([stripe(1), stripe(2, { sets: [] }), stripe(3)], 'full'),
      'INCOMPLETE set 1 has no end in stripe 2: its backup was broken off, or the file is cut',
    ],
    [
      'a set without a configuration',
      () => selectSet([media([set('full', 1, { configuration: undefined })])], 'full'),
      'INCOMPLETE set 1 has no end',
    ],
  ])('refuses %s', (_, work, message) => {
    expect(told(work)).toBe(message);
  });
});

describe('selectLog', () => {
  const log = media([set('log', 1), set('log', 2), set('full', 3)]);

  it('takes the last log that goes on from the place that was reached', () => {
    for (const reached of [at(10), at(15), at(20)])
      expect(selectLog(log, reached)).toMatchObject({
        databaseName: 'Base 2',
        ranges: range(102),
        lastLsn: at(20),
      });
  });

  it.each<readonly [string, BackupMedia, Lsn, RegExp]>([
    [
      'a file without one',
      media([set('full', 1)]),
      at(15),
      /^UNSUPPORTED the file holds no backup of the log$/,
    ],
    [
      'one of several stripes',
      { ...log, stripes: 2 },
      at(15),
      /^UNSUPPORTED the backup of the log is striped/,
    ],
    [
      'one without an end',
      media([set('log', 1, { complete: false })]),
      at(15),
      /^INCOMPLETE the backup of the log has no end/,
    ],
    [
      'one without a configuration',
      media([set('log', 1, { configuration: undefined })]),
      at(15),
      /^INCOMPLETE the backup of the log has no/,
    ],
    [
      'one that begins later',
      log,
      at(9),
      /^INCOMPLETE the log goes from 30:10:1 to 30:20:1, and 30:9:1 should lie in it/,
    ],
    [
      'one that ends before',
      log,
      at(21),
      /^INCOMPLETE the log goes from 30:10:1 to 30:20:1, and 30:21:1 should lie in it/,
    ],
  ])('refuses %s', (...[, file, reached, message]) => {
    expect(told(() => selectLog(file, reached))).toMatch(message);
  });
});
