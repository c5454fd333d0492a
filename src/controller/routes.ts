import type { IdentitySystem } from './cloud/cloud-names.js';
import { loginRoutes } from './identity/open-id.js';
import { ACCESS_POLICY_ROUTES } from './providers/vaults/access-policies.js';
import { ACQUIRED_PLAN_ROUTES } from './providers/subscriptions/acquired-plans.js';
import { ADD_ON_QUOTA_ROUTES } from './providers/quotas/add-on-quotas.js';
import { ARM_SUBSCRIPTION_ROUTES, SELF_SERVICE_ROUTES } from './providers/subscriptions/self-service.js';
import { BACKUP_ALERT_ROUTES } from './backup/alert-routes.js';
import { BACKUP_LOCATION_ROUTES } from './backup/backup-locations.js';
import { BACKUP_OPERATION_ROUTES, BACKUP_ROUTES } from './backup/backups.js';
import { COMPUTE_QUOTA_ROUTES } from './providers/quotas/compute-quotas.js';
import { DELEGATED_PROVIDER_ROUTES } from './providers/subscriptions/delegated-providers.js';
import { DELETED_VAULT_ROUTES } from './providers/vaults/deleted-vaults.js';
import { DIRECTORY_TENANT_ROUTES } from './providers/subscriptions/directory-tenants.js';
import { FIXED_QUOTA_ROUTES } from './providers/quotas/fixed-quotas.js';
import { LOCATION_ROUTES, METADATA_ROUTES } from './providers/resources/metadata.js';
import { MOVE_ROUTES } from './providers/subscriptions/move-subscriptions.js';
import { NAME_AVAILABILITY_ROUTES } from './providers/offers/name-availability.js';
import { NETWORK_OPERATION_ROUTES } from './providers/quotas/network-operations.js';
import { NETWORK_QUOTA_ROUTES } from './providers/quotas/network-quotas.js';
import { OFFER_DELEGATION_ROUTES } from './providers/subscriptions/offer-delegations.js';
import { OFFER_LINK_ROUTES } from './providers/offers/offer-links.js';
import { OFFER_ROUTES } from './providers/offers/offers.js';
import { PERMISSION_ROUTES, ROLE_DEFINITION_ROUTES } from './providers/access/role-definitions.js';
import { PLAN_ROUTES } from './providers/offers/plans.js';
import { PROVIDER_ROUTES } from './providers/resources/provider-registration.js';
import { RESOURCE_GROUP_ROUTES } from './providers/resources/resource-groups.js';
import { RESOURCE_LIST_ROUTES } from './providers/resources/resource-list.js';
import { ROLE_ASSIGNMENT_ROUTES } from './providers/access/role-assignments.js';
import { STORAGE_QUOTA_ROUTES } from './providers/quotas/storage-quotas.js';
import { TENANT_OFFER_ROUTES } from './providers/subscriptions/tenant-offers.js';
import { USER_SUBSCRIPTION_ROUTES } from './providers/subscriptions/user-subscriptions.js';
import { VAULT_SECRET_ROUTES } from './providers/vaults/vault-secrets.js';
import { VAULT_ROUTES } from './providers/vaults/vaults.js';
import type { Route } from './cloud/route.js';
import { SECRET_BACKUP_ROUTES } from './providers/vaults/secret-backup.js';
import { SECRET_LIST_ROUTES } from './providers/vaults/secret-lists.js';
import { SECRET_ROUTES } from './providers/vaults/secrets.js';

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
    ...ADD_ON_QUOTA_ROUTES,
    ...PLAN_ROUTES,
    ...OFFER_ROUTES,
    ...USER_SUBSCRIPTION_ROUTES,
    ...ACQUIRED_PLAN_ROUTES,
    ...DIRECTORY_TENANT_ROUTES,
    ...OFFER_DELEGATION_ROUTES,
    ...DELEGATED_PROVIDER_ROUTES,
    ...OFFER_LINK_ROUTES,
    ...NAME_AVAILABILITY_ROUTES,
    ...MOVE_ROUTES,
    ...TENANT_OFFER_ROUTES,
    ...SELF_SERVICE_ROUTES,
    ...PROVIDER_ROUTES,
    ...ROLE_DEFINITION_ROUTES,
    ...ROLE_ASSIGNMENT_ROUTES,
    ...PERMISSION_ROUTES,
    ...VAULT_ROUTES,
    ...ACCESS_POLICY_ROUTES,
    ...DELETED_VAULT_ROUTES,
    ...VAULT_SECRET_ROUTES,
    ...RESOURCE_LIST_ROUTES,
    ...BACKUP_LOCATION_ROUTES,
    ...BACKUP_ROUTES,
    ...BACKUP_OPERATION_ROUTES,
    ...BACKUP_ALERT_ROUTES,
    ...SECRET_ROUTES,
    ...SECRET_LIST_ROUTES,
    ...SECRET_BACKUP_ROUTES,
  ];
}
