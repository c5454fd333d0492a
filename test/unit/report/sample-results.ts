import type {
  DrillResult,
  ExtractResult,
  KeysResult,
  ListResult,
  ReportedFinding,
  ShowResult,
  VerifyResult,
} from '../../../src/schema/results.js';

/** What a hostile backup may hold wherever it holds text. */
export const HOSTILE = 'evil \u001b[2J\u202e\n\u009b31m 日本';

export const BACKUP_ID = '1f3a9c2e-0000-4000-8000-000000000001';
const OTHER_ID = '1f3a9c2e-ffff-4000-8000-000000000002';
const THUMBPRINT = '0F1E2D3C4B5A69788796A5B4C3D2E1F00F1E2D3C';
const LONG_REPOSITORY = 'WAS;Microsoft.Subscriptions.Admin;-;DirectoryTenantsWithAVeryLongNameIndeed';

function finding(code: string, severity: ReportedFinding['severity'], message = HOSTILE): ReportedFinding {
  return {
    code,
    severity,
    backupId: BACKUP_ID,
    repository: LONG_REPOSITORY,
    file: HOSTILE,
    pointer: '/0/id',
    message,
  };
}

const FINDINGS = [
  finding('TAG_MISMATCH', 'error'),
  finding('NOT_READ', 'warning'),
  finding('FOREIGN_FILE', 'info'),
  ...Array.from({ length: 20 }, (_, index) => finding('RECORD_INVALID', 'error', `record ${index}`)),
];

const LISTED = {
  backupId: BACKUP_ID,
  createdAt: '2026-01-01T00:00:00.000Z',
  stampVersion: `1.2301.0.55${HOSTILE}`,
  oemVersion: HOSTILE,
  deploymentId: '7d6f0b1c-2a33-4c77-9f5e-1b2c3d4e5f60',
  status: 'PartialSucceeded',
  automatic: true,
  encryption: { mode: 'certificate', thumbprint: THUMBPRINT },
  cloudRecoveryReady: false,
  layout: 'progressive',
  repositories: 14,
  sizeBytes: 123_456_789,
  store: HOSTILE,
} as const;

export const LIST: ListResult = {
  backups: [
    { ...LISTED, problems: FINDINGS },
    {
      ...LISTED,
      backupId: OTHER_ID,
      deploymentId: '8d6f0b1c-2a33-4c77-9f5e-1b2c3d4e5f60',
      status: 'Succeeded',
      encryption: { mode: 'key', thumbprint: null },
      cloudRecoveryReady: true,
      problems: [],
    },
  ],
  findings: FINDINGS,
};

export const SHOW: ShowResult = {
  ...LISTED,
  chains: [
    {
      repository: LONG_REPOSITORY,
      essential: true,
      snapshots: [
        {
          backupId: BACKUP_ID,
          type: 'Full',
          createdAt: LISTED.createdAt,
          status: 'Succeeded',
          dataFile: HOSTILE,
          sizeBytes: 10,
        },
      ],
    },
  ],
  roles: [{ roleName: HOSTILE, status: HOSTILE }],
  findings: FINDINGS,
};

export const VERIFY: VerifyResult = {
  level: 'content',
  backups: [
    {
      backupId: BACKUP_ID,
      verdict: 'failed',
      checked: { snapshots: 3, bytes: 4, records: 5 },
      findings: FINDINGS,
    },
    {
      backupId: OTHER_ID,
      verdict: 'passed',
      checked: { snapshots: 3, bytes: 4, records: 5 },
      findings: [finding('NOT_READ', 'warning')],
    },
  ],
  findings: [finding('FOREIGN_FILE', 'info')],
};

export const KEYS: KeysResult = {
  backups: [
    {
      backupId: BACKUP_ID,
      wantedThumbprint: THUMBPRINT,
      mode: 'certificate',
      keys: [
        { source: HOSTILE, thumbprint: THUMBPRINT, state: 'opens', expired: true, oaepHash: 'sha1' },
        { source: 'other.pfx', thumbprint: null, state: 'wrong-password', expired: false, oaepHash: null },
      ],
    },
    {
      backupId: OTHER_ID,
      wantedThumbprint: null,
      mode: 'key',
      keys: [{ source: HOSTILE, thumbprint: null, state: 'untested', expired: false, oaepHash: null }],
    },
    { backupId: OTHER_ID, wantedThumbprint: THUMBPRINT, mode: 'certificate', keys: [] },
  ],
};

export const EXTRACT: ExtractResult = {
  backupId: BACKUP_ID,
  out: HOSTILE,
  repositories: [{ repository: LONG_REPOSITORY, files: [{ path: HOSTILE, sizeBytes: 12 }] }],
};

const COUNTS = {
  read: 12,
  created: 2,
  adopted: 0,
  updated: 0,
  skipped: 0,
  manual: 0,
  failed: 1,
  outOfScope: 9,
};

export const DRILL: DrillResult = {
  runId: 'r1',
  backupId: BACKUP_ID,
  state: 'partial',
  terminal: true,
  startedAt: LISTED.createdAt,
  durationMs: 5_400_000,
  verification: { level: 'content', verdict: 'passed', findings: FINDINGS },
  conservation: {
    ...COUNTS,
    byKind: [
      { ...COUNTS, kind: 'plan', read: 3, outOfScope: 0 },
      {
        kind: 'secret',
        read: 9,
        created: 0,
        adopted: 0,
        updated: 0,
        skipped: 0,
        manual: 0,
        failed: 0,
        outOfScope: 9,
      },
    ],
  },
  stages: [
    { name: HOSTILE, kind: 'plan', objects: 3, durationMs: 12, state: 'partial' },
    { name: 'plans', kind: 'plan', objects: 3, durationMs: 1_200, state: 'done' },
  ],
  readBack: { compared: 2, different: 1 },
  problems: Array.from({ length: 12 }, () => ({
    kind: 'plan',
    id: `/subscriptions/${HOSTILE}`,
    bucket: 'failed' as const,
    reason: HOSTILE,
  })),
  objectives: { rtoMs: 1_000, achievedRtoMs: 5_400_000, rpoMs: null, achievedRpoMs: 86_400_000 },
};
