import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadEntries } from '../../../../../src/adapters/proof/pool/prove-in-two.js';
import type { Archive, PlacedEntry } from '../../../../../src/backup-set/zip/zip-archive.js';

function createEntry(index: number, compressedBytes: number): PlacedEntry {
  const name = `${index}`;
  return {
    entry: {
      name,
      folder: false,
      nameBytes: Buffer.from(name),
      versionNeeded: 20,
      flags: 0,
      method: 'deflated',
      time: 0,
      date: 0,
      crc32: 0,
      compressedBytes,
      sizeBytes: compressedBytes,
      localOffset: index,
    },
    end: index + 1,
  };
}

function createArchive(entries: readonly PlacedEntry[], failAt?: number): Pick<Archive, 'placedEntries'> {
  return {
    async *placedEntries() {
      for (const [index, entry] of entries.entries()) {
        await Promise.resolve();
        if (index === failAt) throw new Error('directory');
        yield entry;
      }
    },
  };
}

/** Provers that take so many turns of the event loop for each batch, and find the entries that are damaged. */
function createProvers(options: {
  readonly turns: readonly number[];
  readonly damaged: ReadonlySet<string>;
}) {
  const proved: string[] = [];
  const gather = async (
    serve: (prove: (entries: readonly PlacedEntry[]) => Promise<void>) => Promise<void>,
  ): Promise<void> => {
    await Promise.all(
      options.turns.map(async (turns) =>
        serve(async (entries) => {
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          for (const { entry } of entries) {
            if (options.damaged.has(entry.name)) throw new Error(entry.name);
            proved.push(entry.name);
          }
        }),
      ),
    );
  };
  return { proved, gather };
}

describe('entries spread over several provers', () => {
  const limits = { bytes: 100, entries: 5 };

  it('are proved once each, and the fault is the one that proving them in turn would have found first', async () => {
    const shape = fc.record({
      sizes: fc.array(fc.nat(150), { maxLength: 60 }),
      damaged: fc.array(fc.nat(60), { maxLength: 4 }),
      turns: fc.array(fc.nat(12), { minLength: 1, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ sizes, damaged, turns }) => {
        const entries = sizes.map((size, index) => createEntry(index, size));
        const { proved, gather } = createProvers({ turns, damaged: new Set(damaged.map(String)) });
        const first = Math.min(...damaged.filter((index) => index < entries.length));
        const outcome = await spreadEntries(createArchive(entries), gather, limits).then(
          () => 'sound',
          (error: unknown) => (error instanceof Error ? error.message : ''),
        );
        expect(outcome).toBe(first === Number.POSITIVE_INFINITY ? 'sound' : `${first}`);
        expect(new Set(proved).size).toBe(proved.length);
        if (outcome === 'sound') expect(proved.length).toBe(entries.length);
        else for (let before = 0; before < first; before += 1) expect(proved).toContain(`${before}`);
      }),
    );
  });

  it('end with what reading the directory fails with, unless an entry before is damaged', async () => {
    const entries = Array.from({ length: 40 }, (_, index) => createEntry(index, 30));
    for (const [damaged, failAt, expected] of [
      [[], 20, 'directory'],
      [['30'], 20, 'directory'],
      [['3'], 20, '3'],
    ] as const) {
      const { gather } = createProvers({ turns: [1, 9], damaged: new Set(damaged) });
      await expect(spreadEntries(createArchive(entries, failAt), gather, limits)).rejects.toThrow(expected);
    }
  });

  it('begin no batch once a fault is known', async () => {
    const entries = Array.from({ length: 1000 }, (_, index) => createEntry(index, 100));
    const { proved, gather } = createProvers({ turns: [1, 1], damaged: new Set(['2']) });
    await expect(spreadEntries(createArchive(entries), gather, limits)).rejects.toThrow('2');
    expect(proved.length).toBeLessThan(10);
  });
});
