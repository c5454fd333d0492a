import { describe, expect, it } from 'vitest';

import type { SetRecords } from '../../../../src/backup-set/content/records.js';
import type { Finding } from '../../../../src/core/errors/finding.js';
import type { PayloadKind } from '../../../../src/schema/payloads.js';
import { findReferenceProblems } from '../../../../src/use-cases/verify/references.js';
import { changeAt } from '../../../fixtures/record-cases.js';
import {
  ALL_KINDS,
  assignment,
  FINANCE,
  group,
  offer,
  offerId,
  OPERATOR,
  plan,
  planId,
  PROVIDER,
  quotaId,
  RESELLER,
  ROLE,
  secretId,
  soundRecords,
  subscription,
  vaultId,
} from '../../../fixtures/reference-records.js';

const STRANGER = 'ffffffff-0000-4000-8000-000000000000';
const context = { backupId: '6f8b1f0e-5a52-4c0e-9d0f-3a1f4f5f9b10', presentKinds: ALL_KINDS };

const findIn = (
  records: SetRecords,
  presentKinds: ReadonlySet<PayloadKind> = ALL_KINDS,
): readonly Finding[] => findReferenceProblems(records, { ...context, presentKinds });
const without = (...kinds: PayloadKind[]): ReadonlySet<PayloadKind> =>
  new Set([...ALL_KINDS].filter((kind) => !kinds.includes(kind)));
const unusableIn = ({ message }: Finding): number =>
  Number(/(\d+) subscriptions? would be unusable/.exec(message)?.[1]);

/** The sound set with one value changed; the pointer starts with the kind. */
function changed(pointer: string, value: unknown): SetRecords {
  return changeAt(soundRecords(), pointer, value);
}

describe('a sound set', () => {
  it('has no problems, in any order of its records', () => {
    const records = soundRecords();
    expect(findIn(records)).toEqual([]);
    const reversed = soundRecords();
    for (const kind of ALL_KINDS) Object.assign(reversed, { [kind]: records[kind].toReversed() });
    expect(findIn(reversed)).toEqual([]);
  });

  it.each([
    [
      'an offer of a reseller',
      '/subscription/0/offerId',
      `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/delegatedProviders/${RESELLER}/offers/theirs`,
    ],
    [
      'an offer by its public path',
      '/subscription/0/offerId',
      '/delegatedProviders/default/offers/Offer-Gold',
    ],
    [
      'an offer that deployment made',
      '/subscription/0/offerId',
      `/subscriptions/${PROVIDER}/resourceGroups/system.global/providers/Microsoft.Subscriptions.Admin/offers/any`,
    ],
    [
      'a plan without its group',
      '/offer/0/properties/basePlanIds/0',
      `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/plans/plan-gold`,
    ],
    ['a reseller', '/subscription/0/delegatedProviderSubscriptionId', RESELLER.toUpperCase()],
    ['the root as a scope', '/roleAssignment/0/properties/scope', '/'],
    [
      'the provider subscription as a scope',
      '/roleAssignment/0/properties/scope',
      `/subscriptions/${PROVIDER.toUpperCase()}`,
    ],
    [
      'the default quota of compute',
      '/plan/0/properties/quotaIds/0',
      quotaId('Microsoft.Compute.Admin', 'Default Quota'),
    ],
    [
      'the default quota of networks',
      '/plan/0/properties/quotaIds/0',
      quotaId('Microsoft.Network.Admin', 'default quota'),
    ],
    [
      'a port in the host of a secret',
      '/secret/0/id',
      secretId('kv-finance', '1').replace('example/', 'example:443/'),
    ],
  ])('may refer to %s', (_, pointer, value) => {
    expect(findIn(changed(pointer, value))).toEqual([]);
  });

  it('may hold subscriptions that are gone, with what they referred to', () => {
    const gone = { ...subscription(STRANGER, 'offer-gone'), state: 'Deleted' as const };
    const records = soundRecords();
    expect(findIn({ ...records, subscription: [...records.subscription, gone] })).toEqual([]);
  });
});

const scope = (path: string): string => `/subscriptions/${FINANCE}${path}`;

