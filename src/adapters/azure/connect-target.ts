import { parseJson } from '../../cloud/json-value.js';
import type { Clock } from '../../core/clock.js';
import { isGuid } from '../../core/guid.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { createArmError } from './arm/arm-error.js';
import { formatArmUrl, sendArmRequest } from './arm/arm-request.js';
import { type ArmTarget, createArmTarget } from './arm/arm-target.js';
import {
  type CloudMetadata,
  METADATA_PATH,
  METADATA_VERSION,
  parseAdminEndpoint,
  parseCloudMetadata,
  parseUserEndpoint,
  type TrustedAuthorities,
} from './cloud-metadata.js';
import { type ChannelOptions, createChannel } from './create-channel.js';
import { createSignIn, type TargetCredential } from './sign-in/credential.js';
import { createHttpsClient, type HttpsClient, type ProxyRoute } from './http/https-client.js';
import { logRequests } from './http/logged-client.js';
import { RateGate } from './policies/rate-gate.js';
import { noteOnce } from './http/retry-delay.js';
import { findProviderSubscription, findRegion } from './target-identity.js';
import { withPerson } from './policies/bearer-token.js';
import { readPrincipalId, readTokenTenant } from './sign-in/access-token.js';
import { TokenCache } from './sign-in/token-cache.js';
import { createVaultChannels } from './vault-channels.js';

/** The address, credential and listeners of a connection. Times in milliseconds. */
export interface ConnectOptions {
  /** `https://adminmanagement.<region>.<fqdn>`, with a port where it is not 443. */
  readonly adminEndpoint: string;
  /** Default: the admin endpoint with `management` in place of `adminmanagement`. */
  readonly userEndpoint?: string | undefined;
  readonly credential: TargetCredential;
  /** The sign-in service that the caller trusts beside the cloud's own and the public ones. */
  readonly authorityHost?: string | undefined;
  /** PEM of further trust roots. */
  readonly caCertificate?: string | undefined;
  readonly clock: Clock;
  /** From 0 to 1. Default `Math.random`. */
  readonly random?: () => number;
  /** Ends waits between attempts. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of waits that are long enough for a person to wonder. */
  readonly note?: ((text: string, leftMs?: number) => void) | undefined;
  /** Hears of every single request and its answer, without tokens and bodies. */
  readonly log?: ((line: string) => void) | undefined;
  readonly proxy?: ProxyRoute | undefined;
  readonly limits?: Partial<ConnectLimits>;
}

