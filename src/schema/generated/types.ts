// Generated from schemas/ by `npm run generate`. Do not edit.
/**
 * names with text values
 */
export type Tags = {
  [k: string]: string;
} | null;
/**
 * The repositories that a stamp backs up. Source: format specification, section 2.
 */
export type Registrations = Registration[];

/**
 * An add-on plan that a subscription has acquired; flat, without properties. Its planId loses the plan's resource group. Source: REST reference, section 4.8.
 */
export interface AcquiredPlan {
  /**
   * the id of an acquired plan: /subscriptions/{provider}/providers/Microsoft.Subscriptions.Admin/subscriptions/{subscription}/acquiredPlans/{acquisition}
   */
  id: string;
  /**
   * a GUID, in any case, without braces
   */
  acquisitionId: string;
  /**
   * an absolute resource id: segments that each start with a slash
   */
  planId: string;
  /**
   * text, or null where it was never set
   */
  externalReferenceId?: string | null;
  provisioningState?: 'NotSpecified' | 'Accepted' | 'Failed' | 'Succeeded';
  /**
   * a date and time of ISO 8601; UTC where it names no offset
   */
  acquisitionTime?: string | null;
  [k: string]: unknown;
}
/**
 * What BackupInfo.xml says of one backup, as parsed: element names as keys, absent and empty elements absent, lists as arrays. Source: format specification, section 2.
 */
export interface BackupInfo {
  /**
   * a version of numbers with dots between them, such as 1.2301.0.55
   */
  BackupDataVersion?: string;
  /**
   * a GUID, in any case, without braces
   */
  BackupId: string;
  RoleStatus?: {
    /**
     * a name of at least one character
     */
    RoleName: string;
    /**
     * how far a backup came
     */
    Status:
      | 'Creating'
      | 'Queued'
      | 'Running'
      | 'Deleted'
      | 'Failed'
      | 'PartialSucceeded'
      | 'Succeeded'
      | 'Corrupted'
      | 'Skipped';
    RepositoryStatus?: {
      /**
       * a name of at least one character
       */
      FullRepositoryName: string;
      /**
       * how far a backup came
       */
      Status:
        | 'Creating'
        | 'Queued'
        | 'Running'
        | 'Deleted'
        | 'Failed'
        | 'PartialSucceeded'
        | 'Succeeded'
        | 'Corrupted'
        | 'Skipped';
      [k: string]: unknown;
    }[];
    [k: string]: unknown;
  }[];
  /**
   * how far a backup came
   */
  Status?:
    | 'Creating'
    | 'Queued'
    | 'Running'
    | 'Deleted'
    | 'Failed'
    | 'PartialSucceeded'
    | 'Succeeded'
    | 'Corrupted'
    | 'Skipped';
  /**
   * a date and time of ISO 8601; UTC where it names no offset
   */
  CreatedDateTime?: string;
  /**
   * a duration of ISO 8601, such as PT6M35.3S
   */
  TimeTakenToCreate?: string;
  /**
   * a version of numbers with dots between them, such as 1.2301.0.55
   */
  StampVersion?: string;
  OemVersion?: string;
  /**
   * a GUID, in any case, without braces
   */
  DeploymentID?: string;
  EncryptedBackupEncryptionKey?: string;
  /**
   * the SHA-1 thumbprint of a certificate: 40 hexadecimal digits
   */
  EncryptionCertThumbprint?: string;
  /**
   * a size in KiB
   */
  BackupSizeInKb?: number;
  /**
   * a size in KiB
   */
  CompressedBackupSizeInKb?: number;
  /**
   * absent means true
   */
  CompletelyUploaded?: boolean;
  IsAutomaticBackup?: boolean;
  IsCloudRecoveryReady?: boolean;
  [k: string]: unknown;
}
/**
 * A quota of Microsoft.Compute.Admin, as the API returns it. Source: REST reference, section 3.1.
 */
