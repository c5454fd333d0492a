const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';

/** True for 8-4-4-4-12 hexadecimal digits, in any case, without braces. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

const SHORTEST = 8;

/** Shortens ids to a common length that keeps them apart; at least 8 characters, so that they can be typed back. */
export function createIdShortener(ids: readonly string[]): (id: string) => string {
  const distinct = [...new Set(ids)];
  let length = SHORTEST;
  while (length < 36 && new Set(distinct.map((id) => id.slice(0, length))).size < distinct.length)
    length += 1;
  return (id) => id.slice(0, length);
}
