import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../../../src/use-cases/service/location-rules.js';
import { thrownBy } from '../../../fixtures/thrown.js';

const PATHS: readonly (readonly [path: string, isTaken: boolean])[] = [
  [String.raw`\\nas01.contoso.example\azs`, true],
  [String.raw`\\nas01.contoso.example\azs\cloud one\oslo`, true],
  [String.raw`\\nas01.contoso.example\azs$` + '\\', true],
  [String.raw`\\10.0.0.9\azs`, true],
  [String.raw`\\NAS-01.Contoso.Example\azs`, true],
  [String.raw`\\nas01\azs`, false],
  [String.raw`\\10.0.0\azs`, false],
  [String.raw`\\10.0.0.256\azs`, false],
  [String.raw`\\nas..example\azs`, false],
  [String.raw`\\nas.-x.example\azs`, false],
  [String.raw`\\nas01.contoso.example`, false],
  [String.raw`\\nas01.contoso.example` + '\\', false],
  [String.raw`\\nas01.contoso.example\azs\..\other`, false],
  [String.raw`\\nas01.contoso.example\azs\\twice`, false],
  [String.raw`\\nas01.contoso.example\a<b`, false],
  ['\\\\nas01.contoso.example\\a\u0007b', false],
  [String.raw`\nas01.contoso.exampleazs`, false],
  ['//nas01.contoso.example/azs', false],
  ['smb://nas01.contoso.example/azs', false],
  [String.raw`C:\backup`, false],
  ['/mnt/backup', false],
  ['backup', false],
  ['', false],
];

const USERS: readonly (readonly [user: string, isTaken: boolean])[] = [
  [String.raw`CONTOSO\svc-azs`, true],
  [String.raw`contoso.example\svc azs`, true],
  [String.raw`CONTOSOsvc-azs`, false],
  ['svc-azs@contoso.example', false],
  [String.raw`CONTOSO\ `, false],
  [String.raw`CONTOSO\svc\azs`, false],
  [String.raw`\svc`, false],
  [String.raw`CONTOSO` + '\\', false],
  ['CONTOSO/svc', false],
  ['', false],
];

describe('the rules of the service', () => {
  it.each(PATHS)('path %j: %s', (path, isTaken) => {
    const error = thrownBy(() => checkSettings({ path }, false));
    expect(error?.code).toBe(isTaken ? undefined : 'USAGE');
  });

  it.each(USERS)('user %j: %s', (userName, isTaken) => {
    const error = thrownBy(() => checkSettings({ userName }, false));
    expect(error?.code).toBe(isTaken ? undefined : 'USAGE');
  });

  it.each([
    ['3', false],
    ['4', true],
    ['12', true],
    ['13', false],
    ['4.5', false],
    ['-4', false],
    ['0x8', false],
    ['eight', false],
    ['', false],
  ])('frequency %j: %s', (frequencyHours, isTaken) => {
    const error = thrownBy(() => checkSettings({ frequencyHours }, false));
    expect(error?.code).toBe(isTaken ? undefined : 'USAGE');
  });

  it.each([
    ['1', false],
    ['2', true],
    ['14', true],
    ['15', false],
  ])('retention %j: %s', (retentionDays, isTaken) => {
    const error = thrownBy(() => checkSettings({ retentionDays }, false));
    expect(error?.code).toBe(isTaken ? undefined : 'USAGE');
  });

  it.each(['/mnt/backup', String.raw`C:\backup`, 'C:/backup'])(
    'folder %j: only for a cloud on this machine',
    (path) => {
      expect(checkSettings({ path }, true)).toMatchObject({ path });
      expect(thrownBy(() => checkSettings({ path }, false))?.code).toBe('USAGE');
    },
  );

  it.each(['backup', './backup', '//nas/share', ''])('folder %j: not even there', (path) => {
    expect(thrownBy(() => checkSettings({ path }, true))?.code).toBe('USAGE');
  });

  it('names everything that breaks a rule at once', () => {
    const given = { path: 'x', userName: 'x', frequencyHours: '1', retentionDays: '1' };
    const message = thrownBy(() => checkSettings(given, false))?.message ?? '';
    for (const flag of ['--path', '--user', '--frequency', '--retention']) expect(message).toContain(flag);
  });

  it.each([[{ path: String.raw`\nas01.contoso.exampleazs` }], [{ userName: 'CONTOSOsvc' }]])(
    'tells of the quoting that a shell wants: %j',
    (given) => {
      expect(thrownBy(() => checkSettings(given, false))?.hints.join()).toContain('quote it');
    },
  );
});
