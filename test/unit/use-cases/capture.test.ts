import { expect, it, beforeEach, describe } from 'vitest';
import { computeDeploymentId } from '../../../src/use-cases/capture/stamp-identity.js';
import { listForeignNames } from '../../../src/use-cases/capture/foreign-names.js';
import type { JsonObject, JsonValue } from '../../../src/cloud/json-value.js';
import type { EnabledVersions } from '../../../src/use-cases/capture/capture-source.js';
import { type CapturedCloud, readCloud } from '../../../src/use-cases/capture/read-cloud.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import {
  type Answers,
  CUSTOMER,
  denied,
  missing,
  MemorySource,
  PROVIDER,
  SMALL_CLOUD,
  VAULT_URL,
  VERSION,
} from '../../doubles/memory-source.js';

const cloud = {
  providerSubscriptionId: '3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10',
  homeTenantId: 'b7f1f1c2-7a14-4a2e-a5f2-9a6b5a0c1d22',
};

it('is the same for one cloud in any case, and another for another', () => {
  const id = computeDeploymentId(cloud);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const upper = cloud.providerSubscriptionId.toUpperCase();
  expect(computeDeploymentId({ ...cloud, providerSubscriptionId: upper })).toBe(id);
  expect(computeDeploymentId({ ...cloud, homeTenantId: cloud.providerSubscriptionId })).not.toBe(id);
});

const CLOUD = { region: 'seattle', domain: 'azs.contoso.example' };
const SUFFIX = 'vault.seattle.azs.contoso.example';
const vault = (vaultUri?: string) => ({ properties: vaultUri === undefined ? {} : { vaultUri } });
const secret = (id: string) => ({ id });

it.each([
  ['vault', vault()],
  ['vault', vault(`https://kv-one.${SUFFIX}/`)],
  ['secret', secret(`https://kv-one.${SUFFIX}:4443/secrets/a/${'0'.repeat(32)}`)],
  ['plan', { id: 'https://evil.example' }],
] as const)('a %s of the cloud itself leads nowhere else: %j', (kind, record) => {
  expect(listForeignNames(kind, record, CLOUD)).toEqual([]);
});

it.each([
  ['vault', vault('https://kv-one.vault.evil.example/')],
  ['vault', vault(`https://${SUFFIX}.evil.example/`)],
  ['secret', secret('https://kv-one.vault.evil.example/secrets/a/0')],
  ['secret', secret(`https://kv-one.${SUFFIX}.evil.example/secrets/a/0`)],
  ['secret', secret('/secrets/a/0')],
  ['secret', secret(`https://${SUFFIX}/secrets/a/0`)],
] as const)('a %s that leads out of the cloud is found: %j', (kind, record) => {
  const found = listForeignNames(kind, record, CLOUD);
  expect(found).toHaveLength(1);
  expect(found[0]).not.toContain('evil');
});

/** The versions that are noted at the moment. */
const noted = new Set<string>();
const enabledVersions: EnabledVersions = {
  add: ({ id }) => Promise.resolve(void noted.add(id)),
  remove: ({ id }) => Promise.resolve(void noted.delete(id)),
};

function read(source: MemorySource, more: { enableDisabled?: boolean; signal?: AbortSignal } = {}) {
  const { enableDisabled = false, signal } = more;
  const check = () => Promise.resolve([]);
  const reading = { source, check, concurrency: 2, ...(signal === undefined ? {} : { signal }) };
  return readCloud(enableDisabled ? { ...reading, enabledVersions } : reading);
}

const reasonsOf = ({ omissions }: CapturedCloud) => omissions.map(({ kind, reason }) => `${kind} ${reason}`);

const disabled = { enabled: false, created: 1, updated: 7 };
const DISABLED: Answers = {
  ...SMALL_CLOUD,
  'kv-one/secrets/login/versions': [{ id: `${VAULT_URL}/secrets/login/${VERSION}`, attributes: disabled }],
  [`kv-one/secrets/login/${VERSION}`]: {
    id: `${VAULT_URL}/secrets/login/${VERSION}`,
    value: 'open sesame',
    attributes: { enabled: true, created: 1, updated: 99 },
  },
};

