import type { IncomingHttpHeaders } from 'node:http';

/** The virtual host that a request is for. */
export type HostKind = 'admin' | 'user' | 'login' | 'vault' | 'controller';

/** The verbs that any route knows. */
export const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE'] as const;

export type Method = (typeof METHODS)[number];

/** One request as it came in, its body read and not yet parsed. */
export interface Call {
  /** Position among all calls of this controller, from 0. */
  readonly index: number;
  readonly receivedAt: Date;
  readonly host: HostKind;
  /** Host name and port as the client wrote them. */
  readonly authority: string;
  /** First label of the host name of a vault, in lower case. */
  readonly vaultName: string;
  readonly method: string;
  /** Path as sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly bodyText: string;
  readonly requestId: string;
}

/** A call that has found its route: parameters decoded, body parsed, caller known. */
export interface RoutedCall {
  readonly call: Call;
  readonly params: Readonly<Record<string, string>>;
  readonly apiVersion: string;
  readonly caller: Caller;
  /** Parsed JSON; undefined when the request had no body. */
  readonly body: unknown;
}

/** The parameters of the path by which a resource was asked for. Its id is made of them. */
export type Addressed = Pick<RoutedCall, 'params'>;

/** The signer of a request: the claims of its token that matter here. */
export interface Caller {
  readonly clientId: string;
  /** The principal id that RBAC and access policies name: an object id, or a SID on AD FS. */
  readonly principalId: string;
  readonly tenantId: string;
}

/** The caller of routes that need no token. */
export const ANONYMOUS: Caller = { clientId: '', principalId: '', tenantId: '' };
