import { describe, expect, it } from 'vitest';
import { parseIsoDateTime } from '../../../../src/backup-set/names/iso-date-time.js';
import {
  formatBackupInfoName,
  formatSnapshotName,
  parseBackupInfoName,
  parseLegacyName,
  parseNameTimestamp,
  parseSnapshotName,
} from '../../../../src/backup-set/names/snapshot-name.js';

const ID = '0b1c7a52-52e5-4ee7-a4ed-4dd3f1a6b3c1';
const TAKEN_AT = new Date('2023-01-17T19:31:00Z');

describe('parseSnapshotName', () => {
  it.each([
    [`202301171931_${ID}_Full_C`, { type: 'Full', contemporaneous: true }],
    [`202301171931_${ID}_Full`, { type: 'Full', contemporaneous: false }],
    [`202301171931_${ID}_Progressive_C`, { type: 'Progressive', contemporaneous: true }],
    [`202301171931_${ID.toUpperCase()}_PROGRESSIVE_c`, { type: 'Progressive', contemporaneous: true }],
  ])('reads %s', (text, expected) => {
    expect(parseSnapshotName(text)).toEqual({ takenAt: TAKEN_AT, backupId: ID, ...expected });
  });

  it.each([
    ['an impossible month', `202313171931_${ID}_Full_C`],
    ['an impossible day', `202302291931_${ID}_Full_C`],
    ['an impossible hour', `202301172431_${ID}_Full_C`],
    ['a short time', `20230117193_${ID}_Full_C`],
    ['no GUID', `202301171931_${ID.replace('-', '0')}_Full_C`],
    ['another type', `202301171931_${ID}_Half_C`],
    ['another flag', `202301171931_${ID}_Full_D`],
    ['something after it', `202301171931_${ID}_Full_C `],
    ['nothing', ''],
  ])('refuses %s', (_name, text) => {
    expect(parseSnapshotName(text)).toBeUndefined();
  });

  it('reads what it writes', () => {
    const name = { takenAt: TAKEN_AT, backupId: ID, type: 'Full', contemporaneous: true } as const;
    expect(formatSnapshotName(name)).toBe(`202301171931_${ID}_Full_C`);
    expect(parseSnapshotName(formatSnapshotName(name))).toEqual(name);
    expect(parseNameTimestamp('202402291200')).toEqual(new Date('2024-02-29T12:00:00Z'));
  });
});

describe('parseBackupInfoName', () => {
  it.each([
    [formatBackupInfoName(TAKEN_AT, ID), ID],
    [`${ID.toUpperCase()}_BACKUPINFO.XML`, ID],
    ['anything_BackupInfo.xml', null],
    ['_BackupInfo.xml', null],
    [`x${ID}_BackupInfo.xml`, null],
  ])('reads %s', (fileName, backupId) => {
    expect(parseBackupInfoName(fileName)).toEqual({ backupId });
  });

  it.each(['BackupInfo.xml', 'x_BackupInfo.xml.tmp', 'x_BackupInfo.json'])('refuses %s', (fileName) => {
    expect(parseBackupInfoName(fileName)).toBeUndefined();
  });
});

describe('parseLegacyName', () => {
  it('takes four parts', () => {
    expect(parseLegacyName('A;B;-;C')).toEqual({
      role: 'A',
      component: 'B',
      partition: '-',
      repository: 'C',
    });
    expect(parseLegacyName('A;B;C')).toBeUndefined();
    expect(parseLegacyName('A;B;;C')).toBeUndefined();
  });
});

describe('parseIsoDateTime', () => {
  it.each([
    ['2023-01-17T19:31:02Z', '2023-01-17T19:31:02.000Z'],
    ['2023-01-17T19:31:02', '2023-01-17T19:31:02.000Z'],
    ['2023-01-17T19:31:02.1234567Z', '2023-01-17T19:31:02.123Z'],
    ['2023-01-17T19:31:02.1', '2023-01-17T19:31:02.100Z'],
    ['2023-01-17T19:31:02+02:00', '2023-01-17T17:31:02.000Z'],
    ['2023-01-17T19:31:02.5-0530', '2023-01-18T01:01:02.500Z'],
    ['2024-02-29T00:00:00z', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(parseIsoDateTime(text)?.toISOString()).toBe(iso);
  });

  it.each([
    '',
    '2023-01-17',
    '2023-02-29T00:00:00Z',
    '2023-01-17T24:00:00Z',
    '2023-01-17T00:60:00Z',
    '2023-01-17T00:00:00+15:00',
    '0001-01-01T00:00:00',
    '17.01.2023',
  ])('refuses "%s"', (text) => {
    expect(parseIsoDateTime(text)).toBeUndefined();
  });
});
