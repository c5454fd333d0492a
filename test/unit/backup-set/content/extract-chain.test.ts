import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BackupSet, RepositoryChain } from '../../../../src/backup-set/catalog.js';
import { selectBackupSet } from '../../../../src/backup-set/catalog/select-set.js';
import { extractChain, type FileSink } from '../../../../src/backup-set/content/extract-chain.js';
import { silentProgress } from '../../../../src/core/progress.js';
import { openSample, type OpenedSample } from '../../../fixtures/open-sample.js';

let sample: OpenedSample;
let set: BackupSet;
let chain: RepositoryChain;

beforeAll(async () => {
  sample = await openSample();
  set = selectBackupSet(sample.catalog, 'latest');
  const found = set.chains.find(({ repositoryName }) => /Subscription/i.test(repositoryName));
  if (found === undefined) throw new Error('the sample set has no such repository');
  chain = found;
});

class MemorySink implements FileSink {
  readonly files = new Map<string, Buffer>();

  async write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
    const all: Uint8Array[] = [];
    for await (const piece of pieces) all.push(piece);
    this.files.set(path, Buffer.concat(all));
    return Buffer.concat(all).length;
  }
}

const extract = (sink: FileSink, signal = new AbortController().signal, open = sample.contextOf(set)) =>
  extractChain(chain, { open, sink, progress: silentProgress, signal });

describe('extractChain', () => {
  it('writes the plaintext of every snapshot, and says what it wrote', async () => {
    const sink = new MemorySink();
    const files = await extract(sink);
    expect(files.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual(
      [...sink.files].map(([path, bytes]) => [path, bytes.length]),
    );
    expect(new Set(files.map(({ path }) => path.split('/')[1])).size).toBe(chain.snapshots.length);
    for (const [path, bytes] of sink.files) {
      expect(path.startsWith(`${chain.repositoryName}/`)).toBe(true);
      expect(Array.isArray(JSON.parse(bytes.toString('utf8')))).toBe(true);
    }
  });

  it('writes nothing of a data file that is damaged', async () => {
    const sink = new MemorySink();
    const context = sample.contextOf(set);
    const { store } = context;
    const openStream: typeof store.openStream = async (path) => {
      const stream = await store.openStream(path);
      return Readable.from(flipLast(stream), { objectMode: false });
    };
    const damaged = { ...context, store: { ...store, openStream } };
    await expect(extract(sink, undefined, damaged)).rejects.toMatchObject({
      code: 'INTEGRITY',
      details: { finding: { code: 'TAG_MISMATCH' } },
    });
    expect(sink.files.size).toBe(0);
  });

  it('stops on a signal, in the middle of a file', async () => {
    const interruption = new AbortController();
    const reason = new Error('stopped');
    const sink: FileSink = {
      async write(_path, pieces) {
        interruption.abort(reason);
        for await (const piece of pieces) expect(piece.length).toBe(-1);
        return 0;
      },
    };
    await expect(extract(sink, interruption.signal)).rejects.toBe(reason);
  });

  it('throws the failure of the sink', async () => {
    const failure = Object.assign(new Error('full'), { code: 'ENOSPC' });
    await expect(extract({ write: () => Promise.reject(failure) })).rejects.toBe(failure);
  });
});

async function* flipLast(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    if (!(piece instanceof Uint8Array)) continue;
    const copy = Uint8Array.from(piece);
    copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
    yield copy;
  }
}
