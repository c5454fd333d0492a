import { describe, expect, it } from 'vitest';

import type { PayloadKind } from '../../../src/schema/payloads.js';
import { loadRecordValidator, validateRecord } from '../../../src/schema/validation.js';
import { ACCEPTED, changeAt, type RecordCase, REJECTED, REMOVED } from '../../fixtures/record-cases.js';
import { VALID_RECORDS } from '../../fixtures/valid-records.js';

const KINDS: readonly PayloadKind[] = [
  'directoryTenant',
  'resourceGroup',
  'computeQuota',
  'networkQuota',
  'storageQuota',
  'plan',
  'offer',
  'subscription',
  'offerDelegation',
  'acquiredPlan',
  'roleDefinition',
  'roleAssignment',
  'vault',
  'secret',
];

const changed = ({ kind, at, to }: RecordCase) => changeAt(VALID_RECORDS[kind], at, to);
const nameOf = ({ kind, at, to }: RecordCase) =>
  `${kind} ${at} = ${(to === REMOVED ? 'removed' : JSON.stringify(to)).slice(0, 40)}`;

describe('records', () => {
  it('has the cases that were written down', () => {
    expect([Object.keys(VALID_RECORDS).length, ACCEPTED.length, REJECTED.length]).toEqual([14, 54, 86]);
    for (const kind of KINDS) expect(REJECTED.some((rejected) => rejected.kind === kind)).toBe(true);
  });

  it.each(KINDS)('accepts a whole %s and hands back the very object', async (kind) => {
    const validate = await loadRecordValidator(kind);
    const record = VALID_RECORDS[kind];
    expect(validate(record)).toEqual({ valid: true, value: record });
  });

  it.each(KINDS)('refuses a %s that is no object', async (kind) => {
    for (const value of [null, [], 'text', 7, true]) {
      expect((await validateRecord(kind, value)).map(({ pointer }) => pointer)).toEqual(['']);
    }
  });

  it.each(ACCEPTED.map((accepted) => [nameOf(accepted), accepted] as const))(
    'accepts %s',
    async (_, accepted) => {
      expect(await validateRecord(accepted.kind, changed(accepted))).toEqual([]);
    },
  );

  it.each(REJECTED.map((rejected) => [nameOf(rejected), rejected] as const))(
    'refuses %s',
    async (_, rejected) => {
      const violations = await validateRecord(rejected.kind, changed(rejected));
      expect(violations.map(({ pointer }) => pointer)).toEqual([rejected.pointer ?? rejected.at]);
    },
  );

  it('requires no access policies of a vault that is being recovered', async () => {
    const recovered = changeAt(VALID_RECORDS.vault, '/properties', {
      tenantId: VALID_RECORDS.vault.properties.tenantId,
      sku: { family: 'A', name: 'standard' },
      createMode: 'recover',
    });
    expect(await validateRecord('vault', recovered)).toEqual([]);
  });

  it('collects every violation of a record', async () => {
    const record = {
      id: 1,
      location: '',
      properties: { name: '', displayName: null, quotaIds: ['a', 2], skuIds: {} },
    };
    const pointers = (await validateRecord('plan', record)).map(({ pointer }) => pointer);
    expect(pointers.toSorted()).toEqual([
      '/id',
      '/location',
      '/properties/displayName',
      '/properties/name',
      '/properties/quotaIds/0',
      '/properties/quotaIds/1',
      '/properties/skuIds',
    ]);
  });

  it('escapes pointers as RFC 6901 asks', async () => {
    const record = changeAt(VALID_RECORDS.resourceGroup, '/tags', { 'a/b~c': 1 });
    expect((await validateRecord('resourceGroup', record)).map(({ pointer }) => pointer)).toEqual([
      '/tags/a~1b~0c',
    ]);
  });
});

describe('messages', () => {
  it.each([
    ['/value', 987654321],
    ['/contentType', 'CANARY'.repeat(60)],
    ['/id', 'https://CANARY.example/secrets/x'],
    ['/tags', { app: `CANARY${'x'.repeat(300)}` }],
    ['/tags', { [`CANARY${'x'.repeat(300)}`]: 'v' }],
    ['/attributes', 'CANARY'],
    ['/attributes/exp', 987654321.5],
  ])('never show what a secret holds (%s)', async (pointer, value) => {
    const violations = await validateRecord('secret', changeAt(VALID_RECORDS.secret, pointer, value));
    expect(violations.length).toBeGreaterThan(0);
    for (const { message } of violations) expect(message).not.toMatch(/CANARY|987654321/);
  });

  it('come in no time for text made to be slow', async () => {
    const slow = [
      '/a'.repeat(50_000),
      '/'.repeat(100_000),
      `/subscriptions/${'x/providers/'.repeat(10_000)}`,
      '_'.repeat(100_000),
    ];
    for (const kind of KINDS) {
      for (const id of slow) {
        expect((await validateRecord(kind, { ...VALID_RECORDS[kind], id })).length).toBeGreaterThan(0);
      }
    }
  });

  it('are safe for a terminal and of bounded length', async () => {
    const hostile = changeAt(VALID_RECORDS.plan, '/properties/quotaIds', [
      `\u001b[31m\u202e${'x'.repeat(100_000)}\u202e`,
    ]);
    const [violation] = await validateRecord('plan', hostile);
    for (const unsafe of ['\u001b', '\u202e']) expect(violation?.message).not.toContain(unsafe);
    expect(violation?.message.length).toBeLessThan(400);
  });
});