describe('a dangling reference', () => {
  it.each<[pointer: string, value: unknown, unusable: number, reported?: string]>([
    ['/plan/0/properties/quotaIds/0', quotaId('Microsoft.Compute.Admin', 'none'), 1],
    ['/plan/0/properties/quotaIds/1', quotaId('Microsoft.Network.Admin', 'cq-gold'), 1],
    ['/plan/1/properties/quotaIds/0', quotaId('Microsoft.Storage.Admin', 'none'), 2],
    ['/plan/0/properties/quotaIds/3', quotaId('Microsoft.KeyVault.Admin', 'Limited'), 1],
    ['/plan/0/id', planId('plan-gold').replace('rg-offers', 'rg-none'), 1, 'plan'],
    ['/offer/0/properties/basePlanIds/0', planId('none'), 1],
    ['/offer/0/properties/basePlanIds/0', offerId('offer-gold'), 1],
    ['/offer/0/properties/addonPlans/0/planId', planId('plan-addon').replace('rg-offers', 'rg-none'), 1],
    ['/subscription/0/offerId', offerId('none'), 1],
    ['/subscription/0/tenantId', STRANGER, 1],
    ['/subscription/1/delegatedProviderSubscriptionId', STRANGER, 1],
    ['/offerDelegation/0/properties/subscriptionId', STRANGER, 0],
    ['/offerDelegation/0/id', `${offerId('none')}/offerDelegations/d1`, 0],
    ['/acquiredPlan/0/planId', planId('none'), 0],
    [
      '/acquiredPlan/0/id',
      `/subscriptions/${PROVIDER}/providers/x/subscriptions/${STRANGER}/acquiredPlans/a`,
      0,
    ],
    ['/roleDefinition/0/properties/assignableScopes/0', `/subscriptions/${STRANGER}`, 0],
    ['/roleDefinition/0/properties/assignableScopes/1', scope('/resourceGroups/none'), 0],
    ['/roleAssignment/0/properties/scope', `/subscriptions/${STRANGER}`, 0],
    ['/roleAssignment/0/properties/scope', scope('/resourceGroups/none'), 0],
    ['/roleAssignment/1/properties/scope', vaultId('none'), 0],
    ['/roleAssignment/1/properties/scope', `${OPERATOR}/plans/none`, 0],
    [
      '/roleAssignment/3/properties/scope',
      scope('/resourceGroups/none/providers/Microsoft.Compute/virtualMachines/a'),
      0,
    ],
    [
      '/roleAssignment/0/properties/roleDefinitionId',
      `/providers/Microsoft.Authorization/roleDefinitions/${STRANGER}`,
      0,
    ],
    ['/vault/0/properties/tenantId', STRANGER, 0],
    ['/secret/1/id', secretId('kv-none', '2'), 0],
  ])('%s = %s', (...[pointer, value, unusable, reported]) => {
    const dangling = findIn(changed(pointer, value)).filter(({ code }) => code === 'REFERENCE_DANGLING');
    const [, kind, ...rest] = pointer.split('/');
    const here = dangling.filter((finding) => finding.pointer === `/${rest.join('/')}`);
    expect(here).toHaveLength(1);
    expect(here.map(unusableIn)).toEqual([unusable]);
    expect(here[0]).toMatchObject({ severity: 'error', backupId: context.backupId });
    if (reported === undefined) expect(dangling).toHaveLength(1);
    expect(here[0]?.repository).toContain(';');
    expect(here[0]?.file?.toLowerCase()).toContain((reported ?? kind ?? '').toLowerCase());
  });

  it('names the outermost thing that is missing, once', () => {
    const records = {
      ...soundRecords(),
      resourceGroup: [group(STRANGER, 'rg')],
      vault: [],
      secret: [],
      roleAssignment: [],
    };
    const pointers = findIn({
      ...records,
      roleDefinition: [],
      plan: [],
      offer: [],
      subscription: [],
      offerDelegation: [],
      acquiredPlan: [],
    });
    expect(pointers.map(({ repository, pointer }) => [repository, pointer])).toEqual([
      ['WAS;Microsoft.Resources;-;ResourceGroups', '/0/id'],
    ]);
  });
});

describe('the count of unusable subscriptions', () => {
  const many = (offerName: string, count: number) =>
    Array.from({ length: count }, (_, n) => subscription(`${offerName}-${n}`, offerName));

  it('follows a quota through plans and offers, each subscription once', () => {
    const records = {
      ...soundRecords(),
      acquiredPlan: [],
      offerDelegation: [],
      plan: [plan('broken', [quotaId('Microsoft.Compute.Admin', 'none')]), plan('sound', [])],
      offer: [
        offer('base', ['broken', 'sound']),
        offer('both', ['broken'], ['broken']),
        offer('addon', ['sound'], ['BROKEN']),
        offer('untouched', ['sound']),
      ],
      subscription: [
        subscription(FINANCE, 'untouched'),
        ...many('base', 3),
        ...many('both', 5),
        ...many('addon', 7),
        ...many('untouched', 11),
      ],
    };
    const dangling = findIn(records).filter(({ pointer }) => pointer === '/0/properties/quotaIds/0');
    expect(dangling.map(unusableIn)).toEqual([15]);
  });

  it('leaves out subscriptions that are gone', () => {
    const records = changed('/subscription/0/state', 'Deleted');
    const broken = changeAt(
      records,
      '/plan/0/properties/quotaIds/0',
      quotaId('Microsoft.Compute.Admin', 'none'),
    );
    expect(findIn(broken).map(unusableIn)).toEqual([0]);
  });
});

