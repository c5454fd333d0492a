import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EarlierCalls } from '../../../../../src/adapters/journal/run/earlier-calls.js';
import { JournalFile } from '../../../../../src/adapters/journal/lines/journal-file.js';
import { createRunJournal } from '../../../../../src/adapters/journal/run/run-journal.js';
import { intentOf } from '../../../../fixtures/sample-run.js';
import { makeTemporaryFolder } from '../../../../fixtures/temporary-folder.js';

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
        await journal.intend(intentOf(index));
        steps.push('safe');
      }),
    );
    expect(steps).toEqual(['write 8', 'sync', ...Array.from({ length: 8 }, () => 'safe')]);
    await file.close();
  });

  it('share them with the outcome of the call before', async () => {
    const { file, steps, journal } = await openObserved();
    const call = await journal.intend(intentOf(0));
    steps.length = 0;
    const settled = call.settle(DONE);
    // A lane comes to its next intent some promises later, in the same turn of the event loop.
    await Promise.resolve();
    await Promise.all([settled, journal.intend(intentOf(1))]);
    expect(steps).toEqual(['write 2', 'sync']);
    await file.close();
  });

  it('wait for a sync of their own when they came during one', async () => {
    const { file, steps, journal } = await openObserved();
    const first = journal.intend(intentOf(0));
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    const second = journal.intend(intentOf(1)).then(() => steps.push('second is safe'));
    await Promise.all([first, second]);
    expect(steps).toEqual(['write 1', 'sync', 'write 1', 'sync', 'second is safe']);
    await file.close();
  });

  it('need no sync for outcomes alone, which reach the disk when the journal is closed', async () => {
    const { file, steps, journal } = await openObserved();
    const call = await journal.intend(intentOf(0));
    steps.length = 0;
    await call.settle(DONE);
    expect(steps).toEqual(['write 1']);
    await file.close();
    expect(steps).toEqual(['write 1', 'sync']);
  });
});
