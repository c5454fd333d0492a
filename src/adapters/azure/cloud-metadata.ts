import { isJsonObject, readText } from '../../cloud/json-value.js';
import { isAtOrBelow, isDnsLabel, isDnsName, parseHttpsUrl } from '../../cloud/told-names.js';
import { isGuid } from '../../core/guid.js';
import { RestackError } from '../../core/errors/restack-error.js';

/** The facts that a cloud tells to anybody who asks. */
export interface CloudMetadata {
  readonly identitySystem: 'aad' | 'adfs';
  /** Scheme, host and port of the sign-in service, without a tenant. */
  readonly authorityHost: string;
  /** The directory that the login endpoint names; undefined when it names none. */
  readonly loginTenant: string | undefined;
  readonly audience: string;
}

/** The places that a secret may be sent to, whatever a cloud says. */
export interface TrustedAuthorities {
  /** `<region>.<fqdn>` of the cloud: a sign-in service below it is the cloud's own. */
  readonly cloudDomain: string;
  /** The sign-in service that the caller has named, such as `AZURE_AUTHORITY_HOST`. */
  readonly named?: string | undefined;
}

/** Query of the metadata endpoint. */
export const METADATA_PATH = '/metadata/endpoints';
export const METADATA_VERSION = '2015-01-01';

/** The sign-in services of Microsoft's clouds. Source: Microsoft's documentation, "National clouds". */
const PUBLIC_AUTHORITIES: ReadonlySet<string> = new Set([
  'https://login.microsoftonline.com',
  'https://login.microsoft.com',
  'https://login.windows.net',
  'https://sts.windows.net',
  'https://login.microsoftonline.us',
  'https://login.microsoftonline.de',
  'https://login.chinacloudapi.cn',
  'https://login.partner.microsoftonline.cn',
]);

/**
 * True when what is meant for one sign-in service may go to the other origin: it is the same one, or both are
 * Microsoft's own.
 */
export function isSameAuthority(authorityHost: string, origin: string): boolean {
  return (
    origin === authorityHost || (PUBLIC_AUTHORITIES.has(authorityHost) && PUBLIC_AUTHORITIES.has(origin))
  );
}

/** The pages on which a person types a device code of Microsoft's own sign-in services. */
const PUBLIC_DEVICE_PAGES = /^https:\/\/(?:www\.)?microsoft\.com\/devicelogin(?:us|china)?\/?$/i;

/** True for a page on which a person may type a code of one sign-in service: a page of its own. */
export function isDevicePage(authorityHost: string, page: string): boolean {
  const url = parseHttpsUrl(page);
  if (url === undefined) return false;
  if (isSameAuthority(authorityHost, url.origin)) return true;
  return PUBLIC_AUTHORITIES.has(authorityHost) && PUBLIC_DEVICE_PAGES.test(url.href);
}

/**
 * Parses the answer of `metadata/endpoints`: an object, or an array of one from newer clouds.
 *
 * A login endpoint that ends in `adfs` means AD FS. Source: REST reference, sections 1.1 and 1.2.
 * @throws TARGET_UNREACHABLE when it is not the answer of a cloud; TARGET_AUTH when it names a sign-in service that is
 * neither the cloud's own, nor a public one, nor the one that the caller has named.
 */
export function parseCloudMetadata(
  body: unknown,
  endpoint: string,
  trusted: TrustedAuthorities,
): CloudMetadata {
  const cloud: unknown = Array.isArray(body) ? body[0] : body;
  const authentication = isJsonObject(cloud) ? cloud['authentication'] : undefined;
  const login = parseHttpsUrl(readText(authentication, 'loginEndpoint') ?? '');
  const audience = readAudience(authentication);
  if (login === undefined || audience === undefined) {
    throw new RestackError(
      'TARGET_UNREACHABLE',
      `${endpoint} answers, but not like a Resource Manager: its metadata names no login endpoint and audience`,
      { details: { endpoint } },
    );
  }
  if (!isTrusted(login, trusted)) throw createForeignAuthorityError(endpoint, login.origin);
  const segments = login.pathname.split('/').filter((segment) => segment !== '');
  const adfs = segments.at(-1)?.toLowerCase() === 'adfs';
  return {
    identitySystem: adfs ? 'adfs' : 'aad',
    authorityHost: login.origin,
    loginTenant: adfs ? undefined : segments[0],
    audience,
  };
}

