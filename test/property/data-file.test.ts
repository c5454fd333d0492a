import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDataFile } from '../../src/backup-set/data-file/open-data-file.js';
import { proveSnapshot } from '../../src/backup-set/content/prove-snapshot.js';
import { buildZip, type ZipInput } from '../../src/backup-set/zip/write-zip.js';
import { openArchive } from '../../src/backup-set/zip/zip-archive.js';
import { createMemoryAccess } from '../../src/backup-set/data-file/random-access.js';
import { hasErrors } from '../../src/core/errors/finding.js';
import {
  createMemoryStore,
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
} from '../fixtures/sealed-snapshot.js';

describe('a sealed data file', () => {
  it('opens to what was sealed, for all sizes around block boundaries', async () => {
    for (let size = 0; size <= 100; size += 1) {
      const plaintext = patternBytes(size);
      const { snapshot, context } = await createSealedSnapshot({ plaintext, mode: 'key' });
      const opened = await openDataFile(snapshot, context);
      const found = await opened.plaintext.read(0, opened.plaintext.sizeBytes);
      expect(Buffer.from(found).equals(plaintext), `size ${size}`).toBe(true);
      await opened.dispose();
    }
  });

  it('proves as an archive, for all sizes of its content around block boundaries', async () => {
    for (let size = 0; size <= 100; size += 1) {
      const plaintext = await buildZip([{ name: 'a', content: patternBytes(size), method: 'stored' }], {
        modifiedAt,
      });
      const { snapshot, context } = await createSealedSnapshot({ plaintext, mode: 'key' });
      const proof = await proveSnapshot(snapshot, context);
      expect(proof.findings, `size ${size}`).toEqual([]);
      await proof.dataFile?.dispose();
    }
  });

  it('reads any slice of the whole at random', async () => {
    const plaintext = patternBytes(3000);
    const { snapshot, context } = await createSealedSnapshot({ plaintext });
    const opened = await openDataFile(snapshot, context);
    await fc.assert(
      fc.asyncProperty(fc.nat(3000), fc.nat(3000), async (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const slice = await opened.plaintext.read(start, end - start);
        return Buffer.from(slice).equals(plaintext.subarray(start, end));
      }),
    );
    await opened.dispose();
  });

  it.each(['certificate', 'key'] as const)('shows every single flipped bit, mode %s', async (mode) => {
    const plaintext = await buildZip([{ name: 'Plans.json', content: Buffer.from('[{"id":"/a"}]') }], {
      modifiedAt,
    });
    const { snapshot, context, dataFile } = await createSealedSnapshot({ plaintext, mode });
    const missed: number[] = [];
    for (let bit = 0; bit < dataFile.length * 8; bit += 1) {
      const changed = new Uint8Array(dataFile);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const store = createMemoryStore({ [snapshot.dataFile]: changed });
      const proof = await proveSnapshot(snapshot, { ...context, store });
      if (!hasErrors(proof.findings) || proof.dataFile !== undefined || proof.bytes !== 0) missed.push(bit);
      if (proof.findings.some(({ code }) => code === 'LEGACY_KEY_WRONG')) missed.push(bit);
    }
    expect(missed).toEqual([]);
  });
});

const inputs = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,2}$/),
    content: fc.uint8Array({ maxLength: 300 }),
    method: fc.constantFrom('stored', 'deflated'),
    streamed: fc.boolean(),
  }),
  // The first folder differs, so that no name is a folder of another.
  { selector: ({ name }) => name.split('/')[0], maxLength: 8 },
);

async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

describe('an archive', () => {
  it('reads back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async (entries) => {
        const given = entries.map(({ streamed, content, ...rest }): ZipInput => ({
          ...rest,
          content: streamed ? streamOf(content) : content,
        }));
        const archive = await openArchive(createMemoryAccess(await buildZip(given, { modifiedAt })));
        await archive.proveAll();
        let index = 0;
        for await (const entry of archive.entries()) {
          const pieces: Uint8Array[] = [];
          for await (const piece of archive.streamEntry(entry)) pieces.push(piece);
          expect(entry.name).toBe(entries[index]?.name);
          expect(Buffer.concat(pieces).equals(entries[index]?.content ?? Buffer.from('missing'))).toBe(true);
          index += 1;
        }
        expect(index).toBe(entries.length);
      }),
    );
  });
});
