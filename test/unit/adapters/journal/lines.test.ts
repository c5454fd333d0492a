import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  formatJournalLine,
  parseJournalLine,
  type JournalEntry,
} from '../../../../src/adapters/journal/lines/journal-line.js';
import { parseJournal } from '../../../../src/adapters/journal/lines/parse-journal.js';
import { intentOf, RUN_ID } from '../../../fixtures/restore-run.js';
import { thrownBy } from '../../../fixtures/thrown.js';
import { type FileHandle, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processRedactor } from '../../../../src/core/redaction/redactor.js';
import { EarlierCalls } from '../../../../src/adapters/journal/run/earlier-calls.js';
import {
  formatFirstLine,
  JournalFile,
  openJournalFile,
} from '../../../../src/adapters/journal/lines/journal-file.js';
import { createRunJournal } from '../../../../src/adapters/journal/run/run-journal.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const AT = new Date('2023-01-19T12:00:00.500Z');
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

const HEADER: JournalEntry = { type: 'journal', version: 1, runId: RUN_ID, inputs: 'i', decisions: 'd' };

async function createJournal(): Promise<string> {
  const path = join(await makeTemporaryFolder(), 'journal.jsonl');
  await writeFile(path, formatFirstLine(HEADER));
  return path;
}

/** Three calls: done, failed, in doubt. */
async function writeCalls(path: string): Promise<void> {
  const { file, records } = await openJournalFile(path);
  const journal = createRunJournal(file, new EarlierCalls(records));
  const done = await journal.intend(intentOf(0), AT);
  await done.settle({ result: 'done', status: 201, at: '/plans/plan-0' });
  const failed = await journal.intend(intentOf(1), AT);
  await failed.settle({ result: 'failed', code: 'PARTIAL', message: 'the value hunter2 is not allowed' });
  await journal.intend(intentOf(2), AT);
  await file.close();
}

describe('a journal', () => {
  it('tells the next attempt what is known of each call', async () => {
    const path = await createJournal();
    await writeCalls(path);
    const { file, records } = await openJournalFile(path);
    const earlier = new EarlierCalls(records);
    expect(earlier.find(intentOf(0))).toEqual({ result: 'done', status: 201, at: '/plans/plan-0' });
    expect(earlier.find(intentOf(1))).toEqual({ result: 'failed', begunMs: AT.getTime() });
    expect(earlier.find(intentOf(2))).toEqual({ result: 'inDoubt', begunMs: AT.getTime() });
    expect(earlier.find(intentOf(3))).toBeUndefined();
    expect(earlier.list().map(({ call }) => call.result)).toEqual(['done', 'failed', 'inDoubt']);
    await file.close();
  });

  it('keeps no id of the target that says a secret, but one that the record has itself', async () => {
    processRedactor.keep('canary-journal-5d1e');
    const path = await createJournal();
    const { file, records } = await openJournalFile(path);
    const journal = createRunJournal(file, new EarlierCalls(records));
    const echoed = await journal.intend(intentOf(0), AT);
    await echoed.settle({ result: 'done', status: 201, at: '/plans/canary-journal-5d1e' });
    await file.close();
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('canary-journal');
    const again = new EarlierCalls(parseJournal(Buffer.from(text), path).records);
    expect(again.find(intentOf(0))).toEqual({ result: 'done', status: 201 });
  });

  it('lets the newest attempt have the last word', async () => {
    const path = await createJournal();
    await writeCalls(path);
    const { file, records } = await openJournalFile(path);
    const journal = createRunJournal(file, new EarlierCalls(records));
    await (await journal.intend(intentOf(2), AT)).settle({ result: 'settled' });
    await journal.intend(intentOf(1), AT);
    await file.close();
    const again = new EarlierCalls(parseJournal(await readFile(path), path).records);
    expect(again.find(intentOf(2))).toEqual({ result: 'settled' });
    expect(again.find(intentOf(1))).toEqual({ result: 'inDoubt', begunMs: AT.getTime() });
  });

  it.each([{}, { time: 'x' }])('knows no age of a call that was noted as %j', (noted) => {
    const entry: JournalEntry = { type: 'intent', ...intentOf(0), ...noted };
    expect(new EarlierCalls([{ seq: 1, entry }]).find(intentOf(0))).toEqual({ result: 'inDoubt' });
  });

  it('holds no text of a server', async () => {
    const path = await createJournal();
    await writeCalls(path);
    expect(await readFile(path, 'utf8')).not.toContain('hunter2');
  });

  it('keeps the order of calls that wait together, without gaps', async () => {
    const path = await createJournal();
    const { file } = await openJournalFile(path);
    const numbers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        file.append({ type: 'intent', ...intentOf(index) }, { durable: index % 3 === 0 }),
      ),
    );
    await file.close();
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    const { records } = parseJournal(await readFile(path), path);
    expect(records.slice(1).map(({ entry }) => 'recordIndex' in entry && entry.recordIndex)).toEqual(
      numbers.map((number) => number - 1),
    );
  });

  it('takes nothing more after a line could not be written', async () => {
    const path = await createJournal();
    const { file } = await openJournalFile(path);
    await file.close();
    const append = () => file.append({ type: 'intent', ...intentOf(0) }, { durable: true });
    await expect(append()).rejects.toMatchObject({ code: 'CONFIG' });
    await expect(append()).rejects.toMatchObject({ code: 'CONFIG' });
    expect(parseJournal(await readFile(path), path).records).toHaveLength(1);
  });
});

