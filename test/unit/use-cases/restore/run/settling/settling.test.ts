import { describe, expect, it } from 'vitest';
import type { ResourceAddress, RestoreTarget } from '../../../../../../src/cloud/cloud-port.js';
import { RestackError } from '../../../../../../src/core/errors/restack-error.js';
import { createPatientTarget } from '../../../../../../src/use-cases/restore/run/settling/patient-target.js';
import { Settling } from '../../../../../../src/use-cases/restore/run/settling/settling.js';
import { WrittenObjects } from '../../../../../../src/use-cases/restore/run/settling/written-objects.js';
import { MemoryTarget } from '../../../../../doubles/memory-target.js';
import { createScriptedClock } from '../../../../../doubles/scripted-client.js';
import pLimit from 'p-limit';

const LIMIT_MS = 600_000;
const SUBSCRIPTION = '/subscriptions/0e55b5a5-0000-4000-8000-00000000000e';
const GROUP: ResourceAddress = { host: 'user', path: `${SUBSCRIPTION}/resourcegroups/rg-a`, apiVersion: '1' };
const VAULT_PATH = `${GROUP.path}/providers/Microsoft.KeyVault/vaults/kv-a`;
const IN_VAULT: ResourceAddress = { host: { vault: 'kv-a' }, path: '/secrets/one', apiVersion: '1' };
const ADMIN: ResourceAddress = {
  host: 'admin',
  path: `/subscriptions/1/providers/Microsoft.Subscriptions.Admin${SUBSCRIPTION}`,
  apiVersion: '1',
};

/** A cloud that refuses one way until a time, by a clock that only waits move. */
function createSlowCloud(readyMs: number, details: Record<string, unknown>) {
  const { clock, waits: pauses } = createScriptedClock();
  let calls = 0;
  const inner = new MemoryTarget();
  const answer = <T>(value: T) => {
    calls += 1;
    const code = details['status'] === undefined ? 'TARGET_UNREACHABLE' : 'PARTIAL';
    if (clock.monotonicMs() < readyMs) return Promise.reject(new RestackError(code, 'not yet', { details }));
    return Promise.resolve(value);
  };
  const target: RestoreTarget = {
    identity: inner.identity,
    read: () => answer({ id: 'there' }),
    list: () => answer([]),
    write: () => answer({ status: 200, body: undefined }),
    append: () => answer({ status: 200, body: undefined }),
    invoke: () => answer({ status: 200, body: undefined }),
  };
  const written = new WrittenObjects(LIMIT_MS);
  const settling = new Settling({ clock, limitMs: LIMIT_MS });
  const patience = { settling, written, turns: pLimit(8), admit: () => {} };
  const patient = createPatientTarget(target, patience);
  return { patient, written, settling, pauses, calls: () => calls, nowMs: () => clock.monotonicMs() };
}

/** A clock whose waits are held until they are let go, all at once. */
function createHeldCloud() {
  let held: (() => void)[] = [];
  let latestMs = 0;
  const clock = {
    nowMs: 0,
    now: () => new Date(clock.nowMs),
    monotonicMs: () => clock.nowMs,
    wait: (delayMs: number) =>
      new Promise<void>((resolve) => {
        latestMs = Math.max(latestMs, clock.nowMs + delayMs);
        held.push(resolve);
      }),
    letGo() {
      clock.nowMs = latestMs;
      const all = held;
      held = [];
      for (const resolve of all) resolve();
    },
  };
  const settling = new Settling({ clock, limitMs: LIMIT_MS });
  const written = new WrittenObjects(LIMIT_MS);
  const patience = { settling, written, turns: pLimit(8), admit: () => {} };
  return { clock, settling, written, patience };
}

const NEW_SUBSCRIPTION = { status: 404, armCode: 'SubscriptionNotFound' };

