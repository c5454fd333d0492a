import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../src/core/errors/finding-error.js';
import { formatBackupInfo, parseBackupInfo } from '../../../src/backup-set/metadata/backup-info.js';
import {
  formatSnapshotMetadata,
  parseSnapshotMetadata,
} from '../../../src/backup-set/metadata/snapshot-metadata.js';
import type { BackupInfo, SnapshotMetadata } from '../../../src/schema/generated/types.js';

const BACKUP_ID = '0b1c7a52-52e5-4ee7-a4ed-4dd3f1a6b3c1';
const DEPLOYMENT_ID = '7e6a52e5-1111-4ee7-a4ed-4dd3f1a6b3c2';

const METADATA: SnapshotMetadata = {
  BackupDataVersion: '1.1.0',
  StampVersion: '1.2301.0.55',
  DeploymentID: DEPLOYMENT_ID,
  IsAutomaticBackup: true,
  IsContemporaneousBackup: false,
  BackupId: BACKUP_ID,
  ComponentInfo: { RoleName: 'CRP', ComponentName: 'Microsoft.Compute.Admin' },
  RepositoryName: 'Quota',
  EncryptedBackupEncryptionKey: 'AAAA',
  EncryptionCertThumbprint: 'A'.repeat(40),
  SnapshotProperties: {
    BackupType: 'Full',
    CreatedDateTime: '2023-01-17T19:31:02.1234567Z',
    TimeTakenToCreate: 'PT6M35.3S',
    Description: '<a> & "b"',
    BackupStatus: 'Succeeded',
    BackupSizeInKb: 12,
  },
};

const INFO: BackupInfo = {
  BackupDataVersion: '1.1.0',
  BackupId: BACKUP_ID,
  RoleStatus: [
    {
      RoleName: 'CRP',
      Status: 'Succeeded',
      RepositoryStatus: [
        { FullRepositoryName: 'CRP;Microsoft.Compute.Admin;-;Quota', Status: 'Succeeded' },
        { FullRepositoryName: 'CRP;X;-;Y', Status: 'Failed' },
      ],
    },
    { RoleName: 'NRP', Status: 'Skipped' },
  ],
  Status: 'PartialSucceeded',
  CompletelyUploaded: true,
};

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const XML = formatSnapshotMetadata(METADATA);
const parse = (text: string) => parseSnapshotMetadata(utf8(text), 'a.xml').metadata;

/** The finding code that parsing ends in; `none` when it succeeds. */
function findingCodeOf(bytes: Uint8Array): string {
  try {
    parseSnapshotMetadata(bytes, 'a.xml');
    return 'none';
  } catch (error) {
    return findingOf(error)?.code ?? 'no finding';
  }
}

