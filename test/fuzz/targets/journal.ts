import { createHash } from 'node:crypto';
import { EarlierCalls } from '../../../src/adapters/journal/run/earlier-calls.js';
import { formatJournalLine, type JournalEntry } from '../../../src/adapters/journal/lines/journal-line.js';
import { type ParsedJournal, parseJournal } from '../../../src/adapters/journal/lines/parse-journal.js';
import { splitLines } from '../../../src/adapters/disk/own-files.js';
import { intentOf, RUN_ID } from '../../fixtures/restore-run.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';

const ENTRIES: readonly JournalEntry[] = [
  { type: 'journal', version: 1, runId: RUN_ID, inputs: '0'.repeat(64), decisions: '1'.repeat(64) },
  { type: 'attempt', at: '2023-01-19T12:00:00.000Z', pid: 7, host: 'a' },
  { type: 'intent', ...intentOf(0) },
  { type: 'outcome', of: 2, result: 'done', status: 201, at: '2023-01-19T12:00:01.000Z', unchanged: false },
  { type: 'intent', ...intentOf(1) },
  { type: 'outcome', of: 4, result: 'failed', status: 409, code: 'Conflict' },
  { type: 'intent', ...intentOf(2) },
];

/** A journal of these entries, of which all but the last two lines are said to be safe on disk. */
function renderJournal(entries: readonly JournalEntry[]): string {
  let previous = '';
  return entries
    .map((entry, seq) => {
      const { text, sum } = formatJournalLine({ seq, previous, synced: seq - 2, entry });
      previous = sum;
      return `${text}\n`;
    })
    .join('');
}

/** Seals the lines anew as they stand there: whatever they hold, their sums and their chain are right. */
function resealLines(input: Uint8Array): Uint8Array | undefined {
  let previous = '';
  const lines: string[] = [];
  for (const bytes of splitLines(input)) {
    const line = Buffer.from(bytes).toString('utf8').trimEnd();
    const content = line
      .replace(/,"sum":"[^"]*"\}$/, '}')
      .replace(/"previous":"[^"]*"/, `"previous":"${previous}"`);
    previous = createHash('sha256').update(content).digest('hex').slice(0, 16);
    lines.push(`${content.slice(0, -1)},"sum":"${previous}"}\n`);
  }
  return lines.length === 0 ? undefined : Buffer.from(lines.join(''));
}

/** The journal of a run, torn or whole. */
export const journalTarget = defineTarget<ParsedJournal>({
  name: 'journal',
  dictionary: [
    '{"seq": ¦ ,"previous":" ¦ ,"synced": ¦ ,"entry":{ ¦ ,"sum":" ¦ "}\n ¦ "type":"journal" ¦ \x00\x00\x00\x00',
    '"type":"attempt" ¦ "type":"intent" ¦ "type":"outcome" ¦ "of": ¦ "result":"done" ¦ "__proto__":',
    'null ¦ [] ¦ {} ¦ 1e999 ¦ -1 ¦ "stage": ¦ "recordIndex": ¦ \n ¦ \xef\xbb\xbf ¦ \xff',
  ],
  refusals: ['INTEGRITY'],
  async readSeeds() {
    const texts = [ENTRIES, ENTRIES.slice(0, 1), ENTRIES.slice(0, 3)].map(renderJournal);
    const [whole = ''] = texts;
    return [...texts, whole.slice(0, -30), `${whole.slice(0, -200)}${'\0'.repeat(200)}`].map((text) =>
      Buffer.from(text),
    );
  },
  read: (input) => parseJournal(input, 'journal.jsonl'),
  confirm({ records, lengthBytes, sum }, input) {
    const kept = input.subarray(0, lengthBytes);
    const again = parseJournal(kept, 'again.jsonl');
    assertLaw(again.records.length === records.length && again.sum === sum, 'the whole lines are a journal');
    assertLaw(again.lengthBytes === lengthBytes, 'a journal that was cut has nothing more to cut');
    const line = formatJournalLine({
      seq: records.length,
      previous: sum,
      synced: -1,
      entry: { type: 'intent', ...intentOf(9) },
    });
    const grown = parseJournal(Buffer.concat([kept, Buffer.from(`${line.text}\n`)]), 'grown.jsonl');
    assertLaw(grown.records.length === records.length + 1, 'a journal that was cut can go on');
    const calls = new EarlierCalls(records);
    for (const { intent } of calls.list())
      assertLaw(calls.find(intent) !== undefined, 'a call that is listed is found');
  },
  repair: resealLines,
});
