import { describe, expect, it } from 'vitest';
import { EXTENT_BYTES } from '../../../../../src/backup-set/database/pages/database-page.js';
import { PageIndex } from '../../../../../src/backup-set/database/pages/page-index.js';
import { MAX_RUN_BYTES, PageReader } from '../../../../../src/backup-set/database/pages/page-reader.js';
import { concatenate } from '../../../../../src/backup-set/write/database/little-endian.js';
import { PAGE_BYTES } from '../../../../../src/backup-set/write/database/page-bytes.js';
import {
  LATER,
  of,
  viewOf,
  inFile,
  extent,
  page,
  watch,
  indexOf,
  open,
  DATA,
} from '../../../../fixtures/sql-server/small-pages.js';
import { catchRejection } from '../../../../fixtures/thrown.js';

describe('PageIndex', () => {
  it('counts pages by their proofs, and names the wrong ones by file and number', async () => {
    const damaged = extent(16, (number) => page(number, inFile(2)));
    damaged[3 * PAGE_BYTES + 5000] = 1;
    const unproved = extent(8, (number) => {
      const bytes = page(number);
      viewOf(bytes).setUint16(4, 0, true);
      return bytes;
    });
    unproved.fill(0, 5 * PAGE_BYTES, 6 * PAGE_BYTES);
    const { index } = await open(concatenate([extent(0), unproved, damaged]));
    expect(index.count()).toEqual({ read: 23, checked: 15, unchecked: 7 });
    expect([...index.wrongPages()]).toEqual([of(19, 2)]);
    expect(index.files()).toEqual([1, 2]);
    expect(index.find(of(13))).toBeUndefined();
    expect(index.find(of(24))).toBeUndefined();
    expect([index.hasExtent(of(15)), index.hasExtent(of(24))]).toEqual([true, false]);
    expect(index.sizeBytes).toBe(3 * EXTENT_BYTES);
  });

  it('takes the later one of two copies, and the later one in the file where both are as old', async () => {
    const newer = (number: number) => page(number, { header: { ...DATA, lsn: LATER } });
    const { index } = await open(concatenate([extent(0, newer), extent(0), extent(8), extent(8)]));
    expect(index.find(of(2))).toMatchObject({ offset: 2 * PAGE_BYTES, lsn: { block: 17 } });
    expect(index.find(of(10))?.offset).toBe(3 * EXTENT_BYTES + 2 * PAGE_BYTES);
    expect(index.copiedTwice).toBe(16);
  });

  it('lets a damaged copy give way to none', async () => {
    const older = extent(0, (number) => page(number, { header: { ...DATA, lsn: [1, 1, 1] } }));
    older[PAGE_BYTES + 5000] = 1;
    older.fill(0, 2 * PAGE_BYTES, 3 * PAGE_BYTES);
    const { index } = await open(concatenate([extent(0), older]));
    expect([0, 1, 2].map((number) => index.find(of(number))?.proof)).toEqual(['checked', 'wrong', 'wrong']);
  });

  it('places an extent by what most of its pages name, and leaves out those that name another', async () => {
    const mixed = extent(16, (number) => page(number >= 20 ? number + 80 : number));
    const two = extent(32, (number) => page(number === 32 ? 200 : number));
    const { index } = await open(concatenate([mixed, two, new Uint8Array(EXTENT_BYTES)]));
    expect([16, 19, 20, 100, 103].map((number) => index.find(of(number)) !== undefined)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([index.find(of(200)), index.find(of(33))?.offset]).toEqual([undefined, EXTENT_BYTES + PAGE_BYTES]);
    expect(index.sizeBytes).toBe(2 * EXTENT_BYTES);
  });

  it('knows of each page of a differential backup in which file of it the page lies', async () => {
    const full = watch(concatenate([extent(0), extent(8), extent(16)]));
    const stripes = [watch(extent(8)), watch(extent(16))];
    const index = await indexOf(full);
    index.overlay(await indexOf(...stripes));
    expect([0, 8, 16].map((number) => index.find(of(number + 1))?.source)).toEqual([full, ...stripes]);
  });

  it('takes no part of a page', async () => {
    const bytes = watch(extent(0));
    const error = await catchRejection(
      new PageIndex().add({ bytes, ranges: [{ offset: 0, length: PAGE_BYTES + 512 }] }),
    );
    expect(error).toMatchObject({
      code: 'INTEGRITY',
      message: '8704 bytes of pages from byte 0 on are cut short',
    });
  });
});

/** So many extents that a reader cannot keep all of them. */
const MANY = 130;

describe('PageReader', () => {
  it('reads an extent once, from the first page that is asked for to the end', async () => {
    const { source, pages } = await open(concatenate([extent(0), extent(8)]));
    const third = await pages.read(of(10));
    expect([third.id, third.bytes[100]]).toEqual([of(10), 10]);
    const last = await pages.read(of(15));
    expect([last.id, last.bytes[100]]).toEqual([of(15), 15]);
    expect(await pages.read(of(10))).toBe(third);
    expect(source.reads).toEqual([`${EXTENT_BYTES + 2 * PAGE_BYTES}:${6 * PAGE_BYTES}`]);
    await pages.read(of(8));
    expect(source.reads).toHaveLength(2);
  });

  it.each<readonly [string, (bytes: Uint8Array) => void, number]>([
    ['is not there', (bytes) => bytes.fill(0, 3 * PAGE_BYTES, 4 * PAGE_BYTES), 3],
    ['has a wrong sum', (bytes) => bytes.fill(1, 3 * PAGE_BYTES + 5000, 3 * PAGE_BYTES + 5001), 3],
  ])('reads no page behind one that %s', async (_, harm, following) => {
    const bytes = extent(0);
    harm(bytes);
    const { source, pages } = await open(bytes);
    await pages.read(of(0));
    expect(source.reads).toEqual([`0:${following * PAGE_BYTES}`]);
    await pages.read(of(4));
    expect(source.reads).toHaveLength(2);
    await expect(pages.read(of(3))).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it('reads no page on that lies elsewhere', async () => {
    const half = (isNewer: (number: number) => boolean) => (number: number) =>
      page(number, isNewer(number) ? { header: { ...DATA, lsn: LATER } } : {});
    const copies = [
      extent(
        0,
        half((number) => number < 4),
      ),
      extent(
        0,
        half((number) => number >= 4),
      ),
    ];
    const { source, pages } = await open(concatenate(copies));
    await pages.read(of(0));
    expect((await pages.read(of(3))).id).toEqual(of(3));
    await pages.read(of(6));
    expect(source.reads).toEqual([
      `0:${4 * PAGE_BYTES}`,
      `${EXTENT_BYTES + 6 * PAGE_BYTES}:${2 * PAGE_BYTES}`,
    ]);
  });

  it('keeps the extents that were used last', async () => {
    const { source, pages } = await open(
      concatenate(Array.from({ length: MANY }, (_, number) => extent(8 * number))),
    );
    for (let number = 0; number < 128; number += 1) await pages.read(of(8 * number));
    await pages.read(of(0));
    expect(source.reads).toHaveLength(128);
    await pages.read(of(8 * 128));
    await pages.read(of(0));
    expect(source.reads).toHaveLength(129);
    await pages.read(of(8));
    expect(source.reads).toHaveLength(130);
    await pages.read(of(8 * 129));
    await pages.read(of(8 * 128));
    expect(source.reads).toHaveLength(131);
  });

  it.each<readonly [string, Uint8Array]>([
    ['its place in the log', page(8, { header: { ...DATA, lsn: LATER } })],
    ['its number', page(16)],
    ['its proof', Uint8Array.from(page(8)).fill(1, 5000, 5001)],
    ['all of it', new Uint8Array(PAGE_BYTES)],
  ])('finds that a page has changed since it was proved: %s', async (_, changed) => {
    const bytes = extent(8);
    const { pages } = await open(bytes);
    bytes.set(changed, 0);
    const error = await catchRejection(pages.read(of(8)));
    expect(`${error.code} ${error.message}`).toMatch(/^INTEGRITY page 1:8 is no longer/);
    const run = await pages.readRun(of(8), 1);
    expect(await catchRejection(run.read(of(8)))).toMatchObject({ message: error.message });
  });

  it('hands out what lies before a page that has changed', async () => {
    const bytes = extent(8);
    const { pages } = await open(bytes);
    bytes.fill(0, 2 * PAGE_BYTES);
    expect((await pages.read(of(8))).bytes).toEqual(page(8));
    expect((await pages.read(of(9))).bytes).toEqual(page(9));
    await expect(pages.read(of(10))).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it.each([of(80), of(0, 2)])('has no page that the backup does not hold: $file:$page', async (id) => {
    const { pages } = await open(extent(0));
    expect(await catchRejection(pages.read(id))).toMatchObject({
      code: 'INTEGRITY',
      message: `page ${id.file}:${id.page} is in use, and the backup does not hold it`,
    });
  });
});

describe('PageRun', () => {
  const LENGTH = 4 * EXTENT_BYTES;
  const four = () => concatenate([0, 8, 16, 24].map((first) => extent(first)));

  it('reads its extents at once, and each page from them', async () => {
    const { source, pages } = await open(concatenate([four(), extent(32)]));
    const run = await pages.readRun(of(8), 3, new Uint8Array(MAX_RUN_BYTES));
    for (let number = 8; number < 32; number += 1)
      expect((await run.read(of(number))).bytes[100]).toBe(number);
    expect(source.reads).toEqual([`${EXTENT_BYTES}:${3 * EXTENT_BYTES}`]);
    await run.read(of(7));
    await run.read(of(32));
    expect(source.reads).toHaveLength(3);
  });

  it('reads what lies between its extents while that is no more than they are', async () => {
    const between = concatenate([extent(400), extent(408), extent(416)]);
    const near = await open(concatenate([extent(0), between.subarray(0, 2 * EXTENT_BYTES), extent(8)]));
    await near.pages.readRun(of(0), 2);
    expect(near.source.reads).toEqual([`0:${LENGTH}`]);
    const far = await open(concatenate([extent(0), between, extent(8)]));
    const run = await far.pages.readRun(of(0), 2);
    expect(far.source.reads).toEqual([]);
    await run.read(of(8));
    expect(far.source.reads).toEqual([`${4 * EXTENT_BYTES}:${EXTENT_BYTES}`]);
  });

  it.each<readonly [string, number]>([
    ['whose extents lie the other way round', 8],
    ['whose last page is not there', 24],
    ['whose first page is not there', 40],
  ])('reads page by page one %s', async (_, first) => {
    const last = extent(24);
    const { source, pages } = await open(concatenate([extent(16), extent(8), last, extent(48)]));
    const run = await pages.readRun(of(first), 2);
    expect(source.reads).toEqual([]);
    expect((await run.read(of(16))).id).toEqual(of(16));
    expect(source.reads).toHaveLength(1);
  });

  it('takes a run of one page, and one of which a page lies in another file', async () => {
    const first = watch(concatenate([extent(0), extent(8)]));
    const second = watch(concatenate([extent(16), extent(24)]));
    const pages = new PageReader(await indexOf(first, second));
    first.reads.length = 0;
    second.reads.length = 0;
    const mixed = await pages.readRun(of(8), 2);
    expect([first.reads, second.reads]).toEqual([[], []]);
    expect((await mixed.read(of(16))).bytes[100]).toBe(16);
    const own = await pages.readRun(of(0), 2);
    expect((await own.read(of(24))).bytes[100]).toBe(24);
    expect((await own.read(of(9))).bytes[100]).toBe(9);
    expect(first.reads).toEqual([`0:${2 * EXTENT_BYTES}`]);
    expect(second.reads).toHaveLength(2);
  });
});
