import type { Clock } from '../../core/clock.js';
import type { BackupShare } from '../cloud/backups/backup-share.js';
import type { AddOn } from '../cloud/cloud.js';
import type { IdentitySystem } from '../cloud/cloud-names.js';
import type { RandomSource } from '../cloud/repeatable-sources.js';
import type { SeedRecords } from './seed/seed-records.js';
import type { StateControl } from './state-control.js';
import type { FaultHook, WeatherProfile } from '../server/weather/profile.js';
import type { ProfileName } from '../server/weather/named-profiles.js';

/** The options of a new controller. Everything has a default. */
export interface ControllerOptions {
  /** TCP port on 127.0.0.1; 0 (the default) takes a free one. */
  readonly port?: number;
  /** Default `drill`. */
  readonly region?: string;
  /** External domain. Default `localhost`. */
  readonly domain?: string;
  /** Default `aad`. */
  readonly identity?: IdentitySystem;
  /** Ids and credentials of the deployment; each is made at random when it is not given. */
  readonly deployment?: DeploymentOptions;
  /** Providers that the operator has installed. Default: none, as on a fresh stamp. */
  readonly addOns?: readonly AddOn[];
  /** Principals that exist in the directory; others get 400 PrincipalNotFound. Default: any exists. */
  readonly knownPrincipals?: readonly string[];
  /** Default: no weather at all. */
  readonly weather?: WeatherProfile | ProfileName;
  /** Decides what goes wrong with single calls, on top of the weather. */
  readonly faults?: FaultHook;
  /** The share that the backup service writes sets to. Default: none; then no path can be configured. */
  readonly backupShare?: BackupShare;
  /** `1.YYMM.x.y`: the release that this cloud plays. Default: that of the samples. */
  readonly stampVersion?: string;
  readonly oemVersion?: string;
  /** The cloud was updated from 1811: its backups are encrypted with a symmetric key until it is given a certificate. */
  readonly updatedFrom1811?: boolean;
  /** Records to begin with. Not used when the state file exists. */
  readonly seed?: SeedRecords;
  /**
   * File that keeps the cloud between starts. It holds the secrets of the vaults and of the client, has mode 0600,
   * is read at start when it exists, and written after changes and at the end. Its region, domain, identity and ids
   * win over the options.
   */
  readonly stateFile?: string;
  /** Opens the state endpoint. Default: made at random. */
  readonly stateToken?: string;
  /** Where time comes from. Default: the machine. */
  readonly clock?: Clock;
  /** Where ids come from. Default: secure random bytes. */
  readonly random?: RandomSource;
}

/** The ids and credentials that a deployment makes once. */
export interface DeploymentOptions {
  readonly providerSubscriptionId?: string;
  /** Home directory. */
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Object id of the service principal; a SID on AD FS. */
  readonly principalId?: string;
  /** PEM of certificates that the service principal may sign in with. */
  readonly clientCertificates?: readonly string[];
  /** GUID under which its backups stand. */
  readonly deploymentId?: string;
  /** Base64 of 64 ASCII letters; of clouds that were updated from 1811. */
  readonly backupKey?: string;
}

/**
 * The addresses and credentials of a running controller, and the way to end it. Endpoints carry the port unless it is
 * 443.
 */
export interface RunningController {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
  /** As the metadata names it: ends in `/` for Azure AD, in `/adfs` for AD FS. */
  readonly loginEndpoint: string;
  /** Home directory. Clients of AD FS sign in to `adfs` instead. */
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /**
   * The principal id of the service principal, as RBAC and access policies name it: an object id, or a SID on AD FS.
   */
  readonly principalId: string;
  /** PEM of the root that signed the server's certificate. */
  readonly caCertificate: string;
  readonly providerSubscriptionId: string;
  readonly region: string;
  readonly domain: string;
  readonly identity: IdentitySystem;
  readonly stampVersion: string;
  /**
   * The symmetric key of backups, base64 of 64 letters, which counts until a certificate is configured; undefined
   * unless the cloud was updated from 1811.
   */
  readonly backupKey: string | undefined;
  readonly port: number;
  /** For tests only; see src/controller/README.md. */
  readonly stateEndpoint: string;
  readonly stateToken: string;
  /** The same as the state endpoint, without HTTP. */
  readonly control: StateControl;
  /** Writes the state file, if there is one, ends all connections and frees the port. */
  close(): Promise<void>;
}