export interface ComputeQuota {
  /**
   * the full id of a quota: /subscriptions/{id}/providers/Microsoft.Compute.Admin/locations/{region}/quotas/{name}
   */
  id: string;
  /**
   * a name of at least one character
   */
  name?: string;
  type?: string;
  /**
   * text, or null where it was never set
   */
  location?: string | null;
  tags?: Tags;
  properties: {
    /**
     * a whole number from 0 to 2147483647
     */
    virtualMachineCount?: number;
    /**
     * a whole number from 0 to 2147483647
     */
    coresLimit?: number;
    /**
     * a whole number from 0 to 2147483647
     */
    availabilitySetCount?: number;
    /**
     * a whole number from 0 to 2147483647
     */
    vmScaleSetCount?: number;
    /**
     * a whole number from 0 to 2147483647
     */
    maxAllocationStandardManagedDisksAndSnapshots?: number;
    /**
     * a whole number from 0 to 2147483647
     */
    maxAllocationPremiumManagedDisksAndSnapshots?: number;
    /**
     * a whole number from 0 to 2147483647
     */
    ddagpuCount?: number;
    /**
     * a whole number from 0 to 2147483647
     */
    partitionedGPUCount?: number;
    /**
     * a whole number from 0 to 2147483647
     */
    partitionedGpuCount?: number;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A directory that users of the cloud come from. Source: REST reference, section 6.
 */
export interface DirectoryTenant {
  /**
   * the full id of a directory tenant: /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Subscriptions.Admin/directoryTenants/{domain}
   */
  id: string;
  /**
   * a name of at least one character
   */
  name?: string;
  type?: string;
  /**
   * text, or null where it was never set
   */
  location?: string | null;
  tags?: Tags;
  properties: {
    /**
     * a GUID, in any case, without braces
     */
    tenantId: string;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * What is called otherwise on the target: old names to new ones. Region, provider subscription and external domain are found without it. Case means nothing in old names. Source: REST reference, section 11.
 */
export interface Mapping {
  /**
   * Regions of the set to the region of the target.
   */
  region?: {
    /**
     * the name of a region: letters, digits and dashes
     */
    [k: string]: string;
  };
  /**
   * Ids of the provider subscription of the set to that of the target.
   */
  providerSubscription?: {
    /**
     * a GUID, in any case, without braces
     */
    [k: string]: string;
  };
  /**
   * External domains of the set, without their region, to that of the target.
   */
  externalDomain?: {
    /**
     * a domain name: labels of letters, digits and dashes, joined by dots
     */
    [k: string]: string;
  };
  /**
   * Ids of directories.
   */
  directoryTenants?: {
    /**
     * a GUID, in any case, without braces
     */
    [k: string]: string;
  };
  /**
   * Who holds roles and has access to vaults: object ids of Azure AD, SIDs of AD FS. One that stays the same is mapped to itself.
   */
  principals?: {
    /**
     * an object id of Azure AD (a GUID) or a SID of AD FS (S-1-…)
     */
    [k: string]: string;
  };
  /**
   * Owners of subscriptions, as user principal names or addresses.
   */
  owners?: {
    [k: string]: string;
  };
  /**
   * Names of vaults, which are unique in a cloud.
   */
  vaultNames?: {
    /**
     * a vault's name: 3 to 24 letters, digits or dashes
     */
    [k: string]: string;
  };
  /**
   * Names of resource groups: NAME is meant in every subscription, SUBSCRIPTION/NAME in one and goes first.
   */
  resourceGroups?: {
    /**
     * the name of a resource group: 1 to 90 letters, digits or - _ . ( ), without a final dot
     */
    [k: string]: string;
  };
}
/**
 * A quota of Microsoft.Network.Admin, as the API returns it. Source: REST reference, section 3.2.
 */
export interface NetworkQuota {
  /**
   * the full id of a quota: /subscriptions/{id}/providers/Microsoft.Network.Admin/locations/{region}/quotas/{name}
   */
  id: string;
  /**
   * a name of at least one character
   */
  name?: string;
  type?: string;
  /**
   * text, or null where it was never set
   */
  location?: string | null;
  tags?: Tags;
  /**
   * text, or null where it was never set
   */
  etag?: string | null;
  properties: {
    /**
     * a whole number from 0 to the largest of 64 bits
     */
    maxPublicIpsPerSubscription?: number;
    /**
     * a whole number from 0 to the largest of 64 bits
     */
    maxVnetsPerSubscription?: number;
    /**
     * a whole number from 0 to the largest of 64 bits
     */
    maxVirtualNetworkGatewaysPerSubscription?: number;
    /**
     * a whole number from 0 to the largest of 64 bits
     */
    maxVirtualNetworkGatewayConnectionsPerSubscription?: number;
    /**
     * a whole number from 0 to the largest of 64 bits
     */
    maxLoadBalancersPerSubscription?: number;
    /**
     * a whole number from 0 to the largest of 64 bits
     */
    maxNicsPerSubscription?: number;
    /**
     * a whole number from 0 to the largest of 64 bits
     */
    maxSecurityGroupsPerSubscription?: number;
    migrationPhase?: 'None' | 'Prepare' | 'Commit' | 'Abort';
    /**
     * text, or null where it was never set
     */
    provisioningState?: string | null;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * An offer that a delegated provider may sell on. Source: REST reference, section 4.5.
 */
export interface OfferDelegation {
  /**
   * the full id of a delegation: the offer's id, then /offerDelegations/{name}
   */
  id: string;
  /**
   * a name of at least one character
   */
  name?: string;
  type?: string;
  /**
   * text, or null where it was never set
   */
  location?: string | null;
  tags?: Tags;
  properties: {
    /**
     * a subscription id: usually a GUID, but the API takes and keeps any text without a slash
     */
    subscriptionId: string;
    /**
     * text, or null where it was never set
     */
    provisioningState?: string | null;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * An offer. Source: REST reference, section 4.2.
 */
export interface Offer {
  /**
   * the full id of an offer: /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Subscriptions.Admin/offers/{offer}
   */
  id: string;
  /**
   * a name of at least one character
   */
  name?: string;
  type?: string;
  /**
   * a name of at least one character
   */
  location: string;
  tags?: Tags;
  properties: {
    /**
     * a name of at least one character
     */
    name: string;
    displayName: string;
    /**
     * text, or null where it was never set
     */
    description?: string | null;
    /**
     * text, or null where it was never set
     */
    externalReferenceId?: string | null;
    state?: 'Private' | 'Public' | 'Decommissioned';
    /**
     * a whole number from 0 to 2147483647
     */
    maxSubscriptionsPerAccount?: number;
    /**
     * @minItems 1
     *
     * Items: an absolute resource id: segments that each start with a slash
     */
    basePlanIds: string[];
    addonPlans?:
      | {
          /**
           * an absolute resource id: segments that each start with a slash
           */
          planId: string;
          /**
           * a whole number from 0 to 2147483647
           */
          maxAcquisitionCount?: number;
          [k: string]: unknown;
        }[]
      | null;
    /**
     * a whole number from 0 to 2147483647
     */
    subscriptionCount?: number;
    /**
     * text, or null where it was never set
     */
    provisioningState?: string | null;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A saved plan: what was decided about each record, and everything that this rests on. Holds no record, and so no secret.
 */
export interface PlanFile {
  schema: 'restack/plan-file/v1';
  restackVersion: string;
  plannedAt: string;
  /**
   * Absolute path of the share.
   */
  share: string;
  backup: {
    backupId: string;
    deploymentId: string;
    /**
     * SHA-256, see schemas/README.md, section 10.
     */
    digest: string;
  };
  target: {
    adminEndpoint: string;
    userEndpoint: string;
    region: string;
    domain: string;
    providerSubscriptionId: string;
    identitySystem: 'aad' | 'adfs';
    homeTenantId: string;
  };
  /**
   * Absolute path of the file with further trust roots.
   */
  caFile: string | null;
  settings: RestoreSettings;
  decisions: {
    kind:
      | 'directoryTenant'
      | 'resourceGroup'
      | 'computeQuota'
      | 'networkQuota'
      | 'storageQuota'
      | 'plan'
      | 'offer'
      | 'subscription'
      | 'offerDelegation'
      | 'acquiredPlan'
      | 'roleDefinition'
      | 'roleAssignment'
      | 'vault'
      | 'secret';
    recordIndex: number;
    id: string;
    action: 'create' | 'adopt' | 'update' | 'skip' | 'manual' | 'blocked' | 'outOfScope';
    stages: string[];
    /**
     * Paths of the members that the target has otherwise.
     */
    differing: string[];
    /**
     * Where an adopted object is, when that is not its own place.
     */
    at: string | null;
  }[];
}
/**
 * Everything that a person decided about a restore. Written into saved plans and into runs.
 */
export interface RestoreSettings {
  mapping: Mapping;
  policy: {
    existing: 'adopt' | 'update' | 'skip' | 'fail';
    existingByKind: {
      [k: string]: 'adopt' | 'update' | 'skip' | 'fail';
    };
    only: Selector[];
    except: Selector[];
    unmapped: 'block' | 'manual' | 'keep';
  };
  preflight: {
    allowNotFresh: boolean;
    allowVersionDistance: boolean;
    targetVersion: string | null;
  };
}
export interface Selector {
  kind:
    | 'directoryTenant'
    | 'resourceGroup'
    | 'computeQuota'
    | 'networkQuota'
    | 'storageQuota'
    | 'plan'
    | 'offer'
    | 'subscription'
    | 'offerDelegation'
    | 'acquiredPlan'
    | 'roleDefinition'
    | 'roleAssignment'
    | 'vault'
    | 'secret';
  name?: string;
}
/**
 * A plan. Source: REST reference, section 4.1.
 */
export interface Plan {
  /**
   * the full id of a plan: /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Subscriptions.Admin/plans/{plan}
   */
  id: string;
  /**
   * a name of at least one character
   */
  name?: string;
  type?: string;
  /**
   * a name of at least one character
   */
  location: string;
  tags?: Tags;
  properties: {
    /**
     * a name of at least one character
     */
    name: string;
    displayName: string;
    /**
     * text, or null where it was never set
     */
    description?: string | null;
    /**
     * text, or null where it was never set
     */
    externalReferenceId?: string | null;
    /**
     * Items: the full id of a quota: /subscriptions/{id}/providers/{namespace}/locations/{region}/quotas/{name}
     */
    quotaIds: string[];
    skuIds?: string[] | null;
    /**
     * a whole number from 0 to 2147483647
     */
    subscriptionCount?: number;
    /**
     * text, or null where it was never set
     */
    provisioningState?: string | null;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface Registration {
  /**
   * a part of the full name; empty, null or absent reads as -
   */
  roleName?: string | null;
  /**
   * a part of the full name; empty, null or absent reads as -
   */
  componentName?: string | null;
  /**
   * a part of the full name; empty, null or absent reads as -
   */
  partitionId?: string | null;
  /**
   * a part of the full name; empty, null or absent reads as -
   */
  repositoryName?: string | null;
  backupPriority?: number;
  /**
   * 0 is restored first
   */
  restorePriority?: number;
  progressiveBackupType?: string | number | null;
  essentialForCloudRecovery?: boolean;
  requiredForRestoreActionPlan?: boolean;
  doubleEncryptionRequired?: boolean;
  [k: string]: unknown;
}
/**
 * A resource group. Source: REST reference, section 2.1.
 */
export interface ResourceGroup {
  /**
   * the id of a resource group: /subscriptions/{id}/resourceGroups/{name}
   */
  id: string;
  /**
   * a resource group's name: 1 to 90 letters, digits or -_.(), not ending in a dot
   */
  name?: string;
  type?: string;
  /**
   * a name of at least one character
   */
  location: string;
  tags?: Tags;
  /**
   * text, or null where it was never set
   */
  managedBy?: string | null;
  properties?: {
    /**
     * text, or null where it was never set
     */
    provisioningState?: string | null;
    [k: string]: unknown;
  } | null;
  [k: string]: unknown;
}
/**
 * A role that a principal holds at a scope. Source: REST reference, section 7.4.
 */
export interface RoleAssignment {
  /**
   * the id of a role assignment: {scope}/providers/Microsoft.Authorization/roleAssignments/{guid}
   */
  id: string;
  /**
   * a GUID, in any case, without braces
   */
  name?: string;
  type?: string;
  properties: {
    /**
     * the id of a role definition: {scope}/providers/Microsoft.Authorization/roleDefinitions/{guid}
     */
    roleDefinitionId: string;
    /**
     * the principal: an object id of Azure AD, or a SID of AD FS; opaque
     */
    principalId: string;
    /**
     * a scope: a slash alone, or an id that starts with /subscriptions/ or /providers/
     */
    scope: string;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A custom role. Source: REST reference, section 7.2.
 */
export interface RoleDefinition {
  /**
   * the id of a role definition: {scope}/providers/Microsoft.Authorization/roleDefinitions/{guid}
   */
  id: string;
  /**
   * a GUID, in any case, without braces
   */
  name?: string;
  type?: string;
  properties: {
    /**
     * a name of at least one character
     */
    roleName: string;
    /**
     * text, or null where it was never set
     */
    description?: string | null;
    type?: 'BuiltInRole' | 'CustomRole';
    permissions: {
      actions: string[];
      notActions?: string[] | null;
      [k: string]: unknown;
    }[];
    /**
     * @minItems 1
     *
     * Items: a scope: a slash alone, or an id that starts with /subscriptions/ or /providers/
     */
    assignableScopes: string[];
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * One version of a secret, with its value. Source: REST reference, section 8.2.
 */
export interface Secret {
  /**
   * the id of a secret's version: https://{vault host}/secrets/{name}/{32 hexadecimal digits}
   */
  id: string;
  /**
   * at most 25 KiB as UTF-8; the validator counts the bytes, the schema only the characters
   */
  value: string;
  contentType?: string | null;
  attributes?: {
    enabled?: boolean | null;
    /**
     * seconds since 1970, UTC
     */
    nbf?: number | null;
    /**
     * seconds since 1970, UTC
     */
    exp?: number | null;
    /**
     * seconds since 1970, UTC
     */
    created?: number | null;
    /**
     * seconds since 1970, UTC
     */
    updated?: number | null;
    /**
     * text, or null where it was never set
     */
    recoveryLevel?: string | null;
    [k: string]: unknown;
  };
  tags?: {
    [k: string]: string;
  } | null;
  /**
   * text, or null where it was never set
   */
  kid?: string | null;
  managed?: boolean | null;
  [k: string]: unknown;
}
/**
 * The metadata of one snapshot, as parsed from its XML: element names as keys, absent and empty elements absent, booleans and numbers as such, every other content as text. Source: format specification, section 2.
 */
export interface SnapshotMetadata {
  /**
   * a version of numbers with dots between them, such as 1.2301.0.55
   */
  BackupDataVersion: string;
  /**
   * a version of numbers with dots between them, such as 1.2301.0.55
   */
  StampVersion: string;
  OemVersion?: string;
  /**
   * a GUID, in any case, without braces
   */
  DeploymentID: string;
  IsAutomaticBackup?: boolean;
  IsContemporaneousBackup?: boolean;
  /**
   * a GUID, in any case, without braces
   */
  BackupId: string;
  ComponentInfo?: {
    RoleName?: string;
    ComponentName?: string;
    PartitionId?: string;
    [k: string]: unknown;
  };
  HostVMName?: string;
  /**
   * the last part of the full name; empty or absent reads as -
   */
  RepositoryName?: string;
  EncryptedBackupEncryptionKey?: string;
  /**
   * the SHA-1 thumbprint of a certificate: 40 hexadecimal digits
   */
  EncryptionCertThumbprint?: string;
  SnapshotProperties: {
    BackupType: 'Full' | 'Progressive';
    /**
     * a backup id, alone or after the full repository name and an underscore
     */
    PreviousSnapshotId?: string;
    /**
     * a backup id, alone or after the full repository name and an underscore
     */
    DependentFullSnapshotId?: string;
    /**
     * a date and time of ISO 8601; UTC where it names no offset
     */
    CreatedDateTime: string;
    /**
     * a duration of ISO 8601, such as PT6M35.3S
     */
    TimeTakenToCreate?: string;
    Description?: string;
    /**
     * how far a backup came
     */
    BackupStatus:
      | 'Creating'
      | 'Queued'
      | 'Running'
      | 'Deleted'
      | 'Failed'
      | 'PartialSucceeded'
      | 'Succeeded'
      | 'Corrupted'
      | 'Skipped';
    /**
     * a size in KiB
     */
    BackupSizeInKb?: number;
    /**
     * a size in KiB
     */
    CompressedBackupSizeInKb?: number;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A quota of Microsoft.Storage.Admin, as the API returns it. Source: REST reference, section 3.3.
 */
export interface StorageQuota {
  /**
   * the full id of a quota: /subscriptions/{id}/providers/Microsoft.Storage.Admin/locations/{region}/quotas/{name}
   */
  id: string;
  /**
   * a name of at least one character
   */
  name?: string;
  type?: string;
  /**
   * text, or null where it was never set
   */
  location?: string | null;
  tags?: Tags;
  properties: {
    /**
     * a whole number from 0 to 2147483647
     */
    numberOfStorageAccounts?: number;
    /**
     * a whole number from 0 to 2147483647
     */
    capacityInGb?: number;
    /**
     * text, or null where it was never set
     */
    provisioningState?: string | null;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A user subscription; flat, without properties. Source: REST reference, section 5.
 */
export interface Subscription {
  /**
   * the administrator's id of a subscription: /subscriptions/{provider}/providers/Microsoft.Subscriptions.Admin/subscriptions/{id}
   */
  id: string;
  /**
   * a subscription id: usually a GUID, but the API takes and keeps any text without a slash
   */
  subscriptionId: string;
  displayName: string;
  /**
   * a name of at least one character
   */
  owner: string;
  /**
   * an absolute resource id: segments that each start with a slash
   */
  offerId: string;
  /**
   * a GUID, in any case, without braces
   */
  tenantId: string;
  /**
   * a subscription id: usually a GUID, but the API takes and keeps any text without a slash
   */
  delegatedProviderSubscriptionId?: string | null;
  routingResourceManagerType?: 'Default' | 'Admin';
  state:
    | 'NotDefined'
    | 'Enabled'
    | 'Warned'
    | 'PastDue'
    | 'Disabled'
    | 'Deleted'
    | 'Deleting'
    | 'PartiallyDeleted';
  /**
   * text, or null where it was never set
   */
  externalReferenceId?: string | null;
  [k: string]: unknown;
}
/**
 * A key vault. Source: REST reference, section 8.1.
 */
export interface Vault {
  /**
   * the full id of a vault: /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}, the name of 3 to 24 letters, digits or dashes
   */
  id: string;
  /**
   * a vault's name: 3 to 24 letters, digits or dashes
   */
  name?: string;
  type?: string;
  /**
   * a name of at least one character
   */
  location: string;
  tags?: Tags;
  properties: {
    /**
     * a GUID, in any case, without braces
     */
    tenantId: string;
    sku: {
      family: 'A' | 'a';
      name: 'standard' | 'premium' | 'Standard' | 'Premium';
      [k: string]: unknown;
    };
    accessPolicies?: {
      /**
       * a GUID, in any case, without braces
       */
      tenantId: string;
      /**
       * the principal: an object id of Azure AD, or a SID of AD FS; opaque
       */
      objectId: string;
      /**
       * a GUID, in any case, without braces
       */
      applicationId?: string | null;
      permissions: {
        keys?: string[] | null;
        secrets?: string[] | null;
        certificates?: string[] | null;
        storage?: string[] | null;
        [k: string]: unknown;
      };
      [k: string]: unknown;
    }[];
    enabledForDeployment?: boolean | null;
    enabledForDiskEncryption?: boolean | null;
    enabledForTemplateDeployment?: boolean | null;
    enableSoftDelete?: boolean | null;
    enablePurgeProtection?: boolean | null;
    createMode?: 'default' | 'recover';
    /**
     * text, or null where it was never set
     */
    vaultUri?: string | null;
    /**
     * text, or null where it was never set
     */
    provisioningState?: string | null;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
