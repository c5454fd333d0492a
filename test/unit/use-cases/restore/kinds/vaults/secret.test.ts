import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../../samples/generator/contoso/company.js';
import { isJsonObject, type JsonObject } from '../../../../../../src/cloud/json-value.js';
import { RestackError } from '../../../../../../src/core/errors/restack-error.js';
import { planRestore } from '../../../../../../src/use-cases/restore/plan/plan-restore.js';
import {
  DEFAULT_POLICY,
  parseRecordSelector,
} from '../../../../../../src/use-cases/restore/plan/restore-policy.js';
import type { ResourceAddress } from '../../../../../../src/cloud/cloud-port.js';
import { explainFailure } from '../../../../../../src/use-cases/restore/run/explain-failure.js';
import { runRestore } from '../../../../../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../../../../../doubles/app-context.js';
import { MemoryJournal } from '../../../../../doubles/memory-journal.js';
import { MemoryTarget, refused, TARGET } from '../../../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const replayed = records.secret.filter(({ managed }) => managed !== true);

async function restore(target: MemoryTarget) {
  const plan = await planRestore({ records, target });
  return runRestore({ plan, target, clock: createFixedClock() });
}

function listValues(target: MemoryTarget): readonly unknown[] {
  return [...target.objects].filter(([id]) => id.includes('/secrets/')).map(([, bundle]) => bundle['value']);
}

function listOpenVaults(target: MemoryTarget): readonly string[] {
  const isOpen = (vault: JsonObject) => JSON.stringify(vault).includes(TARGET.principalId ?? 'nobody');
  return [...target.objects]
    .filter(([id, vault]) => id.includes('/vaults/') && isOpen(vault))
    .map(([id]) => id);
}

function disable(bundle: JsonObject): JsonObject {
  const attributes = isJsonObject(bundle['attributes']) ? bundle['attributes'] : {};
  return { ...bundle, attributes: { ...attributes, enabled: false } };
}

/** Loses the answer to the first version of every secret: before it was applied, or after. */
class ForgetfulTarget extends MemoryTarget {
  readonly #lost = new Set<string>();

  constructor(readonly applies: boolean) {
    super();
  }

  override append(address: ResourceAddress, body: JsonObject) {
    const isFirst = !this.#lost.has(address.path);
    this.#lost.add(address.path);
    const reply = isFirst && !this.applies ? undefined : super.append(address, body);
    const lost = new RestackError('TARGET_UNREACHABLE', 'no answer');
    return isFirst || reply === undefined ? Promise.reject(lost) : reply;
  }
}

