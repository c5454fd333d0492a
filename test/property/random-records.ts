import * as fc from 'fast-check';
import { quotaId, resourceGroupId, vaultId } from '../../samples/generator/cloud.js';
import { CONTOSO, SUBSCRIPTION_IDS, TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import {
  acquiredPlan,
  BUILT_IN_ROLES,
  roleAssignment,
  secret,
  subscription,
  vault,
} from '../../samples/generator/records/tenants.js';
import { stableGuid } from '../../samples/generator/stable-values.js';
import { selectLastSegment } from '../../src/cloud/arm-id.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { WatchedTarget } from '../doubles/memory-target.js';

/** Few names, so that records meet: some of the company's, and one that nobody has. */
const SUBSCRIPTIONS = [
  SUBSCRIPTION_IDS.financeProduction,
  SUBSCRIPTION_IDS.website,
  SUBSCRIPTION_IDS.oldIntranet,
  ...['extra one', 'extra two', 'nobody'].map(stableGuid),
];
const VAULTS = ['kv-finance', 'kv-web', 'kv-extra', 'kv-nowhere'];
const OFFERS = ['rg-offers-prod/offer-gold', 'rg-offers-prod/offer-bronze', 'rg-gone/offer-gone'];

const name = fc.constantFrom('one', 'Two', 'ⅲ', '<four>', '');
const tags = fc.dictionary(fc.constantFrom('app', 'Team', 'toString', '1'), name, {
  maxKeys: 3,
  noNullPrototype: true,
});
const subscriptionId = fc.constantFrom(...SUBSCRIPTIONS);

const subscriptions = fc
  .record({
    id: fc.constantFrom(...['extra one', 'extra two', 'extra three'].map(stableGuid)),
    displayName: name,
    offer: fc.constantFrom(...OFFERS),
    state: fc.constantFrom('Enabled' as const, 'Disabled' as const),
    reseller: fc.option(subscriptionId, { nil: undefined }),
  })
  .map(({ id, displayName, offer, state, reseller }) => {
    const facts = { displayName, offer, state, owner: 'owner@contoso.example' };
    const delegated = reseller === undefined ? {} : { delegatedProviderSubscriptionId: reseller };
    return subscription(CONTOSO, id, { ...facts, ...delegated });
  });

const acquiredPlans = fc
  .tuple(
    fc.constantFrom(...SUBSCRIPTIONS, CONTOSO.providerSubscriptionId),
    fc.constantFrom('plan-gpu-addon', 'plan-archive-addon', 'plan-gone'),
    fc.nat(3),
  )
  .map(([id, planName, index]) =>
    acquiredPlan(CONTOSO, id, {
      acquisitionId: stableGuid(`acquisition ${index}`),
      planName,
      acquiredAt: '2022-02-14T08:00:00.000Z',
    }),
  );

const resourceGroups = fc.tuple(subscriptionId, tags).map(([id, ofGroup]) => ({
  id: resourceGroupId(id, 'rg-extra'),
  name: 'rg-extra',
  location: CONTOSO.region,
  tags: ofGroup,
}));

const computeQuotas = fc
  .tuple(fc.constantFrom('cq-gold', 'cq-extra'), fc.nat(9))
  .map(([quota, coresLimit]) => ({
    id: quotaId(CONTOSO, 'Microsoft.Compute.Admin', quota),
    name: quota,
    location: CONTOSO.region,
    properties: { coresLimit },
  }));

const vaults = fc
  .tuple(subscriptionId, fc.constantFrom('rg-extra', 'rg-web'), tags)
  .map(([id, group, ofVault]) =>
    vault(
      CONTOSO,
      { subscriptionId: id, group, name: 'kv-extra' },
      { tenantId: CONTOSO.homeTenantId, objectIds: [stableGuid('extra principal')], tags: ofVault },
    ),
  );

/** One secret with its versions, which differ in anything or in nothing. */
const histories = fc
  .record({
    path: fc.tuple(fc.constantFrom(...VAULTS), fc.constantFrom('alpha', 'beta', 'sql-admin')),
    versions: fc.array(
      fc.record(
        {
          value: fc.constantFrom('a', 'b', 'value with spaces'),
          enabled: fc.boolean(),
          managed: fc.constantFrom(false, false, false, true),
          contentType: fc.constantFrom('', 'text/plain'),
          tags,
          expires: fc.constantFrom(1_798_761_600, 1_598_761_600),
        },
        { requiredKeys: ['value'] },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ path, versions }) =>
    versions.map((facts, index) => {
      const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
      return secret(CONTOSO, path.join('/'), {
        ...given,
        value: facts.value,
        created: 1_700_000_000 + index,
      });
    }),
  );

const roleAssignments = fc
  .tuple(
    fc.oneof(
      subscriptionId.map((id) => `/subscriptions/${id}`),
      subscriptionId.map((id) => resourceGroupId(id, 'rg-extra')),
      subscriptionId.map((id) => vaultId(id, 'rg-extra', 'kv-extra')),
    ),
    fc.constantFrom(BUILT_IN_ROLES.owner, BUILT_IN_ROLES.reader, stableGuid('role VM operator (Finance)')),
    fc.constantFrom('extra principal', 'web team').map((who) => stableGuid(`principal ${who}`)),
  )
  .map((grant) => roleAssignment(...grant));

/** A part of what there is, in any order; often all of it. */
function selectSome<T>(all: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.oneof(
    { arbitrary: fc.constant(all), weight: 2 },
    { arbitrary: fc.shuffledSubarray([...all]), weight: 1 },
  );
}

/** Of records with one id the first: a set that holds two is refused before it is planned. */
function distinct<T extends { readonly id: string }>(
  records: readonly T[],
  keyOf: (record: T) => string = ({ id }) => id.toLowerCase(),
): readonly T[] {
  const first = new Map(records.toReversed().map((record) => [keyOf(record), record]));
  return [...first.values()].toReversed();
}

function withMore<T extends { readonly id: string }>(
  all: readonly T[],
  more: fc.Arbitrary<T> | undefined,
): fc.Arbitrary<readonly T[]> {
  const extra = more === undefined ? fc.constant([]) : fc.array(more, { maxLength: 3 });
  return fc.tuple(selectSome(all), extra).map((parts) => distinct(parts.flat()));
}

/** The records of the company at a moment: parts of them, and others that depend on them or on nothing. */
export const recordSets: fc.Arbitrary<SetRecords> = fc
  .constantFrom(...Object.values(TIMES))
  .chain((moment) => {
    const all = contosoRecordsAt(new Date(moment));
    return fc.record<SetRecords>({
      directoryTenant: withMore(all.directoryTenant, undefined),
      resourceGroup: withMore(all.resourceGroup, resourceGroups),
      computeQuota: withMore(all.computeQuota, computeQuotas),
      networkQuota: withMore(all.networkQuota, undefined),
      storageQuota: withMore(all.storageQuota, undefined),
      plan: withMore(all.plan, undefined),
      offer: withMore(all.offer, undefined),
      subscription: withMore(all.subscription, subscriptions),
      offerDelegation: withMore(all.offerDelegation, undefined),
      acquiredPlan: withMore(all.acquiredPlan, acquiredPlans),
      roleDefinition: withMore(all.roleDefinition, undefined),
      roleAssignment: withMore(all.roleAssignment, roleAssignments),
      // The name of a vault is unique in a cloud.
      vault: withMore(all.vault, vaults).map((some) => distinct(some, ({ id }) => selectLastSegment(id))),
      secret: fc
        .tuple(selectSome(all.secret), fc.array(histories, { maxLength: 3 }))
        .map(([some, more]) => distinct([...some, ...more.flat()])),
    });
  });

/** The fault of a call. `lost`: it takes effect, and its answer does not arrive. */
export type FaultKind = 'refused' | 'forbidden' | 'unreachable' | 'lost' | 'signedOut';

/** The faults of a target, by the number of the call that they hit. */
export type FaultSchedule = ReadonlyMap<number, FaultKind>;

export const faultSchedules: fc.Arbitrary<FaultSchedule> = fc
  .array(
    fc.tuple(
      fc.nat(250),
      fc.constantFrom<FaultKind>('refused', 'refused', 'forbidden', 'unreachable', 'lost', 'signedOut'),
    ),
    { maxLength: 8 },
  )
  .map((faults) => new Map(faults));

const ERRORS = {
  refused: 'PARTIAL',
  forbidden: 'PERMISSION_MISSING',
  unreachable: 'TARGET_UNREACHABLE',
  lost: 'TARGET_UNREACHABLE',
  signedOut: 'TARGET_AUTH',
} as const;

/** A target that fails as a schedule says, reads and writes alike. */
export class FaultyTarget extends WatchedTarget {
  /** None to begin with. Calls are counted from when it is set. */
  #schedule: FaultSchedule = new Map();
  #calls = 0;

  setFaults(schedule: FaultSchedule): void {
    this.#schedule = schedule;
    this.#calls = 0;
  }

  protected override async pass<R>(call: () => Promise<R>): Promise<R> {
    const fault = this.#schedule.get(this.#calls);
    this.#calls += 1;
    if (fault === undefined) return call();
    if (fault === 'lost') await call();
    throw new RestackError(ERRORS[fault], `the call is ${fault}`);
  }
}
