import { constants } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, afterEach, beforeEach, vi } from 'vitest';
import { answerBatch } from '../../../../../src/adapters/store/folder/batch/answer-batch.js';
import type { Batch, BatchAnswer } from '../../../../../src/adapters/store/folder/batch/batch-messages.js';
import type { BatchThread } from '../../../../../src/adapters/store/folder/batch/batch-thread.js';
import { createBatchedFileSystem } from '../../../../../src/adapters/store/folder/batch/batched-file-system.js';
import type { ReadOnlyFileSystem } from '../../../../../src/adapters/store/folder/file-system.js';

describe('answer batch', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restack-batch-'));
    await mkdir(at('folder'));
    await writeFile(at('empty'), '');
    await writeFile(at('short'), 'short');
    await writeFile(at('long'), 'a long one');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const READ = { flags: constants.O_RDONLY, sizeBytes: 6 };

  describe('answerBatch', () => {
    it('tells what entries are, in their order, and goes on after one that is not there', async () => {
      await symlink(at('short'), at('link'));
      const paths = ['short', 'missing', 'folder', 'link', 'long'].map(at);
      const answer = answerBatch({ kind: 'lstat', paths });
      expect(answer.types).toEqual(['file', 'other', 'folder', 'other', 'file']);
      expect([answer.sizes[0], answer.sizes[1], answer.sizes[4]]).toEqual([5, 0, 10]);
      expect(answer.faults).toEqual([expect.objectContaining({ index: 1, code: 'ENOENT' })]);
      expect(answer.bytes).toHaveLength(0);
    });

    it('reads first pieces, one after the other, and leaves out those that cannot be read', () => {
      const paths = ['short', 'empty', 'missing', 'long', 'folder'].map(at);
      const answer = answerBatch({ kind: 'piece', paths, piece: READ });
      expect(answer.sizes).toEqual([5, 0, 0, 6, 0]);
      expect(Buffer.from(answer.bytes).toString()).toBe('shorta long');
      expect(answer.faults.map(({ index, code }) => [index, code])).toEqual([
        [2, 'ENOENT'],
        [4, 'EISDIR'],
      ]);
    });

    it.skipIf(process.platform !== 'linux')('leaves no file open', async () => {
      const open = () => readdir('/proc/self/fd').then((names) => names.length);
      const before = await open();
      answerBatch({ kind: 'piece', paths: ['short', 'folder', 'missing'].map(at), piece: READ });
      expect(await open()).toBe(before);
    });

    it('says how long half of the calls took', () => {
      expect(answerBatch({ kind: 'lstat', paths: [at('short')] }).medianMs).toBeGreaterThan(0);
      expect(answerBatch({ kind: 'lstat', paths: [] }).medianMs).toBe(0);
    });
  });
});