/** The limits of waits and retries. */
export interface ConnectLimits {
  readonly attemptLimitMs: number;
  readonly totalLimitMs: number;
  readonly throttleLimitMs: number;
  readonly operationLimitMs: number;
  /** For all pages of one list. */
  readonly listLimitMs: number;
  readonly maxRetries: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

const DEFAULT_LIMITS: ConnectLimits = {
  attemptLimitMs: 100_000,
  totalLimitMs: 300_000,
  throttleLimitMs: 3_900_000,
  operationLimitMs: 3_600_000,
  listLimitMs: 7_200_000,
  maxRetries: 5,
  baseDelayMs: 500,
  maxDelayMs: 30_000,
};

/** A cloud that is connected to, until it is closed. */
export interface ConnectedTarget extends ArmTarget {
  close(): void;
  /**
   * The time by which the cloud's clock is ahead of this machine's, in milliseconds; undefined when it did not tell.
   */
  clockOffsetMs(): number | undefined;
}

/**
 * Identifies a cloud, signs in, and looks up the names that ids need: provider subscription and region.
 *
 * @throws CONFIG when the endpoint is no admin endpoint.
 * @throws TARGET_UNREACHABLE, TARGET_AUTH, PERMISSION_MISSING as the cloud answers.
 * Source: REST reference, sections 1 and 2.
 */
export async function connectTarget(options: ConnectOptions): Promise<ConnectedTarget> {
  const { caCertificate, proxy, clock, log } = options;
  const plain = createHttpsClient({ caCertificate, proxy, now: () => clock.now() });
  const client = log === undefined ? plain : logRequests(plain, { log, clock });
  try {
    return await connectWith(client, options);
  } catch (error) {
    client.close();
    throw error;
  }
}

async function connectWith(client: HttpsClient, options: ConnectOptions): Promise<ConnectedTarget> {
  const endpoint = parseAdminEndpoint(options.adminEndpoint);
  const userEndpoint =
    options.userEndpoint === undefined ? endpoint.userEndpoint : parseUserEndpoint(options.userEndpoint);
  const trusted = { cloudDomain: `${endpoint.region}.${endpoint.domain}`, named: options.authorityHost };
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { clock, signal } = options;
  const waits = {
    clock,
    signal,
    note: options.note === undefined ? undefined : noteOnce(clock, options.note),
  };
  const gate = new RateGate({ ...waits, throttleLimitMs: limits.throttleLimitMs });
  const shared: ChannelOptions = {
    client,
    gate,
    attemptLimitMs: limits.attemptLimitMs,
    listLimitMs: limits.listLimitMs,
    retry: { ...limits, ...waits, random: options.random ?? Math.random },
  };
  const limitMs = limits.attemptLimitMs;
  const selectFactory = createSignIn(options.credential, { client, clock, limitMs, signal });
  const signIn = async (host: string) => {
    const metadata = await readCloudMetadata(host, shared, trusted);
    const factory = selectFactory(metadata);
    const tokens = new TokenCache(factory, metadata.audience, { clock, limitMs });
    return { metadata, factory, tokens, channel: createChannel(host, shared, tokens) };
  };
  const admin = await signIn(endpoint.adminEndpoint);
  const user = await signIn(userEndpoint);
  const provider = await findProviderSubscription(admin.channel);
  const token = await withPerson(user.tokens, () => user.tokens.getToken());
  const identity = {
    adminEndpoint: endpoint.adminEndpoint,
    userEndpoint,
    region: await findRegion(admin.channel, provider.subscriptionId, endpoint.region),
    domain: endpoint.domain,
    providerSubscriptionId: provider.subscriptionId,
    identitySystem: admin.metadata.identitySystem,
    homeTenantId: provider.tenantId ?? selectHomeTenant(options.credential, admin.metadata, token),
    principalId: readPrincipalId(token),
  };
  const openVault = createVaultChannels({
    identity,
    shared,
    factory: user.factory,
    clock,
    userAudience: user.metadata.audience,
  });
  const polling = { ...waits, limitMs: limits.operationLimitMs };
  const target = createArmTarget({ identity, admin: admin.channel, user: user.channel, openVault, polling });
  return {
    ...target,
    strain: () => gate.strain,
    close: () => client.close(),
    clockOffsetMs: () => client.clockOffsetMs(),
  };
}

async function readCloudMetadata(
  endpoint: string,
  shared: ChannelOptions,
  trusted: TrustedAuthorities,
): Promise<CloudMetadata> {
  const channel = createChannel(endpoint, shared);
  const url = formatArmUrl(endpoint, METADATA_PATH, { 'api-version': METADATA_VERSION });
  const response = await sendArmRequest(channel, { method: 'GET', url, expectsJson: true });
  if (response.status !== 200) {
    throw new RestackError(
      'TARGET_UNREACHABLE',
      `${endpoint} does not answer like a Resource Manager: its metadata gave ${response.status}`,
      { cause: createArmError(response), details: { endpoint, status: response.status } },
    );
  }
  return parseCloudMetadata(parseJson(response.bodyAsText), endpoint, trusted);
}

function selectHomeTenant(credential: TargetCredential, metadata: CloudMetadata, token: string): string {
  const named = credential.tenantId ?? metadata.loginTenant ?? readTokenTenant(token);
  if (named !== undefined && isGuid(named)) return named.toLowerCase();
  throw new RestackError(
    'CONFIG',
    `the home directory of the cloud is not known: ${named ?? 'no tenant'} is no GUID`,
    {
      hints: ['set AZURE_TENANT_ID to the GUID of the directory'],
    },
  );
}
