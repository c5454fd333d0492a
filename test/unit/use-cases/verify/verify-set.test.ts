import { describe, expect, it, vi } from 'vitest';
import type { BackupSet, Snapshot } from '../../../../src/backup-set/catalog.js';
import type { LocatedRecord } from '../../../../src/backup-set/content/records.js';
import { createFinding, type Finding, selectOutcome } from '../../../../src/core/errors/finding.js';
import { parseRepositoryName } from '../../../../src/core/repository-name.js';
import {
  type FileProof,
  type SetProver,
  VERIFICATION_LEVELS,
  type VerificationLevel,
  verifySet,
} from '../../../../src/use-cases/verify/verify-set.js';

const BACKUP = 'b0000000-0000-4000-8000-000000000001';
const PLANS = 'WAS;Microsoft.Subscriptions.Admin;-;Plans';
const OPAQUE = 'CA;CertificateAuthority;-;CertificateAuthority';

function createSnapshot(repositoryName: string, type: Snapshot['type'] = 'Full'): Snapshot {
  const repository = parseRepositoryName(repositoryName);
  if (repository === undefined) throw new Error(repositoryName);
  return {
    repository,
    repositoryName,
    backupId: BACKUP,
    type,
    contemporaneous: true,
    automatic: true,
    status: 'Succeeded',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    takenAt: new Date('2026-01-01T00:00:00Z'),
    layout: 'progressive',
    dataVersion: '1.1.0',
    stampVersion: '1.2301.0.55',
    oemVersion: null,
    deploymentId: 'd0000000-0000-4000-8000-000000000001',
    encryption: { mode: 'key' },
    dependentFullId: null,
    previousId: null,
    metadataFile: `${repositoryName}.xml`,
    dataFile: `${repositoryName}.zip`,
    dataFileSizeBytes: 10,
    description: null,
    statedSizeKb: null,
  };
}

function createSet(chains: BackupSet['chains'], findings: readonly Finding[] = []): BackupSet {
  return {
    backupId: BACKUP,
    createdAt: new Date('2026-01-01T00:00:00Z'),
    layout: 'progressive',
    stampVersion: '1.2301.0.55',
    oemVersion: null,
    deploymentId: 'd0000000-0000-4000-8000-000000000001',
    status: 'Succeeded',
    automatic: true,
    encryption: { mode: 'key', thumbprint: null },
    cloudRecoveryReady: true,
    essential: new Set(),
    chains,
    registrations: [],
    roles: [],
    sizeBytes: 10 * chains.length,
    store: 'share',
    folder: 'progressivebackup/1.2301.0.55',
    findings,
    foundations: [],
  };
}

const planChain = {
  repositoryName: PLANS,
  snapshots: [createSnapshot(PLANS), createSnapshot(PLANS, 'Progressive')],
};
const opaqueChain = { repositoryName: OPAQUE, snapshots: [createSnapshot(OPAQUE)] };

function planRecord(quotaIds: readonly string[]): LocatedRecord {
  const id = '/subscriptions/p/resourceGroups/rg/providers/Microsoft.Subscriptions.Admin/plans/gold';
  const value = { id, name: 'gold', type: 'Microsoft.Subscriptions.Admin/plans', location: 'seattle' };
  const properties = { name: 'gold', displayName: 'Gold', quotaIds: [...quotaIds] };
  return {
    record: { kind: 'plan', repositoryName: PLANS, index: 0, value: { ...value, properties } },
    place: { repository: PLANS },
  };
}

const UNLIMITED = '/subscriptions/p/providers/Microsoft.KeyVault.Admin/locations/seattle/quotas/Unlimited';
const ABSENT = '/subscriptions/p/providers/Microsoft.Compute.Admin/locations/seattle/quotas/absent';

function createProver(options: {
  files?: Readonly<Record<string, Partial<FileProof>>>;
  keys?: readonly Finding[];
}) {
  const proveFile = vi.fn<SetProver['proveFile']>((snapshot, { content, onBytes }) => {
    onBytes(snapshot.dataFileSizeBytes);
    const proof = options.files?.[snapshot.repositoryName] ?? {};
    const proved = { findings: [], bytes: snapshot.dataFileSizeBytes, ...proof };
    return Promise.resolve(content ? proved : { ...proved, content: undefined });
  });
  const unwrapKey = vi.fn<SetProver['unwrapKey']>(() => Promise.resolve(options.keys ?? []));
  return { proveFile, unwrapKey };
}

const oneRecord = (quotaIds: readonly string[]): Partial<FileProof> => ({
  content: { located: [planRecord(quotaIds)], findings: [], recordCount: 1 },
});

