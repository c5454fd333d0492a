import { describe, expect, it } from 'vitest';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { RunState } from '../../../../../src/use-cases/restore/run/run-state.js';
import { MemoryTarget } from '../../../../doubles/memory-target.js';
import { emptyRecords, VALID_RECORDS } from '../../../../fixtures/valid-records.js';

const records = emptyRecords({ computeQuota: [VALID_RECORDS.computeQuota] });
const plan = await planRestore({ records, target: new MemoryTarget() });
const [entry] = plan.entries;
if (entry === undefined) throw new Error('a plan has an entry for each record');

const noAnswer = () => new RestackError('TARGET_UNREACHABLE', 'no answer');

describe('a target that does not answer', () => {
  const isGoneAfter = (note: (state: RunState) => void) => {
    const state = new RunState(plan);
    note(state);
    return state.isTargetGone;
  };

  it('is gone after three requests in a row', () => {
    const ask = (times: number) => (state: RunState) => {
      for (let time = 0; time < times; time++) state.noteNoAnswer('no answer', noAnswer());
    };
    expect([1, 2, 3].map((times) => isGoneAfter(ask(times)))).toEqual([false, false, true]);
  });

  it('is there where it answered in between', () => {
    const isGone = isGoneAfter((state) => {
      for (let time = 0; time < 5; time++) {
        if (time % 2 === 0) state.noteAnswer();
        state.noteNoAnswer('no answer', noAnswer());
      }
    });
    expect(isGone).toBe(false);
  });

  it('was asked once where several objects hear of one request', () => {
    const shared = noAnswer();
    const isGone = isGoneAfter((state) => {
      for (let object = 0; object < 5; object++) state.noteNoAnswer('no answer', shared);
    });
    expect(isGone).toBe(false);
  });
});

describe('the reason why nothing more is begun', () => {
  it('is the first one that a person has given, and may still be looked for', () => {
    const state = new RunState(plan);
    state.stop('first');
    state.stop('second');
    expect([state.stopped, state.isTargetGone]).toEqual(['first', false]);
  });

  it('is the first loss of the target, whatever a person wanted', () => {
    const state = new RunState(plan);
    state.stop('by a person');
    state.loseTarget('first');
    state.loseTarget('second');
    state.stop('by a person');
    expect([state.stopped, state.isTargetGone]).toEqual(['the target was lost: first', true]);
  });
});

describe('the answer to a write', () => {
  it('is forgotten with its stage', () => {
    const state = new RunState(plan);
    state.keepReply(entry, { status: 200, body: undefined, unchanged: true });
    const field = { path: 'a', sent: 1, found: 2 };
    state.keepShown(entry, [field]);
    expect([state.replyOf(entry)?.unchanged, state.shownOf(entry)]).toEqual([true, [field]]);
    state.forgetReplies([entry]);
    expect([state.replyOf(entry), state.shownOf(entry)]).toEqual([undefined, []]);
  });
});
