import { describe, expect, it } from 'vitest';
import { openDataFile } from '../../../../src/backup-set/data-file/open-data-file.js';
import { streamRange } from '../../../../src/backup-set/data-file/random-access.js';
import { findingOf } from '../../../../src/core/errors/finding-error.js';
import type { StagedBytes, StagingArea } from '../../../../src/backup-set/data-file/staged-bytes.js';
import { createStagingArea } from '../../../../src/adapters/store/staging/staging.js';
import { buildZip } from '../../../../src/backup-set/zip/write-zip.js';
import {
  certificate,
  compactKey,
  createContext,
  createKeyring,
  createMemoryStore,
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
} from '../../../fixtures/sealed-snapshot.js';
import { thrownFinding } from '../../../fixtures/thrown.js';

const archive = await buildZip([{ name: 'a.json', content: patternBytes(5000) }], { modifiedAt });

/** Staging that counts what is still there. */
function createCountedStaging(): StagingArea & { readonly open: Set<StagedBytes> } {
  const area = createStagingArea();
  const open = new Set<StagedBytes>();
  return {
    open,
    stage: async (source, options) => {
      const staged = await area.stage(source, options);
      const counted: StagedBytes = {
        ...staged,
        dispose: async () => {
          open.delete(counted);
          await staged.dispose();
        },
      };
      open.add(counted);
      return counted;
    },
    dispose: async () => area.dispose(),
  };
}

