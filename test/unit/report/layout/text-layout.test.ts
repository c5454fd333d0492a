import { describe, expect, it } from 'vitest';

import { foldLine, measureText } from '../../../../src/report/layout/text-layout.js';
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