describe('readCloud', () => {
  it('reads what is there to stay, and the groups that hold it', async () => {
    const cloud = await read(new MemorySource(SMALL_CLOUD));
    expect(cloud.omissions).toEqual([]);
    expect(cloud.records.subscription.map(({ subscriptionId }) => subscriptionId)).toEqual([CUSTOMER]);
    expect(cloud.records.resourceGroup.map(({ id }) => id)).toEqual([
      `/subscriptions/${CUSTOMER}/resourceGroups/RG-ONE`,
    ]);
    expect(cloud.records.secret).toMatchObject([{ value: 'open sesame' }]);
  });

  it.each<readonly [what: string, path: string, reason: string]>([
    [
      'a list of the operator',
      `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/plans`,
      'plan denied',
    ],
    ['a vault', 'kv-one/secrets', 'secret denied'],
    ['the versions of a secret', 'kv-one/secrets/login/versions', 'secret denied'],
    ['one version of a secret', `kv-one/secrets/login/${VERSION}`, 'secret denied'],
    [
      'a subscription’s vaults',
      `/subscriptions/${CUSTOMER}/providers/Microsoft.KeyVault/vaults`,
      'vault denied',
    ],
    [
      'a subscription’s grants',
      `/subscriptions/${CUSTOMER}/providers/Microsoft.Authorization/roleAssignments`,
      'roleAssignment denied',
    ],
  ])('says that %s may not be read', async (_what, path, reason) => {
    const cloud = await read(new MemorySource({ ...SMALL_CLOUD, [path]: denied }));
    expect(reasonsOf(cloud)).toEqual([reason]);
    expect(cloud.omissions[0]?.whole).toBe(reason.startsWith('plan'));
  });

  it.each([
    [`/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/plans`, 'plan', true],
    [
      `/subscriptions/${PROVIDER}/providers/Microsoft.Compute.Admin/locations/seattle/quotas`,
      'computeQuota',
      true,
    ],
    ['kv-one/secrets', 'secret', false],
  ])('does not take a list that is not there for an empty one: %s', async (path, kind, whole) => {
    const cloud = await read(new MemorySource({ ...SMALL_CLOUD, [path]: missing }));
    expect(cloud.omissions).toMatchObject([{ kind, reason: 'unreadable', whole }]);
  });

  it('keeps the add-on plans that the provider subscription acquired, but not the deployment’s', async () => {
    const provider = `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin`;
    const acquired = (subscription: string, plan: string) => ({
      acquisitionId: `of ${plan}`,
      id: `${provider}/subscriptions/${subscription}/acquiredPlans/of-${plan}`,
      planId: `${provider}/plans/${plan}`,
    });
    const cloud = await read(
      new MemorySource({
        ...SMALL_CLOUD,
        [`${provider}/plans`]: [
          {
            id: `/subscriptions/${PROVIDER}/resourceGroups/rg/providers/Microsoft.Subscriptions.Admin/plans/Gpu`,
          },
        ],
        [`${provider}/subscriptions/${PROVIDER}/acquiredPlans`]: [
          acquired(PROVIDER, 'gpu'),
          acquired(PROVIDER, 'shipped'),
        ],
        [`${provider}/subscriptions/${CUSTOMER}/acquiredPlans`]: [acquired(CUSTOMER, 'gone')],
      }),
    );
    const acquisitions = cloud.records.acquiredPlan.map(({ acquisitionId }) => acquisitionId);
    expect(new Set(acquisitions)).toEqual(new Set(['of gone', 'of gpu']));
  });

  it('says which offers are a reseller’s', async () => {
    const base = `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/delegatedProviders`;
    const cloud = await read(
      new MemorySource({
        ...SMALL_CLOUD,
        [base]: [{ subscriptionId: CUSTOMER }, { subscriptionId: PROVIDER }],
        [`${base}/${CUSTOMER}/offers`]: [{ id: `${base}/${CUSTOMER}/offers/own`, name: `${CUSTOMER}/own` }],
      }),
    );
    expect(reasonsOf(cloud)).toEqual(['offerDelegation resellerOffer']);
  });

  it('says which keys and certificates stay in their vault', async () => {
    const version = {
      id: `${VAULT_URL}/secrets/login/${VERSION}`,
      managed: true,
      attributes: { created: 1 },
    };
    const cloud = await read(
      new MemorySource({
        ...SMALL_CLOUD,
        'kv-one/keys': [{ kid: `${VAULT_URL}/keys/root` }, { kid: `${VAULT_URL}/keys/tls`, managed: true }],
        'kv-one/secrets/login/versions': [version],
      }),
    );
    expect(reasonsOf(cloud)).toEqual(['secret key', 'secret certificate']);
    expect(cloud.records.secret).toHaveLength(1);
  });

  it('leaves out, and names, a record that its schema does not admit', async () => {
    const source = new MemorySource(SMALL_CLOUD);
    const check = (kind: string) => Promise.resolve(kind === 'vault' ? ['/properties is missing'] : []);
    const cloud = await readCloud({ source, check, concurrency: 2 });
    expect(reasonsOf(cloud)).toEqual(['vault invalid']);
    expect(cloud.records.vault).toEqual([]);
  });

  it.each(['TARGET_UNREACHABLE', 'TARGET_AUTH'] as const)('throws %s of a Resource Manager', async (code) => {
    const path = `/subscriptions/${CUSTOMER}/resourcegroups`;
    const source = new MemorySource({ ...SMALL_CLOUD, [path]: new RestackError(code, 'gone') });
    await expect(read(source)).rejects.toMatchObject({ code });
  });

  it('reads nothing any more after an interrupt', async () => {
    const reason = new RestackError('INTERRUPTED', 'interrupted');
    const signal = AbortSignal.abort(reason);
    await expect(read(new MemorySource(SMALL_CLOUD), { signal })).rejects.toBe(reason);
  });
});

