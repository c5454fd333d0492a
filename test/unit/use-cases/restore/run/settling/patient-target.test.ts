import pLimit from 'p-limit';
import { describe, expect, it } from 'vitest';
import type { ResourceAddress, RestoreTarget } from '../../../../../../src/cloud/cloud-port.js';
import { RestackError } from '../../../../../../src/core/errors/restack-error.js';
import { createPatientTarget } from '../../../../../../src/use-cases/restore/run/settling/patient-target.js';
import { Settling } from '../../../../../../src/use-cases/restore/run/settling/settling.js';
import { WrittenObjects } from '../../../../../../src/use-cases/restore/run/settling/written-objects.js';
import { MemoryTarget } from '../../../../../doubles/memory-target.js';
import { createScriptedClock } from '../../../../../doubles/scripted-client.js';

const LIMIT_MS = 60_000;
const VAULT: ResourceAddress = {
  host: 'user',
  path: '/subscriptions/s1/resourceGroups/rg-a/providers/Microsoft.KeyVault/vaults/kv-a',
  apiVersion: '1',
};
const SECRET: ResourceAddress = { host: { vault: 'kv-a' }, path: '/secrets/one', apiVersion: '1' };

/** A target whose vault was opened, and which fails once with such details. */
function createFailingOnce(details: Record<string, unknown>, own: Partial<RestoreTarget> = {}) {
  const { clock } = createScriptedClock();
  let calls = 0;
  const call = () => {
    calls += 1;
    if (calls > 1) return Promise.resolve({ status: 200, body: undefined });
    const code = details['status'] === undefined ? 'TARGET_UNREACHABLE' : 'PARTIAL';
    return Promise.reject(new RestackError(code, 'not yet', { details }));
  };
  const { identity } = new MemoryTarget();
  const nothing = () => Promise.resolve(undefined);
  const usual = { read: nothing, list: nothing, write: call, append: call, invoke: call };
  const target: RestoreTarget = { identity, ...usual, ...own };
  const written = new WrittenObjects(LIMIT_MS);
  written.note(VAULT);
  const admitted: string[] = [];
  const patience = { settling: new Settling({ clock, limitMs: LIMIT_MS }), written, turns: pLimit(1) };
  const patient = createPatientTarget(target, { ...patience, admit: () => admitted.push('one') });
  return { patient, admitted, calls: () => calls };
}

const CALLS = {
  'a write': (target: RestoreTarget) => target.write(SECRET, {}),
  'an append': (target: RestoreTarget) => target.append(SECRET, {}),
  'an action': (target: RestoreTarget) => target.invoke(SECRET, {}),
  'an action that may be repeated': (target: RestoreTarget) =>
    target.invoke(SECRET, {}, { repeatable: true }),
} as const;

describe('a patient target', () => {
  it.each([
    ['a write', { systemCode: 'ECONNRESET' }, 2],
    ['an append', { systemCode: 'ECONNRESET' }, 1],
    ['an action', { systemCode: 'ECONNRESET' }, 1],
    ['an action that may be repeated', { systemCode: 'ECONNRESET' }, 2],
    ['an append', { systemCode: 'ECONNREFUSED' }, 2],
    ['an action', { systemCode: 'ENOTFOUND' }, 2],
    ['an append', { status: 404 }, 2],
    ['an append', { status: 400 }, 1],
  ] as const)('makes %s that ended with %j as often: %i', async (name, details, times) => {
    const { patient, calls } = createFailingOnce(details);
    const end = await CALLS[name](patient).then(
      () => 'made',
      () => 'failed',
    );
    expect([end, calls()]).toEqual([times === 2 ? 'made' : 'failed', times]);
  });

  it('waits for a secret that it was told is not there, and believes any other absence', async () => {
    const answers = [undefined, undefined, { id: 'one' }];
    const { patient } = createFailingOnce(
      {},
      {
        read: (_address, hear) => {
          hear?.(
            new RestackError('NOT_FOUND', 'no', { details: { status: 404, armCode: 'SecretNotFound' } }),
          );
          return Promise.resolve(answers.shift());
        },
        append: () => Promise.resolve({ status: 200, body: undefined }),
      },
    );
    expect(await patient.read({ ...SECRET, path: '/secrets/two' })).toBeUndefined();
    await patient.append(SECRET, {});
    expect(await patient.read(SECRET)).toEqual({ id: 'one' });
  });

  it('admits the calls that had to wait for their turn, and no other', async () => {
    const own = { append: () => Promise.resolve({ status: 200, body: undefined }) };
    const { patient, admitted } = createFailingOnce({}, own);
    await patient.append(SECRET, {});
    expect(admitted).toHaveLength(0);
    await Promise.all([patient.append(SECRET, {}), patient.append(SECRET, {}), patient.append(SECRET, {})]);
    expect(admitted).toHaveLength(2);
  });

  it('tells the strain of its target, and none where that knows none', () => {
    expect(createFailingOnce({}, { strain: () => 3 }).patient.strain?.()).toBe(3);
    expect(createFailingOnce({}).patient.strain?.()).toBe(0);
  });
});
