import type { Clock } from '../../core/clock.js';
import { parseJson } from '../../cloud/json-value.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { formatArmUrl, sendArmRequest } from './arm/arm-request.js';
import {
  type CloudMetadata,
  METADATA_PATH,
  METADATA_VERSION,
  parseAdminEndpoint,
  parseCloudMetadata,
  parseUserEndpoint,
} from './cloud-metadata.js';
import { createChannel } from './create-channel.js';
import { createHttpsClient, type HttpsClient, type ProxyRoute } from './http/https-client.js';
import { type ProbedHost, probeHost } from './http/probe-endpoint.js';
import { RateGate } from './policies/rate-gate.js';

/** A cloud as anybody sees it, before a sign-in. */
export interface ExaminedCloud {
  readonly endpoints: readonly ExaminedEndpoint[];
  /** The time by which the cloud's clock is ahead of this machine's, in milliseconds; undefined when it did not tell. */
  readonly clockOffsetMs: number | undefined;
}

/** One endpoint of a cloud. */
export interface ExaminedEndpoint {
  readonly role: 'admin' | 'user' | 'signIn';
  readonly url: string;
  /** Undefined behind a proxy, which resolves and connects itself. */
  readonly host: ProbedHost | undefined;
  /** The reason why it does not answer as it should; undefined when it does. */
  readonly problem: RestackError | undefined;
}

/** The address of a cloud, and the way to it. */
export interface ExamineOptions {
  readonly adminEndpoint: string;
  readonly userEndpoint?: string | undefined;
  readonly authorityHost?: string | undefined;
  readonly caCertificate?: string | undefined;
  readonly proxy?: ProxyRoute | undefined;
  readonly clock: Clock;
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks at the endpoints of a cloud and of its sign-in service: names, certificates, answers. Sends no secret.
 *
 * @throws CONFIG when the endpoint is no admin endpoint.
 */
export async function examineCloud(options: ExamineOptions): Promise<ExaminedCloud> {
  const { caCertificate, proxy, clock } = options;
  const { adminEndpoint, userEndpoint, region, domain } = parseAdminEndpoint(options.adminEndpoint);
  const user = options.userEndpoint === undefined ? userEndpoint : parseUserEndpoint(options.userEndpoint);
  const client = createHttpsClient({ caCertificate, proxy, now: () => clock.now() });
  const trusted = { cloudDomain: `${region}.${domain}`, named: options.authorityHost };
  const examine = async (role: 'admin' | 'user', url: string) => {
    const host = await probe(url, options);
    try {
      const answer = await readAnswer(url, formatArmUrl(url, METADATA_PATH, VERSION), { client, options });
      const metadata = parseCloudMetadata(answer, url, trusted);
      return { endpoint: { role, url, host, problem: undefined }, metadata };
    } catch (error) {
      return { endpoint: { role, url, host, problem: asProblem(error) }, metadata: undefined };
    }
  };
  try {
    const found = [await examine('admin', adminEndpoint), await examine('user', user)];
    const clockOffsetMs = client.clockOffsetMs();
    const metadata = found.find((one) => one.metadata !== undefined)?.metadata;
    const signIn = metadata === undefined ? [] : [await examineSignIn(metadata, { client, options })];
    return { endpoints: [...found.map(({ endpoint }) => endpoint), ...signIn], clockOffsetMs };
  } finally {
    client.close();
  }
}

const VERSION = { 'api-version': METADATA_VERSION };

interface Way {
  readonly client: HttpsClient;
  readonly options: ExamineOptions;
}

async function examineSignIn(
  { authorityHost, identitySystem, loginTenant }: CloudMetadata,
  way: Way,
): Promise<ExaminedEndpoint> {
  const host = await probe(authorityHost, way.options);
  const tenant = identitySystem === 'adfs' ? 'adfs' : (loginTenant ?? 'common');
  const place = { role: 'signIn', url: authorityHost, host } as const;
  try {
    const url = formatArmUrl(authorityHost, `/${tenant}/.well-known/openid-configuration`, {});
    await readAnswer(authorityHost, url, way);
    return { ...place, problem: undefined };
  } catch (error) {
    return { ...place, problem: asProblem(error) };
  }
}

async function probe(url: string, { proxy, caCertificate, limitMs }: ExamineOptions) {
  return proxy === undefined ? probeHost(url, { caCertificate, limitMs }) : undefined;
}

/** Asks once; a second answer would hide that the first one did not come. */
async function readAnswer(endpoint: string, url: string, { client, options }: Way): Promise<unknown> {
  const { clock, limitMs, signal } = options;
  const once = { maxRetries: 0, baseDelayMs: 0, maxDelayMs: 0, totalLimitMs: limitMs, throttleLimitMs: 0 };
  const waits = { clock, signal, note: undefined };
  const channel = createChannel(endpoint, {
    client,
    gate: new RateGate({ ...waits, throttleLimitMs: 0 }),
    attemptLimitMs: limitMs,
    listLimitMs: limitMs,
    retry: { ...once, ...waits, random: () => 0 },
  });
  const { status, bodyAsText } = await sendArmRequest(channel, { method: 'GET', url });
  if (status === 200) return parseJson(bodyAsText);
  throw new RestackError('TARGET_UNREACHABLE', `${endpoint} answers ${status}`, {
    details: { endpoint, status },
  });
}

function asProblem(error: unknown): RestackError {
  if (error instanceof RestackError) return error;
  throw error;
}
