import { describe, expect, it } from 'vitest';
import type { ResourceAddress } from '../../../../../src/cloud/cloud-port.js';
import type { JsonObject } from '../../../../../src/cloud/json-value.js';
import { createKindAccess } from '../../../../../src/use-cases/restore/kinds/kind-access.js';
import type { Step, Written } from '../../../../../src/use-cases/restore/kinds/resource-kind.js';
import type { EarlierCall, RestoreJournal } from '../../../../../src/use-cases/restore/restore-journal.js';
import {
  claimReply,
  describeReply,
  recallCall,
  recallDone,
  recallReply,
} from '../../../../../src/use-cases/restore/run/recall-call.js';
import { MemoryTarget } from '../../../../doubles/memory-target.js';

const ADDRESS: ResourceAddress = { host: 'admin', path: '/plans/gold', apiVersion: '1' };
const INTENT = { stage: 'plans', kind: 'plan', id: '/plans/gold', recordIndex: 0 } as const;
const BODY = { properties: { displayName: 'Gold' } };
const BEGUN_MS = Date.UTC(2023, 0, 19, 12);
const IN_DOUBT: EarlierCall = { result: 'inDoubt', begunMs: BEGUN_MS };

const UNKEPT: RestoreJournal = { intend: () => Promise.reject(new Error('nothing is to be noted')) };

/** Recalls a call of which an earlier attempt has left this, while the target shows that. */
async function recall(
  earlier: EarlierCall | undefined,
  shown: JsonObject | undefined,
  { step = {}, laterMs = 5000 }: { readonly step?: Partial<Step>; readonly laterMs?: number } = {},
) {
  const target = new MemoryTarget();
  if (shown !== undefined) target.objects.set(ADDRESS.path, shown);
  const journal = { ...UNKEPT, recall: () => earlier };
  const write = {
    step: { stage: 'plans', body: BODY, ...step } as const,
    replay: { address: ADDRESS, steps: [{ stage: 'plans', body: BODY }], references: [] } as const,
    rules: { serverOwned: ['id', 'properties.provisioningState'] },
  };
  const now = new Date(BEGUN_MS + laterMs);
  return recallCall(INTENT, write, { access: createKindAccess(target), journal, now });
}

/** The object of the body as the target shows it. */
const shownAs = (provisioningState?: string): JsonObject => ({
  id: ADDRESS.path,
  properties: { ...BODY.properties, ...(provisioningState === undefined ? {} : { provisioningState }) },
});

const AGAIN = { call: 'again', ageMs: 5000 };

describe('a call whose outcome an earlier attempt has not kept', () => {
  it.each([
    ['an object that is equal', shownAs(), { call: 'settled' }],
    ['an equal object that is finished', shownAs('succeeded'), { call: 'settled' }],
    ['an equal object that is still being made', shownAs('Creating'), AGAIN],
    ['an equal object that could not be made', shownAs('Failed'), AGAIN],
    ['an object that differs', { id: ADDRESS.path, properties: { displayName: 'Silver' } }, AGAIN],
    ['no object', undefined, AGAIN],
  ])('is as the target shows it: %s', async (_what, shown, state) => {
    expect(await recall(IN_DOUBT, shown)).toEqual(state);
    expect(await recall({ result: 'failed', begunMs: BEGUN_MS }, shown)).toEqual(state);
  });

  it('is made again where nothing could be recognised, or the step finds out itself', async () => {
    expect(await recall(IN_DOUBT, shownAs(), { step: { body: {} } })).toEqual(AGAIN);
    expect(await recall(IN_DOUBT, shownAs(), { step: { settlesDoubt: true } })).toEqual(AGAIN);
  });

  it('is looked for as the step reads its object back, without a reply', async () => {
    const written: Written[] = [];
    const readBack: Step['readBack'] = (_access, one) => {
      written.push(one);
      return Promise.resolve(shownAs());
    };
    expect(await recall(IN_DOUBT, undefined, { step: { readBack } })).toEqual({ call: 'settled' });
    expect(written).toStrictEqual([{ reply: undefined, foundAt: undefined }]);
  });

  it('has no age where none was kept, or the clock was set back', async () => {
    const unknown = { call: 'again', ageMs: 0 };
    expect(await recall({ result: 'inDoubt' }, undefined)).toEqual(unknown);
    expect(await recall(IN_DOUBT, undefined, { laterMs: -1 })).toEqual(unknown);
  });
});

describe('a call whose outcome an earlier attempt has kept', () => {
  it('is not made again, whatever the target shows', async () => {
    const made = { result: 'done', status: 201, at: '/plans/gold' } as const;
    const reply = { status: 201, body: { id: '/plans/gold' } };
    expect(await recall(made, undefined)).toEqual({ call: 'done', reply });
    expect(await recall({ result: 'settled' }, undefined)).toEqual({
      call: 'done',
      reply: { status: 200, body: undefined },
    });
  });

  it('is none before any attempt came to it', async () => {
    expect(await recall(undefined, shownAs())).toEqual({ call: 'todo' });
  });

  it.each([IN_DOUBT, { result: 'failed' }, undefined] as const)('is none in doubt: %j', (earlier) => {
    expect(recallDone(INTENT, { ...UNKEPT, recall: () => earlier })).toBeUndefined();
  });
});

describe('the reply to a write', () => {
  it.each([
    { status: 201, body: { id: '/plans/gold' } },
    { status: 204, body: undefined },
    { status: 200, body: { id: '/a' }, unchanged: true },
    { status: 200, body: { id: '/a' }, doubted: true },
  ])('comes back from the journal as it was: %j', (reply) => {
    expect(recallReply(describeReply(reply))).toStrictEqual(reply);
  });

  it('leaves of its body no more than the id in the journal', () => {
    const kept = describeReply({ status: 200, body: { id: '/a', value: 'CANARY' } });
    expect(kept).toStrictEqual({ result: 'done', status: 200, at: '/a' });
    const ofNoId = describeReply({ status: 200, body: { value: 'CANARY' } });
    expect(ofNoId).toStrictEqual({ result: 'done', status: 200 });
  });

  const FOUND = { status: 200, body: { id: '/a' }, unchanged: true };
  const ORDINARY: Step = { stage: 'plans', body: {} };
  const SETTLING: Step = { ...ORDINARY, settlesDoubt: true };

  it('is the run’s own work where a step has found that again', () => {
    const claimed = { status: 200, body: { id: '/a' }, doubted: true };
    expect(claimReply(FOUND, SETTLING, true)).toStrictEqual(claimed);
  });

  it.each([
    ['nobody doubts it', SETTLING, false],
    ['the step does not find out itself', ORDINARY, true],
    ['neither', ORDINARY, false],
  ])('is left as it is where %s', (_why, step, isDoubted) => {
    expect(claimReply(FOUND, step, isDoubted)).toStrictEqual(FOUND);
  });
});