/** What is written, what is asked then, and the refusal that contradicts it. */
const LATE: readonly (readonly [string, ResourceAddress, ResourceAddress, Record<string, unknown>])[] = [
  ['a subscription that tenant ARM does not know', ADMIN, GROUP, NEW_SUBSCRIPTION],
  ['one without permissions', ADMIN, GROUP, { status: 403, armCode: 'AuthorizationFailed' }],
  ['one of another tenant', ADMIN, GROUP, { status: 401, armCode: 'InvalidAuthenticationTokenTenant' }],
  [
    'a group that is not there',
    GROUP,
    { ...GROUP, path: VAULT_PATH },
    { status: 404, armCode: 'ResourceGroupNotFound' },
  ],
  ['an object itself', GROUP, GROUP, { status: 404, armCode: 'ResourceNotFound' }],
  ['a vault without a name', { ...GROUP, path: VAULT_PATH }, IN_VAULT, { systemCode: 'ENOTFOUND' }],
  ['a vault that resets', { ...GROUP, path: VAULT_PATH }, IN_VAULT, { systemCode: 'ECONNRESET' }],
  [
    'a policy that does not work',
    { ...GROUP, path: `${VAULT_PATH}/accessPolicies/add` },
    IN_VAULT,
    { status: 403, armCode: 'Forbidden' },
  ],
];

