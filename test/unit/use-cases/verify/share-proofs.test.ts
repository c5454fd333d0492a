import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../../src/backup-set/catalog.js';
import { createFinding, type Finding } from '../../../../src/core/errors/finding.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { shareProofs } from '../../../../src/use-cases/verify/share-proofs.js';
import type { FileProof, ProveFileOptions, SetProver } from '../../../../src/use-cases/verify/verify-set.js';
import { createSealedSnapshot } from '../../../fixtures/sealed-snapshot.js';

const content = { located: [], findings: [], recordCount: 3 };
const mismatch = createFinding('TAG_MISMATCH', 'changed');

/** A prover that counts what it is asked, and answers with what `answer` gives for each question in turn. */
function createCounting(answer: (question: number) => readonly Finding[] | Error = () => []) {
  const asked: string[] = [];
  const take = (question: string): readonly Finding[] => {
    asked.push(question);
    const given = answer(asked.length);
    if (given instanceof Error) throw given;
    return given;
  };
  const prover: SetProver = {
    unwrapKey: async ({ dataFile }) => take(`key ${dataFile}`),
    async proveFile(snapshot, options): Promise<FileProof> {
      const findings = take(`${options.content ? 'content' : 'bytes'} ${snapshot.dataFile}`);
      options.onBytes(snapshot.dataFileSizeBytes);
      const proof = { findings, bytes: findings.length === 0 ? snapshot.dataFileSizeBytes : 0 };
      return options.content ? { ...proof, content } : proof;
    },
  };
  return { asked, sharing: shareProofs(prover) };
}

async function createSnapshot(dataFile: string): Promise<Snapshot> {
  const { snapshot } = await createSealedSnapshot({ plaintext: new Uint8Array(10) });
  return { ...snapshot, dataFile };
}

function question(depth: 'bytes' | 'content'): {
  readonly options: ProveFileOptions;
  readonly heard: number[];
} {
  const heard: number[] = [];
  return { options: { content: depth === 'content', onBytes: (bytes) => void heard.push(bytes) }, heard };
}

describe('a prover that remembers', () => {
  it('proves a snapshot once for those who ask for its bytes, and tells each of them of all bytes', async () => {
    const { asked, sharing } = createCounting();
    const [one, other] = [await createSnapshot('one'), await createSnapshot('other')];
    for (const snapshot of [one, other, one, one]) {
      const { options, heard } = question('bytes');
      const proof = await sharing.proveFile(snapshot, options);
      expect(proof).toEqual({ findings: [], bytes: snapshot.dataFileSizeBytes });
      expect(heard).toEqual([snapshot.dataFileSizeBytes]);
    }
    expect(asked).toEqual(['bytes one', 'bytes other']);
    expect(sharing.counts()).toEqual({ made: 2, shared: 2 });
  });

  it('answers a question for bytes from a proof that read the records, without the records', async () => {
    const { asked, sharing } = createCounting();
    const snapshot = await createSnapshot('one');
    expect(await sharing.proveFile(snapshot, question('content').options)).toMatchObject({ content });
    const proof = await sharing.proveFile(snapshot, question('bytes').options);
    expect(proof).toEqual({ findings: [], bytes: snapshot.dataFileSizeBytes });
    expect(asked).toEqual(['content one']);
  });

  it('never answers a question for records from a proof that did not read them', async () => {
    const { asked, sharing } = createCounting();
    const snapshot = await createSnapshot('one');
    await sharing.proveFile(snapshot, question('bytes').options);
    expect(await sharing.proveFile(snapshot, question('content').options)).toMatchObject({ content });
    expect(await sharing.proveFile(snapshot, question('content').options)).toMatchObject({ content });
    expect(asked).toEqual(['bytes one', 'content one', 'content one']);
    expect(sharing.counts()).toEqual({ made: 3, shared: 0 });
  });

  it('remembers faults of a snapshot', async () => {
    const { asked, sharing } = createCounting(() => [mismatch]);
    const snapshot = await createSnapshot('one');
    for (let time = 0; time < 2; time += 1) {
      const proof = await sharing.proveFile(snapshot, question('bytes').options);
      expect(proof).toEqual({ findings: [mismatch], bytes: 0 });
      expect(await sharing.unwrapKey(snapshot)).toEqual([mismatch]);
    }
    expect(asked).toEqual(['bytes one', 'key one']);
    expect(sharing.counts()).toEqual({ made: 2, shared: 2 });
  });

  it.each(['SHARE_UNREACHABLE', 'INTERRUPTED', 'WRONG_PASSWORD'] as const)(
    'forgets a proof that ended in %s, and makes it anew for whoever asks next',
    async (code) => {
      const error = new RestackError(code, 'no answer');
      const { asked, sharing } = createCounting((number) => (number <= 2 ? error : []));
      const snapshot = await createSnapshot('one');
      await expect(sharing.proveFile(snapshot, question('bytes').options)).rejects.toBe(error);
      await expect(sharing.unwrapKey(snapshot)).rejects.toBe(error);
      expect(sharing.counts()).toEqual({ made: 0, shared: 0 });
      expect((await sharing.proveFile(snapshot, question('bytes').options)).findings).toEqual([]);
      expect(await sharing.unwrapKey(snapshot)).toEqual([]);
      expect(asked).toEqual(['bytes one', 'key one', 'bytes one', 'key one']);
    },
  );

  it('shares a proof that is under way, also when it fails', async () => {
    const error = new RestackError('SHARE_UNREACHABLE', 'gone');
    const { asked, sharing } = createCounting((number) => (number === 1 ? error : []));
    const snapshot = await createSnapshot('one');
    const ask = async () => sharing.proveFile(snapshot, question('bytes').options);
    const outcomes = await Promise.allSettled([ask(), ask()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await Promise.all([ask(), ask()]);
    expect(asked).toEqual(['bytes one', 'bytes one']);
    expect(sharing.counts()).toEqual({ made: 1, shared: 1 });
  });

  it('takes snapshots of one data file apart when other metadata says how to open it', async () => {
    const { asked, sharing } = createCounting();
    const snapshot = await createSnapshot('one');
    await sharing.unwrapKey(snapshot);
    await sharing.unwrapKey({ ...snapshot, metadataFile: 'other.xml' });
    expect(asked.length).toBe(2);
  });
});