describe('snapshot metadata', () => {
  it('reads what it writes', () => {
    expect(parse(XML)).toEqual(METADATA);
    expect(parseBackupInfo(utf8(formatBackupInfo(INFO)), 'b.xml')).toEqual({ metadata: INFO, unread: [] });
  });

  it.each([
    ['no declaration', XML.replace(/^<\?xml.*\?>\n/, '')],
    ['a default namespace', XML.replace('<BackupSnapshot>', '<BackupSnapshot xmlns="urn:x">')],
    [
      'a prefix',
      XML.replaceAll(/<(\/?)(\w+)>/g, '<$1p:$2>').replace(
        '<p:BackupSnapshot>',
        '<p:BackupSnapshot xmlns:p="urn:x">',
      ),
    ],
    [
      'another order',
      XML.replace(/( {2}<BackupId>.*<\/BackupId>\n)/, '').replace(
        '</BackupSnapshot>',
        `<BackupId>${BACKUP_ID}</BackupId></BackupSnapshot>`,
      ),
    ],
    [
      'another casing',
      XML.replaceAll('StampVersion', 'stampversion').replaceAll('BackupSnapshot>', 'backupsnapshot>'),
    ],
    ['elements that nobody knows', XML.replace('<BackupId>', '<New><Deep>1</Deep></New><BackupId>')],
    [
      'an empty optional element',
      XML.replace('</BackupSnapshot>', '<OemVersion/><HostVMName></HostVMName></BackupSnapshot>'),
    ],
    [
      'a nil element',
      XML.replace(
        '</BackupSnapshot>',
        '<OemVersion xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/></BackupSnapshot>',
      ),
    ],
    ['booleans as digits', XML.replace('>true<', '>1<').replace('>false<', '>0<')],
    ['booleans in title case', XML.replace('>true<', '>True<').replace('>false<', '>FALSE<')],
    ['braces and upper case', XML.replaceAll(BACKUP_ID, `{${BACKUP_ID.toUpperCase()}}`)],
    ['a lower-case thumbprint', XML.replace('A'.repeat(40), 'a'.repeat(40))],
    ['comments and CDATA', XML.replace('CRP<', '<!-- role --><![CDATA[CRP]]><').replace('>CRP<', '>CRP<')],
    ['character references', XML.replace('>CRP<', '>&#67;R&#x50;<')],
    ['white space around values', XML.replace('>CRP<', '>\n  CRP\r\n<')],
    ['status in another casing', XML.replace('Succeeded', 'succeeded')],
  ])('reads %s', (_name, text) => {
    expect(parse(text)).toEqual(METADATA);
  });

  const bodyFor16 = XML.replace('utf-8', 'utf-16');
  const little = Buffer.from(bodyFor16, 'utf16le');
  it.each([
    ['UTF-8 with BOM', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(XML)])],
    ['UTF-16 LE with BOM', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
    ['UTF-16 LE without BOM', little],
    ['UTF-16 BE with BOM', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(little).swap16()])],
    ['UTF-16 BE without BOM', Buffer.from(little).swap16()],
  ])('reads %s', (_name, bytes) => {
    expect(parseSnapshotMetadata(bytes, 'a.xml').metadata).toEqual(METADATA);
  });

  const without = (name: string) => XML.replace(new RegExp(` *<${name}>[^<]*</${name}>\\n`), '');
  it.each([
    ['nothing', '', 'METADATA_DAMAGED'],
    ['white space', '  \n', 'METADATA_DAMAGED'],
    ['zeros', '\0'.repeat(500), 'METADATA_DAMAGED'],
    ['a document cut short', XML.slice(0, -20), 'METADATA_DAMAGED'],
    ['an open ampersand', XML.replace('CRP', 'C & P'), 'METADATA_DAMAGED'],
    ['two roots', XML + '<BackupSnapshot/>', 'METADATA_DAMAGED'],
    ['a control character', XML.replace('CRP', 'C\u0001P'), 'METADATA_DAMAGED'],
    ['an undeclared prefix', XML.replace('<BackupId>', '<q:X/><BackupId>'), 'METADATA_DAMAGED'],
    ['a wrong declared encoding', XML.replace('utf-8', 'utf-16'), 'METADATA_DAMAGED'],
    ['an unknown declared encoding', XML.replace('utf-8', 'windows-1252'), 'METADATA_DAMAGED'],
    ['an unknown entity', XML.replace('CRP', '&company;'), 'METADATA_DAMAGED'],
    [
      'a DTD',
      XML.replace('<BackupSnapshot>', '<!DOCTYPE BackupSnapshot><BackupSnapshot>'),
      'METADATA_UNSUPPORTED',
    ],
    [
      'a DTD with entities',
      XML.replace('<BackupSnapshot>', '<!DOCTYPE x [<!ENTITY e "boom">]><BackupSnapshot>').replace(
        'CRP',
        '&e;',
      ),
      'METADATA_UNSUPPORTED',
    ],
    ['deep nesting', '<a>'.repeat(50) + '</a>'.repeat(50), 'METADATA_DAMAGED'],
    ['too many elements', `<BackupSnapshot>${'<a/>'.repeat(200_001)}</BackupSnapshot>`, 'METADATA_DAMAGED'],
    ['another root', XML.replaceAll('BackupSnapshot>', 'BackupInfo>'), 'METADATA_INVALID'],
    ['another data version', XML.replace('1.1.0', '2.0.0'), 'METADATA_UNSUPPORTED'],
    ['no backup id', without('BackupId'), 'METADATA_INVALID'],
    ['no deployment', without('DeploymentID'), 'METADATA_INVALID'],
    ['no creation time', without('CreatedDateTime'), 'METADATA_INVALID'],
    ['an empty required element', XML.replace(BACKUP_ID, ''), 'METADATA_INVALID'],
    [
      'an element twice',
      XML.replace('<BackupId>', `<BackupId>${BACKUP_ID}</BackupId><BackupId>`),
      'METADATA_INVALID',
    ],
    ['a boolean that is none', XML.replace('>false<', '>yes<'), 'METADATA_INVALID'],
    ['a GUID that is none', XML.replace(DEPLOYMENT_ID, 'cloud'), 'METADATA_INVALID'],
    ['a status that is none', XML.replace('Succeeded', 'Fine'), 'METADATA_INVALID'],
    ['elements where text belongs', XML.replace('>CRP<', '><b>CRP</b><'), 'METADATA_INVALID'],
    ['text beside elements', XML.replace('<ComponentInfo>', '<ComponentInfo>text'), 'METADATA_INVALID'],
  ])('refuses %s', (_name, text, code) => {
    expect(findingCodeOf(utf8(text))).toBe(code);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(findingCodeOf(Buffer.concat([utf8(XML.slice(0, -20)), Buffer.from([0xc3, 0x28])]))).toBe(
      'METADATA_DAMAGED',
    );
  });

  it('does not write what cannot be read back', () => {
    expect(() => formatSnapshotMetadata({ ...METADATA, HostVMName: 'a\u0000b' })).toThrow();
    expect(() => formatSnapshotMetadata({ ...METADATA, BackupId: 'x' })).toThrow();
  });
});

