import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, describePicture, drawReport, readPicture } from '../documents/draw-report.js';
import { makeTemporaryFolder } from '../fixtures/temporary-folder.js';
import { runHere } from './run-here.js';
import { CERTIFICATE_2023, NEWEST, PASSWORD, SHARE } from './run-restack.js';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const README = readFileSync(`${REPOSITORY}README.md`, 'utf8');
const OMITTED = '…';
const [, PICTURE = ''] = /!\[[^\]]+\]\((docs\/[a-z-]+\.png)\)/.exec(README) ?? [];

let folder: string;
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await makeTemporaryFolder();
});

/** Lines without the times and the id that differ from run to run. */
const withoutTimes = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^( {2}(?:run|time|set age) +).*/, '$1'));

/** The pieces of an output between the lines that the page leaves out. */
function readPieces(index: number): readonly (readonly string[])[] {
  const blocks = [...README.matchAll(/```text\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return `${blocks[index]}`
    .split(`${OMITTED}\n`)
    .filter((piece) => piece !== '')
    .map(withoutTimes);
}

/** Asserts that the pieces stand in an output, in their order. */
function assertShown(pieces: readonly (readonly string[])[], output: string): void {
  const lines = withoutTimes(output);
  let from = 0;
  for (const piece of pieces) {
    const at = lines.findIndex(
      (_, index) => index >= from && piece.every((line, row) => lines[index + row] === line),
    );
    expect(at, `${piece.join('\n')}\nin\n${output}`).toBeGreaterThanOrEqual(from);
    from = at + piece.length;
  }
}

describe('the page shows what restack says', () => {
  it('of a verification', async () => {
    const { stdout } = await runHere(['verify', NEWEST, ...SHARE, ...CERTIFICATE_2023, ...PASSWORD]);
    const pieces = readPieces(0);
    expect(pieces.flat().length).toBeGreaterThan(10);
    assertShown(pieces, stdout);
  });

  it('of a drill', async () => {
    const reports = ['--report', at('drill.html'), '--report', at('drill.json')];
    const { stdout } = await runHere(['drill', '--quiet', ...reports]);
    const pieces = readPieces(1);
    expect(pieces.length).toBeGreaterThan(3);
    assertShown(pieces, stdout);
  });

  it('and the picture of that drill by the present page, small enough to load: npm run picture', async () => {
    const bytes = readFileSync(REPOSITORY + PICTURE);
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(bytes.length).toBeLessThan(100 * 1024);
    expect(readPicture(bytes)).toMatchObject(await describePicture(at('drill.json')));
  });

  it.skipIf(CHROMIUM === undefined)(
    `which is drawn again in its size${CHROMIUM === undefined ? ' (skipped: Chromium is not installed)' : ''}`,
    async () => {
      await drawReport(at('drill.html'), at('drill.png'), await describePicture(at('drill.json')));
      const drawn = readFileSync(at('drill.png'));
      expect(readPicture(drawn)).toEqual(readPicture(readFileSync(REPOSITORY + PICTURE)));
      expect(drawn.length).toBeGreaterThan(30 * 1024);
    },
  );

  it('and leaves details of topics to their help', async () => {
    for (const topic of ['service', 'archive']) {
      expect(README).toContain(`restack help ${topic}`);
      const { stdout, exitCode } = await runHere(['help', topic]);
      expect(exitCode).toBe(0);
      expect(stdout).toContain('DETAIL');
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  });
});
