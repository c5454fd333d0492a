import { describe, expect, it } from 'vitest';
import { renderPruned, renderServiceBackups } from '../../../../src/report/service/render-service-backups.js';
import { describeStartOutcome, renderStarted } from '../../../../src/report/service/render-service-start.js';
import {
  describeReadBack,
  renderConfigured,
  renderServiceShow,
  renderSwitched,
} from '../../../../src/report/service/render-service.js';
import type {
  ServiceBackupsResult,
  ServiceConfigureResult,
  ServicePruneResult,
  ServiceShowResult,
  ServiceStartResult,
} from '../../../../src/schema/results.js';
import type { View } from '../../../../src/report/layout/view.js';
import { BACKUP_ID, HOSTILE } from '../../../fixtures/result-schemas.js';

const NOW = new Date('2026-01-02T00:00:00Z');
const VIEW: View = { columns: 80, color: false, now: NOW };
const THUMBPRINT = '0F1E2D3C4B5A69788796A5B4C3D2E1F00F1E2D3C';
const OTHER_ID = '2f3a9c2e-ffff-4000-8000-000000000002';
const TYPED = { target: 'https://adminmanagement.oslo.azs.example', caFile: 'my root.pem' };
const ESCAPES = /\p{Cc}\[\d+m/gu;

const SHOW: ServiceShowResult = {
  adminEndpoint: TYPED.target,
  region: 'oslo',
  configured: true,
  path: `\\\\nas01.contoso.example\\azs${HOSTILE}`,
  userName: HOSTILE,
  frequencyHours: 12,
  retentionDays: 7,
  schedulerEnabled: true,
  nextBackupAt: '2026-01-02T07:00:00.000Z',
  lastBackupAt: '2026-01-01T19:00:00.000Z',
  availableCapacity: HOSTILE,
  encryption: { mode: 'certificate', thumbprint: THUMBPRINT },
};
const EMPTY: ServiceShowResult = {
  ...SHOW,
  configured: false,
  path: null,
  userName: null,
  schedulerEnabled: false,
  nextBackupAt: null,
  lastBackupAt: null,
  availableCapacity: null,
  encryption: { mode: 'none', thumbprint: null },
};
const BACKUP = { backupId: BACKUP_ID, createdAt: '2026-01-01T00:00:00.000Z' };
const CONFIGURED: ServiceConfigureResult = {
  written: true,
  dryRun: false,
  changes: [
    { setting: 'path', from: null, to: HOSTILE },
    { setting: 'retentionDays', from: 7, to: 3 },
    { setting: 'certificate', from: THUMBPRINT, to: 'F'.repeat(40) },
    { setting: 'password', from: null, to: null },
  ],
  deletes: [BACKUP],
  oldKey: {
    mode: 'certificate',
    thumbprint: THUMBPRINT,
    backups: [{ ...BACKUP, listed: true, onShare: false }],
  },
  differences: [{ setting: 'userName', sent: 'CONTOSO\\svc', found: HOSTILE }],
  location: SHOW,
};
const STARTED: ServiceStartResult = {
  backupId: BACKUP_ID,
  waited: true,
  status: 'Failed',
  reason: HOSTILE,
  createdAt: BACKUP.createdAt,
  durationMs: 395_000,
  thumbprint: THUMBPRINT,
  cloudRecoveryReady: false,
  roles: [
    { roleName: 'NRP', status: 'Succeeded' },
    { roleName: HOSTILE, status: 'Failed' },
  ],
};
const listed = {
  status: 'PartialSucceeded',
  automatic: true,
  cloudRecoveryReady: true,
  thumbprint: THUMBPRINT,
  durationMs: 1,
  roles: [],
};
const BACKUPS: ServiceBackupsResult = {
  share: HOSTILE,
  differences: 3,
  otherSets: 2,
  backups: [
    {
      ...BACKUP,
      listed,
      onShare: { status: 'Succeeded', cloudRecoveryReady: true, thumbprint: null },
      difference: 'statusDiffers',
    },
    {
      ...BACKUP,
      backupId: OTHER_ID,
      listed: { ...listed, status: HOSTILE },
      onShare: null,
      difference: 'notOnShare',
    },
    {
      backupId: OTHER_ID.replace('2f', '3f'),
      createdAt: null,
      listed: null,
      onShare: { status: 'Failed', cloudRecoveryReady: false, thumbprint: THUMBPRINT },
      difference: 'notListed',
    },
  ],
};
const PRUNED: ServicePruneResult = { dryRun: false, expired: [HOSTILE], deleted: [HOSTILE] };

const RENDERERS: readonly (readonly [name: string, render: (view: View) => string])[] = [
  ['show', (view) => renderServiceShow(SHOW, view, TYPED)],
  ['show of nothing', (view) => renderServiceShow(EMPTY, view, TYPED)],
  ['configure', (view) => renderConfigured(CONFIGURED, view, TYPED)],
  [
    'configure of nothing',
    (view) => renderConfigured({ ...CONFIGURED, written: false, changes: [] }, view, TYPED),
  ],
  ['enable', (view) => renderSwitched({ ...CONFIGURED, changed: true }, view, TYPED)],
  ['start', (view) => renderStarted(STARTED, view, TYPED)],
  ['start without an end', (view) => renderStarted({ ...STARTED, waited: false, status: null }, view, TYPED)],
  ['backups', (view) => renderServiceBackups(BACKUPS, view, { ...TYPED, share: HOSTILE })],
  ['no backups', (view) => renderServiceBackups({ ...BACKUPS, share: null, backups: [] }, view, TYPED)],
  ['prune', (view) => renderPruned(PRUNED, view, TYPED)],
  ['prune of nothing', (view) => renderPruned({ dryRun: false, expired: [], deleted: [] }, view, TYPED)],
];

describe.each(RENDERERS)('%s', (_, render) => {
  const plain = render(VIEW);

  it('lets no control character of a cloud through', () => {
    expect(plain).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('says the same with and without colour', () => {
    const coloured = render({ ...VIEW, color: true }).replace(ESCAPES, '');
    const trim = (text: string): string => text.replace(/ +$/gm, '');
    expect(trim(coloured)).toBe(plain);
  });

  it('ends in one line end', () => {
    expect(plain).toMatch(/[^\n]\n$/);
  });

  it.each([80, 120])('has tables that fit %i columns', (columns) => {
    const wide = render({ ...VIEW, columns })
      .split('\n')
      .filter((line) => line.length > columns && /\S {2,}\S.* {2,}\S/.test(line));
    expect(wide).toEqual([]);
  });
});

describe('what must be said', () => {
  it('show: key mode is told, and what to do about it', () => {
    const text = renderServiceShow({ ...SHOW, encryption: { mode: 'key', thumbprint: null } }, VIEW, TYPED);
    expect(text).toContain('--cert-public');
  });

  it.each<readonly [ServiceShowResult, RegExp]>([
    [
      EMPTY,
      /next, with your \S+ \S+ restack service configure --target \S+ --ca-file "my root.pem" --path '\\\\HOST/,
    ],
    [{ ...SHOW, schedulerEnabled: false }, /next: restack service enable --target/],
    [{ ...SHOW, lastBackupAt: null }, /next: restack service start --target/],
    [SHOW, /next: restack service backups --target/],
  ])('the next command follows from the state', (location, next) => {
    expect(renderServiceShow(location, VIEW, TYPED)).toMatch(next);
  });

  it('configure: what it costs, what differs, and never a password', () => {
    const text = renderConfigured(CONFIGURED, VIEW, TYPED);
    expect(text).toMatch(/1 backup fell out of the retention/);
    expect(text).toMatch(/1 older backup can be read only with the private key of 0F1E2D3C/);
    expect(text).toMatch(/password +sent/);
    expect(text).toContain('THE SERVICE HOLDS SOMETHING ELSE');
    expect(describeReadBack(CONFIGURED.differences)).toContain('sent was CONTOSO\\svc');
  });

  it('configure: a dry run says that nothing was written', () => {
    const text = renderConfigured(
      { ...CONFIGURED, written: false, dryRun: true, differences: [] },
      VIEW,
      TYPED,
    );
    expect(text).toContain('nothing was written');
    expect(text).toContain('would fall');
  });

  it('enable: says when it was so already', () => {
    expect(renderSwitched({ ...CONFIGURED, changed: false }, VIEW, TYPED)).toContain('nothing was written');
  });

  it('start: the roles that failed, and why', () => {
    expect(describeStartOutcome({ ...STARTED, reason: 'the share is full' })).toMatch(
      /Failed \(.+\): the share is full$/s,
    );
    expect(renderStarted(STARTED, VIEW, TYPED)).not.toContain('NRP');
    expect(renderStarted({ ...STARTED, waited: false }, VIEW, TYPED)).toContain('goes on in the cloud');
  });

  it('backups: none are made where nobody knows whether that can be', () => {
    const text = renderServiceBackups({ ...BACKUPS, share: null, backups: [] }, VIEW, TYPED);
    expect(text).toContain('\nnext: restack service show --target');
  });

  it('backups: sets are of this cloud where it lists one', () => {
    expect(renderServiceBackups(BACKUPS, VIEW, TYPED)).toContain('of this cloud');
    const backups = BACKUPS.backups.map((backup) => ({ ...backup, listed: null }));
    expect(renderServiceBackups({ ...BACKUPS, backups }, VIEW, TYPED)).toContain('of any cloud');
  });

  it('backups: each difference by its name', () => {
    const text = renderServiceBackups(BACKUPS, VIEW, TYPED);
    for (const name of [
      'NOT ON SHARE',
      'NOT LISTED',
      'STATUS DIFFERS',
      '3 backups DIFFER',
      '2 sets of other',
    ]) {
      expect(text).toContain(name);
    }
  });
});