describe('what cannot be told', () => {
  const subscriptionPath = `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/subscriptions`;
  const authorization = `/subscriptions/${CUSTOMER}/providers/Microsoft.Authorization`;
  const acquired = `${subscriptionPath}/${PROVIDER}/acquiredPlans`;
  const scoped = (scope: JsonValue): JsonObject => ({ properties: { scope } });
  const typed = (type: JsonValue): JsonObject => ({ properties: { type } });

  it.each<readonly [kind: keyof CapturedCloud['records'], path: string, records: readonly JsonObject[]]>([
    ['subscription', subscriptionPath, [{}, { state: 7 }, { state: 'Warned' }, { state: 'enabled' }]],
    [
      'roleAssignment',
      `${authorization}/roleAssignments`,
      [{}, scoped(7), scoped(null), scoped(''), scoped('x')],
    ],
    ['roleDefinition', `${authorization}/roleDefinitions`, [{}, typed(7), typed('customrole')]],
    ['acquiredPlan', acquired, [{}, { planId: 7 }]],
    ['resourceGroup', `/subscriptions/${CUSTOMER}/resourcegroups`, [{}, { id: 7 }, { id: '/x' }]],
  ])('as a %s, is left to its schema, and never passed over', async (kind, path, records) => {
    const cloud = await read(new MemorySource({ ...SMALL_CLOUD, [path]: records }));
    expect(cloud.records[kind]).toEqual(records);
  });

  it('leaves out what is known to lie elsewhere, to be shipped, or to be going', async () => {
    const cloud = await read(
      new MemorySource({
        ...SMALL_CLOUD,
        [subscriptionPath]: ['Deleting', 'PartiallyDeleted', 'Deleted'].map((state) => ({ state })),
        [`/subscriptions/${PROVIDER}/providers/Microsoft.Authorization/roleAssignments`]: [
          scoped('/'),
          scoped('/providers/Microsoft.Management/managementGroups/one'),
          scoped(`/subscriptions/${CUSTOMER}/resourceGroups/rg-one`),
        ],
        [`/subscriptions/${PROVIDER}/providers/Microsoft.Authorization/roleDefinitions`]: [
          typed('BuiltInRole'),
        ],
      }),
    );
    expect(cloud.records).toMatchObject({ subscription: [], roleAssignment: [], roleDefinition: [] });
    expect(cloud.omissions).toEqual([]);
  });

  it.each<readonly [what: string, changes: Answers, omission: string]>([
    ['a secret without an id', { 'kv-one/secrets': [{}] }, 'invalid'],
    ['a secret of another place', { 'kv-one/secrets': [{ id: `${VAULT_URL}/keys/login` }] }, 'invalid'],
    ['a version without an id', { 'kv-one/secrets/login/versions': [{ attributes: disabled }] }, 'invalid'],
    [
      'a version of another secret',
      {
        'kv-one/secrets/login/versions': [
          { id: `${VAULT_URL}/secrets/other/${VERSION}`, attributes: disabled },
        ],
      },
      'invalid',
    ],
    [
      'the secret itself among its versions',
      { 'kv-one/secrets/login/versions': [{ id: `${VAULT_URL}/secrets/login/`, attributes: disabled }] },
      'invalid',
    ],
    ['a version that is not there', { [`kv-one/secrets/login/${VERSION}`]: missing }, 'unreadable'],
    ['versions that are not there', { 'kv-one/secrets/login/versions': missing }, 'unreadable'],
    [
      'another version than was asked for',
      {
        [`kv-one/secrets/login/${VERSION}`]: {
          id: `${VAULT_URL}/secrets/login/${'0'.repeat(32)}`,
          value: 'x',
        },
      },
      'unreadable',
    ],
  ])('names %s, and touches nothing', async (_, changes, reason) => {
    const source = new MemorySource({ ...SMALL_CLOUD, ...changes });
    const cloud = await read(source, { enableDisabled: true });
    expect(reasonsOf(cloud)).toEqual([`secret ${reason}`]);
    expect(cloud.records.secret).toEqual([]);
    expect(source.patched).toEqual([]);
  });

  it.each(['roleDefinition', 'roleAssignment'])('names the list of a %s that is not there', async (kind) => {
    const cloud = await read(new MemorySource({ ...SMALL_CLOUD, [`${authorization}/${kind}s`]: missing }));
    expect(reasonsOf(cloud)).toEqual([`${kind} unreadable`]);
  });
});

