const SHORTEST = 8;

/** Shortens ids to a common length that keeps them apart; at least 8 characters, so that they can be typed back. */
export function createIdShortener(ids: readonly string[]): (id: string) => string {
  const distinct = [...new Set(ids)];
  let length = SHORTEST;
  while (length < 36 && new Set(distinct.map((id) => id.slice(0, length))).size < distinct.length)
    length += 1;
  return (id) => id.slice(0, length);
}

/** The first 8 digits of a thumbprint: enough to tell certificates apart. */
export function shortenThumbprint(thumbprint: string): string {
  return thumbprint.slice(0, SHORTEST);
}
