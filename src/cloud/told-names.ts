import { isGuid } from '../core/guid.js';
import { RestackError } from '../core/errors/restack-error.js';

/**
 * The grammar of the names that a cloud tells of itself and that go into a URL, a path, a header or a file name. Each is
 * parsed here, where it comes in; what does not fit is refused and never shown, for it may hold anything.
 */

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const DNS_LIMIT = 253;
const VAULT_NAME = /^[a-z0-9][a-z0-9-]{1,22}[a-z0-9]$/i;
const SID = /^S-1(?:-\d{1,15}){1,15}$/i;
const SECRET_NAME = /^[0-9a-z-]{1,127}$/i;
const VERSION_NAME = /^[0-9a-z-]{1,128}$/i;
const ID_LIMIT = 4096;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\s\\]/u;

/** True for one label of a DNS name (RFC 1123, section 2.1). */
export function isDnsLabel(text: string): boolean {
  return DNS_LABEL.test(text);
}

/** True for a name made of DNS labels; an address in brackets is none. */
export function isDnsName(text: string): boolean {
  return text.length <= DNS_LIMIT && text.split('.').every(isDnsLabel);
}

/** True for the name itself and for every name below it, label by label, without regard to case. */
export function isAtOrBelow(name: string, suffix: string): boolean {
  const [inner, outer] = [name.toLowerCase(), suffix.toLowerCase()];
  return inner === outer || inner.endsWith(`.${outer}`);
}

/**
 * Parses the name of a region: a DNS label, and the one that the endpoint is named after.
 *
 * @returns the region as the cloud spells it; undefined for any other text.
 */
export function parseRegion(text: string | undefined, expected: string): string | undefined {
  if (text === undefined || !isDnsLabel(text)) return undefined;
  return text.toLowerCase() === expected.toLowerCase() ? text : undefined;
}

/** Parses a GUID that a cloud tells, to lower case. @throws TARGET_UNREACHABLE when it is none. */
export function parseToldGuid(text: string | undefined, what: string): string {
  if (text !== undefined && isGuid(text)) return text.toLowerCase();
  throw new RestackError(
    'TARGET_UNREACHABLE',
    `the target answers, but not like a cloud: ${what} is no GUID`,
  );
}

/** The id of a principal: a GUID, or the SID of AD FS; undefined for any other text. */
export function parsePrincipalId(text: string | undefined): string | undefined {
  return text !== undefined && (isGuid(text) || SID.test(text)) ? text : undefined;
}

/** True for the name of a vault, which becomes a part of its host's name. */
export function isVaultName(text: string): boolean {
  return VAULT_NAME.test(text);
}

/** The place of a cloud in the DNS. */
export interface CloudDomain {
  readonly region: string;
  /** External domain, without the region. */
  readonly domain: string;
}

/** The host names of vaults, and of nothing else, lie below this one. Source: REST reference, section 1.4. */
export function formatVaultSuffix({ region, domain }: CloudDomain): string {
  return `vault.${region}.${domain}`;
}

/**
 * Parses the URI of a vault: https, and a host directly below the vaults' suffix of the cloud.
 *
 * @returns the vault's name; undefined for any other text.
 */
export function parseVaultUri(text: string, cloud: CloudDomain): string | undefined {
  const url = parseHttpsUrl(text);
  const suffix = `.${formatVaultSuffix(cloud).toLowerCase()}`;
  const host = url?.hostname.toLowerCase() ?? '';
  if (url === undefined || !host.endsWith(suffix) || !/^\/?$/.test(url.pathname)) return undefined;
  const vault = host.slice(0, -suffix.length);
  return isVaultName(vault) ? vault : undefined;
}

/** Names in the id of a secret or of one of its versions. */
export interface SecretId {
  readonly host: string;
  readonly name: string;
  readonly version: string | undefined;
  /** `/secrets/{name}` or `/secrets/{name}/{version}`. */
  readonly path: string;
}

/** Parses `https://{vault}…/secrets/{name}[/{version}]`; undefined for any other text. */
export function parseSecretId(text: string): SecretId | undefined {
  const url = parseHttpsUrl(text);
  const [, collection, name = '', version, ...more] = url?.pathname.split('/') ?? [];
  if (url === undefined || collection !== 'secrets' || more.length > 0 || !SECRET_NAME.test(name)) {
    return undefined;
  }
  if (version !== undefined && !VERSION_NAME.test(version)) return undefined;
  // A path with dots in it is another one once it is parsed.
  if (!text.endsWith(url.pathname)) return undefined;
  return { host: url.hostname.toLowerCase(), name, version, path: url.pathname };
}

/**
 * Parses an https URL whose host is a DNS name, without user, password, query and fragment; undefined for any other
 * text.
 */
export function parseHttpsUrl(text: string): URL | undefined {
  // The parser of URLs drops what is invisible, and turns backslashes.
  if (text.length > ID_LIMIT || UNSAFE.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isBare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return url.protocol === 'https:' && isBare && isDnsName(url.hostname) ? url : undefined;
}

/**
 * Parses the id of a resource: a slash before each of its segments, none of which is empty, `.` or `..`; undefined for
 * any other text. Source: REST reference, section 10.5.
 */
export function parseResourceId(text: string): string | undefined {
  if (text.length > ID_LIMIT || !text.startsWith('/')) return undefined;
  const isSafe = (segment: string) =>
    !/^(?:\.{0,2})$/.test(segment) && !/[\p{Cc}\p{Cf}\p{Cs}\\?#]/u.test(segment);
  return text.slice(1).split('/').every(isSafe) ? text : undefined;
}
