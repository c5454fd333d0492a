import type { SetRecords } from '../../src/backup-set/content/records.js';
import { CANARY, stableGuid } from './stable-values.js';
import { createCloud, quotaId, vaultId } from './cloud.js';
import {
  BUILT_IN_ROLES,
  countSubscriptions,
  roleAssignment,
  secret,
  subscription,
  vault,
} from './records/tenants.js';
import {
  computeQuota,
  directoryTenant,
  networkQuota,
  offer,
  plan,
  resourceGroup,
  storageQuota,
} from './records/catalogue.js';

/** The second cloud of the samples: a small AD FS stamp, so its principals are SIDs. */
export const FABRIKAM = createCloud('edge.fabrikam.example', 'oslo');

const PLANT = stableGuid('fabrikam plant');
const OFFICE = stableGuid('fabrikam office');
const ENGINEERS = 'S-1-5-21-1757981266-1645522239-839522115-1108';
const compute = (name: string) => quotaId(FABRIKAM, 'Microsoft.Compute.Admin', name);

/** All records of Fabrikam's cloud; the office came to it on 6 October 2024. */
export function fabrikamRecordsAt(moment: Date): SetRecords {
  const officeIsThere = moment.toISOString() >= '2024-10-06T00:00:00.000Z';
  const { providerSubscriptionId: provider, homeTenantId } = FABRIKAM;
  const sold = (id: string, displayName: string) =>
    subscription(FABRIKAM, id, {
      displayName,
      owner: 'kari.nord@fabrikam.example',
      offer: 'rg-edge/offer-edge',
    });
  return countSubscriptions({
    directoryTenant: [directoryTenant(FABRIKAM, 'fabrikam.example', homeTenantId)],
    resourceGroup: [
      resourceGroup(FABRIKAM, { subscriptionId: provider, name: 'rg-edge' }),
      resourceGroup(FABRIKAM, { subscriptionId: PLANT, name: 'rg-plant' }),
    ],
    computeQuota: [computeQuota(FABRIKAM, 'cq-edge', { machines: 12, cores: 48, diskGb: 1024 })],
    networkQuota: [networkQuota(FABRIKAM, 'nq-edge', 12)],
    storageQuota: [storageQuota(FABRIKAM, 'sq-edge', { accounts: 6, capacityGb: 1024 })],
    plan: [
      plan(FABRIKAM, 'rg-edge/plan-edge', {
        displayName: 'Edge',
        quotaIds: [
          compute('cq-edge'),
          quotaId(FABRIKAM, 'Microsoft.Network.Admin', 'nq-edge'),
          quotaId(FABRIKAM, 'Microsoft.Storage.Admin', 'sq-edge'),
          quotaId(FABRIKAM, 'Microsoft.KeyVault.Admin', 'Unlimited'),
        ],
      }),
    ],
    offer: [
      offer(FABRIKAM, 'rg-edge/offer-edge', {
        displayName: 'Edge',
        state: 'Private',
        basePlans: ['rg-edge/plan-edge'],
      }),
    ],
    subscription: [sold(PLANT, 'Plant'), ...(officeIsThere ? [sold(OFFICE, 'Office')] : [])],
    offerDelegation: [],
    acquiredPlan: [],
    roleDefinition: [],
    roleAssignment: [
      roleAssignment(`/subscriptions/${PLANT}`, BUILT_IN_ROLES.contributor, ENGINEERS),
      roleAssignment(vaultId(PLANT, 'rg-plant', 'kv-plant'), BUILT_IN_ROLES.reader, ENGINEERS),
    ],
    vault: [
      vault(
        FABRIKAM,
        { subscriptionId: PLANT, group: 'rg-plant', name: 'kv-plant' },
        { tenantId: homeTenantId, objectIds: [ENGINEERS] },
      ),
    ],
    secret: [
      secret(FABRIKAM, 'kv-plant/plc-login', { value: `${CANARY}-plc-login`, created: 1_717_200_000 }),
    ],
  });
}
