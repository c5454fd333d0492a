import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackupSet, RepositoryChain } from '../../src/backup-set/catalog.js';
import { hasErrors } from '../../src/core/errors/finding.js';
import { id, MINIMUM, registrationsOf, ShareBuilder } from '../fixtures/share-builder.js';

/** Every set needs all of them. */
const REPOSITORIES = MINIMUM;

interface RandomSnapshot {
  readonly n: number;
  readonly repository: string;
  readonly isFull: boolean;
  readonly contemporaneous: boolean;
  readonly previous: number;
  readonly full: number;
  readonly leaveOut: 'metadata' | 'data' | undefined;
  readonly failed: boolean;
  readonly oem: string;
}

/** Snapshots that refer to each other at random: forwards, backwards, in circles, or nowhere. */
const anySnapshot: fc.Arbitrary<RandomSnapshot> = fc.record({
  n: fc.nat(7),
  repository: fc.constantFrom(...REPOSITORIES),
  isFull: fc.boolean(),
  contemporaneous: fc.boolean(),
  previous: fc.nat(7),
  full: fc.nat(7),
  leaveOut: fc.constantFrom<('metadata' | 'data' | undefined)[]>(
    undefined,
    undefined,
    undefined,
    'metadata',
    'data',
  ),
  failed: fc.nat(9).map((value) => value === 0),
  oem: fc.nat(9).map((value) => (value === 0 ? '2' : '1')),
});

function build(snapshots: readonly RandomSnapshot[]): ShareBuilder {
  const share = new ShareBuilder().registrations(registrationsOf(REPOSITORIES));
  for (const { n, repository, isFull, contemporaneous, previous, full, leaveOut, failed, oem } of snapshots) {
    share.snapshot({
      n,
      repository,
      contemporaneous,
      type: isFull ? 'Full' : 'Progressive',
      ...(isFull ? {} : { previous: id(previous), full: id(full) }),
      ...(leaveOut === undefined ? {} : { leaveOut }),
      metadata: { OemVersion: oem },
      properties: failed ? { BackupStatus: 'Failed' } : {},
    });
  }
  return share;
}

/** Format section 4, stated a second time and without cleverness. */
function isConsistent({ repositoryName, snapshots }: RepositoryChain, set: BackupSet): boolean {
  const [full, ...progressives] = snapshots;
  const last = snapshots.at(-1);
  if (full?.type !== 'Full' || last?.backupId !== set.backupId || !last.contemporaneous) return false;
  const areLinked = progressives.every(
    (snapshot, index) =>
      snapshot.type === 'Progressive' &&
      snapshot.dependentFullId === full.backupId &&
      snapshot.previousId === snapshots[index]?.backupId,
  );
  const doAgree = snapshots.every(
    (snapshot) =>
      snapshot.repositoryName === repositoryName &&
      snapshot.status === 'Succeeded' &&
      snapshot.oemVersion === full.oemVersion &&
      snapshot.deploymentId === full.deploymentId,
  );
  return areLinked && doAgree && new Set(snapshots).size === snapshots.length;
}

describe('a catalog', () => {
  it('never fails on random references, and its sets hold consistent chains only', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySnapshot, { maxLength: 40 }), async (snapshots) => {
        const share = build(snapshots);
        const catalog = await share.catalog();
        for (const set of catalog.sets) {
          expect(set.chains.filter((chain) => !isConsistent(chain, set))).toEqual([]);
          expect(
            set.chains.every((chain) => chain.snapshots.every(({ dataFile }) => share.files.has(dataFile))),
          ).toBe(true);
          const isWhole = set.chains.length === REPOSITORIES.length;
          const contradicts = set.findings.some(({ code }) => code === 'SNAPSHOT_ORDER');
          expect(set.cloudRecoveryReady).toBe(isWhole && !contradicts);
          expect(set.cloudRecoveryReady || hasErrors(set.findings)).toBe(true);
          expect(set.findings.every(({ backupId }) => backupId === set.backupId)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of healthy chains loses exactly the sets that a deleted file belongs to', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.nat(),
        fc.nat(),
        async (backups, position, fullSeed) => {
          const share = new ShareBuilder().registrations(registrationsOf(REPOSITORIES));
          const secondFull = 1 + (fullSeed % backups);
          for (let n = 1; n <= backups; n++) {
            share.backup(n, { repositories: REPOSITORIES, fullAt: n < secondFull ? 1 : secondFull });
          }
          const files = [...share.files.keys()].filter((path) => !path.endsWith('.json'));
          const deleted = files[position % files.length] ?? '';
          const before = await share.catalog();
          const after = await share.remove(deleted).catalog();
          const stem = deleted.slice(0, -4);
          const needs = (set: BackupSet) =>
            set.chains.some(({ snapshots }) => snapshots.some(({ dataFile }) => dataFile.startsWith(stem)));
          const hit = before.sets.filter(needs).map(({ backupId }) => backupId);
          expect(hit.length).toBeGreaterThan(0);
          expect(before.sets.every((set) => set.cloudRecoveryReady)).toBe(true);
          const lost = after.sets.filter((set) => !set.cloudRecoveryReady).map(({ backupId }) => backupId);
          expect(lost).toEqual(hit);
        },
      ),
      { numRuns: 100 },
    );
  });
});
