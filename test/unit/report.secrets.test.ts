import { array, assert, boolean, constantFrom, integer, property, record, string } from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { formatLive } from '../../src/cli/progress/terminal-progress.js';
import { processRedactor } from '../../src/core/redaction/redactor.js';
import { renderFacts, renderTable } from '../../src/report/layout/table.js';
import type { View } from '../../src/report/layout/view.js';
import { renderDoctor } from '../../src/report/render-doctor.js';
import { renderDiff } from '../../src/report/restore/render-diff.js';
import { quoteText } from '../../src/schema/value-description.js';
import { describeDiff } from '../../src/use-cases/restore/diff/diff-result.js';

type Render = (text: string, view: View) => string;

const ID = '/subscriptions/x/plans/gold';
const STATE = { unit: 'objects', done: 0, total: undefined } as const;
const SIDE = { type: 'target', name: 'cloud' } as const;

function renderChanged(text: string, view: View): string {
  const fields = [{ pointer: '/properties/x', left: 1, right: text }];
  const object = { kind: 'plan', id: ID, name: text, state: 'changed', reason: text, fields } as const;
  return renderDiff(describeDiff([object], [SIDE, SIDE]), view);
}

function renderChecked(message: string, view: View): string {
  const checks = [{ check: 'sign-in', status: 'failed', message, code: null, mend: null } as const];
  return renderDoctor({ checks, summary: { passed: 0, failed: 1, notChecked: 0 } }, view);
}

/** Whatever cuts or breaks words that others said. */
const RENDERERS: readonly (readonly [what: string, render: Render])[] = [
  [
    'a table whose columns are cut at the end or in the middle',
    (text, view) => {
      const columns = [
        { title: 'END', shrinkTo: 12 },
        { title: 'MIDDLE', shrinkTo: 12, cut: 'middle' } as const,
      ];
      return renderTable(columns, [[text, { text, tone: 'bad' }]], { view }).join('\n');
    },
  ],
  ['facts', (text, view) => renderFacts([['said', { text, tone: 'bad' }]], { view }).join('\n')],
  ['a comparison', renderChanged],
  ['a check', renderChecked],
  ['a step that waits', (note, { columns }) => formatLive({ title: 'Waiting', state: STATE, note }, columns)],
  ['a value in a message', (text) => quoteText(text)],
];

/** How others say a secret, so that each piece of it tells of one of the secret. */
const SAID: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => JSON.stringify(secret).slice(1, -1),
  (secret) => encodeURIComponent(secret),
  (secret) => Buffer.from(secret).toString('base64url'),
];

/** So many characters of a secret in a row are a piece of it. */
const PIECE = 8;
const PASSED_OVER = new RegExp(String.raw`\u001b\[[\d;]*m|\s`, 'g');

function findPieces(text: string, said: string): readonly string[] {
  const told = text.replace(PASSED_OVER, '');
  const whole = said.replace(PASSED_OVER, '');
  return Array.from({ length: whole.length - PIECE + 1 }, (_, at) => whole.slice(at, at + PIECE)).filter(
    (piece) => told.includes(piece),
  );
}

const LETTERS = 'abcdefghjkmnpqrtuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789$%+!~';
/** Shorter than the secrets of which pieces are found, with spaces inside. */
const secrets = array(string({ unit: constantFrom(...LETTERS.split('')), minLength: 6, maxLength: 12 }), {
  minLength: 2,
  maxLength: 3,
})
  .map((words) => words.join(' '))
  .filter((secret) => secret.length < 32);
/** Words of no letter of a secret. */
const around = array(constantFrom('·', '···', '·'.repeat(11), '·'.repeat(70)), { maxLength: 12 }).map(
  (words) => words.join(' '),
);

const cuts = record({
  secret: secrets,
  say: constantFrom(...SAID),
  before: around,
  after: around,
  columns: integer({ min: 20, max: 200 }),
  color: boolean(),
});

describe('words that others said, cut to the width of a view', () => {
  afterEach(() => processRedactor.forget());

  it.each(RENDERERS)('hold no piece of a secret: %s', (_, render) => {
    const given = property(cuts, ({ secret, say, before, after, columns, color }) => {
      processRedactor.forget();
      processRedactor.keep(secret);
      const view = { columns, color, isRead: true, now: new Date('2026-01-02T03:04:05Z') };
      const text = processRedactor.redact(render(`${before} ${say(secret)} ${after}`, view));
      expect(findPieces(text, say(secret))).toEqual([]);
    });
    assert(given, { numRuns: 400 });
  });
});
