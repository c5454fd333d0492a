import { CONTOSO, TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { BUILT_IN_ROLES, roleAssignment } from '../../samples/generator/records/access.js';
import { subscription } from '../../samples/generator/records/subscriptions.js';
import { secret, vault } from '../../samples/generator/records/vaults.js';
import { stableGuid } from '../../samples/generator/stable-values.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';

const SUBSCRIPTIONS_PER_VAULT = 50;
const ASSIGNMENTS = 4;
const SECRETS = 2;

/** A company of so many subscriptions, with 4 role assignments and 2 secrets for each of them. */
export function createLargeCompany(subscriptions: number): SetRecords {
  const base = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
  const ids = Array.from({ length: subscriptions }, (_, index) => stableGuid(`bench subscription ${index}`));
  const holders = ids.filter((_, index) => index % SUBSCRIPTIONS_PER_VAULT === 0);
  const nameOf = (index: number) => `kv-bench-${Math.floor(index / SUBSCRIPTIONS_PER_VAULT)}`;
  return {
    ...base,
    offerDelegation: [],
    acquiredPlan: [],
    roleDefinition: [],
    subscription: ids.map((id, index) =>
      subscription(CONTOSO, id, {
        displayName: `Team ${index}`,
        owner: `owner-${index}@contoso.example`,
        offer: 'rg-offers-prod/offer-internal',
      }),
    ),
    resourceGroup: [
      ...base.resourceGroup.filter(({ id }) => id.includes(CONTOSO.providerSubscriptionId)),
      ...holders.map((id) => ({
        id: `/subscriptions/${id}/resourceGroups/rg-bench`,
        name: 'rg-bench',
        location: CONTOSO.region,
        tags: {},
        properties: { provisioningState: 'Succeeded' },
      })),
    ],
    roleAssignment: ids.flatMap((id) =>
      Array.from({ length: ASSIGNMENTS }, (_, index) =>
        roleAssignment(`/subscriptions/${id}`, BUILT_IN_ROLES.reader, stableGuid(`bench ${id} ${index}`)),
      ),
    ),
    vault: holders.map((subscriptionId, index) =>
      vault(
        CONTOSO,
        { subscriptionId, group: 'rg-bench', name: nameOf(index * SUBSCRIPTIONS_PER_VAULT) },
        { tenantId: CONTOSO.homeTenantId, objectIds: [stableGuid(`bench holder ${index}`)] },
      ),
    ),
    secret: ids.flatMap((_, index) =>
      Array.from({ length: SECRETS }, (_none, part) =>
        secret(CONTOSO, `${nameOf(index)}/secret-${index}-${part}`, {
          value: `value ${index} ${part}`,
          created: 1_600_000_000 + index,
        }),
      ),
    ),
  };
}

/** Records of a company that the benchmark is about. */
export function countLarge(records: SetRecords): number {
  return records.subscription.length + records.roleAssignment.length + records.secret.length;
}
