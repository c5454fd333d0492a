import { describe, expect, it, beforeAll } from 'vitest';
import { createFinding, type Finding } from '../../../src/core/errors/finding.js';
import { mergeKeyFindings } from '../../../src/use-cases/verify/key-findings.js';
import type { FindingCode } from '../../../src/core/errors/finding-codes.js';
import { silentProgress } from '../../../src/core/progress.js';
import type { BackupSet, Snapshot } from '../../../src/backup-set/catalog.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import { requireRecords } from '../../../src/use-cases/verify/require-records.js';
import { chooseLevel, verifySets } from '../../../src/use-cases/verify/verify-sets.js';
import { type OpenedSample, openSample } from '../../fixtures/sample-set.js';
import { catchRestackError } from '../../fixtures/thrown.js';
import { shareProofs } from '../../../src/use-cases/verify/share-proofs.js';
import type { FileProof, ProveFileOptions, SetProver } from '../../../src/use-cases/verify/verify-set.js';
import { createSealedSnapshot } from '../../fixtures/sealed-snapshot.js';

const BACKUP = 'b0000000-0000-4000-8000-000000000001';
const place = (repository: string) => ({ backupId: BACKUP, repository, file: `${repository}.zip` });

describe('mergeKeyFindings', () => {
  it('says once what every snapshot says of its key, with their number', () => {
    const merged = mergeKeyFindings(
      ['A;a;-;a', 'B;b;-;b', 'C;c;-;c'].map((name) =>
        createFinding('KEY_MISSING', 'no key for X', place(name)),
      ),
      BACKUP,
    );
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({ code: 'KEY_MISSING', backupId: BACKUP, repository: null, file: null });
    expect(merged[0]?.message).toContain('3');
  });

  it('keeps apart what differs', () => {
    const merged = mergeKeyFindings(
      [
        createFinding('KEY_MISSING', 'no key for X', place('A;a;-;a')),
        createFinding('KEY_MISSING', 'no key for Y', place('B;b;-;b')),
      ],
      BACKUP,
    );
    expect(merged.map(({ message }) => message)).toEqual(['no key for X', 'no key for Y']);
  });

  it('leaves findings about one file as they are, in their order', () => {
    const findings = [
      createFinding('TAG_MISMATCH', 'm', place('B;b;-;b')),
      createFinding('TAG_MISMATCH', 'm', place('A;a;-;a')),
    ];
    expect(mergeKeyFindings(findings, BACKUP)).toEqual(findings);
  });
});

describe('verify sets', () => {
  let sample: OpenedSample;
  beforeAll(async () => {
    sample = await openSample();
  });

  describe('chooseLevel', () => {
    it('is the one asked for, else the deepest that the keys permit', () => {
      expect([
        chooseLevel('keys', true),
        chooseLevel(undefined, true),
        chooseLevel(undefined, false),
      ]).toEqual(['keys', 'content', 'structure']);
    });

    it.each(['keys', 'integrity', 'content'] as const)('needs a key for %s', (level) => {
      expect(catchRestackError(() => chooseLevel(level, false)).code).toBe('NO_KEY');
    });
  });

  describe('verifySets', () => {
    const signal = new AbortController().signal;

    /** Provers that find nothing, and whose closing is counted. */
    function createProvers(failure?: Error) {
      const opened: string[] = [];
      let closed = 0;
      const open = (set: BackupSet) => {
        opened.push(set.store);
        const prove = () => (failure === undefined ? Promise.resolve([]) : Promise.reject(failure));
        return Promise.resolve({
          unwrapKey: prove,
          proveFile: async () => ({ findings: await prove(), bytes: 1 }),
          close: () => Promise.resolve(void (closed += 1)),
        });
      };
      return { open, opened, closed: () => closed };
    }

    it('opens one prover for each store, closes them, and keeps the order that was asked for', async () => {
      const { sets } = sample.catalog;
      const provers = createProvers();
      const options = { level: 'integrity', open: provers.open, progress: silentProgress, signal } as const;
      const { verdicts, proofs } = await verifySets(sets, options);
      expect(verdicts.map(({ backupId }) => backupId)).toEqual(sets.map(({ backupId }) => backupId));
      expect(provers.opened).toEqual([...new Set(sets.map(({ store }) => store))]);
      expect(provers.closed()).toBe(provers.opened.length);
      expect(proofs.made).toBeGreaterThan(0);
      expect(proofs.shared).toBeGreaterThan(0);
    });

    it('closes its provers when one fails, and throws that', async () => {
      const failure = new RestackError('SHARE_UNREACHABLE', 'gone');
      const provers = createProvers(failure);
      const options = { level: 'integrity', open: provers.open, progress: silentProgress, signal } as const;
      await expect(verifySets(sample.catalog.sets, options)).rejects.toBe(failure);
      expect(provers.closed()).toBe(1);
    });
  });

  describe('requireRecords', () => {
    const finding = (code: FindingCode) => createFinding(code, code);

    it('throws the code of the worst finding, with all errors and what it means', () => {
      const findings = [finding('RECORD_INVALID'), finding('TAG_MISMATCH')];
      const verdict = { backupId: 'b', records: undefined, findings, untold: [] };
      const error = catchRestackError(() => requireRecords(verdict, 'it is not compared'));
      expect([error.code, error.details['findings']]).toEqual(['INTEGRITY', findings]);
      expect(error.message).toContain('it is not compared');
      expect(error.hints).toEqual(['see everything that is wrong: restack verify b']);
    });

    it('is INCOMPLETE where nothing tells why there are no records', () => {
      const verdict = { backupId: 'b', records: undefined, findings: [], untold: [] };
      expect(catchRestackError(() => requireRecords(verdict)).code).toBe('INCOMPLETE');
    });
  });
});

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