describe('batched file system', () => {
  const PIECE = { flags: 0, sizeBytes: 16 };
  /** More than are made before a thread is started. */
  const MANY = 400;

  /** What a path holds, whoever reads it. */
  const contentOf = (path: string) => Buffer.from(`<${path}>`);
  const failing = (code: string) => Object.assign(new Error(code), { code });
  const isMissing = (path: string) => path.includes('missing');

  /** A pool that counts its calls. */
  function createPool() {
    const made: string[] = [];
    const refuse = () => Promise.reject(new Error('not asked for here'));
    const make = <R>(path: string, read: () => R): Promise<R> => {
      made.push(path);
      return isMissing(path) ? Promise.reject(failing('ENOENT')) : Promise.resolve().then(read);
    };
    const pool: ReadOnlyFileSystem = {
      stat: refuse,
      readdir: refuse,
      open: refuse,
      lstat: (path) =>
        make(path, () => ({ size: path.length, isFile: () => true, isDirectory: () => false })),
      readPiece: (path) => make(path, () => contentOf(path)),
    };
    return { pool, made };
  }

  /** A thread that answers in a later turn, unless it is told to fail. */
  class TestThread implements BatchThread {
    readonly batches: Batch[] = [];
    hasEnded = false;
    ahead = 0;
    mostAhead = 0;

    constructor(
      readonly medianMs: number,
      readonly failsAt = Number.POSITIVE_INFINITY,
    ) {}

    async ask(batch: Batch): Promise<BatchAnswer> {
      this.batches.push(batch);
      this.ahead += 1;
      this.mostAhead = Math.max(this.mostAhead, this.ahead);
      await new Promise((resolve) => setImmediate(resolve));
      this.ahead -= 1;
      if (this.hasEnded || this.batches.length >= this.failsAt) throw new Error('the thread has ended');
      return answer(batch, this.medianMs);
    }

    end(): void {
      this.hasEnded = true;
    }
  }

  function answer({ kind, paths }: Batch, medianMs: number): BatchAnswer {
    const pieces = paths.map((path) =>
      kind === 'piece' && !isMissing(path) ? contentOf(path) : Buffer.alloc(0),
    );
    return {
      medianMs,
      faults: paths.flatMap((path, index) =>
        isMissing(path) ? [{ index, code: 'ENOENT', message: 'gone' }] : [],
      ),
      types: paths.map((path) => (path.endsWith('/') ? 'folder' : 'file')),
      sizes: paths.map((path, index) => (kind === 'lstat' ? path.length : (pieces[index]?.length ?? 0))),
      bytes: Uint8Array.from(Buffer.concat(pieces)),
    };
  }

  function prepare(options: {
    readonly poolThreads?: number;
    readonly start?: (count: number) => TestThread | Error;
  }) {
    const { pool, made } = createPool();
    const threads: TestThread[] = [];
    const { start = () => new TestThread(0.01) } = options;
    const files = createBatchedFileSystem({
      pool,
      poolThreads: options.poolThreads ?? 32,
      startThread: async () => {
        const thread = start(threads.length);
        if (thread instanceof Error) throw thread;
        threads.push(thread);
        return thread;
      },
    });
    const read = (path: string) =>
      files.readPiece(path, PIECE).then((bytes) => Buffer.from(bytes).toString());
    /** Many calls, a few at a time, each checked. */
    const readMany = async (from = 0) => {
      for (let next = from; next < from + MANY; next += 40) {
        const paths = Array.from({ length: 40 }, (_, index) => `file ${next + index}`);
        expect(await Promise.all(paths.map(read))).toEqual(paths.map((path) => `<${path}>`));
      }
    };
    const count = () =>
      threads.flatMap(({ batches }) => batches).reduce((sum, { paths }) => sum + paths.length, 0);
    return { files, made, threads, read, readMany, count };
  }

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  describe('a batched file system', () => {
    it('makes few calls in the pool, and starts no thread', async () => {
      const { made, threads, read } = prepare({});
      await Promise.all(Array.from({ length: 50 }, (_, index) => read(`file ${index}`)));
      expect(made).toHaveLength(50);
      expect(threads).toEqual([]);
    });

    it('leaves many calls to one thread, thirty at a time, each once', async () => {
      const { made, threads, readMany, count } = prepare({});
      await readMany();
      await readMany(MANY);
      expect(threads).toHaveLength(1);
      expect(made.length + count()).toBe(2 * MANY);
      expect(made.length).toBeLessThan(MANY);
      const [thread] = threads;
      expect(Math.max(...(thread?.batches ?? []).map(({ paths }) => paths.length))).toBeGreaterThan(8);
      expect(Math.max(...(thread?.batches ?? []).map(({ paths }) => paths.length))).toBeLessThanOrEqual(32);
      expect(thread?.mostAhead).toBe(2);
    });

    it('keeps calls of several sorts apart, and hands each its own answer or failure', async () => {
      const { files, threads, read, readMany } = prepare({});
      await readMany();
      const results = await Promise.allSettled([
        read('a'),
        files.lstat('four'),
        read('missing'),
        files.lstat('missing'),
        files.lstat('folder/'),
        read('b'),
      ]);
      expect(results[0]).toEqual({ status: 'fulfilled', value: '<a>' });
      expect(results[5]).toEqual({ status: 'fulfilled', value: '<b>' });
      for (const failed of [results[2], results[3]]) {
        expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'ENOENT' } });
      }
      const [, four, , , folder] = results;
      expect(four).toMatchObject({ value: { size: 4 } });
      if (four?.status !== 'fulfilled' || typeof four.value === 'string') throw new Error('no entry');
      if (folder?.status !== 'fulfilled' || typeof folder.value === 'string') throw new Error('no entry');
      expect([four.value.isFile(), four.value.isDirectory()]).toEqual([true, false]);
      expect([folder.value.isFile(), folder.value.isDirectory()]).toEqual([false, true]);
      const kinds = threads[0]?.batches.slice(-3).map(({ kind }) => kind) ?? [];
      expect(new Set(kinds)).toEqual(new Set(['lstat', 'piece']));
    });

    it('returns to a wide pool for good where calls wait', async () => {
      const { made, threads, readMany } = prepare({ start: () => new TestThread(2) });
      await readMany();
      const before = made.length;
      await readMany(MANY);
      expect(made.length).toBe(before + MANY);
      expect(threads).toHaveLength(1);
      expect(threads[0]?.hasEnded).toBe(true);
    });

    it.each([
      [0.25, 3],
      [2, 16],
    ])('lets more threads wait where calls take %d ms and the pool is narrow: %i', async (medianMs, most) => {
      const { made, threads, readMany, count } = prepare({
        poolThreads: 4,
        start: () => new TestThread(medianMs),
      });
      await readMany();
      await readMany(MANY);
      expect(threads).toHaveLength(most);
      expect(made.length + count()).toBe(2 * MANY);
      expect(threads.filter(({ batches }) => batches.length > 0).length).toBeGreaterThan(most / 2);
    });

    it.each([
      ['cannot be had', () => new Error('no threads here')],
      ['fails at once', () => new TestThread(0.01, 1)],
      ['fails in the middle', () => new TestThread(0.01, 4)],
    ])('goes on in the pool when a thread %s', async (_name, start) => {
      const { made, threads, readMany } = prepare({ start });
      await readMany();
      const before = made.length;
      await readMany(MANY);
      expect(made.length).toBe(before + MANY);
      expect(threads.every(({ hasEnded }) => hasEnded)).toBe(true);
    });

    it('ends a thread that nobody asks, and starts another one when there are many calls again', async () => {
      const { threads, readMany } = prepare({});
      await readMany();
      expect(threads).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1000);
      expect(threads[0]?.hasEnded).toBe(true);
      await readMany(MANY);
      expect(threads).toHaveLength(2);
      expect(threads[1]?.hasEnded).toBe(false);
    });
  });
});
