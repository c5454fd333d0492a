/** Draws the picture of README.md: the head of the report of a drill on the sample share, by Debian's Chromium. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const BINARY = fileURLToPath(new URL('../../dist/cli/launch/launch.cjs', import.meta.url));
const PICTURE = fileURLToPath(new URL('../../docs/drill-report.png', import.meta.url));
/** To the end of a section, above those that name this machine. */
const SIZE = { width: 860, height: 870 };
/** As small as a page loads. */
const MOST_BYTES = 100 * 1024;

const folder = await mkdtemp(join(tmpdir(), 'restack-picture-'));
try {
  const report = join(folder, 'drill.html');
  execFileSync(process.execPath, [BINARY, 'drill', '--quiet', '--report', report], { stdio: 'ignore' });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light' });
  await page.goto(pathToFileURL(report).href);
  await page.screenshot({ path: PICTURE, clip: { x: 0, y: 0, ...SIZE } });
  await browser.close();
  const { size } = await stat(PICTURE);
  if (size > MOST_BYTES) throw new Error(`${PICTURE} has ${size} bytes, expected at most ${MOST_BYTES}`);
} finally {
  await rm(folder, { recursive: true });
}
