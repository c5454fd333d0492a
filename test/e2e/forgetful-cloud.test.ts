import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/cloud/json-value.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import type { RestoreTarget } from '../../src/cloud/cloud-port.js';
import { type RestoreResult, runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import type { ConnectedTarget } from '../../src/adapters/azure/connect-target.js';
import { connectController } from './controller-cloud.js';
import { systemClock } from '../../src/core/clock.js';
import { tamperTarget } from './tampered-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

/** A cloud that changes the bodies at one path. */
interface Mutation {
  readonly kind: string;
  /** The end of the request's path. */
  readonly path: string;
  readonly mutate: (body: JsonObject) => JsonObject;
}

/** Replaces the member at a path of names; undefined drops it. */
function put(body: JsonObject, path: string, value: JsonValue | undefined): JsonObject {
  const [name = '', ...inner] = path.split('.');
  const { [name]: member, ...rest } = body;
  if (inner.length > 0) {
    return { ...rest, [name]: put(isJsonObject(member) ? member : {}, inner.join('.'), value) };
  }
  return value === undefined ? rest : { ...rest, [name]: value };
}

const drop = (kind: string, path: string, member: string): Mutation => ({
  kind,
  path,
  mutate: (body) => put(body, member, undefined),
});

const change = (kind: string, path: string, [member, value]: readonly [string, JsonValue]): Mutation => ({
  kind,
  path,
  mutate: (body) => put(body, member, value),
});

const OTHER = '0e55b5a5-0000-4000-8000-00000000000e';

/** Members that no other object needs, one mutation for each object: so each must be told, and nothing else. */
const MUTATIONS: readonly Mutation[] = [
  change('resourceGroup', '/rg-web', ['tags', { team: 'none' }]),
  drop('computeQuota', '/quotas/cq-gold', 'properties.coresLimit'),
  change('computeQuota', '/quotas/cq-bronze', ['properties.coresLimit', 1]),
  drop('networkQuota', '/quotas/nq-gold', 'properties.maxNicsPerSubscription'),
  change('networkQuota', '/quotas/nq-bronze', ['properties.maxNicsPerSubscription', 1]),
  drop('storageQuota', '/quotas/sq-gold', 'properties.capacityInGb'),
  change('storageQuota', '/quotas/sq-archive', ['properties.capacityInGb', 1]),
  drop('plan', '/plans/plan-gold', 'properties.description'),
  change('plan', '/plans/plan-internal', ['properties.displayName', 'Silver']),
  drop('offer', '/offers/offer-gold', 'properties.maxSubscriptionsPerAccount'),
  change('offer', '/offers/offer-internal', ['properties.displayName', 'Silver']),
  drop('subscription', '/f635a35b-9f46-4f90-bfac-f6d0cc859a27', 'externalReferenceId'),
  change('subscription', '/b5c7f243-1225-4e28-874d-0d04ae9cddfb', ['displayName', 'Finance']),
  change('acquiredPlan', '/0ea90298-ffcb-47e5-9d53-9d6144499cd3', ['externalReferenceId', 'other']),
  drop('roleDefinition', '/d3ed8db2-e0c8-45c4-897f-9703ae457691', 'properties.description'),
  change('roleAssignment', '/ee0921a1-becc-4837-aa23-eecccce10385', ['properties.principalId', OTHER]),
  drop('vault', '/vaults/kv-finance', 'tags'),
  change('vault', '/vaults/kv-web', ['tags', { env: 'test' }]),
  drop('secret', '/secrets/sql-admin', 'contentType'),
  change('secret', '/secrets/erp-licence', ['tags', { app: 'erp' }]),
  change('secret', '/secrets/partner-token', ['value', 'something else']),
];

/** One object of each kind that answers 200 and is not stored. */
const UNSTORED: readonly (readonly [kind: string, path: string])[] = [
  ['directoryTenant', '/directoryTenants/adatum.onmicrosoft.com'],
  ['resourceGroup', '/rg-finance'],
  ['computeQuota', '/quotas/cq-gold'],
  ['networkQuota', '/quotas/nq-gold'],
  ['storageQuota', '/quotas/sq-gold'],
  ['plan', '/plans/plan-gold'],
  ['offer', '/offers/offer-gold'],
  ['subscription', '/f635a35b-9f46-4f90-bfac-f6d0cc859a27'],
  ['offerDelegation', '/offerDelegations/offer-gold5f8d0'],
  ['acquiredPlan', '/0ea90298-ffcb-47e5-9d53-9d6144499cd3'],
  ['roleDefinition', '/d3ed8db2-e0c8-45c4-897f-9703ae457691'],
  ['roleAssignment', '/ee0921a1-becc-4837-aa23-eecccce10385'],
  ['vault', '/vaults/kv-finance'],
  ['secret', '/secrets/sql-admin'],
];

/** Cuts the element or the text at the end of a path short. */
const shorten = (kind: string, path: string, member: string): Mutation => ({
  kind,
  path,
  mutate: (body) => put(body, member, cut(selectAt(body, member))),
});

function selectAt(body: JsonValue | undefined, path: string): JsonValue | undefined {
  return path
    .split('.')
    .reduce<JsonValue | undefined>((value, name) => (isJsonObject(value) ? value[name] : undefined), body);
}

function cut(value: JsonValue | undefined): JsonValue {
  if (typeof value === 'string') return value.slice(0, -1);
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
  if (list.length > 0) return list.slice(0, -1);
  throw new TypeError('there is nothing to cut');
}

/** Members that others need, or without which nothing is taken: each alone, as others fall with it. */
const GRAVE: readonly (Mutation & { readonly outcome: 'READ_BACK' | 'PARTIAL' })[] = [
  {
    outcome: 'READ_BACK',
    ...change('directoryTenant', '/adatum.onmicrosoft.com', ['properties.tenantId', OTHER]),
  },
  { outcome: 'PARTIAL', ...drop('directoryTenant', '/adatum.onmicrosoft.com', 'properties.tenantId') },
  { outcome: 'READ_BACK', ...shorten('resourceGroup', '/rg-finance', 'tags.env') },
  { outcome: 'READ_BACK', ...shorten('plan', '/plans/plan-gold', 'properties.quotaIds') },
  { outcome: 'READ_BACK', ...drop('offer', '/offers/offer-gold', 'properties.addonPlans') },
  { outcome: 'READ_BACK', ...change('offer', '/offers/offer-gold', ['properties.state', 'Private']) },
  {
    outcome: 'READ_BACK',
    ...change('subscription', '/f635a35b-9f46-4f90-bfac-f6d0cc859a27', ['state', 'Disabled']),
  },
  { outcome: 'PARTIAL', ...drop('acquiredPlan', '/0ea90298-ffcb-47e5-9d53-9d6144499cd3', 'planId') },
  { outcome: 'PARTIAL', ...drop('offerDelegation', '/offer-gold5f8d0', 'properties.subscriptionId') },
  {
    outcome: 'PARTIAL',
    ...drop('roleAssignment', '/ee0921a1-becc-4837-aa23-eecccce10385', 'properties.principalId'),
  },
  { outcome: 'READ_BACK', ...shorten('vault', '/vaults/kv-finance', 'properties.accessPolicies') },
  { outcome: 'READ_BACK', ...shorten('vault', '/vaults/kv-finance', 'tags.env') },
  { outcome: 'READ_BACK', ...change('secret', '/secrets/payment-api', ['attributes.enabled', true]) },
  { outcome: 'READ_BACK', ...drop('secret', '/secrets/erp-licence', 'attributes.exp') },
  { outcome: 'READ_BACK', ...shorten('secret', '/secrets/erp-licence', 'tags.state') },
  { outcome: 'READ_BACK', ...shorten('secret', '/secrets/partner-token', 'value') },
];

let controller: RunningController;
let target: ConnectedTarget;

beforeAll(async () => {
  controller = await startController({
    weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
  });
  target = await connectController(controller);
}, 60_000);
beforeEach(() => controller.control.reset());
afterAll(async () => {
  target.close();
  await controller.close();
});

async function restore(into: RestoreTarget): Promise<RestoreResult> {
  const plan = await planRestore({ records, target: into });
  return runRestore({ plan, target: into, clock: systemClock, settleMs: 0 });
}

describe('a cloud that does not keep what it is sent', () => {
  it('is caught for every kind of which it drops or changes something', async () => {
    const tampered = tamperTarget(target, (path, body) => {
      const mutation = MUTATIONS.find((item) => path.endsWith(item.path));
      return mutation === undefined ? body : mutation.mutate(body);
    });
    const { outcome, problems, readBack } = await restore(tampered);
    expect(outcome).toBe('READ_BACK');
    const told = problems.filter(({ bucket }) => bucket === 'readBack' || bucket === 'failed');
    const shown = told.map(({ kind, bucket }) => `${kind} ${bucket}`).toSorted();
    // All three versions of sql-admin lose their content type.
    const further = MUTATIONS.filter(({ path }) => path === '/secrets/sql-admin');
    const expected = [...MUTATIONS, ...further, ...further];
    expect(shown).toEqual(expected.map(({ kind }) => `${kind} readBack`).toSorted());
    expect(readBack.different).toBe(told.length);
    expect(JSON.stringify(problems)).not.toContain('something else');
  });

  it.each(GRAVE)('is caught with $outcome when it spoils the $kind $path', async (mutation) => {
    let spoilt = 0;
    const tampered = tamperTarget(target, (path, body) => {
      if (!path.endsWith(mutation.path)) return body;
      const mutated = mutation.mutate(body);
      if (JSON.stringify(mutated) !== JSON.stringify(body)) spoilt += 1;
      return mutated;
    });
    const { outcome, problems } = await restore(tampered);
    expect(spoilt).toBeGreaterThan(0);
    expect(outcome).toBe(mutation.outcome);
    const bucket = mutation.outcome === 'READ_BACK' ? 'readBack' : 'failed';
    expect(problems).toContainEqual(expect.objectContaining({ kind: mutation.kind, bucket }));
  });

  it.each(UNSTORED)('is caught when it accepts a %s and does not store it', async (kind, path) => {
    const tampered = tamperTarget(target, (at, body) => (at.endsWith(path) ? undefined : body));
    const { outcome, problems, readBack } = await restore(tampered);
    expect(outcome).toBe('PARTIAL');
    expect(problems).toContainEqual(expect.objectContaining({ kind, bucket: 'failed' }));
    expect(readBack.differences).toContainEqual(expect.objectContaining({ kind, missing: true }));
  });
});
