import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createMemoryBudget,
  createProofPool,
  MEMORY_BUDGET_BYTES,
  type ProofPool,
} from '../../../../src/adapters/proof/pool/proof-pool.js';
import { spreadEntries } from '../../../../src/adapters/proof/pool/prove-in-two.js';
import type { Archive, PlacedEntry } from '../../../../src/backup-set/zip/zip-archive.js';
import type { FileToProve } from '../../../../src/adapters/proof/thread/proof-messages.js';
import type { ProofThread } from '../../../../src/adapters/proof/thread/proof-thread.js';
import type { Snapshot } from '../../../../src/backup-set/catalog.js';
import { createLocalHasher } from '../../../../src/backup-set/data-file/segment-hasher.js';
import { splitCompactKey } from '../../../../src/crypto/compact-key.js';
import { buildZip } from '../../../../src/backup-set/zip/write-zip.js';
import { MIB } from '../../../../src/core/sizes.js';
import { createChangingFile } from '../../../fixtures/changing-file.js';
import {
  compactKey,
  createContext,
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
} from '../../../fixtures/sealed-snapshot.js';

describe('a memory budget', () => {
  it('lets no more be held than there is, and never takes away what one has', () => {
    const step = fc.record({ holder: fc.nat(4), sizeBytes: fc.nat(80), release: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const budget = createMemoryBudget<number>(100);
        const held = new Map<number, number>();
        for (const { holder, sizeBytes, release } of steps) {
          if (release) {
            budget.release(holder);
            held.delete(holder);
            continue;
          }
          const own = held.get(holder) ?? 0;
          const sum = [...held.values()].reduce((total, size) => total + size, 0);
          const fits = sum - own + Math.max(own, sizeBytes) <= 100;
          expect(budget.reserve(holder, sizeBytes)).toBe(fits);
          if (fits) held.set(holder, Math.max(own, sizeBytes));
        }
      }),
    );
  });

  it('gives all of it to one, and none to another until it is released', () => {
    const budget = createMemoryBudget<string>(100);
    expect(budget.reserve('one', 101)).toBe(false);
    expect(budget.reserve('one', 100)).toBe(true);
    expect(budget.reserve('other', 1)).toBe(false);
    budget.release('one');
    expect(budget.reserve('other', 1)).toBe(true);
  });
});

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

const key = { ...splitCompactKey(compactKey), findings: [] };

/** The events in the threads of a pool, as they saw them. */
interface ThreadLog {
  readonly started: FakeThread[];
  /** Files in the order in which threads began them. */
  readonly files: FileToProve[];
  /** The most that all threads together held in memory, in bytes. */
  mostHeldBytes: number;
  /** The most threads that worked at a time. */
  mostAtWork: number;
}

class FakeThread implements ProofThread {
  readonly #log: ThreadLog;
  readonly #outcome: (file: FileToProve) => Promise<void>;
  heldBytes = 0;
  ended = false;
  idle = true;
  hashed = 0;
  alive = true;

  constructor(log: ThreadLog, outcome: (file: FileToProve) => Promise<void>) {
    this.#log = log;
    this.#outcome = outcome;
    log.started.push(this);
  }

  async proveFile(file: FileToProve) {
    this.idle = false;
    this.#log.files.push(file);
    if (file.inMemory) this.heldBytes = Math.max(this.heldBytes, file.snapshot.dataFileSizeBytes);
    const living = this.#log.started.filter((thread) => !thread.ended);
    const held = living.reduce((sum, thread) => sum + thread.heldBytes, 0);
    this.#log.mostHeldBytes = Math.max(this.#log.mostHeldBytes, held);
    this.#log.mostAtWork = Math.max(this.#log.mostAtWork, living.filter((thread) => !thread.idle).length);
    await this.#outcome(file);
    this.idle = true;
    return { findings: [], bytes: file.snapshot.dataFileSizeBytes };
  }

  async proveEntries(): Promise<void> {}

  createHasher(macKey: Uint8Array) {
    this.hashed += 1;
    return createLocalHasher(macKey);
  }

  keepAlive(alive: boolean): void {
    this.alive = alive;
  }

  async end(): Promise<void> {
    this.ended = true;
    this.idle = false;
  }
}

async function prepare(
  count: number,
  outcome: (file: FileToProve) => Promise<void> = async () => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  },
) {
  const content = { name: 'a', content: patternBytes(5000), method: 'stored' as const };
  const { snapshot, dataFile } = await createSealedSnapshot({
    plaintext: await buildZip([content], { modifiedAt }),
  });
  const log: ThreadLog = { started: [], files: [], mostHeldBytes: 0, mostAtWork: 0 };
  const abort = new AbortController();
  const file = createChangingFile(dataFile);
  const context = { ...createContext({}), store: file.store };
  const threads = { count, start: () => new FakeThread(log, outcome) };
  const pool = createProofPool(context, threads, abort.signal);
  const prove = async (sizeBytes: number) => proveSized(pool, { ...snapshot, dataFileSizeBytes: sizeBytes });
  return { pool, prove, log, abort };
}

