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
