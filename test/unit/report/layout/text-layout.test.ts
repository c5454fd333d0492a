import { createIdShortener } from '../../../../src/core/guid.js';
import { describe, expect, it } from 'vitest';

import {
  foldLine,
  foldText,
  measureText,
  truncateMiddle,
  truncateText,
  wrapText,
} from '../../../../src/report/layout/text-layout.js';
import { renderFacts } from '../../../../src/report/layout/table.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { renderError, renderWarning } from '../../../../src/report/render-error.js';

const WORDS = 'the share holds sets of two deployments, and nobody has said which '.repeat(4).trim();
const NARROW = [40, 80];
const COLOUR = new RegExp(String.raw`\u001b\[[\d;]*m`, 'g');

describe('foldLine', () => {
  it.each(NARROW)('breaks a line at spaces, in %i columns, and loses no word', (columns) => {
    const lines = foldLine(WORDS, { columns, isRead: true }, 2);
    expect(lines.every((line) => measureText(line) <= columns)).toBe(true);
    expect(lines.slice(1).every((line) => /^ {2}\S/.test(line))).toBe(true);
    expect(lines.map((line) => line.trim()).join(' ')).toBe(WORDS);
  });

  it('counts no colours', () => {
    const painted = `\u001b[31m${'x'.repeat(20)}\u001b[39m ${'y'.repeat(59)}`;
    expect(foldLine(painted, { columns: 80, isRead: true })).toEqual([painted]);
  });

  it('leaves a command whole, which is copied, and a pipe its lines', () => {
    const command = `  next: restack verify ${WORDS}`;
    expect(foldLine(command, { columns: 40, isRead: true })).toEqual([command]);
    expect(foldLine(WORDS, { columns: 40 })).toEqual([WORDS]);
  });

  it('breaks prose in front of a command, and puts a remark behind one under it', () => {
    const view = { columns: 40, isRead: true };
    const command = `restack verify 265bb71b --share ${'x'.repeat(40)}`;
    expect(foldLine(`error USAGE: restack keys check needs --share and --cert`, view, 2)).toEqual([
      'error USAGE: restack keys check needs',
      '  --share and --cert',
    ]);
    expect(foldLine(`  - look what the run does, and whether it ended: ${command}`, view, 4)).toEqual([
      '  - look what the run does, and whether',
      '    it ended:',
      `    ${command}`,
    ]);
    expect(foldLine(`next: ${command}   # cloud east`, view, 2)).toEqual([
      `next: ${command}`,
      '  # cloud east',
    ]);
  });
});

describe('foldText', () => {
  it('breaks long lines under their own indent, at a terminal alone', () => {
    const text = `a\n  ${'word '.repeat(10).trim()}\n`;
    const folded = foldText(text, { columns: 40, isRead: true });
    expect(folded.split('\n').map((line) => /^ */.exec(line)?.[0].length)).toEqual([0, 2, 4, 0]);
    expect(foldText(text, { columns: 40 })).toBe(text);
  });
});

describe('what a person reads on stderr, and facts', () => {
  it.each(NARROW)('fit into %i columns', (columns) => {
    const view = { columns, color: true, isRead: true, now: new Date(0) };
    const error = new RestackError('USAGE', WORDS, { hints: [WORDS] });
    const texts = [
      renderError(error, view, false),
      renderWarning(WORDS, view),
      renderFacts([['records', WORDS]], { view: { ...view, color: false } }).join('\n'),
    ];
    const lines = texts.join('\n').replaceAll(COLOUR, '').split('\n');
    expect(lines.length).toBeGreaterThan(9);
    expect(Math.max(...lines.map(measureText))).toBeLessThanOrEqual(columns);
  });
});

describe('text', () => {
  it('measures wide and combining characters as a terminal draws them', () => {
    expect(measureText('ab')).toBe(2);
    expect(measureText('日本')).toBe(4);
    expect(measureText('e\u0301')).toBe(1);
  });

  it.each([1, 2, 5, 10, 30])('cuts to %i columns at most', (columns) => {
    for (const text of ['short', 'a rather long piece of text', '日本語日本語日本語日本語日本語']) {
      expect(measureText(truncateText(text, columns))).toBeLessThanOrEqual(columns);
    }
    expect(measureText(truncateMiddle('a rather long piece of text', columns))).toBeLessThanOrEqual(columns);
  });

  it('wraps at spaces and keeps long words whole', () => {
    expect(wrapText('one two three', 20, 12)).toEqual(['            one two three']);
    expect(wrapText('aaaaaaaaaaaa bbbbbbbbbbbb', 20)).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb']);
    expect(wrapText('a'.repeat(50), 20)).toEqual(['a'.repeat(50)]);
  });
});

describe('createIdShortener', () => {
  it('keeps ids apart, with at least eight characters', () => {
    expect(createIdShortener(['aaaaaaaa-1', 'bbbbbbbb-1'])('aaaaaaaa-1')).toBe('aaaaaaaa');
    expect(createIdShortener(['aaaaaaaa-1', 'aaaaaaaa-2'])('aaaaaaaa-1')).toBe('aaaaaaaa-1');
  });
});
