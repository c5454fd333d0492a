import { describe, expect, it, afterAll, beforeAll } from 'vitest';
import { createSetProver } from '../../../src/adapters/proof/set-prover.js';
import type { StagingArea } from '../../../src/backup-set/data-file/staged-bytes.js';
import { buildZip } from '../../../src/backup-set/zip/write-zip.js';
import { MIB } from '../../../src/core/sizes.js';
import { createChangingFile, flipBit } from '../../fixtures/changing-file.js';
import {
  createKeyring,
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
} from '../../fixtures/sealed-snapshot.js';
import { createFileMemory } from '../../../src/adapters/proof/worker/file-memory.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blockingFileSystem } from '../../../src/adapters/proof/worker/worker-proofs.js';
import { createFolderStore } from '../../../src/adapters/store/folder/folder-store.js';

const OPAQUE = 'CA;CertificateAuthority;-;CertificateAuthority';

const noStaging: StagingArea = {
  stage: () => Promise.reject(new Error('nothing may be staged')),
  dispose: async () => {},
};

/** A large file of a repository whose content is not public, in a store that no other thread can open. */
async function prepare(change: (dataFile: Uint8Array) => Uint8Array = (dataFile) => dataFile) {
  const inputs = [
    { name: 'stored', content: patternBytes(4 * MIB), method: 'stored' as const },
    { name: 'deflated', content: patternBytes(MIB) },
  ];
  const plaintext = await buildZip(inputs, { modifiedAt });
  const sealed = await createSealedSnapshot({ plaintext, repositoryName: OPAQUE });
  const file = createChangingFile(change(sealed.dataFile));
  const abort = new AbortController();
  const context = { ...sealed.context, store: file.store, staging: noStaging };
  return { ...sealed, context, file, abort };
}

const silent = { content: false, onBytes: () => {} };

describe('a prover of sets in one thread', () => {
  it('proves large files without a copy, and tells of all their bytes', async () => {
    const { snapshot, context, file, abort } = await prepare();
    const prover = await createSetProver(context, abort.signal);
    let told = 0;
    const options = { content: false, onBytes: (bytes: number) => void (told += bytes) };
    const proofs = await Promise.all([1, 2, 3].map(async () => prover.proveFile(snapshot, options)));
    for (const proof of proofs) expect(proof).toEqual({ findings: [], bytes: snapshot.dataFileSizeBytes });
    expect(told).toBe(3 * (snapshot.dataFileSizeBytes - 90));
    expect(file.counts.open).toBe(0);
    await prover.close();
  });

  it('says what it did not read when it is asked for records that are not public', async () => {
    const { snapshot, context, abort } = await prepare();
    const prover = await createSetProver(context, abort.signal);
    const proof = await prover.proveFile(snapshot, { ...silent, content: true });
    expect(proof.findings).toEqual([]);
    expect(proof.content?.findings.map(({ code }) => code)).toEqual(['NOT_READ']);
    await prover.close();
  });

  it('gives the finding of what is damaged, and no content', async () => {
    const { snapshot, context, file, abort } = await prepare((dataFile) => flipBit(dataFile, 2 * MIB));
    const prover = await createSetProver(context, abort.signal);
    const proof = await prover.proveFile(snapshot, { ...silent, content: true });
    expect(proof).toMatchObject({ bytes: 0, findings: [{ code: 'TAG_MISMATCH', repository: OPAQUE }] });
    expect(proof.content).toBeUndefined();
    expect(file.counts.open).toBe(0);
    await prover.close();
  });

  it('gives the finding of a key that is missing, and opens no file', async () => {
    const { snapshot, context, file, abort } = await prepare();
    const prover = await createSetProver({ ...context, keyring: createKeyring({}) }, abort.signal);
    const proof = await prover.proveFile(snapshot, silent);
    expect(proof).toMatchObject({ bytes: 0, findings: [{ code: 'KEY_MISSING' }] });
    expect(file.counts.reads).toBe(0);
    await prover.close();
  });

  it('throws what stopped it between two segments, and leaves no reader open', async () => {
    const { snapshot, context, file, abort } = await prepare();
    const prover = await createSetProver(context, abort.signal);
    const stop = { content: false, onBytes: () => abort.abort(new Error('stopped')) };
    await expect(prover.proveFile(snapshot, stop)).rejects.toThrow('stopped');
    expect(file.counts.open).toBe(0);
    await prover.close();
  });

  it('throws what the share fails with', async () => {
    const { snapshot, context, file, abort } = await prepare();
    const prover = await createSetProver(context, abort.signal);
    file.failAt = 3;
    await expect(prover.proveFile(snapshot, silent)).rejects.toThrow('the share failed');
    expect(file.counts.open).toBe(0);
    expect((await prover.proveFile(snapshot, silent)).findings).toEqual([]);
    await prover.close();
  });
});

describe('the memory that files are read into', () => {
  it('is the same for one file after the other, and grows to the largest', () => {
    const memory = createFileMemory({ limitBytes: 100, blocking: true });
    const first = memory.take(40);
    expect(first?.length).toBe(40);
    expect(memory.take(10)?.buffer).toBe(first?.buffer);
    const larger = memory.take(100);
    expect(larger?.length).toBe(100);
    expect(first?.length).toBe(0);
    expect(memory.take(60)?.buffer).toBe(larger?.buffer);
  });

  it('is refused to a file that is larger than its limit', () => {
    expect(createFileMemory({ limitBytes: 100, blocking: false }).take(101)).toBeUndefined();
  });
});

describe('worker proofs blocking files', () => {
  const bytes = patternBytes(100_000);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restack-blocking-'));
    await writeFile(join(folder, 'file'), bytes);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  describe('a file that is read by blocking calls', () => {
    it('gives the bytes at any offset, and fewer than asked for only at its end', async () => {
      const reader = await createFolderStore(folder, blockingFileSystem).openReader?.('file');
      if (reader === undefined) throw new Error('no reader');
      for (const [offset, length, found] of [
        [0, 1000, 1000],
        [99_990, 100, 10],
        [100_000, 10, 0],
        [12_345, 5000, 5000],
      ] as const) {
        const target = new Uint8Array(length);
        expect(await reader.read(target, offset)).toBe(found);
        expect(Buffer.from(target.subarray(0, found)).equals(bytes.subarray(offset, offset + found))).toBe(
          true,
        );
      }
      await reader.close();
      await reader.close();
      await expect(reader.read(new Uint8Array(1), 0)).rejects.toMatchObject({ code: 'SHARE_UNREACHABLE' });
    });

    it('fails as every file of a folder does when it is not there, or is none', async () => {
      const store = createFolderStore(folder, blockingFileSystem);
      await expect(store.openReader?.('other')).rejects.toMatchObject({
        code: 'SHARE_UNREACHABLE',
        details: { reason: 'ENOENT', scope: 'file' },
      });
      await expect(store.openReader?.('.')).rejects.toMatchObject({ details: { reason: 'EISDIR' } });
    });

    it('is closed once, so that no other file of the same number is', async () => {
      const source = await blockingFileSystem.open(join(folder, 'file'), constants.O_RDONLY);
      await source.close();
      const other = await blockingFileSystem.open(join(folder, 'file'), constants.O_RDONLY);
      await source.close();
      expect((await other.stat()).size).toBe(bytes.length);
      await other.close();
    });
  });
});
