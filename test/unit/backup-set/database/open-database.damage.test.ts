import { describe, expect, it } from 'vitest';
import { compressTape } from '../../../../samples/generator/database/compress-tape.js';
import { createMemoryAccess, type RandomAccess } from '../../../../src/backup-set/data-file/random-access.js';
import { openDatabase } from '../../../../src/backup-set/database/open-database.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { createRandom } from '../../../fuzz/mutation.js';
import { judgeByte, readBackup, writeSmallBackup } from '../../../fixtures/sql-server/small-backup.js';

const plain = writeSmallBackup();
const FORMS = [
  ['plain', plain],
  ['compressed', compressTape(plain)],
] as const;

/** True for an error that says what is wrong with a file. */
const isRefusal = (error: unknown): boolean =>
  error instanceof RestackError && ['INTEGRITY', 'INCOMPLETE', 'UNSUPPORTED'].includes(error.code);

describe.each(FORMS)('a %s backup', (form, whole) => {
  // All bytes in turn take minutes: see test/slow.
  it('of which a byte is changed is found to be damaged, or has equal rows', async () => {
    const bytes = new Uint8Array(whole);
    const expected = await readBackup(bytes);
    const verdicts = new Map<number, string>();
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 150))
      verdicts.set(at, await judgeByte(bytes, at, expected));
    expect([...verdicts].filter(([, verdict]) => verdict === 'silently wrong')).toEqual([]);
    expect(new Set(verdicts.values()).size).toBe(2);
  });

  it('that is cut at a sector is refused, or has equal rows', async () => {
    const expected = await readBackup(whole);
    const step = form === 'plain' ? 16 : 1;
    for (let end = 0; end < whole.length; end += 512 * step) {
      const found = await readBackup(whole.slice(0, end)).catch((error: unknown) => {
        expect(error, `${end}`).toSatisfy(isRefusal);
        return expected;
      });
      expect(found, `${end}`).toBe(expected);
    }
  });
});

describe('bytes that nobody wrote', () => {
  it.each(['', 'TAPE', 'MSSQLBAK\0\0\0\0\u0002\0\0\0\u0003'])('are refused behind %j', async (start) => {
    const random = createRandom(7);
    for (let run = 0; run < 20; run += 1) {
      const bytes = Uint8Array.from({ length: 3000 }, () => random(256));
      bytes.set(Buffer.from(start, 'latin1'));
      await expect(readBackup(bytes)).rejects.toSatisfy(isRefusal);
    }
  });

  it('are not asked for where a stream claims 10 GiB of them', async () => {
    const bytes = new Uint8Array(plain);
    const at = Buffer.from(bytes).indexOf('MQDA');
    const view = new DataView(bytes.buffer);
    view.setBigUint64(at + 8, 10n * 1024n ** 3n, true);
    view.setUint16(at + 20, 0, true);
    let sum = 0;
    for (let word = 0; word < 20; word += 2) sum ^= view.getUint16(at + word, true);
    view.setUint16(at + 20, sum, true);
    const { source, largest } = watchReads(bytes);
    await expect(openDatabase({ full: [source] })).rejects.toSatisfy(isRefusal);
    expect(largest()).toBeLessThan(2 * 1024 ** 2);
  });

  it('are not asked for where the file says that its database has 10 GiB of pages', async () => {
    const bytes = new Uint8Array(plain);
    const { source, largest } = watchReads(bytes, 10 * 1024 ** 3);
    await expect(openDatabase({ full: [source] })).rejects.toSatisfy(isRefusal);
    expect(largest()).toBeLessThan(2 * 1024 ** 2);
  });
});

/** Bytes of a file that claims another size, and the largest piece that was asked for. */
function watchReads(bytes: Uint8Array, sizeBytes = bytes.length) {
  const memory = createMemoryAccess(bytes);
  let most = 0;
  const source: RandomAccess = {
    sizeBytes,
    read: async (offset, length) => {
      most = Math.max(most, length);
      if (offset + length > bytes.length) throw new RestackError('INTEGRITY', 'the file ends before');
      return memory.read(offset, length);
    },
  };
  return { source, largest: () => most };
}
