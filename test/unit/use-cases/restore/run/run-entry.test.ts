import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import type { ResourceAddress } from '../../../../../src/cloud/cloud-port.js';
import { isJsonObject, type JsonObject } from '../../../../../src/cloud/json-value.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import type { RestorePlan } from '../../../../../src/use-cases/restore/plan/restore-plan.js';
import { type RestoreOptions, runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../../../../doubles/app-context.js';
import { MemoryJournal } from '../../../../doubles/memory-journal.js';
import { MemoryTarget, type Misbehaviour, refused, withProperty } from '../../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const GOLD = /\/plans\/plan-gold$/i;

/** A target whose faults can be taken away. It notes the path of each read. */
class FaultyTarget extends MemoryTarget {
  readonly reads: string[] = [];
  isFaulty = true;

  constructor(faults: Misbehaviour = {}) {
    super({
      failWrite: (path, body) => (this.isFaulty ? faults.failWrite?.(path, body) : undefined),
      store: (path, body) => (this.isFaulty && faults.store !== undefined ? faults.store(path, body) : body),
    });
  }

  override read(address: ResourceAddress) {
    this.reads.push(address.path);
    return super.read(address);
  }
}

const planFor = (target: MemoryTarget) => planRestore({ records, target });

async function run(target: MemoryTarget, plan: RestorePlan, options: Partial<RestoreOptions> = {}) {
  return runRestore({ plan, target, clock: createFixedClock(), ...options });
}

/** A target into which everything was restored, and the plan that adopts it. */
async function adoptAll() {
  const target = new FaultyTarget();
  await run(target, await planFor(target));
  const plan = await planFor(target);
  target.reads.length = 0;
  target.writes.length = 0;
  const [gold = ''] = [...target.objects.keys()].filter((id) => GOLD.test(id));
  return { target, plan, gold };
}

const unanswered = () => new RestackError('TARGET_UNREACHABLE', 'no answer');

describe('a write that was accepted and did not last', () => {
  it.each([
    ['shows otherwise', (body: JsonObject) => withProperty(body, 'displayName', 'cut')],
    ['never shows', () => undefined],
  ])('is made again by whoever takes the run up, where it %s', async (_what, store) => {
    const target = new FaultyTarget({ store: (path, body) => (GOLD.test(path) ? store(body) : body) });
    const plan = await planFor(target);
    const journal = new MemoryJournal();
    const partial = await run(target, plan, { journal, settleMs: 0 });
    expect(partial.readBack.different).toBe(1);
    expect(journal.lines.filter(({ intent }) => GOLD.test(intent.id)).at(-1)?.outcome).toMatchObject({
      result: 'failed',
      code: 'READ_BACK',
    });
    target.isFaulty = false;
    target.writes.length = 0;
    const resumed = await run(target, plan, { journal: journal.reopen() });
    expect(resumed).toMatchObject({ outcome: undefined, readBack: { different: 0 } });
    expect(target.writes.filter(({ path }) => GOLD.test(path))).toHaveLength(1);
  });

  it('is kept as failed where it was refused', async () => {
    const target = new FaultyTarget({ failWrite: (path) => (GOLD.test(path) ? refused() : undefined) });
    const journal = new MemoryJournal();
    await run(target, await planFor(target), { journal });
    expect(journal.lines.filter(({ intent }) => GOLD.test(intent.id)).map(({ outcome }) => outcome)).toEqual([
      { result: 'failed', code: 'PARTIAL', message: 'refused' },
    ]);
  });
});

describe('an adopted object', () => {
  it('that was changed meanwhile is told of at the first look, and never written', async () => {
    const { target, plan, gold } = await adoptAll();
    target.objects.set(gold, withProperty(target.objects.get(gold) ?? {}, 'displayName', 'changed'));
    const journal = new MemoryJournal();
    const result = await run(target, plan, { journal });
    expect(result).toMatchObject({ outcome: 'READ_BACK', readBack: { different: 1 } });
    expect(target.reads.filter((path) => GOLD.test(path))).toHaveLength(1);
    expect({ writes: target.writes, lines: journal.lines }).toEqual({ writes: [], lines: [] });
  });

  it('that is gone meanwhile has failed, and not for want of time', async () => {
    const { target, plan, gold } = await adoptAll();
    target.objects.delete(gold);
    const journal = new MemoryJournal();
    const result = await run(target, plan, { journal });
    expect(result).toMatchObject({ outcome: 'PARTIAL', conservation: { total: { failed: 1 } } });
    expect(result.problems.some(({ timedOut }) => timedOut === true)).toBe(false);
    expect(target.reads.filter((path) => GOLD.test(path))).toHaveLength(1);
    expect({ writes: target.writes, lines: journal.lines }).toEqual({ writes: [], lines: [] });
  });

  it('that the cloud is at work on is waited for', async () => {
    const { target, plan, gold } = await adoptAll();
    const states = ['Updating', 'Updating', 'Succeeded'];
    const read = target.read.bind(target);
    target.read = async (address) => {
      const found = await read(address);
      const isGold = found !== undefined && GOLD.test(address.path);
      return isGold ? withProperty(found, 'provisioningState', states.shift()) : found;
    };
    expect(await run(target, plan)).toMatchObject({ outcome: undefined, readBack: { different: 0 } });
    expect(target.reads.filter((path) => path.toLowerCase() === gold)).toHaveLength(3);
  });

  it('stays adopted where the run is stopped before it comes to it', async () => {
    const { target, gold } = await adoptAll();
    target.objects.delete(gold);
    const plan = await planFor(target);
    target.write = () => Promise.reject(refused());
    const result = await run(target, plan, { failFast: true, concurrency: 1 });
    expect(result.conservation.total).toMatchObject({ created: 0, failed: 1 });
    const adopted = plan.entries.filter(({ action }) => action === 'adopt');
    expect(adopted.length).toBeGreaterThan(10);
    expect(result.conservation.total.adopted).toBe(adopted.length);
  });
});

describe('an object that the target has under another name', () => {
  it('counts as adopted, and is looked at there', async () => {
    const [grant] = (await planFor(new MemoryTarget())).entries.filter(
      ({ kind }) => kind === 'roleAssignment',
    );
    const path = grant?.replay?.address.path ?? '';
    const exists = { details: { status: 409, armCode: 'RoleAssignmentExists' } };
    const target = new FaultyTarget({
      failWrite: (written, body) => {
        if (written !== decodeURIComponent(path)) return undefined;
        const other = written.replace(/[^/]+$/, '0e55b5a5-0000-4000-8000-00000000000e');
        const scope = written.replace(/\/providers\/Microsoft\.Authorization\/roleAssignments\/.*$/, '');
        target.objects.set(other.toLowerCase(), { ...withProperty(body, 'scope', scope), id: other });
        return new RestackError('PARTIAL', 'there is one', exists);
      },
    });
    const result = await run(target, await planFor(target));
    expect(result).toMatchObject({ outcome: undefined, conservation: { total: { adopted: 1, failed: 0 } } });
    expect(target.objects.has(path.toLowerCase())).toBe(false);
  });
});

describe('what an earlier attempt has made', () => {
  it.each(['done', 'inDoubt'])('is waited for like the run’s own: %s', async (end) => {
    let refusals = 0;
    const late = { details: { status: 404, armCode: 'ResourceGroupNotFound' } };
    const target = new FaultyTarget({
      failWrite: (path) => (path.endsWith('/vaults/kv-web') ? refused() : undefined),
    });
    const plan = await planFor(target);
    const journal = new MemoryJournal();
    expect(await run(target, plan, { journal })).toMatchObject({ outcome: 'PARTIAL' });
    for (const line of end === 'done' ? [] : journal.lines) {
      if (line.intent.kind === 'resourceGroup') delete line.outcome;
    }
    target.isFaulty = false;
    const write = target.write.bind(target);
    target.write = (address, body) => {
      const isLate = address.path.endsWith('/vaults/kv-web') && (refusals += 1) < 3;
      return isLate ? Promise.reject(new RestackError('PARTIAL', 'not yet', late)) : write(address, body);
    };
    expect(await run(target, plan, { journal: journal.reopen() })).toMatchObject({ outcome: undefined });
    expect(refusals).toBe(3);
  });

  it('counts as it was left where the target is lost before the run comes to it', async () => {
    const target = new FaultyTarget({
      failWrite: (path) => (path.endsWith('/offers/offer-bronze') ? refused() : undefined),
    });
    const plan = await planFor(target);
    const journal = new MemoryJournal();
    const partial = await run(target, plan, { journal });
    target.read = () => Promise.reject(unanswered());
    target.write = () => Promise.reject(unanswered());
    const resumed = await run(target, plan, { journal: journal.reopen(), concurrency: 1 });
    expect(resumed.outcome).toBe('PARTIAL');
    const skipped = ({ problems }: typeof partial) =>
      problems.filter(({ bucket }) => bucket === 'skipped').map(({ id }) => id);
    const bronze = plan.entries.find(({ id }) => id.endsWith('/offers/offer-bronze'))?.id;
    expect(new Set(skipped(resumed))).toEqual(new Set([...skipped(partial), bronze]));
    const landed = ({ conservation: { total } }: typeof partial) =>
      total.created + total.updated + total.adopted + total.manual;
    // Of a stage that was begun nothing could be read back.
    expect(landed(resumed) + resumed.conservation.total.failed).toBe(landed(partial));
    expect(landed(resumed)).toBeGreaterThan(10);
    const states = new Map(resumed.stages.map(({ name, state }) => [name, state]));
    // Nothing is left to do about secrets, something about offers.
    expect([states.get('secrets'), states.get('offers')]).toEqual(['done', 'partial']);
  });
});

describe('a target that refuses or does not answer', () => {
  const writesOf = (target: MemoryTarget, part: string) =>
    target.writes.filter(({ path }) => path.includes(part)).length;

  it('is lost once it refuses the sign-in: nothing more is asked', async () => {
    const target = new FaultyTarget({
      failWrite: (path) => {
        if (!path.includes('/plans/')) return undefined;
        target.reads.length = 0;
        return new RestackError('TARGET_AUTH', 'who is it', { details: { status: 401 } });
      },
    });
    const result = await run(target, await planFor(target), { concurrency: 1 });
    expect(result.outcome).toBe('PARTIAL');
    expect(target.writes.at(-1)?.path).toContain('/plans/');
    expect({ plans: writesOf(target, '/plans/'), reads: target.reads }).toEqual({ plans: 1, reads: [] });
  });

  it('is not waited for any more once it is lost', async () => {
    const target = new FaultyTarget({
      store: (path, body) => (path.endsWith('/cq-gold') ? undefined : body),
    });
    const plan = await planFor(target);
    const looks = () => target.reads.filter((path) => path.endsWith('/cq-gold')).length;
    let looksBefore = 0;
    const write = target.write.bind(target);
    target.write = async (address, body) => {
      if (!address.path.includes('Network.Admin')) return write(address, body);
      while (looks() < 3) await new Promise((resolve) => setImmediate(resolve));
      looksBefore = looks();
      throw new RestackError('TARGET_AUTH', 'who is it', { details: { status: 401 } });
    };
    target.reads.length = 0;
    const wait = () => new Promise<void>((resolve) => setImmediate(resolve));
    const clock = { ...createFixedClock(), wait };
    expect(await run(target, plan, { clock })).toMatchObject({ outcome: 'PARTIAL' });
    expect(looksBefore).toBeGreaterThanOrEqual(3);
    expect(looks() - looksBefore).toBeLessThanOrEqual(1);
  });

  it('is there as long as it refuses, however often in a row', async () => {
    const target = new FaultyTarget({
      failWrite: (path) => (path.includes('/plans/') ? refused() : undefined),
    });
    const result = await run(target, await planFor(target), { concurrency: 1 });
    expect(writesOf(target, '/plans/')).toBe(records.plan.length);
    expect(result.conservation.total.failed).toBe(records.plan.length);
    expect(writesOf(target, '/resourcegroups/')).toBeGreaterThan(0);
  });

  it('is there where a refusal came between requests without an answer', async () => {
    let asked = 0;
    const target = new FaultyTarget({
      failWrite: (path) => {
        if (!path.includes('/plans/')) return undefined;
        asked += 1;
        return asked % 3 === 0 ? refused() : unanswered();
      },
    });
    const result = await run(target, await planFor(target), { concurrency: 1 });
    expect(asked).toBeGreaterThan(3);
    expect(result.conservation.total.failed).toBe(asked);
    expect(result.problems.some(({ reason }) => reason.includes('the target was lost'))).toBe(false);
  });

  it('is there where what it had accepted never answered: each object has had its time', async () => {
    const target = new FaultyTarget();
    const list = target.list.bind(target);
    const details = { systemCode: 'ENOTFOUND' };
    const isInVault = ({ host }: ResourceAddress) => typeof host === 'object';
    target.list = (address) =>
      isInVault(address)
        ? Promise.reject(new RestackError('TARGET_UNREACHABLE', 'no such host', { details }))
        : list(address);
    const journal = new MemoryJournal();
    const result = await run(target, await planFor(target), { journal });
    expect(result.outcome).toBe('PARTIAL');
    // What a write needs was never there: no write is in doubt.
    expect(journal.lines.filter(({ intent }) => intent.kind === 'secret')).toEqual([]);
    const late = result.problems.filter(({ timedOut }) => timedOut === true);
    expect(late.length).toBeGreaterThan(3);
    expect(new Set(late.map(({ kind }) => kind))).toEqual(new Set(['secret']));
    expect(result.problems.some(({ reason }) => reason.includes('the target was lost'))).toBe(false);
  });

  it('is no excuse for a fault of restack while it reads back', async () => {
    const target = new FaultyTarget();
    const plan = await planFor(target);
    target.read = () => Promise.reject(new TypeError('a bug'));
    await expect(run(target, plan)).rejects.toThrow(TypeError);
  });
});

describe('the answer to a write', () => {
  /** Says of what it took in, and shows of it, what it is told to; what it shows last stays. */
  class TellingTarget extends FaultyTarget {
    constructor(
      readonly said: JsonObject,
      readonly shown: JsonObject[],
    ) {
      super();
    }

    override async write(address: ResourceAddress, body: JsonObject) {
      const reply = await super.write(address, body);
      return GOLD.test(address.path) ? { ...reply, body: withProperties(body, this.said) } : reply;
    }

    override async read(address: ResourceAddress) {
      const found = await super.read(address);
      if (found === undefined || !GOLD.test(address.path)) return found;
      const shown = this.shown.length > 1 ? this.shown.shift() : this.shown[0];
      return withProperties(found, shown ?? {});
    }
  }

  const withProperties = (body: JsonObject, changed: JsonObject) =>
    Object.entries(changed).reduce((made, [name, value]) => withProperty(made, name, value), body);

  const CUT = { description: 'cut' };
  const BOTH = { ...CUT, displayName: 'cut' };

  it.each([
    ['is believed where that said so already', CUT, [CUT], { reads: 1, different: 1 }],
    ['is believed where that said so already, beside more', BOTH, [CUT], { reads: 1, different: 1 }],
    [
      'is waited for where that said otherwise',
      CUT,
      [{ description: 'other' }, {}],
      { reads: 2, different: 0 },
    ],
    ['is waited for where that said it of less', CUT, [BOTH, {}], { reads: 2, different: 0 }],
    [
      'is waited for where that said it of another member',
      CUT,
      [{ displayName: 'cut' }, {}],
      { reads: 2, different: 0 },
    ],
    ['is waited for where that said nothing', {}, [CUT, {}], { reads: 2, different: 0 }],
  ])('tells about a difference, which %s', async (...[, said, shown, end]) => {
    const target = new TellingTarget(said, [...shown]);
    const plan = await planFor(target);
    target.reads.length = 0;
    const result = await run(target, plan);
    const reads = target.reads.filter((path) => GOLD.test(path)).length;
    expect({ reads, different: result.readBack.different }).toEqual(end);
    expect(result.outcome).toBe(end.different > 0 ? 'READ_BACK' : undefined);
  });
});

describe('a step after which nothing more can be made', () => {
  const statesOf = (target: MemoryTarget) =>
    target.writes
      .filter(({ path }) => path.endsWith('/offers/offer-bronze'))
      .map(({ body }) => (isJsonObject(body['properties']) ? body['properties']['state'] : undefined));

  it('is not made while something that needs the object reads back different', async () => {
    const offer = records.offer.find(({ id }) => id.endsWith('/offer-bronze'));
    const customer = records.subscription.find(({ offerId }) => offerId === offer?.id)?.subscriptionId;
    const target = new MemoryTarget({
      store: (path, body) => (path.endsWith(`/${customer}`) ? { ...body, displayName: 'cut' } : body),
    });
    const result = await run(target, await planFor(target), { settleMs: 0 });
    expect(result).toMatchObject({ outcome: 'READ_BACK', conservation: { total: { failed: 0 } } });
    expect(statesOf(target)).toEqual(['Private']);
    const waiting = result.problems.find(({ id }) => id.endsWith('/offer-bronze'));
    expect(waiting).toMatchObject({ bucket: 'skipped' });
    expect(waiting?.reason).toContain(customer);
  });

  it('is made where only the object itself read back different, and may set that right', async () => {
    const target = new MemoryTarget({
      store: (path, body) =>
        path.endsWith('/offer-bronze') && JSON.stringify(body).includes('"Private"')
          ? withProperty(body, 'displayName', 'cut')
          : body,
    });
    const journal = new MemoryJournal();
    const result = await run(target, await planFor(target), { settleMs: 0, journal });
    expect(new Set(journal.lines.map(({ outcome }) => outcome?.result))).toEqual(new Set(['done']));
    expect(statesOf(target)).toEqual(['Private', 'Decommissioned']);
    expect(result).toMatchObject({ outcome: undefined, readBack: { different: 0 } });
  });
});
