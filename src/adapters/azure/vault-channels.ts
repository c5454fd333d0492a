import { VAULT_HOST_VERSION } from '../../cloud/api-versions.js';
import type { Clock } from '../../core/clock.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { TargetIdentity } from '../../cloud/cloud-port.js';
import { formatVaultSuffix, isAtOrBelow, isVaultName, parseHttpsUrl } from '../../cloud/told-names.js';
import { type ArmChannel, formatArmUrl, sendArmRequest } from './arm/arm-request.js';
import { type ChannelOptions, createChannel } from './create-channel.js';
import { type CredentialFactory, TokenCache } from './sign-in/token-cache.js';

/**
 * Opens channels to vaults. The first one asks without a token and takes the audience from the refusal; all vaults of a
 * cloud have the same one. Source: REST reference, sections 1.4 and 8.2.
 *
 * A channel is refused with TARGET_AUTH when the vault asks for a token that is not for vaults of this cloud.
 */
export function createVaultChannels(options: {
  readonly identity: Pick<TargetIdentity, 'region' | 'domain' | 'userEndpoint'>;
  readonly shared: ChannelOptions;
  readonly factory: CredentialFactory;
  readonly clock: Clock;
  /** The audience of the user's Resource Manager. */
  readonly userAudience: string;
}): (vault: string) => Promise<ArmChannel> {
  const { identity, shared, factory, clock, userAudience } = options;
  const { port } = new URL(identity.userEndpoint);
  let tokens: Promise<TokenCache> | undefined;
  const open = async (vault: string): Promise<ArmChannel> => {
    if (!isVaultName(vault)) throw new RestackError('PARTIAL', 'a name of a vault is none');
    const host = `${vault}.${formatVaultSuffix(identity)}`.toLowerCase();
    const endpoint = `https://${host}${port === '' ? '' : `:${port}`}`;
    tokens ??= readVaultAudience(createChannel(endpoint, shared)).then((audience) => {
      if (isAudienceOf(audience, { host, identity, userAudience })) {
        return new TokenCache(factory, audience, { clock, limitMs: shared.attemptLimitMs });
      }
      throw new RestackError(
        'TARGET_AUTH',
        `${endpoint} asks for a token of another audience than the vaults of its cloud; none was asked for`,
        { details: { endpoint } },
      );
    });
    try {
      return createChannel(endpoint, shared, await tokens);
    } catch (error) {
      tokens = undefined;
      throw error;
    }
  };
  const channels = new Map<string, Promise<ArmChannel>>();
  return (vault) => {
    const known = channels.get(vault);
    if (known !== undefined) return known;
    const channel = open(vault);
    channels.set(vault, channel);
    // A failure is not kept: the next caller tries again.
    channel.catch(() => channels.delete(vault));
    return channel;
  };
}

/**
 * True for an audience that a vault may ask a token for: a part of its own host's name that still names the cloud, or the
 * one that goes with the audience of the user's Resource Manager. Source: REST reference, section 1.4.
 */
function isAudienceOf(
  audience: string,
  about: {
    readonly host: string;
    readonly identity: Pick<TargetIdentity, 'region' | 'domain'>;
    readonly userAudience: string;
  },
): boolean {
  const { host, identity, userAudience } = about;
  if (audience === userAudience.replace('management', 'vault')) return true;
  const url = parseHttpsUrl(audience);
  if (url === undefined || url.pathname !== '/') return false;
  return (
    isAtOrBelow(host, url.hostname) && isAtOrBelow(url.hostname, `${identity.region}.${identity.domain}`)
  );
}

async function readVaultAudience(anonymous: ArmChannel): Promise<string> {
  const url = formatArmUrl(anonymous.endpoint, '/secrets', { 'api-version': VAULT_HOST_VERSION });
  const { status, headers } = await sendArmRequest(anonymous, { method: 'GET', url });
  const audience = parseChallenge(headers.get('www-authenticate'));
  if (status === 401 && audience !== undefined) return audience;
  throw new RestackError(
    'TARGET_UNREACHABLE',
    `${anonymous.endpoint} does not answer like a vault: ${status}, and no challenge that names its audience`,
    { details: { endpoint: anonymous.endpoint, status } },
  );
}

/** The audience that a bearer challenge names: `resource`, or the scope of newer vaults. */
export function parseChallenge(header: string | undefined): string | undefined {
  const bearer = /Bearer\s+(.*)$/i.exec(header ?? '')?.[1] ?? '';
  const resource = /\bresource="?([^",\s]+)"?/i.exec(bearer)?.[1];
  const scope = /\bscope="?([^",\s]+)"?/i.exec(bearer)?.[1];
  return resource ?? scope?.replace(/\/\.default$/, '');
}
