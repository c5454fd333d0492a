import type { SetRecords } from '../../../src/backup-set/records.js';

/** A set without records, or with those given. */
export function emptyRecords(some: Partial<SetRecords> = {}): SetRecords {
  return {
    directoryTenant: [],
    resourceGroup: [],
    computeQuota: [],
    networkQuota: [],
    storageQuota: [],
    plan: [],
    offer: [],
    subscription: [],
    offerDelegation: [],
    acquiredPlan: [],
    roleDefinition: [],
    roleAssignment: [],
    vault: [],
    secret: [],
    ...some,
  };
}
