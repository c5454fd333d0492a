import type { Call } from './call.js';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Full URL of the next page; undefined on the last one. */
  readonly nextLink: string | undefined;
}

/** The position at which a page starts, from the token of a `nextLink`. Anything else starts at the beginning. */
export function skipOf(call: Call): number {
  const skip = Number(call.query.get('$skiptoken') ?? 0);
  return Number.isSafeInteger(skip) && skip > 0 ? skip : 0;
}

/** The URL of the same list from another position on. */
export function linkTo(call: Call, skip: string): string {
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', skip);
  return `https://${call.authority}${call.path}?${query.toString()}`;
}

/** The largest page of an ARM list. */
const ARM_PAGE = 100;

/** The page of an ARM list that `$top` and `$skiptoken` ask for. */
export function pageOf<T>(items: readonly T[], call: Call): Page<T> {
  const top = Number(call.query.get('$top') ?? ARM_PAGE);
  const size = Number.isSafeInteger(top) && top > 0 ? Math.min(top, ARM_PAGE) : ARM_PAGE;
  const skip = skipOf(call);
  const end = skip + size;
  return {
    items: items.slice(skip, end),
    nextLink: end < items.length ? linkTo(call, String(end)) : undefined,
  };
}
