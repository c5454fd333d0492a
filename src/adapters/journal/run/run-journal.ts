import { processRedactor } from '../../../core/redaction/redactor.js';
import type { RestoreJournal, WriteOutcome } from '../../../use-cases/restore/restore-journal.js';
import type { RunAttempt } from '../../../use-cases/restore/runs/kept/kept-run.js';
import type { EarlierCalls } from './earlier-calls.js';
import type { OutcomeEntry } from '../lines/journal-line.js';
import type { JournalFile } from '../lines/journal-file.js';

/** The journal as a run sees it. An intent is safe on disk before the call; its outcome follows in order, unsynced. */
export function createRunJournal(file: JournalFile, earlier: EarlierCalls): RestoreJournal {
  return {
    recall: (intent) => earlier.find(intent),
    async intend({ stage, kind, id, recordIndex }, at) {
      const time = at.toISOString();
      const seq = await file.append(
        { type: 'intent', time, stage, kind, id, recordIndex },
        { durable: true },
      );
      return {
        settle: async (outcome) => {
          await file.append(describeOutcome(seq, withoutSecret(outcome, id)), { durable: false });
        },
      };
    },
  };
}

/** The outcome without the id that the target gave, where that says a secret which the record's own id does not hold. */
function withoutSecret(outcome: WriteOutcome, id: string): WriteOutcome {
  if (outcome.result !== 'done' || outcome.at === undefined) return outcome;
  const { at, ...rest } = outcome;
  return processRedactor.dropEcho(at, id) === undefined ? rest : outcome;
}

function describeOutcome(of: number, outcome: WriteOutcome): OutcomeEntry {
  const { result } = outcome;
  if (result === 'settled') return { type: 'outcome', of, result };
  if (result === 'failed') return { type: 'outcome', of, result, code: outcome.code };
  const { status, at, unchanged, doubted } = outcome;
  return { type: 'outcome', of, result, status, at, unchanged, doubted };
}

/** The attempt of a run that writes to an open journal. */
export function createAttempt(file: JournalFile, earlier: EarlierCalls): RunAttempt {
  return {
    journal: createRunJournal(file, earlier),
    async begin({ pid, host }, at) {
      await file.append({ type: 'attempt', at: at.toISOString(), pid, host }, { durable: true });
    },
    close: () => file.close(),
  };
}
