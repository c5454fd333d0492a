import { describe, expect, it } from 'vitest';
import { askQuietly, listWhereAllowed } from '../../../src/cloud/ask-quietly.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';

const address = { host: 'admin', path: '/x', apiVersion: '2015-11-01' } as const;

describe('askQuietly', () => {
  it.each(['PARTIAL', 'PERMISSION_MISSING'] as const)('takes %s for no answer', async (code) => {
    const ask = () => Promise.reject(new RestackError(code, 'refused'));
    expect(await askQuietly(ask)).toBeUndefined();
    expect(await listWhereAllowed({ list: ask }, address)).toEqual([]);
  });

  it.each(['TARGET_UNREACHABLE', 'TARGET_AUTH', 'INTERRUPTED'] as const)('throws %s on', async (code) => {
    const ask = () => Promise.reject(new RestackError(code, 'gone'));
    await expect(askQuietly(ask)).rejects.toMatchObject({ code });
    await expect(listWhereAllowed({ list: ask }, address)).rejects.toMatchObject({ code });
  });

  it('throws on what is no error of the cloud', async () => {
    const failure = Object.assign(new Error('bug'), { code: 'PARTIAL' });
    await expect(askQuietly(() => Promise.reject(failure))).rejects.toBe(failure);
  });
});

describe('listWhereAllowed', () => {
  it('lists nothing where there is no such list', async () => {
    expect(await listWhereAllowed({ list: () => Promise.resolve(undefined) }, address)).toEqual([]);
    expect(await listWhereAllowed({ list: () => Promise.resolve([{ id: 'a' }]) }, address)).toEqual([
      { id: 'a' },
    ]);
  });
});
