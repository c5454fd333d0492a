import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFileMemory } from '../../src/adapters/proof/worker/file-memory.js';
import { proveSnapshot, type SnapshotProof } from '../../src/backup-set/content/prove-snapshot.js';
import type { InPlaceProof } from '../../src/backup-set/data-file/open-data-file.js';
import { createLocalHasher, SEGMENT_SIZE } from '../../src/backup-set/data-file/segment-hasher.js';
import { buildZip, type ZipInput } from '../../src/backup-set/zip/write-zip.js';
import { createChangingFile, flipBit } from '../fixtures/changing-file.js';
import {
  createMemoryStore,
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
} from '../fixtures/sealed-snapshot.js';
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

/** Without limit of size, so that every file goes the way that it is sent. */
function createWays(): Readonly<Record<'in place' | 'in memory', InPlaceProof>> {
  const memory = createFileMemory({ limitBytes: Number.POSITIVE_INFINITY, blocking: false });
  return {
    'in place': { createHasher: createLocalHasher },
    'in memory': { createHasher: createLocalHasher, memory },
  };
}

const bytes = patternBytes(2 * SEGMENT_SIZE);
/** Half of it compresses, half of it does not. */
const text = Buffer.concat([Buffer.alloc(SEGMENT_SIZE, 'restack '), bytes.subarray(0, SEGMENT_SIZE)]);

const entry = fc.record({
  sizeBytes: fc.oneof(fc.nat(1000), fc.integer({ min: 0, max: 2 * SEGMENT_SIZE })),
  start: fc.nat(1000),
  method: fc.constantFrom('stored' as const, 'deflated' as const),
});

/** Damage of the plaintext, which the tag covers all the same, or of the file. Places are shares of the whole. */
const damage = fc.record({
  kind: fc.constantFrom('none', 'plaintext', 'flip', 'cut', 'grow'),
  place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

async function createArchive(
  entries: readonly { sizeBytes: number; start: number; method: ZipInput['method'] }[],
) {
  const inputs = entries.map(({ sizeBytes, start, method = 'stored' }, index): ZipInput => {
    const source = method === 'stored' ? bytes : text;
    return { name: `${index}`, content: source.subarray(start, start + sizeBytes), method };
  });
  return buildZip(inputs, { modifiedAt });
}

function applyDamage(file: Uint8Array, { kind, place }: { kind: string; place: number }): Uint8Array {
  const at = Math.floor(place * file.length);
  if (kind === 'flip') return flipBit(file, at);
  if (kind === 'cut') return file.subarray(0, at);
  return kind === 'grow' ? Buffer.concat([file, file.subarray(0, at)]) : file;
}

async function judge(proof: SnapshotProof) {
  await proof.dataFile?.dispose();
  return { findings: proof.findings, bytes: proof.bytes };
}

describe('a data file', () => {
  it('is judged alike where it lies, in memory, and by a copy of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 4 }), damage, async (entries, fault) => {
        const sound = await createArchive(entries);
        const changed = fault.kind === 'plaintext' && sound.length > 0;
        const plaintext = changed ? flipBit(sound, Math.floor(fault.place * sound.length)) : sound;
        const { snapshot, context, dataFile } = await createSealedSnapshot({ plaintext });
        const damaged = applyDamage(dataFile, fault);
        const copy = createMemoryStore({ [snapshot.dataFile]: damaged }, 100_000);
        const expected = await judge(await proveSnapshot(snapshot, { ...context, store: copy }));
        expect(expected.findings.length).toBe(fault.kind === 'none' ? 0 : expected.findings.length);
        for (const inPlace of Object.values(createWays())) {
          const file = createChangingFile(damaged);
          const proof = await proveSnapshot(snapshot, { ...context, store: file.store, inPlace });
          expect(await judge(proof)).toEqual(expected);
          expect(file.counts.open).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('that changes after it was authenticated is proved as it was, or shows the change', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 3 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        async (entries, place) => {
          const plaintext = await createArchive(entries);
          const { snapshot, context, dataFile } = await createSealedSnapshot({ plaintext });
          for (const [way, inPlace] of Object.entries(createWays())) {
            const file = createChangingFile(dataFile);
            file.onEnd = () => {
              file.bytes = flipBit(dataFile, 90 + Math.floor(place * (dataFile.length - 90)));
            };
            const proof = await proveSnapshot(snapshot, { ...context, store: file.store, inPlace });
            const codes = proof.findings.map(({ code }) => code);
            if (way === 'in memory') expect(codes).toEqual([]);
            else expect([[], ['TAG_MISMATCH']]).toContainEqual(codes);
            await proof.dataFile?.dispose();
            expect(file.counts.open).toBe(0);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

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
