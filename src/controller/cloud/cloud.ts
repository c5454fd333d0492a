import type { StampVersions } from '../../cloud/stamp-versions.js';
import type { CloudNames } from './cloud-names.js';
import type { BackupShare } from './backups/backup-share.js';
import type { BackupState } from './backups/backup-state.js';
import type { Principals } from './accounts/principals.js';
import type { SignIns } from './accounts/sign-ins.js';
import type { TokenService } from './accounts/token-service.js';
import type { OperationStore } from './operation-store.js';
import type { CloudState } from './state/cloud-state.js';
import type { ControllerClock, RandomSource } from './repeatable-sources.js';

/** The ids that a deployment makes once. */
export interface CloudIds {
  readonly providerSubscriptionId: string;
  readonly meteringSubscriptionId: string;
  readonly consumptionSubscriptionId: string;
  /** Home directory. */
  readonly tenantId: string;
  /** Audiences and the registration of ARM itself. */
  readonly armApplicationId: string;
  /** The subscription that the network provider names in its 404s. */
  readonly networkInternalSubscriptionId: string;
  /** The deployment id under which backups stand. */
  readonly deploymentId: string;
}

/** One cloud, as handlers work with it: objects, time, names, directory. */
export interface Cloud {
  readonly names: CloudNames;
  readonly ids: CloudIds;
  readonly audiences: Audiences;
  readonly clock: ControllerClock;
  readonly random: RandomSource;
  readonly tokens: TokenService;
  readonly principals: Principals;
  readonly signIns: SignIns;
  readonly operations: OperationStore;
  /** Providers that were installed later. */
  readonly addOns: ReadonlySet<AddOn>;
  /** Principals of the directory, in lower case; undefined takes any. */
  knownPrincipals: ReadonlySet<string> | undefined;
  /** Hexadecimal AES-256 key that seals backup blobs of secrets. */
  readonly vaultRootKey: string;
  readonly stamp: StampVersions;
  readonly backupShare: BackupShare;
  /** Replaced as a whole by a reset. */
  state: CloudState;
  /** Replaced as a whole by a reset. */
  backup: BackupState;
}

/** The audiences that a token may be made for. Source: REST reference, sections 1.1 and 1.4. */
export interface Audiences {
  readonly admin: string;
  readonly user: string;
  /** Both conventions for vaults; the challenge names the last. */
  readonly vault: readonly string[];
}

/** Builds the audiences of a cloud. */
export function createAudiences(names: CloudNames, applicationId: string): Audiences {
  const host = names.identity === 'adfs' ? 'adfs.azurestack.local' : `${names.region}.onmicrosoft.com`;
  const user = `https://management.${host}/${applicationId}`;
  return {
    admin: `https://adminmanagement.${host}/${applicationId}`,
    user,
    vault: [user.replace('management', 'vault'), `https://${names.hostName('vault')}`],
  };
}

/** True when the name is that of the stamp's one location. */
export function isLocation(cloud: Cloud, name: string | undefined): boolean {
  return name?.toLowerCase() === cloud.names.region.toLowerCase();
}

/** Providers that an operator may install later. */
export type AddOn = 'containerRegistry' | 'containerService';
