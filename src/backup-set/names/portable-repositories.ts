import type { PayloadKind } from '../../schema/payloads.js';

/** A repository whose content is known: the file of its archive, and the kind of records in it. */
export interface PortableRepository {
  readonly repositoryName: string;
  readonly kind: PayloadKind;
  /** Name of the JSON file, found anywhere in the archive without regard to case. */
  readonly file: string;
  /** Name of the folder whose single inner ZIP holds the file; only the storage resource provider nests. */
  readonly innerArchiveFolder?: string;
  /** Needed for a cloud recovery of any set with a portable repository, whatever a file beside it says. */
  readonly essential: boolean;
}

/** The known repositories, in the order in which references point: later ones refer to earlier ones. Source: format specification, section 5. */
export const PORTABLE_REPOSITORIES: readonly PortableRepository[] = [
  {
    repositoryName: 'WAS;Microsoft.Subscriptions.Admin;-;DirectoryTenants',
    kind: 'directoryTenant',
    file: 'DirectoryTenants.json',
    essential: true,
  },
  {
    repositoryName: 'WAS;Microsoft.Resources;-;ResourceGroups',
    kind: 'resourceGroup',
    file: 'ResourceGroups.json',
    essential: false,
  },
  {
    repositoryName: 'CRP;Microsoft.Compute.Admin;-;Quota',
    kind: 'computeQuota',
    file: 'CRP-Microsoft.Compute.Admin.json',
    essential: true,
  },
  {
    repositoryName: 'NRP;Microsoft.Network.Admin;-;Quota',
    kind: 'networkQuota',
    file: 'NRP-Microsoft.Network.Admin.json',
    essential: true,
  },
  {
    repositoryName: 'SRP;SRP;-;-',
    kind: 'storageQuota',
    file: 'SRP-Microsoft.Storage.Admin.json',
    innerArchiveFolder: 'SRP;Microsoft.Storage.Admin;-;Quota',
    essential: true,
  },
  {
    repositoryName: 'WAS;Microsoft.Subscriptions.Admin;-;Plans',
    kind: 'plan',
    file: 'Plans.json',
    essential: true,
  },
  {
    repositoryName: 'WAS;Microsoft.Subscriptions.Admin;-;Offers',
    kind: 'offer',
    file: 'Offers.json',
    essential: true,
  },
  {
    repositoryName: 'WAS;Microsoft.Subscriptions.Admin;-;Subscriptions',
    kind: 'subscription',
    file: 'Subscriptions.json',
    essential: true,
  },
  {
    repositoryName: 'WAS;Microsoft.Subscriptions.Admin;-;OfferDelegations',
    kind: 'offerDelegation',
    file: 'OfferDelegations.json',
    essential: false,
  },
  {
    repositoryName: 'WAS;Microsoft.Subscriptions.Admin;-;AcquiredPlans',
    kind: 'acquiredPlan',
    file: 'AcquiredPlans.json',
    essential: false,
  },
  {
    repositoryName: 'RBAC;Microsoft.Authorization;-;RoleDefinitions',
    kind: 'roleDefinition',
    file: 'RoleDefinitions.json',
    essential: false,
  },
  {
    repositoryName: 'RBAC;Microsoft.Authorization;-;RoleAssignments',
    kind: 'roleAssignment',
    file: 'RoleAssignments.json',
    essential: true,
  },
  {
    repositoryName: 'KeyVaultControlPlane;Microsoft.KeyVault;-;Vaults',
    kind: 'vault',
    file: 'Vaults.json',
    essential: true,
  },
  {
    repositoryName: 'KeyVaultDataPlane;Microsoft.KeyVault;-;Secrets',
    kind: 'secret',
    file: 'Secrets.json',
    essential: false,
  },
];

/** The SQL Server repository that may stand in place of the portable Plans, Offers and Subscriptions. */
export const SUBSCRIPTIONS_DATABASE = 'WAS;WasService;-;Microsoft.AzureStack.Subscriptions';

/** The kinds that stand in that database whole; of resource groups it knows only those of the operator. */
export const DATABASE_KINDS = ['subscription', 'plan', 'offer'] as const satisfies readonly PayloadKind[];

/** True for that repository, whatever the case of its name. */
export function isSubscriptionsDatabase(repositoryName: string): boolean {
  return repositoryName.toLowerCase() === SUBSCRIPTIONS_DATABASE.toLowerCase();
}

const QUOTA_KINDS: ReadonlySet<PayloadKind> = new Set(['computeQuota', 'networkQuota', 'storageQuota']);

/** The repositories that Microsoft's own tool reads: what a set without any portable repository needs. */
export const TOOL_REPOSITORIES: readonly string[] = [
  ...PORTABLE_REPOSITORIES.filter(({ kind }) => QUOTA_KINDS.has(kind)).map(
    ({ repositoryName }) => repositoryName,
  ),
  SUBSCRIPTIONS_DATABASE,
];

const byName = new Map(PORTABLE_REPOSITORIES.map((entry) => [entry.repositoryName.toLowerCase(), entry]));

/** True for a repository whose records are read: a portable one, or the database. Case means nothing. */
export function isReadRepository(repositoryName: string): boolean {
  const key = repositoryName.toLowerCase();
  return byName.has(key) || key === SUBSCRIPTIONS_DATABASE.toLowerCase();
}

/** The known repository of this full name, without regard to case; undefined for all others. */
export function findPortableRepository(repositoryName: string): PortableRepository | undefined {
  return byName.get(repositoryName.toLowerCase());
}