describe('verifySet', () => {
  it.each<[VerificationLevel, number, number]>([
    ['structure', 0, 0],
    ['keys', 3, 0],
    ['integrity', 0, 3],
    ['content', 0, 3],
  ])('at level %s unwraps %i keys by themselves and proves %i files', async (level, keys, files) => {
    const prover = createProver({ files: { [PLANS]: oneRecord([UNLIMITED]) } });
    const verdict = await verifySet(createSet([planChain, opaqueChain]), { level, prover });
    expect(verdict.verdict).toBe('passed');
    expect(prover.unwrapKey).toHaveBeenCalledTimes(keys);
    expect(prover.proveFile).toHaveBeenCalledTimes(files);
    expect(verdict.checked.bytes).toBe(files * 10);
    expect(verdict.checked.records).toBe(level === 'content' ? 1 : 0);
  });

  it('reads the records of the last snapshot of a chain only', async () => {
    const prover = createProver({ files: { [PLANS]: oneRecord([UNLIMITED]) } });
    await verifySet(createSet([planChain]), { level: 'content', prover });
    const asked = prover.proveFile.mock.calls.map(([snapshot, { content }]) => [snapshot.type, content]);
    expect(asked).toEqual([
      ['Full', false],
      ['Progressive', true],
    ]);
  });

  it.each(VERIFICATION_LEVELS)('fails at level %s when the set has a structural error', async (level) => {
    const broken = [createFinding('REPOSITORY_MISSING', 'm', { backupId: BACKUP })];
    const prover = createProver({ files: { [PLANS]: oneRecord([UNLIMITED]) } });
    const verdict = await verifySet(createSet([planChain], broken), { level, prover });
    expect(verdict.verdict).toBe('failed');
    expect(verdict.records).toBeUndefined();
    expect(selectOutcome(verdict.findings)).toBe('INCOMPLETE');
  });

  it('returns damage as findings, and hands out no record of a damaged set', async () => {
    const damage = [createFinding('TAG_MISMATCH', 'm', { repository: OPAQUE })];
    const prover = createProver({
      files: { [PLANS]: oneRecord([UNLIMITED]), [OPAQUE]: { findings: damage, bytes: 0 } },
    });
    const verdict = await verifySet(createSet([planChain, opaqueChain]), { level: 'content', prover });
    expect(verdict).toMatchObject({ verdict: 'failed', checked: { bytes: 20 }, records: undefined });
    expect(selectOutcome(verdict.findings)).toBe('INTEGRITY');
  });

  it('follows references between the records', async () => {
    const prover = createProver({
      files: {
        [PLANS]: oneRecord([ABSENT]),
        'CRP;Microsoft.Compute.Admin;-;Quota': { content: { located: [], findings: [], recordCount: 0 } },
      },
    });
    const quotas = 'CRP;Microsoft.Compute.Admin;-;Quota';
    const set = createSet([planChain, { repositoryName: quotas, snapshots: [createSnapshot(quotas)] }]);
    const verdict = await verifySet(set, { level: 'content', prover });
    expect(selectOutcome(verdict.findings)).toBe('REFERENCE');
  });

  it('calls nothing dangling that only cannot be read', async () => {
    const quotas = 'CRP;Microsoft.Compute.Admin;-;Quota';
    const invalid = createFinding('RECORD_INVALID', 'm', { repository: quotas });
    const prover = createProver({
      files: {
        [PLANS]: oneRecord([ABSENT]),
        [quotas]: { content: { located: [], findings: [invalid], recordCount: 1 } },
      },
    });
    const set = createSet([planChain, { repositoryName: quotas, snapshots: [createSnapshot(quotas)] }]);
    const verdict = await verifySet(set, { level: 'content', prover });
    expect(verdict.findings.map(({ code }) => code)).toContain('RECORD_INVALID');
    expect(verdict.findings.map(({ code }) => code)).not.toContain('REFERENCE_DANGLING');
    expect(verdict.checked.records).toBe(2);
  });

  it.each<[string, BackupSet, VerificationLevel]>([
    ['no snapshot', createSet([]), 'structure'],
    ['no record', createSet([opaqueChain]), 'content'],
  ])('fails a set with %s', async (_, set, level) => {
    const empty = { content: { located: [], findings: [], recordCount: 0 } };
    const prover = createProver({ files: { [OPAQUE]: empty } });
    const verdict = await verifySet(set, { level, prover });
    expect(verdict.verdict).toBe('failed');
    expect(selectOutcome(verdict.findings)).toBe('NOTHING_CHECKED');
  });

  it('throws what says nothing about the set', async () => {
    const prover = createProver({});
    prover.proveFile.mockRejectedValue(new Error('share gone'));
    const ended: string[] = [];
    const progress = {
      begin: () => ({ advance() {}, note() {}, end: (outcome: string) => void ended.push(outcome) }),
    };
    await expect(
      verifySet(createSet([planChain]), { level: 'integrity', prover, progress }),
    ).rejects.toThrow();
    expect(ended).toEqual(['failed']);
  });
});