function flipBit(bytes: Uint8Array, at: number): Uint8Array {
  const changed = new Uint8Array(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

describe('openDataFile', () => {
  it.each(['certificate', 'key'] as const)('opens a set of mode %s', async (mode) => {
    const { snapshot, context } = await createSealedSnapshot({ plaintext: archive, mode });
    let counted = 0;
    const opened = await openDataFile(snapshot, { ...context, onBytes: (bytes) => (counted += bytes) });
    expect(await opened.plaintext.read(0, opened.plaintext.sizeBytes)).toEqual(Buffer.from(archive));
    expect(opened.findings).toEqual([]);
    expect(counted).toBe(opened.ciphertextBytes);
    await opened.dispose();
    await expect(opened.plaintext.read(0, 1)).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it.each([1, 7, 89, 90, 91, 1024, 100_000])('does not care for chunks of %i bytes', async (chunkBytes) => {
    const { snapshot, context, dataFile } = await createSealedSnapshot({ plaintext: archive });
    const store = createMemoryStore({ [snapshot.dataFile]: dataFile }, chunkBytes);
    const opened = await openDataFile(snapshot, { ...context, store });
    expect(opened.plaintext.sizeBytes).toBe(archive.length);
    await opened.dispose();
  });

  it('reports what does not stop it', async () => {
    const longKey = patternBytes(80);
    const { snapshot, context } = await createSealedSnapshot({
      plaintext: archive,
      oaepHash: 'sha1',
      compactKey: longKey,
    });
    const expired = { ...certificate, notAfter: new Date('2020-01-01T00:00:00Z') };
    const opened = await openDataFile(snapshot, {
      ...context,
      keyring: createKeyring({ certificate: expired }),
    });
    expect(opened.findings.map(({ code }) => code).toSorted()).toEqual([
      'CERTIFICATE_EXPIRED',
      'COMPACT_KEY_LENGTH',
      'WRAPPED_KEY_SHA1',
    ]);
    await opened.dispose();
  });

  const HEADER = 90;
  it.each([
    { name: 'an empty file', change: () => new Uint8Array(0), code: 'HEADER_INVALID' },
    { name: 'half a header', change: (bytes: Uint8Array) => bytes.subarray(0, 50), code: 'HEADER_INVALID' },
    {
      name: 'a header alone',
      change: (bytes: Uint8Array) => bytes.subarray(0, 90),
      code: 'CIPHERTEXT_TRUNCATED',
    },
    {
      name: 'a byte short',
      change: (bytes: Uint8Array) => bytes.subarray(0, -1),
      code: 'CIPHERTEXT_TRUNCATED',
    },
    { name: 'a block short', change: (bytes: Uint8Array) => bytes.subarray(0, -16), code: 'TAG_MISMATCH' },
    { name: 'header tag', change: (bytes: Uint8Array) => flipBit(bytes, 0), code: 'HEADER_INVALID' },
    { name: 'cipher', change: (bytes: Uint8Array) => flipBit(bytes, 2), code: 'HEADER_UNSUPPORTED' },
    { name: 'a tag bit', change: (bytes: Uint8Array) => flipBit(bytes, 30), code: 'TAG_MISMATCH' },
    { name: 'the first block', change: (bytes: Uint8Array) => flipBit(bytes, HEADER), code: 'TAG_MISMATCH' },
    {
      name: 'the last block',
      change: (bytes: Uint8Array) => flipBit(bytes, bytes.length - 1),
      code: 'TAG_MISMATCH',
    },
  ])('refuses $name', async ({ change, code }) => {
    for (const mode of ['certificate', 'key'] as const) {
      const { snapshot, context } = await createSealedSnapshot({ plaintext: archive, change, mode });
      const staging = createCountedStaging();
      expect(await thrownFinding(() => openDataFile(snapshot, { ...context, staging }))).toBe(code);
      expect(staging.open.size).toBe(0);
    }
  });

  it('refuses a last block without padding, though the tag matches', async () => {
    const { snapshot, context } = await createSealedSnapshot({ plaintext: archive });
    const { snapshot: other, context: otherContext } = await createSealedSnapshot({
      plaintext: archive,
      compactKey: new Uint8Array([...patternBytes(32), ...compactKey.subarray(32)]),
    });
    // The AES half is another key, the MAC half is right: the tag matches, and what is decrypted is noise.
    const bytes = await otherContext.store.readFile(other.dataFile, 1e6);
    const store = createMemoryStore({ [snapshot.dataFile]: bytes });
    expect(await thrownFinding(() => openDataFile(snapshot, { ...context, store }))).toBe('PADDING_INVALID');
  });

  it('names the certificate that is wanted, and says that a legacy key is of no use', async () => {
    const { snapshot, context } = await createSealedSnapshot({ plaintext: archive });
    const messages: string[] = [];
    for (const keyring of [createKeyring({}), createKeyring({ legacyKey: compactKey })]) {
      const error = await openDataFile(snapshot, { ...context, keyring }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'NO_KEY' });
      const finding = findingOf(error);
      expect(finding).toMatchObject({ code: 'KEY_MISSING', backupId: snapshot.backupId });
      messages.push(finding?.message ?? '');
    }
    expect(messages.every((message) => message.includes(certificate.thumbprint))).toBe(true);
    expect(messages[0]).not.toBe(messages[1]);
  });

  it('tells a missing from a wrong legacy key', async () => {
    const { snapshot, context } = await createSealedSnapshot({ plaintext: archive, mode: 'key' });
    const open = (legacyKey?: Uint8Array) => () =>
      openDataFile(snapshot, {
        ...context,
        keyring: createKeyring({ certificate, ...(legacyKey === undefined ? {} : { legacyKey }) }),
      });
    expect(await thrownFinding(open())).toBe('KEY_MISSING');
    expect(await thrownFinding(open(patternBytes(64, 'another')))).toBe('LEGACY_KEY_WRONG');
  });

  it('refuses a wrapped key that is damaged', async () => {
    const { snapshot, context } = await createSealedSnapshot({ plaintext: archive });
    const encryption = {
      mode: 'certificate',
      thumbprint: certificate.thumbprint,
      wrappedKey: 'AAAA',
    } as const;
    expect(await thrownFinding(() => openDataFile({ ...snapshot, encryption }, context))).toBe(
      'WRAPPED_KEY_DAMAGED',
    );
  });

  it('passes on a failing share, and leaves nothing staged', async () => {
    const { snapshot, context, dataFile } = await createSealedSnapshot({ plaintext: archive });
    const staging = createCountedStaging();
    const gone = new Error('the share is gone');
    const { Readable } = await import('node:stream');
    const store = {
      ...context.store,
      openStream: async () =>
        Readable.from(
          (function* () {
            yield dataFile.subarray(0, 200);
            throw gone;
          })(),
        ),
    };
    await expect(openDataFile(snapshot, { ...context, store, staging })).rejects.toBe(gone);
    expect(staging.open.size).toBe(0);
  });
});

describe('the plaintext', () => {
  it('reads the same at every offset as the whole', async () => {
    const plaintext = patternBytes(100);
    const { snapshot, context } = await createSealedSnapshot({ plaintext });
    const file = await openDataFile(snapshot, context);
    const opened = file.plaintext;
    for (let offset = 0; offset <= 100; offset += 1) {
      for (let length = 0; offset + length <= 100; length += 1) {
        expect(
          Buffer.from(await opened.read(offset, length)).equals(plaintext.subarray(offset, offset + length)),
        ).toBe(true);
      }
    }
    await expect(opened.read(90, 11)).rejects.toMatchObject({ code: 'INTERNAL' });
    await file.dispose();
  });

  it('streams a range larger than one piece', async () => {
    const plaintext = patternBytes(2_500_000);
    const { snapshot, context } = await createSealedSnapshot({ plaintext });
    const staging = createStagingArea({ memoryLimitBytes: 0 });
    const opened = await openDataFile(snapshot, { ...createContext({}), ...context, staging });
    const pieces: Uint8Array[] = [];
    for await (const piece of streamRange(opened.plaintext, { offset: 3, length: 2_400_001 }))
      pieces.push(piece);
    expect(pieces.length).toBe(3);
    expect(Buffer.concat(pieces).equals(plaintext.subarray(3, 2_400_004))).toBe(true);
    await opened.dispose();
  });
});
