import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { OpenContext } from '../../../../src/backup-set/data-file/open-data-file.js';
import { proveSnapshot } from '../../../../src/backup-set/content/prove-snapshot.js';
import { createLocalHasher, SEGMENT_SIZE } from '../../../../src/backup-set/data-file/segment-hasher.js';
import { buildZip, type ZipInput } from '../../../../src/backup-set/zip/write-zip.js';
import type { StagingArea } from '../../../../src/backup-set/data-file/staged-bytes.js';
import type { Store, StoreFileReader } from '../../../../src/backup-set/store.js';
import {
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
  type SealedSnapshotOptions,
} from '../../../fixtures/sealed-snapshot.js';

const noStaging: StagingArea = {
  stage: () => Promise.reject(new Error('nothing may be staged')),
  dispose: async () => {},
};

/** A store over one file in memory, which may change between two reads. */
function createChangingStore(bytes: Uint8Array): {
  store: Store;
  change: (at: number) => void;
  open: () => number;
} {
  let current = bytes;
  let open = 0;
  const openReader = async (): Promise<StoreFileReader> => {
    open += 1;
    let closed = false;
    return {
      read: async (target, offset) => {
        const part = current.subarray(offset, offset + target.length);
        target.set(part);
        return part.length;
      },
      close: async () => {
        if (!closed) open -= 1;
        closed = true;
      },
    };
  };
  const refuse = (): never => {
    throw new Error('only the reader may be used');
  };
  return {
    store: { location: 'memory', list: refuse, readFile: refuse, openStream: refuse, openReader },
    change: (at) => {
      const changed = new Uint8Array(current);
      changed[at] = (changed[at] ?? 0) ^ 1;
      current = changed;
    },
    open: () => open,
  };
}

async function prepare(options: SealedSnapshotOptions): Promise<{
  readonly prove: () => ReturnType<typeof proveSnapshot>;
  readonly changing: ReturnType<typeof createChangingStore>;
}> {
  const { snapshot, context, dataFile } = await createSealedSnapshot(options);
  const changing = createChangingStore(dataFile);
  const keyed: OpenContext = {
    ...context,
    store: changing.store,
    staging: noStaging,
    inPlace: { createHasher: createLocalHasher },
  };
  return { prove: () => proveSnapshot(snapshot, keyed), changing };
}

const SIZES = [
  0,
  1,
  SEGMENT_SIZE - 200,
  SEGMENT_SIZE - 60,
  SEGMENT_SIZE,
  2 * SEGMENT_SIZE - 133,
  5 * SEGMENT_SIZE + 7,
];

async function archiveOf(...contents: readonly Uint8Array[]): Promise<Buffer> {
  const inputs = contents.map((content, index): ZipInput => ({
    name: `${index}`,
    content,
    method: 'stored',
  }));
  return Buffer.from(await buildZip(inputs, { modifiedAt }));
}

describe('a data file that is proved where it lies', () => {
  it.each(SIZES)('proves with entries of %i bytes', async (size) => {
    const plaintext = await archiveOf(patternBytes(size), patternBytes(10), patternBytes(size, 'second'));
    const { prove, changing } = await prepare({ plaintext });
    const proof = await prove();
    expect(proof.findings).toEqual([]);
    expect(proof.bytes).toBeGreaterThan(plaintext.length);
    await proof.dataFile?.dispose();
    expect(changing.open()).toBe(0);
  });

  it('proves deflated entries, too', async () => {
    const plaintext = await buildZip([{ name: 'a', content: patternBytes(3 * SEGMENT_SIZE) }], {
      modifiedAt,
    });
    const { prove } = await prepare({ plaintext });
    const proof = await prove();
    expect(proof.findings).toEqual([]);
    await proof.dataFile?.dispose();
  });

  it('finds a wrong CRC in each of its segments', async () => {
    for (const at of [
      100,
      SEGMENT_SIZE + 5,
      2 * SEGMENT_SIZE - 1,
      3 * SEGMENT_SIZE,
      4 * SEGMENT_SIZE - 100,
    ]) {
      const plaintext = await archiveOf(patternBytes(4 * SEGMENT_SIZE));
      plaintext[at] = (plaintext[at] ?? 0) ^ 1;
      const { prove, changing } = await prepare({ plaintext });
      expect((await prove()).findings.map(({ code }) => code)).toEqual(['ZIP_DAMAGED']);
      expect(changing.open()).toBe(0);
    }
  });

  it.each([
    { name: 'header', at: 0, code: 'HEADER_INVALID' },
    { name: 'IV', at: 12, code: 'ZIP_DAMAGED' },
    { name: 'tag', at: 30, code: 'TAG_MISMATCH' },
    { name: 'first segment', at: 90, code: 'TAG_MISMATCH' },
    { name: 'second segment', at: 90 + SEGMENT_SIZE, code: 'TAG_MISMATCH' },
  ])('finds a changed $name', async ({ at, code }) => {
    for (const mode of ['certificate', 'key'] as const) {
      const { prove, changing } = await prepare({
        plaintext: await archiveOf(patternBytes(2 * SEGMENT_SIZE)),
        mode,
      });
      changing.change(at);
      expect((await prove()).findings.map((finding) => finding.code)).toEqual([code]);
      expect(changing.open()).toBe(0);
    }
  });

  it('gives out nothing of a file that changed after it was read', async () => {
    const { prove, changing } = await prepare({ plaintext: await archiveOf(patternBytes(2 * SEGMENT_SIZE)) });
    const { dataFile } = await prove();
    if (dataFile === undefined) throw new Error('the file should have been proved');
    changing.change(90 + SEGMENT_SIZE + 3);
    const read = async (): Promise<void> => {
      for await (const entry of dataFile.archive.entries()) {
        for await (const _piece of dataFile.archive.streamEntry(entry)) {
          // Only the failure counts.
        }
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'INTEGRITY' });
    await dataFile.dispose();
  });

  it('is found cut short, and empty', async () => {
    const plaintext = await archiveOf(patternBytes(SEGMENT_SIZE));
    for (const [length, code] of [
      [0, 'HEADER_INVALID'],
      [90, 'CIPHERTEXT_TRUNCATED'],
      [90 + SEGMENT_SIZE - 1, 'CIPHERTEXT_TRUNCATED'],
      [90 + SEGMENT_SIZE, 'TAG_MISMATCH'],
    ] as const) {
      const { prove } = await prepare({ plaintext, change: (bytes) => bytes.subarray(0, length) });
      expect((await prove()).findings.map((finding) => finding.code)).toEqual([code]);
    }
  });
});