describe('what contradicts an accepted write', () => {
  it.each(LATE)('is waited for: %s', async (...[, made, asked, details]) => {
    const { patient, written, nowMs, calls } = createSlowCloud(12_000, details);
    written.note(made);
    await expect(patient.read(asked)).resolves.toEqual({ id: 'there' });
    expect(nowMs()).toBeLessThan(30_000);
    expect(calls()).toBeLessThan(8);
  });

  it.each(LATE)('is believed at once where nobody wrote it: %s', async (...[, , asked, details]) => {
    const { patient, pauses, calls } = createSlowCloud(12_000, details);
    await expect(patient.read(asked)).rejects.toMatchObject({ details });
    expect({ pauses, calls: calls() }).toEqual({ pauses: [], calls: 1 });
  });

  const BUSY = [
    'AnotherOperationInProgress',
    'ConflictingConcurrentWriteNotAllowed',
    'RetryableError',
    'RetryableErrorDueToAnotherOperation',
  ];

  it.each(BUSY)('is an object that the cloud is busy with, by its own words: %s', async (armCode) => {
    const { patient, nowMs } = createSlowCloud(12_000, { status: 409, armCode });
    await expect(patient.write(GROUP, {})).resolves.toMatchObject({ status: 200 });
    expect(nowMs()).toBeGreaterThanOrEqual(12_000);
  });

  it.each([
    ...['Conflict', 'NoConcurrentAccessAllowed'].map((armCode) => ({ armCode, status: 409 })),
    // Whatever stands around such words can turn them round.
    ...BUSY.flatMap((code) => [`Non${code}`, `${code}Disabled`]).map((armCode) => ({ armCode, status: 409 })),
    ...BUSY.map((armCode) => ({ armCode, status: 400 })),
  ])('is none by other words or with another status: $armCode, $status', async ({ armCode, status }) => {
    const { patient, pauses, calls } = createSlowCloud(12_000, { status, armCode });
    await expect(patient.write(GROUP, {})).rejects.toMatchObject({ details: { status, armCode } });
    expect({ pauses, calls: calls() }).toEqual({ pauses: [], calls: 1 });
  });

  it('is the error that it was after the budget, which all calls about an object share', async () => {
    const { patient, written, settling, pauses, nowMs } = createSlowCloud(660_000, NEW_SUBSCRIPTION);
    written.note(ADMIN);
    const failure: unknown = await patient.read(GROUP).catch((error: unknown) => error);
    expect(failure).toMatchObject({ details: NEW_SUBSCRIPTION });
    expect(settling.hasGivenUp(failure)).toBe(true);
    expect(nowMs()).toBe(LIMIT_MS);
    expect(pauses.slice(0, 6)).toEqual([500, 1000, 2000, 4000, 8000, 15_000]);
    const paused = pauses.length;
    await expect(patient.write(GROUP, {})).rejects.toMatchObject({ details: NEW_SUBSCRIPTION });
    expect(pauses).toHaveLength(paused);
  });

  it('is looked at by one call for all that wait for the same', async () => {
    const { patient, written, calls } = createSlowCloud(60_000, NEW_SUBSCRIPTION);
    written.note(ADMIN);
    const all = Array.from({ length: 50 }, (_, index) =>
      patient.write({ ...GROUP, path: `${SUBSCRIPTION}/resourcegroups/rg-${index}` }, {}),
    );
    await Promise.all(all);
    expect(calls()).toBeLessThan(50 + 50 + 12);
  });

  it.each([
    ['the directory that was written', 'a0000000-0000-4000-8000-000000000001', 12],
    ['no other one', 'a0000000-0000-4000-8000-000000000002', 0],
  ])('is a directory of a subscription by its GUID: %s', async (_what, tenantId, atLeastS) => {
    const unknown = { status: 400, armCode: 'DirectoryTenantNotFound' };
    const { patient, written, nowMs } = createSlowCloud(12_000, unknown);
    const path = `${SUBSCRIPTION}/resourcegroups/system/providers/Microsoft.Subscriptions.Admin/directoryTenants/a.example`;
    written.note({ ...ADMIN, path }, { properties: { tenantId: 'A0000000-0000-4000-8000-000000000001' } });
    const offerId = `${GROUP.path}/providers/Microsoft.Subscriptions.Admin/offers/one`;
    written.note({ ...ADMIN, path: offerId });
    const end = await patient
      .write(ADMIN, { offerId, tenantId })
      .catch(({ details }: RestackError) => details);
    expect(end).toMatchObject(atLeastS > 0 ? { status: 200 } : unknown);
    expect(nowMs()).toBeGreaterThanOrEqual(atLeastS * 1000);
  });

  it('holds back nothing else, of a thousand calls with eight turns', async () => {
    const { settling, written, patience, clock } = createHeldCloud();
    written.note(ADMIN);
    const inner = new MemoryTarget();
    const isSlow = (path: string) => path.startsWith(SUBSCRIPTION);
    inner.write = ({ path }) => {
      if (!isSlow(path) || clock.nowMs >= 60_000) return Promise.resolve({ status: 200, body: undefined });
      return Promise.reject(new RestackError('PARTIAL', 'not yet', { details: NEW_SUBSCRIPTION }));
    };
    const patient = createPatientTarget(inner, patience);
    const ended = { slow: 0, other: 0 };
    const calls = Array.from({ length: 1000 }, async (_one, index) => {
      const scope = index % 2 === 0 ? SUBSCRIPTION : '/subscriptions/another';
      await patient.write({ ...GROUP, path: `${scope}/resourcegroups/rg-${index}` }, {});
      ended[index % 2 === 0 ? 'slow' : 'other'] += 1;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toEqual({ slow: 0, other: 500 });
    expect(settling.isHolding).toBe(true);
    for (let waits = 0; ended.slow < 500 && waits < 20; waits++) {
      clock.letGo();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(calls);
    expect(ended).toEqual({ slow: 500, other: 500 });
    expect(clock.nowMs).toBeLessThan(90_000);
  });

  it('is told with the time that is left, which counts down', async () => {
    const { clock } = createHeldCloud();
    const notes: (readonly [string, number | undefined])[] = [];
    const ends: string[] = [];
    const progress = {
      begin: (title: string) => ({
        advance: () => {},
        note: (text: string, leftMs?: number) => void notes.push([`${title}: ${text}`, leftMs]),
        end: (outcome: string) => void ends.push(outcome),
      }),
    };
    const hasty = { ...clock, wait: (delayMs: number) => Promise.resolve(void (clock.nowMs += delayMs)) };
    const settling = new Settling({
      clock: { ...hasty, monotonicMs: () => clock.nowMs },
      limitMs: LIMIT_MS,
      progress,
    });
    const awaited = { key: 'a', aspect: 'there', what: 'plan gold to be readable' };
    await settling.ask(() =>
      Promise.resolve({ end: () => {}, awaited: clock.nowMs < 60_000 ? awaited : undefined }),
    );
    expect(new Set(notes.map(([text]) => text))).toEqual(
      new Set(['Settling: waiting for plan gold to be readable']),
    );
    const left = notes.map(([, leftMs]) => leftMs ?? 0);
    expect(left.length).toBeGreaterThan(3);
    expect(left).toEqual(left.toSorted((one, other) => other - one));
    expect(left[0]).toBeLessThan(LIMIT_MS);
    expect(ends).toEqual(['done']);
  });

  it('never makes a call twice that may have been made: an append that got no answer', async () => {
    const { patient, written, calls } = createSlowCloud(12_000, { systemCode: 'ECONNRESET' });
    written.note({ ...GROUP, path: VAULT_PATH });
    await expect(patient.append(IN_VAULT, {})).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
    expect(calls()).toBe(1);
  });
});