describe('a journal that was torn', () => {
  it('is read up to its last whole line, at every length', async () => {
    const path = await createJournal();
    await writeCalls(path);
    const whole = await readFile(path);
    const first = whole.indexOf('\n') + 1;
    for (let length = first; length < whole.length; length++) {
      const { records, lengthBytes } = parseJournal(whole.subarray(0, length), path);
      const lines = whole.subarray(0, length).toString().split('\n').length - 1;
      expect(records).toHaveLength(lines);
      expect(lengthBytes).toBeLessThanOrEqual(length);
    }
  });

  it('goes on after the last whole line', async () => {
    const path = await createJournal();
    await writeCalls(path);
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, whole.length - 5));
    const { file, records } = await openJournalFile(path);
    expect(records).toHaveLength(5);
    await file.append({ type: 'intent', ...intentOf(9) }, { durable: true });
    await file.close();
    const { records: after } = parseJournal(await readFile(path), path);
    expect(after.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(after.at(-1)?.entry).toMatchObject({ recordIndex: 9 });
  });

  it('may have blocks that never reached the disk, before lines that did', async () => {
    const path = await createJournal();
    const { file } = await openJournalFile(path);
    await Promise.all(
      [0, 1, 2].map((index) => file.append({ type: 'intent', ...intentOf(index) }, { durable: true })),
    );
    await file.close();
    const bytes = await readFile(path);
    const second = bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1;
    bytes.fill(0, second, bytes.indexOf('\n', second));
    // Lines 1 to 3 waited together: none of them says that another one was safe.
    const { records } = parseJournal(bytes, path);
    expect(records).toHaveLength(2);
  });
});

describe('a journal that was damaged', () => {
  it('is refused, whichever byte of its synced lines is changed', async () => {
    const path = await createJournal();
    await writeCalls(path);
    const whole = await readFile(path);
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let at = 0; at < lastLine; at++) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect(() => parseJournal(bytes, path), `byte ${at}`).toThrow(
        expect.objectContaining({ code: 'INTEGRITY' }),
      );
    }
  });

  const DAMAGES: readonly (readonly [string, (lines: string[]) => string])[] = [
    ['a line is missing', (lines) => lines.toSpliced(2, 1).join('')],
    ['a line stands twice', (lines) => lines.toSpliced(2, 0, lines[2] ?? '').join('')],
    ['two lines are swapped', (lines) => [lines[0], lines[2], lines[1], ...lines.slice(3)].join('')],
    ['the beginning is missing', (lines) => lines.slice(1).join('')],
    ['a synced line is zeros', (lines) => lines.with(1, `${'\0'.repeat(40)}\n`).join('')],
    ['there is nothing', () => ''],
  ];

  it.each(DAMAGES)('is refused when %s, and left as it is', async (_name, damage) => {
    const path = await createJournal();
    await writeCalls(path);
    const lines = (await readFile(path, 'utf8')).split(/(?<=\n)/);
    const damaged = damage(lines);
    await writeFile(path, damaged);
    await expect(openJournalFile(path)).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(await readFile(path, 'utf8')).toBe(damaged);
  });
});

/** A journal over a real file that tells of each write and each sync when it is over. */
async function openObserved() {
  const handle: FileHandle = await open(join(await makeTemporaryFolder(), 'journal.jsonl'), 'w+');
  const steps: string[] = [];
  const observed = new Proxy(handle, {
    get(target, member) {
      if (member === 'write') {
        return async (bytes: Uint8Array, ...rest: [number, null, number]) => {
          const written = await target.write(bytes, ...rest);
          steps.push(`write ${bytes.filter((byte) => byte === 0x0a).length}`);
          return written;
        };
      }
      if (member === 'datasync') {
        return async () => {
          await target.datasync();
          steps.push('sync');
        };
      }
      if (member === 'close') return () => target.close();
      throw new TypeError(`a journal has no use for ${String(member)}`);
    },
  });
  const file = new JournalFile(observed, 'journal.jsonl', { lengthBytes: 0, count: 0, sum: '' });
  return { file, steps, journal: createRunJournal(file, new EarlierCalls([])) };
}

const DONE = { result: 'done', status: 200 } as const;

describe('intents that are told side by side', () => {
  it('share one write and one sync, and none is safe before it', async () => {
    const { file, steps, journal } = await openObserved();
    await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 7].map(async (index) => {
        await journal.intend(intentOf(index), AT);
        steps.push('safe');
      }),
    );
    expect(steps).toEqual(['write 8', 'sync', ...Array.from({ length: 8 }, () => 'safe')]);
    await file.close();
  });

  it('share them with the outcome of the call before', async () => {
    const { file, steps, journal } = await openObserved();
    const call = await journal.intend(intentOf(0), AT);
    steps.length = 0;
    const settled = call.settle(DONE);
    // A lane comes to its next intent some promises later, in the same turn of the event loop.
    await Promise.resolve();
    await Promise.all([settled, journal.intend(intentOf(1), AT)]);
    expect(steps).toEqual(['write 2', 'sync']);
    await file.close();
  });

  it('wait for a sync of their own when they came during one', async () => {
    const { file, steps, journal } = await openObserved();
    const first = journal.intend(intentOf(0), AT);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    const second = journal.intend(intentOf(1), AT).then(() => steps.push('second is safe'));
    await Promise.all([first, second]);
    expect(steps).toEqual(['write 1', 'sync', 'write 1', 'sync', 'second is safe']);
    await file.close();
  });

  it('need no sync for outcomes alone, which reach the disk when the journal is closed', async () => {
    const { file, steps, journal } = await openObserved();
    const call = await journal.intend(intentOf(0), AT);
    steps.length = 0;
    await call.settle(DONE);
    expect(steps).toEqual(['write 1']);
    await file.close();
    expect(steps).toEqual(['write 1', 'sync']);
  });
});
