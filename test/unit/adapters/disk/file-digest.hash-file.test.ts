import { hash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashFile } from '../../../../src/adapters/disk/file-digest.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

it.each([0, 1, 65_536, 200_001])('hashes %i bytes as sha256sum does', async (size) => {
  const path = join(await makeTemporaryFolder(), 'file');
  const bytes = Buffer.alloc(size, 'restack');
  await writeFile(path, bytes);
  expect(await hashFile(path)).toBe(hash('sha256', bytes));
});

it('throws the error of the system', async () => {
  const path = join(await makeTemporaryFolder(), 'none');
  await expect(hashFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});