describe('a disabled secret', () => {
  beforeEach(() => noted.clear());

  it('is noted before it is enabled, and until it is disabled again', async () => {
    const seen: unknown[] = [];
    const source = new MemorySource(DISABLED, (body) => seen.push([body, [...noted]]));
    await read(source, { enableDisabled: true });
    const id = `${VAULT_URL}/secrets/login/${VERSION}`;
    expect(seen).toEqual([
      [enabled(true), [id]],
      [enabled(false), [id]],
    ]);
    expect(noted.size).toBe(0);
  });

  it('is not enabled when that cannot be noted', async () => {
    const source = new MemorySource(DISABLED);
    const full = new RestackError('CONFIG', 'no space left');
    const note = { ...enabledVersions, add: () => Promise.reject(full) };
    const check = () => Promise.resolve([]);
    await expect(readCloud({ source, check, concurrency: 2, enabledVersions: note })).rejects.toBe(full);
    expect(source.patched).toEqual([]);
  });

  it('is said, and not touched, unless that is asked for', async () => {
    const source = new MemorySource(DISABLED);
    const cloud = await read(source);
    expect(reasonsOf(cloud)).toEqual(['secret disabled']);
    expect(cloud.records.secret).toEqual([]);
    expect(source.patched).toEqual([]);
  });

  it('is enabled, read and disabled again; the record says what it was', async () => {
    const source = new MemorySource(DISABLED);
    const cloud = await read(source, { enableDisabled: true });
    expect(cloud.omissions).toEqual([]);
    expect(cloud.records.secret).toMatchObject([{ value: 'open sesame', attributes: disabled }]);
    expect(source.patched).toEqual([enabled(true), enabled(false)]);
  });

  it('is disabled again when it cannot be read', async () => {
    const source = new MemorySource({ ...DISABLED, [`kv-one/secrets/login/${VERSION}`]: denied });
    const cloud = await read(source, { enableDisabled: true });
    expect(reasonsOf(cloud)).toEqual(['secret denied']);
    expect(source.patched).toEqual([enabled(true), enabled(false)]);
  });

  it('is disabled again when the capture fails meanwhile', async () => {
    const path = `/subscriptions/${CUSTOMER}/resourcegroups`;
    const gone = new RestackError('TARGET_UNREACHABLE', 'gone');
    const source = new MemorySource({ ...DISABLED, [path]: gone });
    await expect(read(source, { enableDisabled: true })).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
    });
    expect(source.patched).toEqual([enabled(true), enabled(false)]);
  });

  it('is not touched any further when enabling it is refused', async () => {
    const source = new MemorySource(DISABLED, () => {
      throw denied;
    });
    const cloud = await read(source, { enableDisabled: true });
    expect(reasonsOf(cloud)).toEqual(['secret denied']);
    expect(source.patched).toEqual([enabled(true)]);
  });

  it('that cannot be disabled again is named', async () => {
    const source = new MemorySource(DISABLED, ({ attributes }) => {
      if (JSON.stringify(attributes).includes('false')) throw new RestackError('TARGET_UNREACHABLE', 'gone');
    });
    const cloud = await read(source, { enableDisabled: true });
    expect(reasonsOf(cloud)).toEqual(['secret leftEnabled']);
    expect(cloud.records.secret).toHaveLength(1);
    expect(noted.size).toBe(1);
  });
});

function enabled(value: boolean): JsonObject {
  return { attributes: { enabled: value } };
}
