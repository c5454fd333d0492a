import type { SetRecords } from '../../../src/backup-set/content/records.js';
import { countSubscriptions } from '../records/subscription-counts.js';
import { presentAt } from '../timeline.js';
import { roleAssignments, roleDefinitions } from './access.js';
import { offerDelegations, offers, plans } from './catalogue.js';
import { computeQuotas, networkQuotas, storageQuotas } from './quotas.js';
import { acquiredPlans, subscriptions } from './subscriptions.js';
import { directoryTenants, resourceGroups } from './tenants.js';
import { secrets, vaults } from './vaults.js';

/** All records of Contoso's cloud as they stood at a moment. */
export function contosoRecordsAt(moment: Date): SetRecords {
  return countSubscriptions({
    directoryTenant: presentAt(directoryTenants, moment),
    resourceGroup: presentAt(resourceGroups, moment),
    computeQuota: presentAt(computeQuotas, moment),
    networkQuota: presentAt(networkQuotas, moment),
    storageQuota: presentAt(storageQuotas, moment),
    plan: presentAt(plans, moment),
    offer: presentAt(offers, moment),
    subscription: presentAt(subscriptions, moment),
    offerDelegation: presentAt(offerDelegations, moment),
    acquiredPlan: presentAt(acquiredPlans, moment),
    roleDefinition: presentAt(roleDefinitions, moment),
    roleAssignment: presentAt(roleAssignments, moment),
    vault: presentAt(vaults, moment),
    secret: presentAt(secrets, moment),
  });
}
