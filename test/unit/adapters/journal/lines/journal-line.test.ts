import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  formatJournalLine,
  parseJournalLine,
} from '../../../../../src/adapters/journal/lines/journal-line.js';
import { parseJournal } from '../../../../../src/adapters/journal/lines/parse-journal.js';
import { intentOf } from '../../../../fixtures/sample-run.js';
import { thrownBy } from '../../../../fixtures/thrown.js';

const LINE = { seq: 0, previous: '', synced: -1, entry: { type: 'intent', ...intentOf(0) } } as const;

/** A line with the digest of its content, whatever that is. */
function seal(content: string): string {
  return `${content.slice(0, -1)},"sum":"${hash('sha256', content).slice(0, 16)}"}`;
}

describe('a line of a journal', () => {
  it('comes back as it was written', () => {
    const { text, sum } = formatJournalLine(LINE);
    expect(parseJournalLine(text)).toEqual({ ...LINE, sum });
    expect(seal(JSON.stringify(LINE))).toBe(text);
  });

  it.each([
    '{}',
    '{"seq":0}',
    '{"seq":0,"previous":"","synced":-1,"entry":{"type":"intent"}',
    '{"seq":0,"previous":"","synced":-1,"entry":{"type":"intent"}}}',
    '{nothing of JSON}',
    '{"seq":"0","previous":"","synced":-1,"entry":{"type":"intent"}}',
    '{"seq":0,"previous":null,"synced":-1,"entry":{"type":"intent"}}',
    '{"seq":0,"previous":"","synced":null,"entry":{"type":"intent"}}',
    '{"seq":0,"previous":"","synced":-1,"entry":null}',
    '{"seq":0,"previous":"","synced":-1,"entry":{"type":"other"}}',
  ])('is no line of a journal, though its digest is right: %s', (content) => {
    expect(parseJournalLine(seal(content))).toBeUndefined();
    const journal = Buffer.from(`${seal(content)}\n`);
    expect(thrownBy(() => parseJournal(journal, 'journal.jsonl'))?.code).toBe('INTEGRITY');
  });

  it('is none when a byte of it is another', () => {
    const { text } = formatJournalLine(LINE);
    for (let at = 0; at < text.length; at += 1) {
      const changed = `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`;
      expect(parseJournalLine(changed), changed).toBeUndefined();
    }
  });
});