/**
 * Reads the first audience, where it is one that a Resource Manager of Azure Stack Hub has: an https URL whose path is
 * one GUID. Public services have none, so that no token for one of them is ever asked for. Source: REST reference,
 * section 1.1.
 */
function readAudience(authentication: unknown): string | undefined {
  const audiences = isJsonObject(authentication) ? authentication['audiences'] : undefined;
  const audience: unknown = Array.isArray(audiences) ? audiences[0] : undefined;
  if (typeof audience !== 'string') return undefined;
  const path = parseHttpsUrl(audience)?.pathname ?? '';
  return isGuid(path.replace(/^\/|\/$/g, '')) ? audience : undefined;
}

function isTrusted({ hostname, origin }: URL, { cloudDomain, named }: TrustedAuthorities): boolean {
  if (isAtOrBelow(hostname, cloudDomain) || PUBLIC_AUTHORITIES.has(origin)) return true;
  return named !== undefined && parseHttpsUrl(named)?.origin === origin;
}

function createForeignAuthorityError(endpoint: string, origin: string): RestackError {
  return new RestackError(
    'TARGET_AUTH',
    `${endpoint} sends its sign-in to ${origin}, which is neither below the cloud's own domain nor a public sign-in service`,
    {
      hints: [`nothing was sent there; where it is your own sign-in service, set AZURE_AUTHORITY_HOST to it`],
      details: { endpoint, authority: origin },
    },
  );
}

const ADMIN_LABEL = 'adminmanagement';

/** The endpoint of a cloud that is named by another of its endpoints, or without its scheme; undefined for any other text. */
function guessAdminEndpoint(text: string): string | undefined {
  const host =
    /^(?:https?:\/\/)?(?:admin)?(?:management|portal)\.([\w-]+(?:\.[\w-]+)+(?::\d+)?)(?:\/|$)/i.exec(
      text,
    )?.[1];
  return host === undefined ? undefined : `https://${ADMIN_LABEL}.${host.toLowerCase()}`;
}

/**
 * Derives the user endpoint of an admin endpoint, and the names in it.
 *
 * @throws CONFIG when the URL is not `https://adminmanagement.<region>.<fqdn>`. Source: REST reference, section 0.2.
 */
export function parseAdminEndpoint(text: string): {
  readonly adminEndpoint: string;
  readonly userEndpoint: string;
  readonly region: string;
  readonly domain: string;
} {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [label, region, ...domain] = url?.hostname.split('.') ?? [];
  const isNamed = region !== undefined && isDnsLabel(region) && isDnsName(domain.join('.'));
  assertNoUser(url);
  if (url?.protocol !== 'https:' || label !== ADMIN_LABEL || !isNamed) {
    const meant = guessAdminEndpoint(text);
    throw new RestackError(
      'CONFIG',
      `${text} is no admin endpoint; expected https://${ADMIN_LABEL}.<region>.<fqdn>`,
      meant === undefined ? {} : { hints: [`where this is the cloud: --target ${meant}`] },
    );
  }
  const user = new URL(url.origin);
  user.hostname = ['management', region, ...domain].join('.');
  return { adminEndpoint: url.origin, userEndpoint: user.origin, region, domain: domain.join('.') };
}

function assertNoUser(url: URL | undefined): void {
  if (url === undefined || url.username + url.password === '') return;
  const message = 'the URL of the target names a user: a password there would be seen by all';
  throw new RestackError('CONFIG', message, {
    hints: ['--sign-in says who signs in: --target https://adminmanagement.<region>.<fqdn>'],
  });
}

/** Parses a user endpoint, to its origin. @throws CONFIG when it is no https URL of a host. */
export function parseUserEndpoint(text: string): string {
  const url = parseHttpsUrl(text);
  if (url !== undefined) return url.origin;
  throw new RestackError(
    'CONFIG',
    `${text} is no user endpoint; expected https://management.<region>.<fqdn>`,
  );
}