async function proveSized(pool: ProofPool, snapshot: Snapshot) {
  pool.expect();
  return pool.prove({ snapshot, key, onBytes: () => {} });
}

describe('a pool of threads', () => {
  it('proves all files, the largest first, with as many threads as there may be', async () => {
    const { pool, prove, log } = await prepare(3);
    const sizes = [5, 9, 7, 8, 6, 9, 5].map((size) => size * MIB);
    const results = await Promise.all(sizes.map(prove));
    expect(results.map(({ bytes }) => bytes)).toEqual(sizes);
    const begun = log.files.map(({ snapshot }) => snapshot.dataFileSizeBytes);
    expect(begun).toEqual(sizes.toSorted((one, other) => other - one));
    expect(log.started.length).toBe(3);
    expect(log.mostAtWork).toBe(3);
    await pool.close();
    expect(log.started.every(({ ended }) => ended)).toBe(true);
  });

  it('lets its threads hold no more than the budget in memory, and proves the rest where it lies', async () => {
    const { prove, log } = await prepare(8);
    const sizes = Array.from({ length: 40 }, (_, index) => (index % 3 === 0 ? 40 : 7) * MIB);
    await Promise.all(sizes.map(prove));
    expect(log.files.length).toBe(sizes.length);
    expect(log.mostHeldBytes).toBeLessThanOrEqual(MEMORY_BUDGET_BYTES);
    expect(log.mostHeldBytes).toBeGreaterThan(MEMORY_BUDGET_BYTES / 2);
    expect(log.files.some(({ inMemory }) => !inMemory)).toBe(true);
  });

  it('gives back the memory of a thread that ended', async () => {
    const { prove, log } = await prepare(2, async ({ snapshot }) => {
      if (snapshot.dataFileSizeBytes === 90 * MIB) throw new Error('the thread failed');
    });
    const failing = Promise.all([prove(90 * MIB), prove(89 * MIB), prove(10 * MIB)]);
    await expect(failing).rejects.toThrow('the thread failed');
    expect(log.started.filter(({ ended }) => ended).length).toBe(1);
    await Promise.all([prove(91 * MIB), prove(91 * MIB)]);
    expect(log.files.at(-2)).toMatchObject({ inMemory: true });
    expect(log.files.at(-1)).toMatchObject({ inMemory: false });
  });

  it('proves the one that is larger than all others together in this thread, with another for the tag', async () => {
    const { prove, log } = await prepare(2);
    const results = await Promise.all([prove(50 * MIB), prove(20 * MIB), prove(20 * MIB)]);
    expect(results.map(({ bytes }) => bytes)).toEqual([50 * MIB, 20 * MIB, 20 * MIB]);
    expect(results[0].findings).toEqual([]);
    expect(log.started.reduce((sum, { hashed }) => sum + hashed, 0)).toBe(1);
    expect(log.files.map(({ snapshot }) => snapshot.dataFileSizeBytes)).toEqual([20 * MIB, 20 * MIB]);
  });

  it('keeps no process from ending while it waits', async () => {
    const { pool, prove, log } = await prepare(2);
    pool.expect();
    expect(log.started.map(({ alive }) => alive)).toEqual([false]);
    await Promise.all([prove(5 * MIB), prove(6 * MIB), prove(5 * MIB)]);
    expect(log.started.every(({ alive, ended }) => !alive && !ended)).toBe(true);
    await Promise.all([prove(5 * MIB), prove(5 * MIB)]);
    expect(log.started.length).toBe(2);
    await pool.close();
  });

  it('ends what works when it is aborted, begins nothing more, and throws the reason', async () => {
    const { prove, log, abort } = await prepare(2, async () => {
      abort.abort(new Error('stopped'));
      await Promise.resolve();
      throw new Error('the thread was ended');
    });
    const results = await Promise.allSettled([
      prove(9 * MIB),
      prove(9 * MIB),
      prove(8 * MIB),
      prove(7 * MIB),
    ]);
    for (const result of results) expect(result).toMatchObject({ reason: { message: 'stopped' } });
    expect(log.files.length).toBeLessThanOrEqual(2);
    expect(log.started.filter(({ idle }) => !idle).every(({ ended }) => ended)).toBe(true);
  });
});
