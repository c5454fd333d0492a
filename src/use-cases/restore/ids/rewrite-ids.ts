import { isJsonObject, type JsonObject, type JsonValue } from '../../../cloud/json-value.js';
import { listOldNames, type Mapping } from './mapping.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';
import type { SourceCloud } from './source-cloud.js';

/** The names of the source cloud, and those of the target that take their place. Keys are lower case. */
export interface IdMap {
  readonly subscriptions: ReadonlyMap<string, string>;
  readonly regions: ReadonlyMap<string, string>;
  /** `region.domain` of the source to `region.domain` of the target. */
  readonly suffixes: ReadonlyMap<string, string>;
  readonly directories: ReadonlyMap<string, string>;
  readonly principals: ReadonlyMap<string, string>;
  readonly owners: ReadonlyMap<string, string>;
  readonly vaultNames: ReadonlyMap<string, string>;
  /** New names by `name`, and by `subscription/name` with the subscription's id in the source, which goes first. */
  readonly resourceGroups: ReadonlyMap<string, string>;
}

/** The way in which the text of a member is rewritten. */
type Rewriting = 'armId' | 'subscription' | 'location' | 'uri' | 'directory' | 'principal' | 'owner';

/**
 * The members that hold ids, wherever in a record they stand. All other text is the owner's: a description, a tag or a
 * secret that happens to look like an id stays as it is.
 *
 * Source: REST reference, section 11, last paragraph.
 */
const REWRITTEN_MEMBERS: Readonly<Record<string, Rewriting>> = {
  id: 'armId',
  quotaIds: 'armId',
  skuIds: 'armId',
  planId: 'armId',
  basePlanIds: 'armId',
  offerId: 'armId',
  scope: 'armId',
  assignableScopes: 'armId',
  roleDefinitionId: 'armId',
  managedBy: 'armId',
  subscriptionId: 'subscription',
  delegatedProviderSubscriptionId: 'subscription',
  location: 'location',
  vaultUri: 'uri',
  kid: 'uri',
  tenantId: 'directory',
  objectId: 'principal',
  principalId: 'principal',
  owner: 'owner',
};

/** Members whose inside is the owner's text. */
const OWNER_TEXT: ReadonlySet<string> = new Set(['tags']);

/**
 * The map between two clouds, from the facts known of both and from a mapping file, which goes first. Principals are
 * the same on both, and so are directories, except that the home directory of a cloud that the set does not know takes
 * the place of the set's own.
 */
export function createIdMap(source: SourceCloud, target: TargetIdentity, mapping: Mapping = {}): IdMap {
  const oldRegions = listNames(source.region ?? target.region, listOldNames(mapping, 'region'));
  const oldDomains = listNames(source.domain, listOldNames(mapping, 'externalDomain'));
  const suffix = `${target.region}.${target.domain}`;
  const isHome = source.directories.includes(target.homeTenantId) || source.homeTenantId === undefined;
  return {
    subscriptions: pair(
      source.providerSubscriptionId,
      target.providerSubscriptionId,
      mapping.providerSubscription,
    ),
    regions: pair(source.region, target.region, mapping.region),
    suffixes: new Map(
      oldRegions.flatMap((region) => oldDomains.map((domain) => [`${region}.${domain}`, suffix] as const)),
    ),
    directories: pair(
      isHome ? undefined : source.homeTenantId,
      target.homeTenantId,
      mapping.directoryTenants,
    ),
    principals: pair(undefined, '', mapping.principals),
    owners: pair(undefined, '', mapping.owners),
    vaultNames: pair(undefined, '', mapping.vaultNames),
    resourceGroups: pair(undefined, '', mapping.resourceGroups),
  };
}

function listNames(name: string | undefined, others: readonly string[]): readonly string[] {
  return [...(name === undefined ? [] : [name.toLowerCase()]), ...others];
}

function pair(
  from: string | undefined,
  to: string,
  mapped: Readonly<Record<string, string>> | undefined,
): ReadonlyMap<string, string> {
  return new Map([
    ...(from === undefined ? [] : [[from.toLowerCase(), to] as const]),
    ...Object.entries(mapped ?? {}).map(([old, name]) => [old.toLowerCase(), name] as const),
  ]);
}

/** Rewrites a record for the target. The original is not changed. */
export function rewriteRecord<T extends object>(record: T, map: IdMap): T;
export function rewriteRecord(record: JsonObject, map: IdMap): object {
  return rewriteMembers(record, map);
}

