import type { Cloud } from './cloud.js';
import { actionOf } from '../wire/action.js';
import { type HostKind, type Method, METHODS, type RoutedCall } from '../wire/call.js';
import type { Reply } from '../wire/reply.js';
import type { Wire } from '../wire/wire.js';

/** Answers one call. Synchronous, so that no other call sees a half-made change. */
export type Handler = (call: RoutedCall, cloud: Cloud) => Reply;

/** One line of the route table. */
export interface Route {
  readonly host: HostKind;
  readonly method: Method;
  /** Path template: literal segments match without regard to case, `{name}` takes one segment. */
  readonly path: string;
  /** Accepted api-versions; empty when the path takes none. */
  readonly apiVersions: readonly string[];
  readonly wire: Wire;
  readonly anonymous: boolean;
  /** The permission that RBAC asks for; undefined when the route needs none. */
  readonly action: string | undefined;
  readonly handle: Handler;
}

/** The properties that a group of routes shares: hosts, api-versions, wire format. */
export interface RouteGroup {
  readonly hosts: readonly HostKind[];
  readonly apiVersions: readonly string[];
  readonly wire: Wire;
  readonly anonymous?: boolean;
  /** The handlers decide themselves who may call them. */
  readonly ownPermissions?: boolean;
}

/** Handlers of one path by verb. */
export type Handlers = Partial<Readonly<Record<Method, Handler>>>;

/** Makes the routes of several paths that share hosts, api-versions and manners. */
export function routesOf(group: RouteGroup, paths: Readonly<Record<string, Handlers>>): readonly Route[] {
  const { hosts, apiVersions, wire, anonymous = false, ownPermissions = false } = group;
  const routes: Route[] = [];
  for (const [path, handlers] of Object.entries(paths)) {
    for (const method of METHODS) {
      const handle = handlers[method];
      if (handle === undefined) continue;
      const action = ownPermissions ? undefined : actionOf(method, path);
      routes.push(
        ...hosts.map((host) => ({ host, method, path, apiVersions, wire, anonymous, action, handle })),
      );
    }
  }
  return routes;
}
