import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../../../src/backup-set/catalog/folder/read-document.js';
import type { Store } from '../../../../../src/backup-set/store.js';
import { createFindingError } from '../../../../../src/core/errors/finding-error.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';

const refuse = () => Promise.reject(new Error('only small files are read'));
const utf8 = new TextEncoder();

/** A store whose answers are given one after the other; tells how each was asked for. */
function storeWith(...answers: readonly (string | Error)[]) {
  const asked: boolean[] = [];
  const store: Store = {
    location: 'memory',
    list: refuse,
    openStream: refuse,
    readFile: async (_path, _limit, reading) => {
      const answer = answers[asked.length];
      asked.push(reading?.mayBeCut === true);
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked once more');
      return utf8.encode(answer);
    },
  };
  return { store, asked };
}

const unreadable = (scope: string, reason: string) =>
  new RestackError('SHARE_UNREACHABLE', `cannot read: ${reason}`, { details: { scope, reason } });

const BRACKETED = {
  limitBytes: 100,
  parse: (bytes: Uint8Array, path: string) => {
    const text = new TextDecoder().decode(bytes);
    if (/^<.*>$/.test(text)) return text;
    throw createFindingError('METADATA_DAMAGED', `${path} is cut`, { place: { file: path } });
  },
};

describe('readDocument', () => {
  it('takes the first answer where it is a document', async () => {
    const { store, asked } = storeWith('<whole>');
    expect(await readDocument(store, 'file', BRACKETED)).toEqual({ value: '<whole>' });
    expect(asked).toEqual([true]);
  });

  it('reads one that cannot be parsed to its end, and takes that', async () => {
    const { store, asked } = storeWith('<who', '<whole>');
    expect(await readDocument(store, 'file', BRACKETED)).toEqual({ value: '<whole>' });
    expect(asked).toEqual([true, false]);
  });

  it('reports what is damaged to its end', async () => {
    const { store, asked } = storeWith('<who', '<who');
    const read = await readDocument(store, 'file', BRACKETED);
    expect(read).toMatchObject({ finding: { code: 'METADATA_DAMAGED', file: 'file' } });
    expect(read).not.toHaveProperty('value');
    expect(asked).toEqual([true, false]);
  });

  it('reports a file that alone cannot be read, and asks no second time', async () => {
    const { store, asked } = storeWith(unreadable('file', 'EACCES'));
    const read = await readDocument(store, 'file', BRACKETED);
    expect(read).toMatchObject({ finding: { code: 'FOLDER_UNREADABLE', file: 'file' } });
    expect(asked).toEqual([true]);
  });

  it('says nothing of a file that is gone since it was listed', async () => {
    const { store } = storeWith(unreadable('file', 'ENOENT'));
    expect(await readDocument(store, 'file', BRACKETED)).toEqual({});
  });

  it.each([
    ['at the first read', [unreadable('store', 'EIO')]],
    ['at the second', ['<who', unreadable('store', 'EIO')]],
    ['with all that was in it', [unreadable('store', 'ENOENT')]],
  ])('fails when the store fails %s', async (_name, answers) => {
    await expect(readDocument(storeWith(...answers).store, 'file', BRACKETED)).rejects.toMatchObject({
      code: 'SHARE_UNREACHABLE',
    });
  });
});
