import { isJsonObject } from '../../../cloud/json-value.js';
import type { Cloud } from '../../cloud/cloud.js';
import { vaultUri } from './vault-resource.js';
import type { Reply } from '../../wire/reply.js';
import { integerAt, stringAt, tagsAt, valueAt } from '../../wire/request-fields.js';
import type { StoredSecret, StoredVersion } from '../../cloud/state/stored-objects.js';
import { badParameter } from './vault-errors.js';

const MAX_VALUE_BYTES = 25 * 1024;
const MAX_CONTENT_TYPE = 255;
const MAX_TAGS = 15;
const MAX_TAG_LENGTH = 256;
const VERSION_BYTES = 16;

/** Versions of the data plane: the stamp's, and those that today's client libraries send. */
export const SECRET_API_VERSIONS = [
  '2015-06-01',
  '2016-10-01',
  '7.0',
  '7.1',
  '7.2',
  '7.3',
  '7.4',
  '7.5',
  '7.6',
  '2025-07-01',
];

/**
 * The 400 for attributes, tags or a content type beyond the limits; undefined when they fit. Source: REST reference,
 * section 8.2.
 */
export function checkSettings(body: unknown): Reply | undefined {
  const isWrong = (path: string, test: (value: unknown) => boolean) => {
    const value = valueAt(body, path);
    return value !== undefined && !test(value);
  };
  if (isWrong('attributes.enabled', (value) => typeof value === 'boolean')) {
    return badParameter("Property 'attributes.enabled' must be a boolean.");
  }
  for (const name of ['nbf', 'exp']) {
    if (isWrong(`attributes.${name}`, Number.isSafeInteger)) {
      return badParameter(`Property 'attributes.${name}' must be a number of seconds.`);
    }
  }
  if (isWrong('contentType', (value) => typeof value === 'string' && value.length <= MAX_CONTENT_TYPE)) {
    return badParameter(`Property 'contentType' must be text of at most ${MAX_CONTENT_TYPE} characters.`);
  }
  if (!isWrong('tags', areTags)) return undefined;
  return badParameter(`Property 'tags' takes ${MAX_TAGS} pairs of at most ${MAX_TAG_LENGTH} characters.`);
}

function areTags(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const tags = Object.entries(value);
  const isShort = (text: unknown) => typeof text === 'string' && text.length <= MAX_TAG_LENGTH;
  return tags.length <= MAX_TAGS && tags.every(([name, text]) => isShort(name) && isShort(text));
}

/** The 400 for a body that sets no value, or one beyond 25 KB; undefined when it does neither. */
export function checkValue(body: unknown): Reply | undefined {
  const value = stringAt(body, 'value');
  if (value === undefined) return badParameter("Property 'value' is required.");
  if (Buffer.byteLength(value) <= MAX_VALUE_BYTES) return undefined;
  return badParameter(`The secret's value is longer than ${MAX_VALUE_BYTES} bytes.`);
}

/** A new version as a body sets it; its times are now, in seconds. */
export function createVersion(body: unknown, cloud: Cloud): StoredVersion {
  const seconds = Math.floor(cloud.clock.nowMs() / 1000);
  return {
    version: cloud.random.hex(VERSION_BYTES),
    value: stringAt(body, 'value') ?? '',
    contentType: stringAt(body, 'contentType'),
    tags: tagsAt(body, 'tags'),
    enabled: valueAt(body, 'attributes.enabled') !== false,
    nbf: integerAt(body, 'attributes.nbf'),
    exp: integerAt(body, 'attributes.exp'),
    created: seconds,
    updated: seconds,
  };
}

/** A version with the changes of a PATCH; members that it leaves out stay. */
export function updateVersion(version: StoredVersion, body: unknown, cloud: Cloud): StoredVersion {
  const enabled = valueAt(body, 'attributes.enabled');
  return {
    ...version,
    contentType: stringAt(body, 'contentType') ?? version.contentType,
    tags: tagsAt(body, 'tags') ?? version.tags,
    enabled: typeof enabled === 'boolean' ? enabled : version.enabled,
    nbf: integerAt(body, 'attributes.nbf') ?? version.nbf,
    exp: integerAt(body, 'attributes.exp') ?? version.exp,
    updated: Math.floor(cloud.clock.nowMs() / 1000),
  };
}

/** Key of a secret in the state. */
export function secretKey(vault: string, name: string): string {
  return `${vault}/${name}`;
}

/** The full URL of a secret, with its version when one is given. */
export function secretId(secret: StoredSecret, cloud: Cloud, version?: string): string {
  const id = `${vaultUri(cloud, secret.vault.toLowerCase())}secrets/${secret.name}`;
  return version === undefined ? id : `${id}/${version}`;
}

/** A secret as an item of a list: without its value. */
export function describeItem(
  secret: StoredSecret,
  version: StoredVersion,
  view: { readonly cloud: Cloud; readonly withVersion: boolean },
): Readonly<Record<string, unknown>> {
  const { cloud, withVersion } = view;
  const { contentType, tags, enabled, nbf, exp, created, updated } = version;
  const vault = cloud.state.vaults.get(secret.vault);
  const recoveryLevel =
    vault?.enableSoftDelete === true ? softLevel(vault.enablePurgeProtection) : 'Purgeable';
  return {
    id: secretId(secret, cloud, withVersion ? version.version : undefined),
    contentType,
    attributes: { enabled, nbf, exp, created, updated, recoveryLevel },
    tags,
  };
}

function softLevel(isPurgeProtected: boolean | undefined): string {
  return isPurgeProtected === true ? 'Recoverable' : 'Recoverable+Purgeable';
}

/** A bundle: the item with its value, under the id of its version. */
export function describeBundle(secret: StoredSecret, version: StoredVersion, cloud: Cloud): object {
  return { value: version.value, ...describeItem(secret, version, { cloud, withVersion: true }) };
}
