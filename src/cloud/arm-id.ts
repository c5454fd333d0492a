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