describe('secrets', () => {
  it('come back in all their versions, the newest as the current one', async () => {
    const target = new MemoryTarget();
    const result = await restore(target);
    expect(result.outcome).toBeUndefined();
    expect(new Set(listValues(target))).toEqual(new Set(replayed.map(({ value }) => value)));
    expect(listValues(target).length).toBe(replayed.length);
    const created = [...target.writes]
      .filter(({ path }) => path.startsWith('/secrets/'))
      .map(({ body }) => body['value']);
    for (const name of new Set(replayed.map(({ id }) => new URL(id).pathname.split('/')[2]))) {
      const captured = replayed
        .filter(({ id }) => new URL(id).pathname.split('/')[2] === name)
        .toSorted((left, right) => (left.attributes?.created ?? 0) - (right.attributes?.created ?? 0))
        .map(({ value }) => value);
      expect(created.filter((value) => typeof value === 'string' && captured.includes(value))).toEqual(
        captured,
      );
    }
  });

  it('leave no access behind', async () => {
    const target = new MemoryTarget();
    await restore(target);
    expect(target.writes.some(({ path }) => path.endsWith('/accessPolicies/add'))).toBe(true);
    expect(listOpenVaults(target)).toEqual([]);
  });

  it('leave no access behind when they fail', async () => {
    const target = new MemoryTarget({
      failWrite: (path) =>
        path.startsWith('/secrets/') ? new RestackError('PARTIAL', 'refused') : undefined,
    });
    const result = await restore(target);
    expect(result.outcome).toBe('PARTIAL');
    expect(listOpenVaults(target)).toEqual([]);
  });

  it.each([
    ['refused', 'PARTIAL', 'failed'],
    ['answered and not done', 'READ_BACK', 'readBack'],
  ] as const)(
    'tell that access stays when taking it away is %s; the rest goes on',
    async (how, code, bucket) => {
      const isTaken = (path: string) => path.endsWith('/accessPolicies/replace');
      const target = new MemoryTarget({
        failWrite: (path) => (how === 'refused' && isTaken(path) ? refused() : undefined),
      });
      const write = target.write.bind(target);
      target.write = (address, body) =>
        how !== 'refused' && isTaken(address.path)
          ? Promise.resolve({ status: 200, body: undefined })
          : write(address, body);
      const result = await restore(target);
      const open = listOpenVaults(target);
      expect(open.length).toBeGreaterThan(0);
      expect([result.outcome, result.state]).toEqual([code, 'partial']);
      expect(result.conservation.unaccounted).toEqual([]);
      expect(result.conservation.total.failed).toBe(0);
      const told = result.problems.filter((problem) => problem.bucket === bucket);
      expect(told.map(({ kind, id }) => `${kind} ${id}`).toSorted()).toEqual(
        open.map((id) => `vault ${id}`).toSorted(),
      );
      expect(result.stages.find(({ name }) => name === 'secrets')?.state).toBe('partial');
      expect(result.stages.at(-1)?.state).toBe('done');
    },
  );

  it('are not written twice when an answer is lost after the write', async () => {
    const target = new ForgetfulTarget(true);
    const result = await restore(target);
    expect(result.outcome).toBeUndefined();
    expect(listValues(target).length).toBe(replayed.length);
  });

  it.each(['its answer is lost', 'the attempt ends before it knows'])(
    'are not written twice by a vault that shows late what was written when %s',
    async (how) => {
      const target = new ForgetfulTarget(true);
      const clock = createFixedClock();
      const journal = new MemoryJournal();
      const list = target.list.bind(target);
      const looks = new Map<string, number>();
      const hidden = new Set<string>();
      const append = target.append.bind(target);
      target.append = (address, body) => {
        hidden.add(address.path);
        return append(address, body);
      };
      // Each secret is absent for the first looks after a write.
      target.list = async (address) => {
        const name = address.path.replace('/versions', '');
        const look = (looks.get(name) ?? 0) + 1;
        if (hidden.has(name)) looks.set(name, look);
        return hidden.has(name) && look < 5 ? [] : list(address);
      };
      const plan = await planRestore({ records, target });
      const settleMs = how === 'its answer is lost' ? undefined : 0;
      await runRestore({ plan, target, clock, journal, settleMs });
      const again = { plan, target, clock, journal: journal.reopen() };
      const result = await runRestore(again);
      expect(result.outcome).toBeUndefined();
      expect(listValues(target).length).toBe(replayed.length);
    },
  );

  describe('whose first write lost its answer', () => {
    const versions = replayed.filter(({ id }) => id.includes('/secrets/sql-admin/'));

    /** The secrets of which no version that was written in the first attempt shows before it is told to. */
    class LateTarget extends ForgetfulTarget {
      readonly late = new Set<string>();
      override async append(address: ResourceAddress, body: JsonObject) {
        const before = new Set(this.objects.keys());
        try {
          return await super.append(address, body);
        } catch (error) {
          for (const id of this.objects.keys()) if (!before.has(id)) this.late.add(id);
          throw error;
        }
      }
      override async list(address: ResourceAddress) {
        const shown = await super.list(address);
        const late = new Set([...this.late].map((id) => this.objects.get(id)));
        return shown.filter((item) => !late.has(item));
      }
    }

    /** Restores until the first attempt has given up, and then, after a while, once more. */
    async function resumeAfter(minutes: number, target: LateTarget, settleMs?: number) {
      let [now, waitedMs] = [Date.UTC(2023, 0, 19, 12), 0];
      const clock = {
        now: () => new Date(now),
        monotonicMs: () => now,
        wait: (delayMs: number) => {
          [now, waitedMs] = [now + delayMs, waitedMs + delayMs];
          return Promise.resolve();
        },
      };
      const only = ['secret/sql-admin'].map(parseRecordSelector);
      const plan = await planRestore({ records, target, policy: { ...DEFAULT_POLICY, only } });
      const journal = new MemoryJournal();
      // Without patience, so that the attempt ends just after its writes.
      const first = await runRestore({ plan, target, clock, journal, settleMs: 0 });
      expect(first.outcome).toBe('PARTIAL');
      [now, waitedMs] = [now + minutes * 60_000, 0];
      const resume = async (from: MemoryJournal) => {
        const again = from.reopen();
        return {
          journal: again,
          result: await runRestore({ plan, target, clock, journal: again, settleMs }),
        };
      };
      return { ...(await resume(journal)), resume, waited: () => waitedMs };
    }

    it.each([
      [0, 60_000],
      [0.5, 30_000],
      [1, 0],
      [600, 0],
    ])('are looked for a minute long, counted from that write: %d minutes later', async (minutes, most) => {
      const target = new LateTarget(false);
      const { result, waited } = await resumeAfter(minutes, target);
      expect(result.outcome).toBeUndefined();
      expect(listValues(target).length).toBe(versions.length);
      expect(waited()).toBeGreaterThanOrEqual(most);
      expect(waited()).toBeLessThan(most + 5000);
    });

    it('have all the patience of the run when they are written after the doubt', async () => {
      const target = new LateTarget(false);
      const read = target.read.bind(target);
      const looks = new Map<string, number>();
      target.read = (address) => {
        const look = (looks.get(address.path) ?? 0) + 1;
        looks.set(address.path, look);
        return address.path.startsWith('/secrets/') && look < 4 ? Promise.resolve(undefined) : read(address);
      };
      const { result, waited } = await resumeAfter(0, target, 60_000);
      expect(result.outcome).toBeUndefined();
      expect(waited()).toBeGreaterThan(60_000);
      expect(listValues(target).length).toBe(versions.length);
    });

    it('are told of when the vault shows it only after the second, until one of them is disabled', async () => {
      const target = new LateTarget(true);
      const append = target.append.bind(target);
      // The first write shows as soon as the second is made.
      target.append = async (address, body) => {
        const reply = await append(address, body);
        target.late.clear();
        return reply;
      };
      const { result, journal, resume } = await resumeAfter(10, target);
      const copies = listValues(target).length - versions.length;
      expect(copies).toBeGreaterThan(0);
      expect(result.outcome).toBe('READ_BACK');
      expect(result.conservation.total.failed).toBe(0);
      const told = result.problems.filter(({ bucket }) => bucket === 'readBack');
      expect(told.length).toBe(copies);
      expect(result.readBack.differences.flatMap(({ fields }) => fields.map(({ path }) => path))).toEqual(
        told.map(() => 'copies'),
      );
      const again = await resume(journal);
      expect(again.result.outcome).toBe('READ_BACK');
      expect(listValues(target).length).toBe(versions.length + copies);
      for (const [id, bundle] of target.objects) {
        if (/\/secrets\/[^/]+\/1$/.test(id)) target.objects.set(id, disable(bundle));
      }
      expect((await resume(again.journal)).result.outcome).toBeUndefined();
      expect(listValues(target).length).toBe(versions.length + copies);
    });
  });

  it('are not written in the wrong order when an older version is lost', async () => {
    const target = new ForgetfulTarget(false);
    const result = await restore(target);
    expect(result.outcome).toBe('PARTIAL');
    expect(listValues(target)).toEqual([]);
  });

  it('are not written in the wrong order when nobody can say whether an older version was written', async () => {
    const target = new ForgetfulTarget(true);
    const list = target.list.bind(target);
    const asked = new Set<string>();
    // The history can be read before the write, and not after.
    target.list = (address) => {
      const isAgain =
        asked.has(address.path) && target.writes.some(({ path }) => path.startsWith('/secrets/'));
      asked.add(address.path);
      return typeof address.host === 'object' && isAgain
        ? Promise.reject(new RestackError('PERMISSION_MISSING', 'the vault was closed'))
        : list(address);
    };
    const { outcome, problems } = await restore(target);
    expect(outcome).toBe('PARTIAL');
    const names = new Set(target.writes.flatMap(({ path }) => /^\/secrets\/[^/]+/.exec(path) ?? []));
    expect(listValues(target).length).toBe(names.size);
    const reasons = problems.filter(({ kind }) => kind === 'secret').map(({ reason }) => reason);
    expect(reasons.some((reason) => reason.includes('no answer'))).toBe(true);
    expect(reasons.join()).not.toContain('the vault was closed');
  });

  it('show no value in a problem', async () => {
    const target = new MemoryTarget();
    const read = target.read.bind(target);
    target.read = async (address) => {
      const found = await read(address);
      return address.path.startsWith('/secrets/') && found !== undefined
        ? { ...found, value: 'other' }
        : found;
    };
    const result = await restore(target);
    expect(result.outcome).toBe('READ_BACK');
    for (const { value } of replayed)
      expect(JSON.stringify([result.problems, result.readBack])).not.toContain(value);
  });

  it.each([
    [
      { status: 409, armCode: 'Conflict', innerCode: 'ObjectIsDeletedButRecoverable' },
      /recover it or purge it/,
    ],
    [{ status: 403, armCode: 'Forbidden', innerCode: 'SecretDisabled' }, /disabled; enable it/],
    [{ status: 403, armCode: 'Forbidden', innerCode: 'ForbiddenByPolicy' }, /access policies/],
    [{ status: 403, armCode: 'AccessDenied' }, /give it get, list and set/],
    [{ status: 403, armCode: 'constructor', innerCode: '__proto__' }, /its words are left out/],
  ])('say what a known refusal of a vault means, and what to do: %j', async (details, expected) => {
    const target = new MemoryTarget({
      failWrite: (path) =>
        path.startsWith('/secrets/') ? new RestackError('PARTIAL', 'CANARY-words', { details }) : undefined,
    });
    const { outcome, problems } = await restore(target);
    expect(outcome).toBe('PARTIAL');
    const reasons = problems.filter(({ kind, bucket }) => kind === 'secret' && bucket === 'failed');
    expect(reasons.some(({ reason }) => expected.test(reason))).toBe(true);
    expect(JSON.stringify(problems)).not.toContain('CANARY-words');
  });

  it('are not repeated when a vault repeats them in its refusal; status and request are told', async () => {
    const requestId = '0e55b5a5-0000-4000-8000-00000000000e';
    const target = new MemoryTarget({
      failWrite: (path, { value }) =>
        path.startsWith('/secrets/')
          ? new RestackError('PARTIAL', `400 BadParameter: ${JSON.stringify(value)}`, {
              details: { status: 400, armCode: JSON.stringify(value), requestId },
            })
          : undefined,
    });
    const { outcome, problems } = await restore(target);
    expect(outcome).toBe('PARTIAL');
    const failed = problems.filter(({ kind, bucket }) => kind === 'secret' && bucket === 'failed');
    expect(failed.some(({ reason }) => reason.includes('400') && reason.includes(requestId))).toBe(true);
    for (const { value } of replayed) expect(JSON.stringify(problems)).not.toContain(value);
  });

  const REQUEST_ID = '0e55b5a5-0000-4000-8000-00000000000e';

  it.each([
    ['words', 'CANARY'],
    ['a word that could be an id', 'CANARY-0e55b5a5'],
    ['words before a GUID', `CANARY ${REQUEST_ID}`],
    ['words behind a GUID', `${REQUEST_ID}CANARY`],
    ['words on the next line', `${REQUEST_ID}\nCANARY`],
    ['a GUID in braces', `{${REQUEST_ID}}`],
    ['a GUID without dashes', REQUEST_ID.replaceAll('-', '')],
    ['a list', [REQUEST_ID, 'CANARY']],
    ['no text', 4711],
  ])('are not repeated where a vault tells them as the id of the request: %s', (_what, requestId) => {
    for (const known of [{ armCode: 'CANARY' }, { armCode: 'SecretDisabled' }]) {
      const explain = (id: unknown) =>
        explainFailure(
          'secret',
          new RestackError('PARTIAL', 'CANARY', { details: { status: 403, requestId: id, ...known } }),
        );
      expect(explain(requestId)).toBe(explain(undefined));
      expect(explain(undefined)).not.toMatch(/CANARY|request/);
      expect(explain(REQUEST_ID)).toContain('403');
      expect(explain(REQUEST_ID)).toContain(REQUEST_ID);
    }
  });

  it('are left to their words where no vault has spoken', () => {
    const unanswered = new RestackError('TARGET_UNREACHABLE', 'no answer');
    expect(explainFailure('secret', unanswered)).toBe('no answer');
    const refusedPlan = new RestackError('PARTIAL', 'refused', { details: { status: 409 } });
    expect(explainFailure('plan', refusedPlan)).toBe('refused');
  });
});

