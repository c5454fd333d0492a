import { constants } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerBatch } from '../../../../../../src/adapters/store/folder/batch/answer-batch.js';

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
