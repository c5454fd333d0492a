import type { PayloadTypes } from '../../../src/schema/payloads.js';
import { stableGuid, stableHex } from '../stable-values.js';
import { catalogueId, type Cloud, subscriptionsAdminId, vaultId, vaultUrl } from '../cloud.js';
import type { SetRecords } from '../../../src/backup-set/content/records.js';

/** Trailing GUIDs of the built-in roles. Source: REST reference, section 7.3. */
export const BUILT_IN_ROLES = {
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
} as const;

/** A custom role, kept in the first of its assignable scopes. */
export function roleDefinition(
  roleName: string,
  facts: {
    readonly description: string;
    readonly actions: readonly string[];
    readonly notActions?: readonly string[];
    readonly assignableScopes: readonly [string, ...string[]];
  },
): PayloadTypes['roleDefinition'] & { readonly name: string } {
  const name = stableGuid(`role ${roleName}`);
  return {
    id: `${facts.assignableScopes[0]}/providers/Microsoft.Authorization/roleDefinitions/${name}`,
    name,
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: {
      roleName,
      description: facts.description,
      type: 'CustomRole',
      permissions: [{ actions: [...facts.actions], notActions: [...(facts.notActions ?? [])] }],
      assignableScopes: [...facts.assignableScopes],
    },
  };
}

/** An assignment of a role (by its GUID) to a principal at a scope. The role's id carries the scope's subscription. */
export function roleAssignment(
  scope: string,
  roleGuid: string,
  principalId: string,
): PayloadTypes['roleAssignment'] {
  const name = stableGuid(`assignment ${scope} ${roleGuid} ${principalId}`);
  const subscription = scope.split('/').slice(0, 3).join('/');
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/roleAssignments',
    properties: {
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleGuid}`,
      principalId,
      scope,
    },
  };
}

/** The facts in which one user subscription differs from another. */
export interface SubscriptionFacts {
  readonly displayName: string;
  readonly owner: string;
  /** `<resource group>/<offer>`. */
  readonly offer: string;
  readonly tenantId?: string;
  /** A reseller's subscription; by default the cloud's own provider subscription. */
  readonly delegatedProviderSubscriptionId?: string;
  readonly state?: 'Enabled' | 'Disabled';
  readonly externalReferenceId?: string;
}

/** A user subscription: flat, as the API returns it. */
export function subscription(
  cloud: Cloud,
  subscriptionId: string,
  facts: SubscriptionFacts,
): PayloadTypes['subscription'] {
  return {
    delegatedProviderSubscriptionId: facts.delegatedProviderSubscriptionId ?? cloud.providerSubscriptionId,
    displayName: facts.displayName,
    ...(facts.externalReferenceId === undefined ? {} : { externalReferenceId: facts.externalReferenceId }),
    id: subscriptionsAdminId(cloud, `subscriptions/${subscriptionId}`),
    offerId: catalogueId(cloud, 'offers', facts.offer),
    owner: facts.owner,
    routingResourceManagerType: 'Default',
    state: facts.state ?? 'Enabled',
    subscriptionId,
    tenantId: facts.tenantId ?? cloud.homeTenantId,
  };
}

/** An acquired add-on plan: flat, and its plan id has lost the resource group, as on the wire. */
export function acquiredPlan(
  cloud: Cloud,
  subscriptionId: string,
  facts: { readonly acquisitionId: string; readonly planName: string; readonly acquiredAt: string },
): PayloadTypes['acquiredPlan'] {
  return {
    acquisitionId: facts.acquisitionId,
    acquisitionTime: facts.acquiredAt,
    externalReferenceId: '',
    id: subscriptionsAdminId(cloud, `subscriptions/${subscriptionId}/acquiredPlans/${facts.acquisitionId}`),
    planId: subscriptionsAdminId(cloud, `plans/${facts.planName}`),
    provisioningState: 'Succeeded',
  };
}

/** Fills the read-only `subscriptionCount` of offers and plans, as the server counts. */
export function countSubscriptions(records: SetRecords): SetRecords {
  const byOffer = (offerId: string) => records.subscription.filter((item) => item.offerId === offerId).length;
  const byPlan = (planId: string) =>
    records.offer
      .filter((item) => item.properties.basePlanIds.includes(planId))
      .reduce((sum, item) => sum + byOffer(item.id), 0);
  return {
    ...records,
    plan: records.plan.map((item) => ({
      ...item,
      properties: { ...item.properties, subscriptionCount: byPlan(item.id) },
    })),
    offer: records.offer.map((item) => ({
      ...item,
      properties: { ...item.properties, subscriptionCount: byOffer(item.id) },
    })),
  };
}

/** Where a vault lies. */
export interface VaultPlace {
  readonly subscriptionId: string;
  readonly group: string;
  readonly name: string;
}

/** A vault with one access policy per object id. */
export function vault(
  cloud: Cloud,
  place: VaultPlace,
  facts: {
    readonly tenantId: string;
    readonly objectIds: readonly string[];
    readonly tags?: Readonly<Record<string, string>>;
  },
): PayloadTypes['vault'] {
  return {
    id: vaultId(place.subscriptionId, place.group, place.name),
    name: place.name,
    type: 'Microsoft.KeyVault/vaults',
    location: cloud.region,
    tags: { ...facts.tags },
    properties: {
      tenantId: facts.tenantId,
      sku: { family: 'A', name: 'standard' },
      accessPolicies: facts.objectIds.map((objectId) => ({
        tenantId: facts.tenantId,
        objectId,
        permissions: { keys: ['get', 'list'], secrets: ['get', 'list', 'set'], certificates: [] },
      })),
      enabledForDeployment: true,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: true,
      vaultUri: `${vaultUrl(cloud, place.name)}/`,
    },
  };
}

/** The facts in which one secret version differs from another. Times are Unix seconds. */
export interface SecretFacts {
  readonly value: string;
  readonly created: number;
  readonly contentType?: string;
  readonly enabled?: boolean;
  readonly notBefore?: number;
  readonly expires?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** The secret backs a certificate of the same name. */
  readonly managed?: boolean;
}

/** One version of a secret, as the data plane returns it. `path` is `<vault>/<secret>`. */
export function secret(cloud: Cloud, path: string, facts: SecretFacts): PayloadTypes['secret'] {
  const [vaultName = '', name = ''] = path.split('/');
  const version = stableHex(`secret ${path} ${facts.created}`, 32);
  const url = vaultUrl(cloud, vaultName);
  return {
    value: facts.value,
    ...(facts.contentType === undefined ? {} : { contentType: facts.contentType }),
    id: `${url}/secrets/${name}/${version}`,
    ...(facts.managed === true ? { managed: true, kid: `${url}/keys/${name}/${version}` } : {}),
    attributes: {
      enabled: facts.enabled ?? true,
      ...(facts.notBefore === undefined ? {} : { nbf: facts.notBefore }),
      ...(facts.expires === undefined ? {} : { exp: facts.expires }),
      created: facts.created,
      updated: facts.created,
      recoveryLevel: 'Purgeable',
    },
    ...(facts.tags === undefined ? {} : { tags: { ...facts.tags } }),
  };
}
