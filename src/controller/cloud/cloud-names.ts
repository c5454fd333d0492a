import type { HostKind } from '../wire/call.js';

/** The login service of a cloud. */
export type IdentitySystem = 'adfs' | 'aad';

/** A virtual host. */
export interface VirtualHost {
  readonly kind: HostKind;
  /** First label of a vault's name, in lower case; empty for all others. */
  readonly vaultName: string;
}

const REMEMBERED_HOSTS = 1000;

/** The host names of a cloud and the URLs made of them. */
export interface CloudNames {
  readonly region: string;
  readonly domain: string;
  readonly identity: IdentitySystem;
  /** Name of a host, without a port, by its first label. */
  hostName(label: string): string;
  /** `https://<label>.<region>.<domain>`, with the port when it is not 443, no slash at the end. */
  url(label: string): string;
  /** The host that a `Host` header names; undefined when it is not of this cloud. */
  findHost(authority: string): VirtualHost | undefined;
}

/** First labels of the virtual hosts. `controller` is this project's own: state for tests, status for people. */
const LABELS: Readonly<Record<Exclude<HostKind, 'vault' | 'login'>, string>> = {
  admin: 'adminmanagement',
  user: 'management',
  controller: 'controller',
};

/** First label of the login service. */
export function loginLabel(identity: IdentitySystem): string {
  return identity === 'adfs' ? 'adfs' : 'login';
}

/**
 * Makes the names of a cloud.
 *
 * @param options `port` is a function, because the port is known only once the server listens.
 */
export function createCloudNames(options: {
  readonly region: string;
  readonly domain: string;
  readonly identity: IdentitySystem;
  readonly port: () => number;
}): CloudNames {
  const { region, domain, identity, port } = options;
  const hostName = (label: string) => `${label}.${region}.${domain}`;
  const vaultSuffix = `.${hostName('vault')}`.toLowerCase();
  const hosts = new Map<string, HostKind>([
    [hostName(LABELS.admin).toLowerCase(), 'admin'],
    [hostName(LABELS.user).toLowerCase(), 'user'],
    [hostName(LABELS.controller).toLowerCase(), 'controller'],
    [hostName(loginLabel(identity)).toLowerCase(), 'login'],
    ['localhost', 'controller'],
    ['127.0.0.1', 'controller'],
  ]);
  const remembered = new Map<string, VirtualHost>();
  return {
    region,
    domain,
    identity,
    hostName,
    url: (label) => `https://${hostName(label)}${port() === 443 ? '' : `:${port()}`}`,
    findHost: (authority) => {
      const known = remembered.get(authority);
      if (known !== undefined) return known;
      const name = authority.replace(/:\d+$/, '').toLowerCase();
      const kind = hosts.get(name);
      const label = name.endsWith(vaultSuffix) ? name.slice(0, -vaultSuffix.length) : '';
      const isVault = label !== '' && !label.includes('.');
      if (kind === undefined && !isVault) return undefined;
      const found: VirtualHost =
        kind === undefined ? { kind: 'vault', vaultName: label } : { kind, vaultName: '' };
      if (remembered.size >= REMEMBERED_HOSTS) remembered.clear();
      remembered.set(authority, found);
      return found;
    },
  };
}

/** The names a server certificate must carry. */
export function listCertificateNames(names: CloudNames): readonly string[] {
  const labels = [...Object.values(LABELS), 'adfs', 'login', '*.vault'];
  return labels.map((label) => names.hostName(label));
}
