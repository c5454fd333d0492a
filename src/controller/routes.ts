import type { IdentitySystem } from './cloud-names.js';
import { loginRoutes } from './identity/open-id.js';
import { ARM_SUBSCRIPTION_ROUTES } from './providers/arm-subscriptions.js';
import { COMPUTE_QUOTA_ROUTES } from './providers/compute-quotas.js';
import { FIXED_QUOTA_ROUTES } from './providers/fixed-quotas.js';
import { LOCATION_ROUTES } from './providers/locations.js';
import { METADATA_ROUTES } from './providers/metadata.js';
import { NETWORK_OPERATION_ROUTES } from './providers/network-operations.js';
import { NETWORK_QUOTA_ROUTES } from './providers/network-quotas.js';
import { OFFER_ROUTES } from './providers/offers.js';
import { PLAN_ROUTES } from './providers/plans.js';
import { RESOURCE_GROUP_ROUTES } from './providers/resource-groups.js';
import { STORAGE_QUOTA_ROUTES } from './providers/storage-quotas.js';
import { USER_SUBSCRIPTION_ROUTES } from './providers/user-subscriptions.js';
import type { Route } from './server/route.js';

/** The whole route table of a cloud. */
export function listRoutes(identity: IdentitySystem): readonly Route[] {
  return [
    ...loginRoutes(identity),
    ...METADATA_ROUTES,
    ...ARM_SUBSCRIPTION_ROUTES,
    ...LOCATION_ROUTES,
    ...RESOURCE_GROUP_ROUTES,
    ...COMPUTE_QUOTA_ROUTES,
    ...NETWORK_QUOTA_ROUTES,
    ...NETWORK_OPERATION_ROUTES,
    ...STORAGE_QUOTA_ROUTES,
    ...FIXED_QUOTA_ROUTES,
    ...PLAN_ROUTES,
    ...OFFER_ROUTES,
    ...USER_SUBSCRIPTION_ROUTES,
  ];
}
