/**
 * The last segment of an ARM id or of a name such as `seattle/Unlimited`.
 * Quota names come back with and without their location; the last segment is the same in both.
 * Source: REST reference, section 3 (shape differences between providers).
 */
export function selectLastSegment(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** ARM ids compare without regard to case. Source: REST reference, section 10.5. */
export function normalizeArmId(id: string): string {
  return id.toLowerCase();
}

/** Joins segments into a path, each percent-encoded (names may hold spaces). */
export function formatArmPath(segments: readonly string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}

/** Percent-encodes the segments of an id, so that it can be a path. */
export function encodeArmId(id: string): string {
  const encoded = id.split('/').map(encodeURIComponent).join('/');
  return encoded === id ? id : encoded;
}

/** The resource group in an ARM id; undefined when it has none. */
export function selectResourceGroup(id: string): string | undefined {
  return /\/resourcegroups\/([^/]+)/i.exec(id)?.[1];
}

/** The subscription in an ARM id, lower case; undefined when it has none. */
export function selectSubscription(id: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase();
}

/** Names the ids in a text: by `names`, and by their last part where nobody knows them. No line of a terminal holds an id. */
export function nameArmIds(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/\/subscriptions\/[^\s,;)]+/g, (id) => names.get(id) ?? selectLastSegment(id));
}

/** The parts of an ARM id, all in lower case because ids compare without regard to case. */
export interface ResourcePath {
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  /** Namespace of the last provider in the id, such as `microsoft.keyvault`. */
  readonly provider: string | undefined;
  /** Name by type, below the last provider: `vaults` → `kv-finance`. */
  readonly names: ReadonlyMap<string, string>;
  /** Type of the resource itself, such as `vaults`; undefined for a subscription, a group or the root. */
  readonly type: string | undefined;
}

/** Parses an ARM id. Never fails: parts that are not there are undefined. Source: REST reference, section 10.5. */
export function parseResourcePath(id: string): ResourcePath {
  const segments = id.toLowerCase().split('/').slice(1);
  let subscription: string | undefined;
  let resourceGroup: string | undefined;
  let provider: string | undefined;
  let type: string | undefined;
  let names = new Map<string, string>();
  for (let position = 0; position + 1 < segments.length; position += 2) {
    const [key = '', value = ''] = segments.slice(position, position + 2);
    if (key === 'providers') {
      provider = value;
      type = undefined;
      names = new Map();
    } else if (provider === undefined && key === 'subscriptions') {
      subscription = value;
    } else if (provider === undefined && key === 'resourcegroups') {
      resourceGroup = value;
    } else {
      type = key;
      names.set(key, value);
    }
  }
  return { subscription, resourceGroup, provider, names, type };
}

/** The key that tells one resource of a type from another: subscription, group and name. */
export function formatResourceKey({ subscription, resourceGroup }: ResourcePath, name: string): string {
  return `${subscription ?? ''}/${resourceGroup ?? ''}/${name}`;
}