type Member = JsonValue | undefined;

function rewriteValue(value: Member, rewriting: Rewriting | undefined, map: IdMap): Member {
  if (typeof value === 'string') return rewriting === undefined ? value : REWRITE[rewriting](value, map);
  if (isJsonObject(value)) return rewriteMembers(value, map);
  if (typeof value !== 'object' || value === null) return value;
  const elements = value.map((element) => rewriteValue(element, rewriting, map) ?? null);
  return elements.every((element, index) => element === value[index]) ? value : elements;
}

/**
 * Rewrites the members of an object. Unchanged parts are shared with the original: a set is large, and most of it
 * stays.
 */
function rewriteMembers(value: JsonObject, map: IdMap): JsonObject {
  let rewritten: Record<string, Member> | undefined;
  for (const [name, member] of Object.entries(value)) {
    if (OWNER_TEXT.has(name)) continue;
    const rewriting = Object.hasOwn(REWRITTEN_MEMBERS, name) ? REWRITTEN_MEMBERS[name] : undefined;
    const changed = rewriteValue(member, rewriting, map);
    if (changed === member) continue;
    rewritten ??= { ...value };
    rewritten[name] = changed;
  }
  return rewritten ?? value;
}

const REWRITE: Readonly<Record<Rewriting, (text: string, map: IdMap) => string>> = {
  armId: (text, map) => (/^https:/i.test(text) ? rewriteUri(text, map) : rewriteArmId(text, map)),
  subscription: (text, map) => map.subscriptions.get(text.toLowerCase()) ?? text,
  location: (text, map) => map.regions.get(text.toLowerCase()) ?? text,
  uri: rewriteUri,
  directory: (text, map) => map.directories.get(text.toLowerCase()) ?? text,
  principal: (text, map) => map.principals.get(text.toLowerCase()) ?? text,
  owner: (text, map) => map.owners.get(text.toLowerCase()) ?? text,
};

/**
 * Rewrites the segments of an ARM id that name the cloud or what a mapping renames: `subscriptions/{id}`,
 * `locations/{region}`, `vaults/{name}`, `resourceGroups/{name}` and the system groups `resourceGroups/system.{region}`.
 * A resource that merely is called like the region keeps its name.
 */
export function rewriteArmId(id: string, map: IdMap): string {
  const segments = id.split('/');
  const subscription = /^subscriptions$/i.test(segments[1] ?? '') ? (segments[2] ?? '') : '';
  const rewritten = segments
    .map((segment, index) =>
      rewriteSegment(segment, { before: segments[index - 1] ?? '', subscription }, map),
    )
    .join('/');
  return rewritten === id ? id : rewritten;
}

function rewriteSegment(
  segment: string,
  { before, subscription }: { readonly before: string; readonly subscription: string },
  map: IdMap,
): string {
  const name = segment.toLowerCase();
  switch (before.toLowerCase()) {
    case 'subscriptions':
    case 'delegatedproviders':
      return map.subscriptions.get(name) ?? segment;
    case 'locations':
      return map.regions.get(name) ?? segment;
    case 'vaults':
    case 'deletedvaults':
      return map.vaultNames.get(name) ?? segment;
    case 'resourcegroups':
      return (
        map.resourceGroups.get(`${subscription.toLowerCase()}/${name}`) ??
        map.resourceGroups.get(name) ??
        rewriteSystemGroup(segment, map)
      );
    default:
      return segment;
  }
}

function rewriteSystemGroup(name: string, map: IdMap): string {
  const region = /^system\.(.+)$/i.exec(name)?.[1];
  const mapped = region === undefined ? undefined : map.regions.get(region.toLowerCase());
  return mapped === undefined ? name : `system.${mapped}`;
}

const VAULT_URI = /^(https:\/\/)([^./]+)(\.vault\.)([^/:]+)(.*)$/i;

/** Rewrites the host of a vault's or a secret's URI: the vault's name and the cloud's. Path and port stay. */
function rewriteUri(uri: string, map: IdMap): string {
  const [, scheme = '', vault = '', label = '', suffix = '', rest = ''] = VAULT_URI.exec(uri) ?? [];
  if (vault === '') return uri;
  const name = map.vaultNames.get(vault.toLowerCase()) ?? vault;
  return `${scheme}${name}${label}${map.suffixes.get(suffix.toLowerCase()) ?? suffix}${rest}`;
}
