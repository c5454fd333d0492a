import type { Cloud } from './cloud.js';
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

const GROUPS = 'Microsoft.Resources/subscriptions/resourceGroups';

/**
 * The RBAC action of a verb on a path template, such as `Microsoft.Subscriptions.Admin/plans/write`.
 *
 * @returns undefined for paths outside of subscriptions, which need no permission.
 */
export function actionOf(method: Method, path: string): string | undefined {
  const type = typeOf(path);
  if (type === undefined) return undefined;
  return `${type}/${VERBS[method]}`;
}

const VERBS: Readonly<Record<Method, string>> = {
  GET: 'read',
  HEAD: 'read',
  PUT: 'write',
  PATCH: 'write',
  DELETE: 'delete',
  POST: 'action',
};

function typeOf(path: string): string | undefined {
  if (!/^\/(subscriptions\/\{|\{scope\})/.test(path)) return undefined;
  const split = path.lastIndexOf('/providers/');
  if (split === -1)
    return path.toLowerCase().includes('/resourcegroups') ? GROUPS : 'Microsoft.Resources/subscriptions';
  const segments = path.slice(split + '/providers/'.length).split('/');
  const type = segments.filter((segment) => !segment.startsWith('{')).join('/');
  return segments[0]?.startsWith('{') === true ? `Microsoft.Resources/subscriptions/providers/${type}` : type;
}
