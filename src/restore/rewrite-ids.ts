import { isJsonObject, type JsonObject, type JsonValue } from './json-value.js';
import type { TargetIdentity } from './ports.js';
import type { SourceCloud } from './source-cloud.js';

/** From the names of the source cloud to those of the target. Keys are lower case. */
export interface IdMap {
  readonly subscriptions: ReadonlyMap<string, string>;
  readonly regions: ReadonlyMap<string, string>;
  /** `region.domain` to `region.domain`. */
  readonly suffixes: ReadonlyMap<string, string>;
  readonly directories: ReadonlyMap<string, string>;
  readonly principals: ReadonlyMap<string, string>;
}

/** How the text of a member is rewritten. */
type Rewriting = 'armId' | 'subscription' | 'location' | 'uri' | 'directory' | 'principal';

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
};

/** Members whose inside is the owner's text. */
const OWNER_TEXT: ReadonlySet<string> = new Set(['tags']);

/**
 * The map between two clouds. Principals are the same on both, and so are directories, except that the home directory
 * of a cloud that the set does not know takes the place of the set's own.
 */
export function createIdMap(source: SourceCloud, target: TargetIdentity): IdMap {
  const region = source.region ?? target.region;
  return {
    subscriptions: pairOf(source.providerSubscriptionId, target.providerSubscriptionId),
    regions: pairOf(source.region, target.region),
    suffixes: pairOf(
      source.domain === undefined ? undefined : `${region}.${source.domain}`,
      `${target.region}.${target.domain}`,
    ),
    directories: pairOf(
      source.directories.includes(target.homeTenantId) ? undefined : source.homeTenantId,
      target.homeTenantId,
    ),
    principals: new Map(),
  };
}

function pairOf(from: string | undefined, to: string): ReadonlyMap<string, string> {
  return new Map(from === undefined ? [] : [[from.toLowerCase(), to]]);
}

/** The record as the target would hold it. The original is not changed. */
export function rewriteRecord<T extends object>(record: T, map: IdMap): T;
export function rewriteRecord(record: JsonObject, map: IdMap): object {
  return rewriteMembers(record, map);
}

type Member = JsonValue | undefined;

function rewriteValue(value: Member, rewriting: Rewriting | undefined, map: IdMap): Member {
  if (typeof value === 'string') return rewriting === undefined ? value : REWRITE[rewriting](value, map);
  if (isJsonObject(value)) return rewriteMembers(value, map);
  if (typeof value !== 'object' || value === null) return value;
  return value.map((element) => rewriteValue(element, rewriting, map) ?? null);
}

function rewriteMembers(value: JsonObject, map: IdMap): JsonObject {
  const members = Object.entries(value).map(([name, member]): [string, Member] => {
    if (OWNER_TEXT.has(name)) return [name, member];
    const rewriting = Object.hasOwn(REWRITTEN_MEMBERS, name) ? REWRITTEN_MEMBERS[name] : undefined;
    return [name, rewriteValue(member, rewriting, map)];
  });
  return Object.fromEntries(members);
}

const REWRITE: Readonly<Record<Rewriting, (text: string, map: IdMap) => string>> = {
  armId: (text, map) => (/^https:/i.test(text) ? rewriteUri(text, map) : rewriteArmId(text, map)),
  subscription: (text, map) => map.subscriptions.get(text.toLowerCase()) ?? text,
  location: (text, map) => map.regions.get(text.toLowerCase()) ?? text,
  uri: rewriteUri,
  directory: (text, map) => map.directories.get(text.toLowerCase()) ?? text,
  principal: (text, map) => map.principals.get(text.toLowerCase()) ?? text,
};

/**
 * Rewrites the segments of an ARM id that name the cloud: `subscriptions/{id}`, `locations/{region}` and the system
 * groups `resourceGroups/system.{region}`. A resource that merely is called like the region keeps its name.
 */
export function rewriteArmId(id: string, map: IdMap): string {
  const segments = id.split('/');
  return segments.map((segment, index) => rewriteSegment(segment, segments[index - 1], map)).join('/');
}

function rewriteSegment(segment: string, before: string | undefined, map: IdMap): string {
  switch ((before ?? '').toLowerCase()) {
    case 'subscriptions':
    case 'delegatedproviders':
      return map.subscriptions.get(segment.toLowerCase()) ?? segment;
    case 'locations':
      return map.regions.get(segment.toLowerCase()) ?? segment;
    case 'resourcegroups':
      return rewriteSystemGroup(segment, map);
    default:
      return segment;
  }
}

function rewriteSystemGroup(name: string, map: IdMap): string {
  const region = /^system\.(.+)$/i.exec(name)?.[1];
  const mapped = region === undefined ? undefined : map.regions.get(region.toLowerCase());
  return mapped === undefined ? name : `system.${mapped}`;
}

/** Rewrites the host of a vault's or a secret's URI; path and port stay. */
function rewriteUri(uri: string, map: IdMap): string {
  const parts = /^(https:\/\/[^./]+\.vault\.)([^/:]+)(.*)$/i.exec(uri);
  const suffix = parts === null ? undefined : map.suffixes.get((parts[2] ?? '').toLowerCase());
  return suffix === undefined ? uri : `${parts?.[1] ?? ''}${suffix}${parts?.[3] ?? ''}`;
}
