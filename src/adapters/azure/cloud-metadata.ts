import { isJsonObject, readText } from '../../cloud/json-value.js';
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

/** Query of the metadata endpoint. */
export const METADATA_PATH = '/metadata/endpoints';
export const METADATA_VERSION = '2015-01-01';

/**
 * Parses the answer of `metadata/endpoints`: an object, or an array of one from newer clouds.
 *
 * A login endpoint that ends in `adfs` means AD FS. Source: REST reference, sections 1.1 and 1.2.
 * @throws TARGET_UNREACHABLE when it is not the answer of a cloud.
 */
export function parseCloudMetadata(body: unknown, endpoint: string): CloudMetadata {
  const cloud: unknown = Array.isArray(body) ? body[0] : body;
  const authentication = isJsonObject(cloud) ? cloud['authentication'] : undefined;
  const loginEndpoint = readText(authentication, 'loginEndpoint');
  const audiences = isJsonObject(authentication) ? authentication['audiences'] : undefined;
  const audience: unknown = Array.isArray(audiences) ? audiences[0] : undefined;
  if (loginEndpoint === undefined || !URL.canParse(loginEndpoint) || typeof audience !== 'string') {
    throw new RestackError(
      'TARGET_UNREACHABLE',
      `${endpoint} answers, but not like a Resource Manager: its metadata names no login endpoint and audience`,
      { details: { endpoint } },
    );
  }
  const login = new URL(loginEndpoint);
  const segments = login.pathname.split('/').filter((segment) => segment !== '');
  const adfs = segments.at(-1)?.toLowerCase() === 'adfs';
  return {
    identitySystem: adfs ? 'adfs' : 'aad',
    authorityHost: login.origin,
    loginTenant: adfs ? undefined : segments[0],
    audience,
  };
}

const ADMIN_LABEL = 'adminmanagement';

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
  if (url?.protocol !== 'https:' || label !== ADMIN_LABEL || !region || domain.length === 0) {
    const hint = label === 'management' ? text.replace('//management.', `//${ADMIN_LABEL}.`) : undefined;
    throw new RestackError(
      'CONFIG',
      `${text} is no admin endpoint; expected https://${ADMIN_LABEL}.<region>.<fqdn>`,
      hint === undefined ? {} : { hints: [`restack … --target ${hint}`] },
    );
  }
  const user = new URL(url.origin);
  user.hostname = ['management', region, ...domain].join('.');
  return { adminEndpoint: url.origin, userEndpoint: user.origin, region, domain: domain.join('.') };
}
