import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLines, splitLines } from '../../../../src/adapters/disk/read-lines.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const decode = (lines: Iterable<Uint8Array>) => [...lines].map((line) => new TextDecoder().decode(line));

describe('lines of a file', () => {
  it.each([
    ['nothing', '', []],
    ['one line', 'a\n', ['a\n']],
    ['an unfinished line', 'a\nb', ['a\n', 'b']],
    ['empty lines', '\n\nä\n', ['\n', '\n', 'ä\n']],
  ])('are found in %s', async (_name, text, lines) => {
    const path = join(await makeTemporaryFolder(), 'lines');
    await writeFile(path, text);
    expect(decode(readLines(path))).toEqual(lines);
    expect(decode(splitLines(Buffer.from(text)))).toEqual(lines);
  });

  it('are whole where they are read in pieces', async () => {
    const path = join(await makeTemporaryFolder(), 'lines');
    const lines = Array.from({ length: 3000 }, (_, index) => `${index} ${'ü'.repeat(index % 997)}\n`);
    lines.push(`${'x'.repeat(600_000)}\n`, 'torn');
    await writeFile(path, lines.join(''));
    expect(decode(readLines(path))).toEqual(lines);
  });

  it('tell of a file that is not there', () => {
    expect(() => [...readLines('/nowhere/lines')]).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
