/** A fault that one call meets. */
export type Fault =
  /** The call waits before it is answered. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The gateway answers with an error; nothing is applied. */
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
      /** Takes the place of the error's JSON. */
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is cut; nothing is applied. */
  | { readonly kind: 'reset' }
  /** The call is applied, then the connection is cut before the first byte of the reply. */
  | { readonly kind: 'lost-reply' }
  /** The call is applied and answered with its status alone. */
  | { readonly kind: 'bare-reply' }
  /** The call is applied and the connection is cut in the middle of the reply's body. */
  | { readonly kind: 'truncate' };

/** The facts of a call by which a test decides about a fault. */
export interface FaultCall {
  /** Position among all calls of this controller, from 0. Calls to the state endpoint do not count. */
  readonly index: number;
  readonly method: string;
  /** Full URL as the client asked for it. */
  readonly url: string;
}

/** Decides the fault of a call; undefined for none. */
export type FaultHook = (call: FaultCall) => Fault | undefined;
