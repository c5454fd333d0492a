import type { HostKind } from '../wire/call.js';
import type { Route } from '../cloud/route.js';

/** The result of a look-up by path and verb. */
export type Match =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

/** Finds routes by host, verb and path. */
export interface Router {
  match(host: HostKind, method: string, path: string): Match;
  /** Namespaces that have routes on a host, in lower case. */
  hasNamespace(host: HostKind, namespace: string): boolean;
}

/** One segment of the tree; `routes` is filled where a template ends. */
interface Node {
  readonly literals: Map<string, Node>;
  parameter: Node | undefined;
  readonly routes: Map<string, Leaf>;
}

/** A route, and which of its path's segments are parameters. */
interface Leaf {
  readonly route: Route;
  readonly parameters: readonly { readonly index: number; readonly name: string }[];
}

/** Paths whose routes are remembered, and their greatest length: clients ask for the same ones again. */
const REMEMBERED_PATHS = 5000;
const REMEMBERED_LENGTH = 500;

const SCOPE = '{scope}';
const AUTHORIZATION = '/providers/microsoft.authorization/';

/** Builds the tree of all routes once; a look-up then walks one node per segment. */
export function createRouter(routes: readonly Route[]): Router {
  const roots = new Map<HostKind, Node>();
  const namespaces = new Set<string>();
  for (const route of routes) {
    const root = roots.get(route.host) ?? createNode();
    roots.set(route.host, root);
    addRoute(root, route);
    const namespace = /\/providers\/([^/{]+)/.exec(route.path)?.[1];
    if (namespace !== undefined) namespaces.add(`${route.host} ${namespace.toLowerCase()}`);
  }
  const matchOf = (host: HostKind, method: string, path: string): Match => {
    const root = roots.get(host);
    return root === undefined ? { kind: 'unknown' } : matchPath(root, method, path);
  };
  const known = new Map<string, Match>();
  return {
    match: (host, method, path) => {
      if (path.length > REMEMBERED_LENGTH) return matchOf(host, method, path);
      const key = `${host} ${method} ${path}`;
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      if (known.size >= REMEMBERED_PATHS) known.clear();
      const match = matchOf(host, method, path);
      known.set(key, match);
      return match;
    },
    hasNamespace: (host, namespace) => namespaces.has(`${host} ${namespace.toLowerCase()}`),
  };
}

function createNode(): Node {
  return { literals: new Map(), parameter: undefined, routes: new Map() };
}

function addRoute(root: Node, route: Route): void {
  let node = root;
  for (const segment of splitPath(route.path)) {
    node = segment.startsWith('{') && segment !== SCOPE ? parameterOf(node) : literalOf(node, segment);
  }
  node.routes.set(route.method, { route, parameters: listParameters(route.path) });
}

function listParameters(path: string): Leaf['parameters'] {
  return splitPath(path).flatMap((segment, index) =>
    segment.startsWith('{') ? [{ index, name: segment.slice(1, -1) }] : [],
  );
}

function parameterOf(node: Node): Node {
  node.parameter ??= createNode();
  return node.parameter;
}

function literalOf(node: Node, segment: string): Node {
  const key = segment.toLowerCase();
  const known = node.literals.get(key);
  if (known !== undefined) return known;
  const created = createNode();
  node.literals.set(key, created);
  return created;
}

function splitPath(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function matchPath(root: Node, method: string, path: string): Match {
  const segments = decodeSegments(path);
  if (segments === undefined) return { kind: 'unknown' };
  const node = findNode(root, { segments, method }, 0);
  if (node === undefined) return { kind: 'unknown' };
  const leaf = node.routes.get(method);
  if (leaf === undefined) return { kind: 'wrong-method', allowed: [...node.routes.keys()] };
  const params: Record<string, string> = {};
  for (const { index, name } of leaf.parameters) params[name] = segments[index] ?? '';
  return { kind: 'route', route: leaf.route, params };
}

/** Segments of the path; what stands before the last Microsoft.Authorization counts as one, the scope. */
function decodeSegments(path: string): string[] | undefined {
  const split = path.toLowerCase().lastIndexOf(AUTHORIZATION);
  if (split === -1) return decodeAll(splitPath(path));
  const rest = decodeAll(splitPath(path.slice(split)));
  const scope = decodeAll(splitPath(path.slice(0, split)));
  return rest === undefined || scope === undefined ? undefined : [`/${scope.join('/')}`, ...rest];
}

function decodeAll(segments: string[]): string[] | undefined {
  try {
    return segments.map((segment) => (segment.includes('%') ? decodeURIComponent(segment) : segment));
  } catch {
    return undefined;
  }
}

/** Literals come before parameters, unless only the parameter's node has the verb. */
function findNode(node: Node, wanted: Wanted, at: number): Node | undefined {
  const segment = wanted.segments[at];
  if (segment === undefined) return node.routes.size === 0 ? undefined : node;
  const key = at === 0 && segment.startsWith('/') ? SCOPE : segment.toLowerCase();
  const literal = node.literals.get(key);
  const found = literal === undefined ? undefined : findNode(literal, wanted, at + 1);
  if (hasVerb(found, wanted)) return found;
  if (node.parameter === undefined || key === SCOPE) return found;
  const other = findNode(node.parameter, wanted, at + 1);
  return hasVerb(other, wanted) ? other : (found ?? other);
}

function hasVerb(node: Node | undefined, { method }: Wanted): boolean {
  return node?.routes.has(method) === true;
}

/** The path and verb that are looked for. */
interface Wanted {
  readonly segments: readonly string[];
  readonly method: string;
}
