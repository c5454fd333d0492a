import { describe, expect, it } from 'vitest';
import { compressTape } from '../../samples/generator/database/compress-tape.js';
import { judgeByte, readBackup, writeSmallBackup } from '../fixtures/sql-server/small-backup.js';

const HOURS = 4 * 60 * 60 * 1000;

describe('a backup of a database, each byte changed in turn', () => {
  it.each([
    ['plain', (plain: Uint8Array) => plain],
    ['compressed', compressTape],
  ])(
    '%s: the change is found, or the rows are equal',
    async (form, write) => {
      const bytes = write(writeSmallBackup());
      const expected = await readBackup(bytes);
      const counts = { found: 0, harmless: 0 };
      const wrong: number[] = [];
      for (let at = 0; at < bytes.length; at += 1) {
        const verdict = await judgeByte(bytes, at, expected);
        if (verdict === 'silently wrong') wrong.push(at);
        else counts[verdict] += 1;
      }
      process.stdout.write(`${form}: ${bytes.length} bytes, ${JSON.stringify(counts)}\n`);
      expect(wrong).toEqual([]);
    },
    HOURS,
  );
});
