import { describe, expect, it } from 'vitest';
import { compressTape } from '../../samples/generator/database/compress-tape.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { judgeByte, readBackup, writeSmallBackup } from '../fixtures/sql-server/small-backup.js';

const HOURS = 4 * 60 * 60 * 1000;

const FORMS = [
  ['plain', (plain: Uint8Array) => plain],
  ['compressed', compressTape],
] as const;

describe('a backup of a database, each byte changed in turn', () => {
  it.each(FORMS)(
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

describe('a backup of a database, cut at each sector in turn', () => {
  it.each(FORMS)(
    '%s: it is refused, or the rows are equal',
    async (_, write) => {
      const bytes = write(writeSmallBackup());
      const expected = await readBackup(bytes);
      for (let end = 0; end < bytes.length; end += 512) {
        const found = await readBackup(bytes.slice(0, end)).catch((error: unknown) => {
          if (!(error instanceof RestackError) || error.code === 'INTERNAL') throw error;
          return expected;
        });
        expect(found, `${end}`).toBe(expected);
      }
    },
    HOURS,
  );
});
