/** How a controller is started. Everything has a default. */
export interface ControllerOptions {
  /** TCP port on 127.0.0.1; 0 (the default) takes a free one. */
  readonly port?: number;
  /** Default `drill`. */
  readonly region?: string;
  /** External domain. Default `localhost`. */
  readonly domain?: string;
  /** Default `aad`. */
  readonly identity?: 'adfs' | 'aad';
}

/** What a client needs to use a running controller. Endpoints carry the port. */
export interface RunningController {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
  readonly loginEndpoint: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM of the root that signed the server's certificate. */
  readonly caCertificate: string;
  readonly providerSubscriptionId: string;
  readonly region: string;
  readonly domain: string;
  readonly port: number;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}
