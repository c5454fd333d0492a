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
