import { describe, expect, it } from 'vitest';
import { DatabasePage, keyOfPage } from '../../../../../src/backup-set/database/pages/database-page.js';
import {
  alignWords,
  parseHeader,
  provePage,
  settlePage,
} from '../../../../../src/backup-set/database/pages/page-proof.js';
import { PAGE_BYTES, sealPage, writePage } from '../../../../../src/backup-set/write/database/page-bytes.js';
import { DATA, of, viewOf, page } from '../../../../fixtures/sql-server/small-pages.js';
import { catchRestackError } from '../../../../fixtures/thrown.js';

describe('DatabasePage', () => {
  const bytes = new Uint8Array(writePage(8, DATA, [Uint8Array.of(1, 0, 0, 0), Uint8Array.of(2, 0, 0, 0)]));
  const at = (slot: number, place: number) => {
    const changed = Uint8Array.from(bytes);
    viewOf(changed).setUint16(PAGE_BYTES - 2 * (slot + 1), place, true);
    return new DatabasePage(of(8), changed);
  };
  const withSlots = (count: number) => {
    const changed = Uint8Array.from(bytes);
    viewOf(changed).setUint16(22, count, true);
    return new DatabasePage(of(8), changed);
  };

  it('finds the records of its slots, and no slot that it has not', () => {
    const sound = new DatabasePage(of(8), bytes);
    expect([sound.slot(0), sound.slot(1), sound.recordsEnd]).toEqual([96, 100, PAGE_BYTES - 4]);
    const error = catchRestackError(() => sound.slot(2));
    expect(error).toMatchObject({ code: 'INTEGRITY', message: 'page 1:8 has 2 slots, and none 2' });
  });

  it('takes no slot of a page whose slots reach into its header', () => {
    expect(withSlots((PAGE_BYTES - 96) / 2).recordsEnd).toBe(96);
    expect(catchRestackError(() => withSlots((PAGE_BYTES - 96) / 2).slot(0)).message).toMatch(
      /lies at byte 96/,
    );
    expect(catchRestackError(() => withSlots((PAGE_BYTES - 96) / 2 + 1).slot(0)).message).toMatch(
      /has 4049 slots/,
    );
  });

  it.each([95, 1, PAGE_BYTES - 7, 65_535])('takes no slot whose record lies at byte %i', (place) => {
    expect(catchRestackError(() => at(1, place).slot(1))).toMatchObject({
      code: 'INTEGRITY',
      message: `slot 1 of page 1:8 lies at byte ${place}`,
    });
  });

  it('takes a record of four bytes up to the first slot, and tells a row that has gone', () => {
    expect(at(1, PAGE_BYTES - 8).slot(1)).toBe(PAGE_BYTES - 8);
    expect(at(1, 0).slot(1)).toBeUndefined();
    expect(catchRestackError(() => at(1, 0).record(1, 4)).message).toBe(
      'slot 1 of page 1:8 holds less than 4 bytes',
    );
  });

  it('gives no record that has fewer bytes than are needed', () => {
    const last = at(1, PAGE_BYTES - 12);
    expect(last.record(1, 8)).toBe(PAGE_BYTES - 12);
    expect(catchRestackError(() => last.record(1, 9)).message).toBe(
      'slot 1 of page 1:8 holds less than 9 bytes',
    );
  });

  it('has one number for each page of each file', () => {
    expect(keyOfPage(of(5, 2))).toBe(2 * 2 ** 32 + 5);
    expect(keyOfPage(of(2 ** 32 - 1, 1))).toBeLessThan(keyOfPage(of(0, 2)));
  });
});

describe('parseHeader', () => {
  const parse = (change: (view: DataView) => void, position = 3) => {
    const bytes = page(11);
    change(viewOf(bytes));
    return parseHeader(bytes, position);
  };

  it('reads which page it is, and how old', () => {
    expect(parse(() => {})).toEqual({ id: of(11), lsn: { file: 30, block: 16, record: 1 } });
    expect(parse((view) => view.setUint8(1, 20))).toBeDefined();
  });

  it.each<readonly [string, (view: DataView) => void, position: number]>([
    ['another version', (view) => view.setUint8(0, 2), 3],
    ['no type', (view) => view.setUint8(1, 0), 3],
    ['a type beyond the last', (view) => view.setUint8(1, 21), 3],
    ['no file', (view) => view.setUint16(36, 0, true), 3],
    ['another place in its extent', () => {}, 2],
  ])('knows no page with %s', (_, change, position) => {
    expect(parse(change, position)).toBeUndefined();
  });
});

/** Marks the sectors of a page as torn-page detection does, and keeps the bits that stood there. */
function tear(bytes: Uint8Array, pattern = 2): Uint8Array {
  const torn = Uint8Array.from(bytes);
  let kept = pattern;
  for (let sector = 1; sector < 16; sector += 1) {
    const last = sector * 512 + 511;
    kept += ((torn[last] ?? 0) & 3) * 2 ** (2 * sector);
    torn[last] = ((torn[last] ?? 0) & ~3) | pattern;
  }
  viewOf(torn).setUint16(4, 0x100, true);
  viewOf(torn).setUint32(60, kept, true);
  return torn;
}

describe('provePage', () => {
  const flagged = (flags: number) => {
    const bytes = page(8);
    viewOf(bytes).setUint16(4, flags, true);
    return bytes;
  };

  it('takes the sum where the page carries one, else the pattern, else nothing', () => {
    expect(provePage(page(8))).toBe('checked');
    expect(provePage(sealPage(new Uint8Array(flagged(0x300))))).toBe('checked');
    expect(provePage(tear(page(8)))).toBe('checked');
    expect(provePage(flagged(0))).toBe('unchecked');
  });

  it('finds a changed byte by the sum, and a sector of another time by the pattern', () => {
    const [summed, torn] = [page(8), tear(page(8))];
    summed[5000] = 1;
    torn[511 + 512] = (torn[511 + 512] ?? 0) ^ 1;
    expect([provePage(summed), provePage(torn)]).toEqual(['wrong', 'wrong']);
  });

  it('is settled as its own bytes, or as a copy without the pattern', () => {
    const filled = new Uint8Array(page(8)).fill(0xff, 600);
    const [summed, both, plain] = [page(8), flagged(0x300), flagged(0)];
    expect([settlePage(summed), settlePage(both), settlePage(plain)].map((bytes) => bytes.length)).toEqual([
      PAGE_BYTES,
      PAGE_BYTES,
      PAGE_BYTES,
    ]);
    expect([settlePage(summed) === summed, settlePage(both) === both, settlePage(plain) === plain]).toEqual([
      true,
      true,
      true,
    ]);
    const torn = tear(filled);
    const before = Uint8Array.from(torn);
    expect(settlePage(torn).subarray(600)).toEqual(filled.subarray(600));
    expect(torn).toEqual(before);
  });

  it('works on words that lie aligned, and copies only others', () => {
    const memory = new Uint8Array(PAGE_BYTES + 4);
    const [aligned, beside] = [memory.subarray(4), memory.subarray(1, 1 + PAGE_BYTES)];
    beside.set(page(8));
    expect(alignWords(aligned)).toBe(aligned);
    const moved = alignWords(beside);
    expect(moved.byteOffset % 4).toBe(0);
    expect(moved).toEqual(page(8));
  });
});
