import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackupSet, Snapshot } from '../../src/backup-set/catalog.js';
import { createFinding, type Finding } from '../../src/core/errors/finding.js';
import { parseRepositoryName } from '../../src/core/repository-name.js';
import { shareProofs } from '../../src/use-cases/verify/share-proofs.js';
import {
  type FileProof,
  type SetProver,
  VERIFICATION_LEVELS,
  verifySet,
} from '../../src/use-cases/verify/verify-set.js';

const REPOSITORIES = [
  'WAS;Microsoft.Subscriptions.Admin;-;Plans',
  'CRP;Microsoft.Compute.Admin;-;Quota',
  'CA;CertificateAuthority;-;CertificateAuthority',
] as const;

/** The faults that proving a snapshot finds, in its key, its bytes and its records. */
interface SnapshotShape {
  readonly startsChain: boolean;
  readonly faults: { readonly key: boolean; readonly bytes: boolean; readonly records: boolean };
  readonly sha1: boolean;
}

const snapshotShape: fc.Arbitrary<SnapshotShape> = fc.record({
  startsChain: fc.boolean(),
  faults: fc.record({ key: fc.boolean(), bytes: fc.boolean(), records: fc.boolean() }),
  sha1: fc.boolean(),
});

/** A share: for each set, by age, the shape of its own snapshot of each repository. */
const shareShape = fc.array(fc.tuple(snapshotShape, snapshotShape, snapshotShape), {
  minLength: 1,
  maxLength: 8,
});

function createSnapshot(repositoryName: string, number: number, type: Snapshot['type']): Snapshot {
  const repository = parseRepositoryName(repositoryName);
  if (repository === undefined) throw new Error(repositoryName);
  const stem = `${repositoryName}/${number}`;
  return {
    repository,
    repositoryName,
    backupId: `b0000000-0000-4000-8000-00000000000${number}`,
    type,
    contemporaneous: true,
    automatic: true,
    status: 'Succeeded',
    createdAt: new Date(Date.UTC(2026, 0, number + 1)),
    takenAt: new Date(Date.UTC(2026, 0, number + 1)),
    layout: 'progressive',
    dataVersion: '1.1.0',
    stampVersion: '1.2301.0.55',
    oemVersion: null,
    deploymentId: 'd0000000-0000-4000-8000-000000000001',
    encryption: { mode: 'key' },
    dependentFullId: null,
    previousId: null,
    metadataFile: `${stem}.xml`,
    dataFile: `${stem}.zip`,
    dataFileSizeBytes: 10 + number,
    description: null,
    statedSizeKb: null,
  };
}

function createSet(number: number, chains: BackupSet['chains']): BackupSet {
  return {
    backupId: `b0000000-0000-4000-8000-00000000000${number}`,
    createdAt: new Date(Date.UTC(2026, 0, number + 1)),
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
    sizeBytes: 10,
    store: 'share',
    folder: '',
    findings: [],
    foundations: [],
  };
}

interface Share {
  readonly sets: readonly BackupSet[];
  readonly snapshotCount: number;
  readonly createProver: () => SetProver;
}

/** Sets whose chains share their beginnings, and provers that find what the shapes say. */
function createShare(shapes: readonly (readonly SnapshotShape[])[]): Share {
  const shapeOf = new Map<string, SnapshotShape>();
  const chains = new Map<string, readonly Snapshot[]>();
  const sets = shapes.map((ofSet, number) => {
    const own = ofSet.map((shape, index) => {
      const repositoryName = REPOSITORIES[index] ?? '';
      const before = shape.startsChain ? [] : (chains.get(repositoryName) ?? []);
      const type = before.length === 0 ? 'Full' : 'Progressive';
      const snapshot = createSnapshot(repositoryName, number, type);
      shapeOf.set(snapshot.dataFile, shape);
      const snapshots = [...before, snapshot];
      chains.set(repositoryName, snapshots);
      return { repositoryName, snapshots };
    });
    return createSet(number, own);
  });
  const find = ({ dataFile }: Snapshot): SnapshotShape => {
    const shape = shapeOf.get(dataFile);
    if (shape === undefined) throw new Error(dataFile);
    return shape;
  };
  return { sets, snapshotCount: shapeOf.size, createProver: () => createProver(find) };
}

function createProver(find: (snapshot: Snapshot) => SnapshotShape): SetProver {
  const note = (snapshot: Snapshot, code: Parameters<typeof createFinding>[0]): Finding =>
    createFinding(code, 'found', { backupId: snapshot.backupId, file: snapshot.dataFile });
  const judgeKey = (snapshot: Snapshot): readonly Finding[] => {
    const { faults, sha1 } = find(snapshot);
    if (faults.key) return [note(snapshot, 'KEY_MISSING')];
    return sha1 ? [note(snapshot, 'WRAPPED_KEY_SHA1')] : [];
  };
  return {
    unwrapKey: async (snapshot) => judgeKey(snapshot),
    async proveFile(snapshot, { content, onBytes }): Promise<FileProof> {
      await Promise.resolve();
      onBytes(snapshot.dataFileSizeBytes);
      const { faults } = find(snapshot);
      const findings = judgeKey(snapshot);
      if (faults.key) return { findings, bytes: 0 };
      if (faults.bytes) return { findings: [...findings, note(snapshot, 'TAG_MISMATCH')], bytes: 0 };
      const proof = { findings, bytes: snapshot.dataFileSizeBytes };
      if (!content) return proof;
      const found = faults.records ? [note(snapshot, 'RECORD_INVALID')] : [note(snapshot, 'NOT_READ')];
      return { ...proof, content: { located: [], findings: found, recordCount: 2 } };
    },
  };
}

describe('proofs shared by the sets of a share', () => {
  it.each(VERIFICATION_LEVELS)(
    'give each set, at level %s, what a run for it alone gives, in any order',
    async (level) => {
      const order = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(shareShape, order, async (shapes, keys) => {
          const { sets, createProver: create } = createShare(shapes);
          const sharing = shareProofs(create());
          const shuffled = sets.toSorted(
            (a, b) => (keys[sets.indexOf(a)] ?? 0) - (keys[sets.indexOf(b)] ?? 0),
          );
          for (const set of shuffled) {
            const shared = await verifySet(set, { level, prover: sharing });
            expect(shared).toEqual(await verifySet(set, { level, prover: create() }));
          }
        }),
      );
    },
  );

  it.each(['integrity', 'content', 'keys'] as const)(
    'are as many as there are snapshots, at level %s, when the oldest set comes first',
    async (level) => {
      await fc.assert(
        fc.asyncProperty(shareShape, async (shapes) => {
          const { sets, snapshotCount, createProver: create } = createShare(shapes);
          const sharing = shareProofs(create());
          for (const set of sets) await verifySet(set, { level, prover: sharing });
          const asked = sets.flatMap(({ chains }) => chains).flatMap(({ snapshots }) => snapshots).length;
          expect(sharing.counts()).toEqual({ made: snapshotCount, shared: asked - snapshotCount });
        }),
      );
    },
  );
});
