/** Draws the picture of README.md: the head of the report of a drill on the sample share, by Debian's Chromium. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import { chromium } from 'playwright-core';
import { schema } from '../../src/schema/generated/report.js';

const SCRIPT = fileURLToPath(import.meta.url);
const BINARY = fileURLToPath(new URL('../../dist/cli/launch/launch.cjs', import.meta.url));
const PICTURE = fileURLToPath(new URL('../../docs/drill-report.png', import.meta.url));
/** A page of the same renderer over a fixed drill, which changes when the renderer does. */
const PAGE = new URL('../fixtures/reports/drill.html.golden', import.meta.url);
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
/** To the end of a section, above those that name this machine. */
const SIZE = { width: 860, height: 870 };
/** As small as a page loads. */
const MOST_BYTES = 100 * 1024;
/** Signature and header of a PNG, which come first. */
const HEAD_BYTES = 33;
/** What differs from run to run is no word of what the picture shows. */
const LASTING = ['proved', 'restored', 'validated'];

/** The words that say what a picture shows: set and claims of its drill, and the digest of the renderer's fixed page. */
export type PictureWords = Readonly<Record<'Description' | 'Source', string>>;

/** Tells what a picture of the report of this drill shows. @param report the path of that report in JSON. */
export async function describePicture(report: string): Promise<PictureWords> {
  const data: unknown = JSON.parse(await readFile(report, 'utf8'));
  if (!schema.validate(data)) throw new TypeError(`${report} is no report`);
  const sets = data.backups.map(({ backupId, chosen }) => `${backupId} (${chosen})`);
  const claims = data.claims
    .filter(({ claim }) => LASTING.includes(claim))
    .map(({ claim, state, statement }) => `${claim} (${state}): ${statement}`);
  return {
    Description: [...sets, ...claims].join('; '),
    Source: `page ${createHash('sha256')
      .update(await readFile(PAGE))
      .digest('hex')}`,
  };
}

/** Draws the head of a report, and writes into the picture what it shows. @param page the path of the report in HTML. */
export async function drawReport(page: string, picture: string, words: PictureWords): Promise<void> {
  if (CHROMIUM === undefined) throw new Error('Chromium is not installed');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const tab = await browser.newPage({ viewport: SIZE, colorScheme: 'light' });
    await tab.goto(pathToFileURL(page).href);
    const png = await tab.screenshot({ clip: { x: 0, y: 0, ...SIZE } });
    const texts = Object.entries(words).map(([name, text]) => renderChunk('tEXt', `${name}\0${text}`));
    await writeFile(
      picture,
      Buffer.concat([png.subarray(0, HEAD_BYTES), ...texts, png.subarray(HEAD_BYTES)]),
    );
  } finally {
    await browser.close();
  }
}

/** Reads the words of a picture, its width and its height. Source: PNG, 11.3.4.3, tEXt. */
export function readPicture(png: Buffer): Record<string, string | number> {
  const found: Record<string, string | number> = {
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
  };
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at)).toString('latin1');
    const [name = '', text = ''] = data.split('\0');
    if (png.toString('latin1', at + 4, at + 8) === 'tEXt') found[name] = text;
  }
  return found;
}

function renderChunk(type: string, text: string): Buffer {
  const data = Buffer.from(`${type}${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length - type.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([length, data, sum]);
}

if (process.argv[1] === SCRIPT) {
  const folder = await mkdtemp(join(tmpdir(), 'restack-picture-'));
  try {
    const [page, report] = [join(folder, 'drill.html'), join(folder, 'drill.json')];
    const written = ['--report', page, '--report', report, '--run-dir', join(folder, 'runs')];
    execFileSync(process.execPath, [BINARY, 'drill', '--quiet', ...written], { stdio: 'ignore' });
    await drawReport(page, PICTURE, await describePicture(report));
    const { length } = await readFile(PICTURE);
    if (length > MOST_BYTES)
      throw new Error(`${PICTURE} has ${length} bytes, expected at most ${MOST_BYTES}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
