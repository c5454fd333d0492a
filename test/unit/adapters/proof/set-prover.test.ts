import { describe, expect, it } from 'vitest';
import { createSetProver } from '../../../../src/adapters/proof/set-prover.js';
import type { StagingArea } from '../../../../src/backup-set/data-file/staged-bytes.js';
import { buildZip } from '../../../../src/backup-set/zip/write-zip.js';
import { MIB } from '../../../../src/core/sizes.js';
import { createChangingFile, flipBit } from '../../../fixtures/changing-file.js';
import {
  createKeyring,
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
} from '../../../fixtures/sealed-snapshot.js';

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