describe('lists of BackupInfo', () => {
  const wrap = (inner: string) => utf8(`<BackupInfo><BackupId>${BACKUP_ID}</BackupId>${inner}</BackupInfo>`);
  const repositories =
    '<R><FullRepositoryName>a;b;c;d</FullRepositoryName><Status>Succeeded</Status></R>' +
    '<R><FullRepositoryName>e;f;g;h</FullRepositoryName><Status>Failed</Status></R>';
  const expected = [
    {
      RoleName: 'A',
      Status: 'Succeeded',
      RepositoryStatus: [
        { FullRepositoryName: 'a;b;c;d', Status: 'Succeeded' },
        { FullRepositoryName: 'e;f;g;h', Status: 'Failed' },
      ],
    },
    { RoleName: 'B', Status: 'Failed' },
  ];
  const roleA = `<RoleName>A</RoleName><Status>Succeeded</Status>`;
  const roleB = '<RoleName>B</RoleName><Status>Failed</Status>';
  const repeated = repositories
    .replaceAll('<R>', '<RepositoryStatus>')
    .replaceAll('</R>', '</RepositoryStatus>');

  it.each([
    [
      'wrappers',
      `<RoleStatus><X>${roleA}<RepositoryStatus>${repositories}</RepositoryStatus></X><X>${roleB}</X></RoleStatus>`,
    ],
    ['repetition', `<RoleStatus>${roleA}${repeated}</RoleStatus><RoleStatus>${roleB}</RoleStatus>`],
    [
      'wrappers with one name',
      `<RoleStatus><RoleStatus>${roleA}${repeated}</RoleStatus><RoleStatus>${roleB}</RoleStatus></RoleStatus>`,
    ],
  ])('are read from %s', (_name, inner) => {
    expect(parseBackupInfo(wrap(inner), 'b.xml').metadata.RoleStatus).toEqual(expected);
  });

  it('may be empty or absent', () => {
    expect(parseBackupInfo(wrap('<RoleStatus/>'), 'b.xml').metadata.RoleStatus ?? []).toEqual([]);
    expect(parseBackupInfo(wrap(''), 'b.xml').metadata.RoleStatus ?? []).toEqual([]);
  });
});
