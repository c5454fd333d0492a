import { describe, expect, it } from 'vitest';
import type { Step } from '../../../../../src/use-cases/restore/kinds/resource-kind.js';
import type { PlanEntry, PlayedEntry } from '../../../../../src/use-cases/restore/plan/restore-plan.js';
import { StandingRecords } from '../../../../../src/use-cases/restore/run/standing-records.js';
import type { StageName } from '../../../../../src/use-cases/restore/stage-order.js';

const stepOf = (stage: StageName): Step => ({ stage, body: {} });

function entryOf(
  id: string,
  [first, ...later]: readonly [StageName, ...StageName[]],
  { references = [], action = 'create' }: Partial<Pick<PlanEntry, 'action'>> & { references?: string[] } = {},
): PlayedEntry {
  const address = { host: 'admin', path: id, apiVersion: '1' } as const;
  const replay = { address, references, steps: [stepOf(first), ...later.map(stepOf)] as const } as const;
  return { kind: 'plan', recordIndex: 0, id, action, reason: '', replay };
}

const subscription = entryOf('/s', ['subscriptions', 'disabledSubscriptions']);
const adopted = entryOf('/s', ['subscriptions', 'disabledSubscriptions'], { action: 'adopt' });
const group = entryOf('/g', ['userGroups'], { references: ['/s', '/of-the-cloud'] });
const vault = entryOf('/v', ['vaults'], { references: ['/g'] });

/** Tells, when asked, whether a wait is over. */
async function watch(wait: Promise<void> | undefined): Promise<() => Promise<boolean>> {
  let isOver = wait === undefined;
  void wait?.then(() => (isOver = true));
  return async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return isOver;
  };
}

describe('a record whose stage has begun early', () => {
  it('waits for what it refers to, in the stages before its own', async () => {
    const standing = new StandingRecords([subscription, group, vault]);
    const waits = [group, group].map((one) => standing.whenReady(one, stepOf('userGroups')));
    const isOver = await Promise.all(waits.map(watch));
    standing.note(vault, 'vaults');
    standing.note(subscription, 'disabledSubscriptions');
    expect(await Promise.all(isOver.map((ask) => ask()))).toEqual([false, false]);
    standing.note(subscription, 'subscriptions');
    expect(await Promise.all(isOver.map((ask) => ask()))).toEqual([true, true]);
    expect(standing.whenReady(group, stepOf('userGroups'))).toBeUndefined();
  });

  it('waits for nothing at its first step but that', () => {
    const standing = new StandingRecords([subscription, group, vault]);
    expect(standing.whenReady(subscription, stepOf('subscriptions'))).toBeUndefined();
  });

  it('waits at a later step for all that needs it as it is, through others too', async () => {
    const standing = new StandingRecords([subscription, group, vault]);
    const isOver = await watch(standing.whenReady(subscription, stepOf('disabledSubscriptions')));
    standing.note(subscription, 'subscriptions');
    standing.note(group, 'userGroups');
    expect(await isOver()).toBe(false);
    standing.note(vault, 'vaults');
    expect(await isOver()).toBe(true);
  });

  it('waits for no stage in which an adopted record takes no part', () => {
    const standing = new StandingRecords([adopted, group, vault]);
    expect(standing.whenReady(group, stepOf('userGroups'))).toBeUndefined();
  });

  it('waits for nothing that needs it where it was adopted: nothing of it changes', () => {
    const standing = new StandingRecords([adopted, group, vault]);
    expect(standing.whenReady(adopted, stepOf('disabledSubscriptions'))).toBeUndefined();
  });

  it('waits for an adopted record until that was looked at', async () => {
    const plan = entryOf('/p', ['plans'], { action: 'adopt' });
    const offer = entryOf('/o', ['offers'], { references: ['/p'] });
    const standing = new StandingRecords([plan, offer]);
    const isOver = await watch(standing.whenReady(offer, stepOf('offers')));
    expect(await isOver()).toBe(false);
    standing.note(plan, 'plans');
    expect(await isOver()).toBe(true);
  });

  it('waits for no record that is not replayed, also where another one of its id is', async () => {
    const { replay: _replay, ...unplayed } = subscription;
    expect(new StandingRecords([unplayed, group]).whenReady(group, stepOf('userGroups'))).toBeUndefined();
    const both = new StandingRecords([subscription, unplayed, group]);
    const isOver = await watch(both.whenReady(group, stepOf('userGroups')));
    expect(await isOver()).toBe(false);
    both.note(subscription, 'subscriptions');
    expect(await isOver()).toBe(true);
  });
});
