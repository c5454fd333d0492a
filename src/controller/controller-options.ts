import type { Clock } from '../core/clock.js';
import type { IdentitySystem } from './cloud-names.js';
import type { RandomSource } from './random-source.js';

/** How a controller is started. Everything has a default. */
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
  /** Where time comes from. Default: the machine. */
  readonly clock?: Clock;
  /** Where ids come from. Default: secure random bytes. */
  readonly random?: RandomSource;
}

/** What a deployment makes once. */
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
}

/** What a client needs to use a running controller. Endpoints carry the port unless it is 443. */
export interface RunningController {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
  /** As the metadata names it: ends in `/` for Azure AD, in `/adfs` for AD FS. */
  readonly loginEndpoint: string;
  /** Directory to sign in to: `adfs` is what clients of AD FS name instead. */
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What RBAC and access policies name the service principal by. */
  readonly principalId: string;
  /** PEM of the root that signed the server's certificate. */
  readonly caCertificate: string;
  readonly providerSubscriptionId: string;
  readonly region: string;
  readonly domain: string;
  readonly port: number;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}
