import type { Call } from './call.js';

/** The answer of a handler. Headers that every reply carries are added later. */
export interface Reply {
  readonly status: number;
  /** JSON value; absent when the reply has no body, which `null` is not. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answered by the ARM gateway instead of a resource provider: no counter, no provider headers. */
  readonly gateway?: true;
  /** A body that is not JSON. Takes the place of `body`. */
  readonly text?: { readonly type: string; readonly content: string };
}

/** 200 with a body. */
export function ok(body: unknown, headers?: Readonly<Record<string, string>>): Reply {
  return headers === undefined ? { status: 200, body } : { status: 200, body, headers };
}

/** 201 when the object is new, 200 when it was there. */
export function written(body: unknown, isNew: boolean): Reply {
  return { status: isNew ? 201 : 200, body };
}

/** A status without a body. */
export function empty(status: number, headers?: Readonly<Record<string, string>>): Reply {
  return headers === undefined ? { status } : { status, headers };
}

/** The content of an error. */
export interface ErrorText {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly unknown[];
}

/** The standard ARM envelope. Source: REST reference, section 10.3. */
export function armError(status: number, error: ErrorText): Reply {
  return { status, body: { error } };
}

/** An error of the ARM gateway itself. Source: REST reference, sections 4.1 and 10.1. */
export function gatewayError(status: number, code: string, message: string): Reply {
  return {
    status,
    body: { error: { code, message } },
    headers: { 'x-ms-failure-cause': 'gateway' },
    gateway: true,
  };
}

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