describe('duplicates', () => {
  it.each([
    ['plan', (records: SetRecords) => ({ ...records.plan[0], id: planId('PLAN-GOLD') })],
    ['vault', (records: SetRecords) => ({ ...records.vault[0] })],
    [
      'secret',
      (records: SetRecords) => ({
        ...records.secret[0],
        id: secretId('kv-finance', '1').replace('example/', 'example:443/'),
      }),
    ],
    ['roleAssignment', () => assignment(`/subscriptions/${FINANCE}`, ROLE)],
  ] as const)('of a %s are found without regard to case', (kind, makeTwin) => {
    const records = soundRecords();
    const twice = Object.assign(soundRecords(), { [kind]: [...records[kind], makeTwin(records)] });
    expect(findIn(twice).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['RECORD_DUPLICATE', `/${records[kind].length}/id`],
    ]);
  });

  it('are not versions of one secret', () => {
    expect(
      findIn({
        ...soundRecords(),
        secret: [1, 2, 3].map((n) => ({ id: secretId('kv-finance', `${n}`), value: '' })),
      }),
    ).toEqual([]);
  });

  it('are each reported against the first', () => {
    const { vault } = soundRecords();
    const records = { ...soundRecords(), vault: Array.from({ length: 4 }, () => vault).flat() };
    expect(findIn(records).map(({ pointer }) => pointer)).toEqual(['/1/id', '/2/id', '/3/id']);
  });
});

it('names the places that the caller knows', () => {
  const records = changed('/plan/1/properties/quotaIds/0', quotaId('Microsoft.Storage.Admin', 'none'));
  const twice = { ...records, secret: [...records.secret, ...records.secret.slice(0, 1)] };
  const findings = findReferenceProblems(twice, {
    ...context,
    locate: (kind, position) => ({ file: `a.zip!/${kind}.json`, pointer: `/${position + 10}` }),
  });
  expect(findings.map(({ repository, file, pointer }) => [repository, file, pointer])).toEqual([
    ['WAS;Microsoft.Subscriptions.Admin;-;Plans', 'a.zip!/plan.json', '/11/properties/quotaIds/0'],
    ['KeyVaultDataPlane;Microsoft.KeyVault;-;Secrets', 'a.zip!/secret.json', '/12/id'],
  ]);
});

describe('without the records of a kind', () => {
  it.each([
    ['directoryTenant', true],
    ['resourceGroup', true],
    ['computeQuota', true],
    ['networkQuota', true],
    ['storageQuota', true],
    ['plan', true],
    ['offer', true],
    ['subscription', true],
    ['roleDefinition', true],
    ['vault', true],
    ['offerDelegation', false],
    ['acquiredPlan', false],
    ['roleAssignment', false],
    ['secret', false],
  ] as const)('%s: something dangles is %s', (kind, expected) => {
    const records = Object.assign(soundRecords(), { [kind]: [] });
    expect(findIn(records).some(({ code }) => code === 'REFERENCE_DANGLING')).toBe(expected);
    expect(findIn(records, without(kind)).some(({ code }) => code === 'REFERENCE_DANGLING')).toBe(false);
  });
});

describe('kinds that the set does not hold', () => {
  it('are not judged, and said so once for each repository that refers', () => {
    const records: SetRecords = { ...soundRecords(), plan: [], offer: [], subscription: [] };
    const findings = findIn(records, without('plan', 'offer', 'subscription'));
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['REFERENCE_UNJUDGED']));
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['info']));
    expect(findings.map(({ repository, pointer }) => [repository?.split(';').at(-1), pointer])).toEqual([
      ['ResourceGroups', null],
      ['OfferDelegations', null],
      ['OfferDelegations', null],
      ['AcquiredPlans', null],
      ['AcquiredPlans', null],
      ['RoleDefinitions', null],
      ['RoleAssignments', null],
      ['Vaults', null],
    ]);
  });

  it('leave what every cloud ships resolved', () => {
    const records = {
      ...soundRecords(),
      roleDefinition: [],
      roleAssignment: [assignment('/', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')],
    };
    expect(findIn(records, without('roleDefinition'))).toEqual([]);
  });

  it('do not hide a fault beside them', () => {
    const records = {
      ...changed('/plan/0/properties/quotaIds/1', quotaId('Microsoft.Network.Admin', 'none')),
      resourceGroup: [],
    };
    const findings = findIn(records, without('resourceGroup'));
    expect(findings.filter(({ code }) => code === 'REFERENCE_DANGLING')).toHaveLength(1);
  });

  it('may be quotas of a provider that an operator added', () => {
    const records = changed('/plan/0/properties/quotaIds/0', quotaId('Microsoft.SqlAdapter.Admin', 'small'));
    expect(findIn(records).map(({ code }) => code)).toEqual(['REFERENCE_UNJUDGED']);
  });
});

it('takes sets of tens of thousands of records', () => {
  const count = 35_000;
  const records: SetRecords = {
    ...soundRecords(),
    subscription: [FINANCE, RESELLER, ...Array.from({ length: count }, (_, n) => `s-${n}`)].map((id, n) =>
      subscription(id, n % 2 === 0 ? 'offer-gold' : 'none'),
    ),
    secret: Array.from({ length: count }, (_, n) => ({ id: secretId('kv-finance', String(n)), value: '' })),
  };
  expect(findIn(records)).toHaveLength(count / 2 + 1);
});