/** A vault that answers with ids of its own choice, and the paths that it is asked for. */
class LyingTarget extends MemoryTarget {
  readonly asked = new Set<string>();

  constructor(private readonly lie: (id: string) => string) {
    super();
  }

  override read(address: ResourceAddress) {
    if (typeof address.host === 'object') this.asked.add(`${address.host.vault} ${address.path}`);
    return super.read(address);
  }

  override async append(address: ResourceAddress, body: JsonObject) {
    const reply = await super.append(address, body);
    return { ...reply, body: { ...reply.body, id: this.lie(reply.body.id) } };
  }
}

describe('the id of a secret that a vault tells', () => {
  it.each([
    ['leads to another host', (id: string) => id.replace(/\/\/[^/]+/, '//evil.example')],
    ['leads to another vault', (id: string) => id.replace(/\/\/[^.]+/, '//other')],
    ['leads to another secret', (id: string) => id.replace(/\/secrets\/[^/]+/, '/secrets/other')],
    ['leads up', (id: string) => id.replace(/\/secrets\//, '/secrets/../keys/')],
    ['leads elsewhere', (id: string) => id.replace('/secrets/', '/keys/')],
    ['has a query', (id: string) => `${id}?x=1`],
    ['has a user', (id: string) => id.replace('//', '//user@')],
    ['has no TLS', (id: string) => id.replace('https:', 'http:')],
    ['breaks a line', (id: string) => `${id}\r\nX-Evil: 1`],
    ['steers a terminal', (id: string) => `${id}\u001b[2J`],
    ['is no URL', () => '7'],
  ])('is not followed, and no success, when it %s', async (_what, lie) => {
    const target = new LyingTarget(lie);
    const result = await restore(target);
    expect(result.outcome).not.toBeUndefined();
    const own = new Set(replayed.map(({ id }) => new URL(id).pathname.split('/')[2]));
    for (const asked of target.asked) {
      const [, name = ''] = /^\S+ \/secrets\/([^/]+)(?:\/[0-9a-z]+)?$/.exec(asked) ?? [];
      expect(own.has(name), asked).toBe(true);
    }
    expect(JSON.stringify(result)).not.toMatch(/evil|\\u001b|X-Evil/);
    expect(listOpenVaults(target)).toEqual([]);
  });
});
